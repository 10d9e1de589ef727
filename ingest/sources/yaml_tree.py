"""A YAML file that people wrote, read with care: texts, lists and mappings, and the line of each entry.

Every scalar is text, whatever its tag says. An alias stands for what it names as often as it is written, so a few lines
may stand for more than any memory holds («billion laughs»): the whole is counted before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.garbage import gc_paused

LARGEST = 4_000_000
"""Bytes: some thirty thousand cards."""

MOST_NODES = 1_000_000
"""Texts, lists and mappings with aliases written out."""

TOO_LARGE = f"он больше {LARGEST // 1_000_000} МБ; разделите его на части"
SWELLS = "псевдонимы (*имя) раскрываются в нём без меры: так бывает только у вредоносных файлов"
CIRCLE = "псевдоним (*имя) в строке {line} стоит внутри того, что он называет"
NO_NAME = "в строке {line} именем поля стоит не текст"


class BadYaml(ValueError):
    """The file cannot be read; the message is the end of a Russian sentence, without its full stop."""


def compose(data: bytes) -> tuple[Any, Any]:
    """The root node of the file, and the same as plain lists, dicts and texts.

    Raises:
        BadYaml: it is no YAML, too large, too deep, or its aliases swell.
    """
    import yaml

    if len(data) > LARGEST:
        raise BadYaml(TOO_LARGE)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        with gc_paused():
            root = yaml.compose(data.decode("utf-8-sig"), Loader=loader)
            return root, _Plain().value(root)[0] if root is not None else None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise BadYaml(_fault(error)) from None


def lines(node: Any) -> Iterator[int]:
    """The line of each entry of a list, from 1."""
    return (entry.start_mark.line + 1 for entry in node.value)


class _Plain:
    """Nodes made plain, each once; with each how many there are in it, aliases written out."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Any, int] | None] = {}
        """By the node's identity; None while the node is being made."""

    def value(self, node: Any) -> tuple[Any, int]:
        if isinstance(node.value, str):
            return node.value, 1
        key = id(node)
        if key not in self._made:
            self._made[key] = None
            self._made[key] = self._mapping(node) if node.id == "mapping" else self._list(node)
        made = self._made[key]
        if made is None:
            raise BadYaml(CIRCLE.format(line=node.start_mark.line + 1))
        if made[1] > MOST_NODES:
            raise BadYaml(SWELLS)
        return made

    def _list(self, node: Any) -> tuple[list[Any], int]:
        made = [self.value(one) for one in node.value]
        return [value for value, _ in made], 1 + sum(size for _, size in made)

    def _mapping(self, node: Any) -> tuple[dict[str, Any], int]:
        found, size = {}, 1
        for key, one in node.value:
            if not isinstance(key.value, str):
                raise BadYaml(NO_NAME.format(line=key.start_mark.line + 1))
            found[key.value], inner = self.value(one)
            size += inner
        return found, size


def _fault(error: Exception) -> str:
    """Why a file is no YAML, in words."""
    words = str(error)
    if isinstance(error, RecursionError) or "nesting depth" in words:
        return "списки вложены слишком глубоко"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark:
        return f"ошибка в строке {mark.line + 1}"
    return "в нём управляющие знаки" if "control characters" in words else "это не текст в UTF-8"
