"""Where documents come from: files, folders and archives as one stream of :class:`Item`.

::

    for item in sources(Path("letters/")):
        if item.data is None:
            print(item.name, item.problem)        # nothing is dropped without a sentence
        elif (deck := read_deck(item.data, item.name)) is not None:
            ...                                   # a table of acts: cards without texts
        else:
            ...                                   # a document: ingest.read(item.data, item.name)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.sources.archive import is_archive, unpack
from ingest.sources.cards import Card, Deck, Relation
from ingest.sources.folder import walk
from ingest.sources.item import Item, Limits

__all__ = ["Card", "Deck", "Item", "Limits", "Relation", "read_deck", "sources"]


def sources(path: Path, limits: Limits = Limits()) -> Iterator[Item]:  # noqa: B008 - frozen
    """Every file at ``path`` - a file, or a folder walked in sorted order - archives opened on the way.

    Names are relative to the folder («letters/1.html»), a member of an archive is named below it («all.zip/1.html»).
    The stream holds one file in memory at a time, and is the same whatever the order of the file system.
    """
    for item in walk(path, limits):
        if item.data is not None and is_archive(item.data, item.name):
            yield from unpack(item.data, item.name, limits)
        else:
            yield item


def read_deck(data: bytes, name: str) -> Deck | None:
    """The cards of acts that a table holds (``.yml``, the portal's ``.json``, ``.csv``, ``.xlsx``); None for a document."""
    suffix = Path(name).suffix.lower()
    if suffix in (".yml", ".yaml"):
        from ingest.sources.cards import read

        return read(data, name)
    if suffix == ".json":
        from ingest.sources.publication_api import read

        return read(data, name)
    if suffix in (".csv", ".tsv", ".xlsx"):
        from ingest.sources.registry import read

        return read(data, name)
    return None
