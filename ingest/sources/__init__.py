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
cards        acts described without a text, from YAML; registry: from tables (workbook, publication_api), with naming
overlay      corrections by people
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath

from ingest.plugins import SOURCES, installed
from ingest.sources import letter
from ingest.sources.archive import is_archive, unpack
from ingest.sources.cards import Card, CardTable, Relation
from ingest.sources.folder import opened, walk
from ingest.sources.item import Item, Limits
from ingest.sources.letter import is_letter
from ingest.sources.overlay import Correction, Overlay, read_overlay

__all__ = [
    "Card",
    "CardTable",
    "Correction",
    "Item",
    "Limits",
    "Overlay",
    "Relation",
    "items_at",
    "items_of",
    "read_card_table",
    "read_overlay",
]


def items_at(path: Path, limits: Limits = Limits()) -> Iterator[Item]:  # noqa: B008 - frozen
    """Every file at ``path`` - a file, or a folder walked in sorted order - archives opened on the way.

    Names are relative to the folder («letters/1.html»). A member of an archive is named below it («all.zip/1.html»),
    so is a row of a Parquet file, an attachment of a letter, and a member of a source of a user's own
    (:mod:`ingest.plugins`); a page of a list of addresses is named by its address.
    The stream holds one file in memory at a time, and is the same whatever the order of the file system.
    """
    return _unpacked(walk(path, limits), limits)


def items_of(path: Path, name: str, limits: Limits = Limits()) -> Iterator[Item]:  # noqa: B008 - frozen
    """One file under a name of the caller's, opened as :func:`items_at` would."""
    return _unpacked(opened(path, name, limits), limits)


def _unpacked(items: Iterable[Item], limits: Limits) -> Iterator[Item]:
    for item in items:
        for one in _members(item, limits):
            if one.data is not None and is_letter(one.data, one.name):
                yield from letter.opened(one.data, one.name, limits)
            else:
                yield one


def _members(item: Item, limits: Limits) -> Iterable[Item]:
    """What an archive, or a source of a user's own, holds; any other file itself."""
    if item.data is None:
        return (item,)
    if is_archive(item.data, item.name):
        return unpack(item.data, item.name, limits)
    for plugin in installed(SOURCES):
        if plugin.takes(item.data, item.name):
            members: Iterable[Item] = plugin.unpack(item.data, item.name, limits)
            return members
    return (item,)


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
    table: CardTable | None = import_module(f"ingest.sources.{module}").read(data, name)
    return table
