"""The JSON twin of a page: where it stands, and how it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def address(page: str) -> str:
    """The twin's address: ``/acts/x?at=…`` → ``/acts/x.json?at=…``."""
    path, mark, query = page.partition("?")
    return f"{path}.json{mark}{query}"


def text(data: Mapping[str, Any]) -> str:
    """Plain values as JSON text, letters as letters."""
    return json.dumps(data, ensure_ascii=False)
