"""Answers as JSON takes them, for every face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any


def plain(answer: Any) -> Any:
    """An answer as dictionaries, lists, text and numbers; days as ISO text."""
    if is_dataclass(answer) and not isinstance(answer, type):
        return {field.name: plain(getattr(answer, field.name)) for field in fields(answer)}
    if isinstance(answer, tuple) and hasattr(answer, "_asdict"):
        return {key: plain(value) for key, value in answer._asdict().items()}
    if isinstance(answer, Mapping):
        return {key: plain(value) for key, value in answer.items()}
    if isinstance(answer, (list, tuple, set, frozenset)):
        return [plain(item) for item in answer]
    if isinstance(answer, date):
        return answer.isoformat()
    return answer.value if isinstance(answer, Enum) else answer
