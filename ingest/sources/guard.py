"""The seam between what opens sources and what loads them: a source that raises costs its own file, never the batch.

Whatever opens a file - a reader of archives, of letters, a source of a user's own - is a stream of items; here alone
its exceptions become a sentence, and its items are looked at before anybody trusts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.errors import SourceError, of_disk
from ingest.sources.item import Item

_NOT_OPENED = (
    (SourceError, str),
    (MemoryError, lambda error: "Файл слишком велик для памяти этой машины."),
    (RecursionError, lambda error: "Файл не открыт: части вложены в нём одна в другую глубже, чем бывает."),
    (OSError, lambda error: f"Файл не открывается: {of_disk(error)}."),
    (Exception, lambda error: "Файл не открыт: он повреждён или устроен не так, как требует его формат."),
)
"""Exception → its sentence; the first that fits."""


def guarded(name: str, items: Iterable[Item]) -> Iterator[Item]:
    """The items; when making them raises, a problem under ``name`` in place of those that are still to come."""
    try:
        for item in items:
            yield _sound(item)
    except Exception as error:
        yield Item(printable(name), problem=next(say(error) for kind, say in _NOT_OPENED if isinstance(error, kind)))


def _sound(item: Item) -> Item:
    """The item, its name such as may be shown and kept.

    Raises:
        TypeError: it is none (a source of a user's own may give anything).
    """
    states = (isinstance(item.data, bytes), bool(item.problem), item.passed)
    if sum(states) != 1 or not isinstance(item.name, str):
        raise TypeError(item)
    name = printable(item.name)
    return item if name == item.name else replace(item, name=name)


def printable(name: str) -> str:
    """The name with what is no letter in any encoding shown as «?»: such names must not stop the batch later."""
    return name.encode("utf-8", "replace").decode("utf-8")
