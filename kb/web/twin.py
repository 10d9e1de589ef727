"""The JSON twin of a page: where it stands, and how records are said in JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from markupsafe import Markup

from kb.web.reading.cards import Card
from kb.web.typeset import act_path


def address(page: str) -> str:
    """The twin's address: ``/acts/x?at=…`` → ``/acts/x.json?at=…``."""
    path, mark, query = page.partition("?")
    return f"{path}.json{mark}{query}"


def text(data: Mapping[str, Any]) -> str:
    """What a page found, as JSON text."""
    return json.dumps(plain(data), ensure_ascii=False)


def plain(value: Any) -> Any:
    """Records as what JSON can say: dataclasses become objects, days ISO text, markup is left out."""
    if isinstance(value, Card):
        return {**_fields(value), "url": act_path(value.id)}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items() if not isinstance(item, Markup)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: plain(item) for key, item in value._asdict().items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _fields(record: Any) -> dict[str, Any]:
    return {field.name: plain(getattr(record, field.name)) for field in dataclasses.fields(record)}
