"""Where documents come from: files, folders and archives as one stream of :class:`Item`.

::

    for item in items_at(Path("letters/")):
        if item.data is None:
            print(item.name, item.problem)        # nothing is dropped without a sentence
        elif (overlay := read_overlay(item.data, item.name)) is not None:
            ...                                   # corrections by people
        elif (table := read_card_table(item.data, item.name)) is not None:
            ...                                   # a table of acts: cards without texts
        else:
            ...                                   # a document: ingest.read(item.data, item.name)

item         one thing that came; folder, letter, archive, seven_zip, parquet, saved_pages: where many come from
guard        the seam to whoever loads: what opening a file raises costs that file alone; passed_over: no documents
cards        acts described without a text, from YAML; registry: from tables (workbook, publication_api), with naming
overlay      corrections by people; yaml_tree: how both are read from YAML
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath

from ingest.parsed import Problem
from ingest.plugins import SOURCES, installed
from ingest.sources import letter
from ingest.sources.archive import is_archive, unpack
from ingest.sources.cards import Card, CardTable, Relation
from ingest.sources.folder import Place, opened, walk
from ingest.sources.guard import guarded
from ingest.sources.item import Item, Limits, megabytes
from ingest.sources.letter import is_letter
from ingest.sources.overlay import Correction, Overlay, read_overlay

__all__ = [
    "Card",
    "CardTable",
    "Correction",
    "Item",
    "Limits",
    "Overlay",
    "Place",
    "Relation",
    "items_at",
    "items_of",
    "read_card_table",
    "read_overlay",
    "walk",
]


def items_at(path: Path, limits: Limits = Limits()) -> Iterator[Item]:  # noqa: B008 - frozen
    """Every file at ``path`` - a file, or a folder walked in sorted order - archives opened on the way.

    Names are relative to the folder («letters/1.html»). A member of an archive is named below it («all.zip/1.html»),
    so is a row of a Parquet file, an attachment of a letter, and a member of a source of a user's own
    (:mod:`ingest.plugins`); a page of a list of addresses is named by its address.
    The stream holds one file in memory at a time, and is the same whatever the order of the file system. It never
    raises (:mod:`ingest.sources.guard`).
    """
    for found in walk(path):
        if isinstance(found, Item):
            yield found
        else:
            yield from items_of(found.path, found.name, limits)


def items_of(path: Path, name: str, limits: Limits = Limits()) -> Iterator[Item]:  # noqa: B008 - frozen
    """One file under a name of the caller's, opened as :func:`items_at` would."""
    for item in guarded(name, opened(path, name, limits)):
        for member in guarded(item.name, _members(item, limits)):
            yield from guarded(member.name, _attached(member, limits))


def _attached(item: Item, limits: Limits) -> Iterable[Item]:
    """A letter and what is attached to it; any other file itself."""
    if item.data is not None and is_letter(item.data, item.name):
        return letter.opened(item.data, item.name, limits)
    return (item,)


def _members(item: Item, limits: Limits) -> Iterator[Item]:
    """What an archive, or a source of a user's own, holds; any other file itself."""
    if item.data is None:
        yield item
    elif is_archive(item.data, item.name):
        yield from unpack(item.data, item.name, limits)
    else:
        plugin = next((one for one in installed(SOURCES) if one.takes(item.data, item.name)), None)
        yield from (item,) if plugin is None else plugin.unpack(item.data, item.name, limits)


LARGEST_TABLE = 16_000_000
"""Bytes; as Python's own values a table takes twenty times as much."""

_READERS = {
    ".yml": "cards",
    ".yaml": "cards",
    ".json": "publication_api",
    ".csv": "registry",
    ".tsv": "registry",
    ".xlsx": "registry",
}
"""Suffix of a table of acts → module here whose ``read(data, name)`` gives its :class:`CardTable`."""


def read_card_table(data: bytes, name: str) -> CardTable | None:
    """The cards that a table of acts (YAML, the portal's JSON, CSV, XLSX) holds; None for anything else."""
    module = _READERS.get(PurePosixPath(name).suffix.lower())
    if module is None:
        return None
    if len(data) > LARGEST_TABLE:
        size = megabytes(LARGEST_TABLE)
        return CardTable((), (Problem(f"Таблица {name} не читается: она больше {size}; разделите её.", rule="card"),))
    table: CardTable | None = import_module(f"ingest.sources.{module}").read(data, name)
    return table
