"""What stands in folders and archives and is no document of anybody's: locks, half copied files, what systems leave.

Bases of ours are among them: a base kept in the folder that it is fed from would take in itself, twice as large each
time. SQLite itself keeps the mark of a base in its first page (https://www.sqlite.org/fileformat.html, 1.3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ingest.law.pattern import pattern

_OF_PROGRAMS = pattern(
    r"""
      \..*                                     # hidden: .git, .DS_Store, .~lock.акт.odt#
    | ~\$.*                                    # the owner of a document that is open in Word
    | thumbs\.db | ehthumbs\.db | desktop\.ini | __MACOSX | \$RECYCLE\.BIN | System\ Volume\ Information | @eaDir
    | .*\.(?: part | partial | crdownload | opdownload | download | filepart | aria2 | tmp | temp | swp | lnk )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BESIDE = ("-lock", "-wal", "-shm", "-journal", "-new", "-new-wal", "-new-shm", "-new-journal", ".index")
"""Endings of what stands beside a base: its lock, its journals, one that is being made in its place, its index."""

_SQLITE, _OURS, MARK = b"SQLite format 3\x00", b"KBNP", 72
"""How a base begins; its own mark ends at byte :data:`MARK`."""


def is_of_programs(name: str) -> bool:
    """Whether a file or a folder of that name (no path) belongs to programs, not to the collection."""
    return _OF_PROGRAMS.fullmatch(name) is not None


def is_base(head: bytes) -> bool:
    """Whether a file whose first :data:`MARK` bytes these are is a base of ours."""
    return head.startswith(_SQLITE) and head.endswith(_OURS)


def of_bases(folder: Path, names: Sequence[str]) -> set[str]:
    """Of all names in a folder those of bases of ours that something stands beside, and of what does."""
    there = set(names)
    found: set[str] = set()
    for name in names:
        beside = {name + ending for ending in _BESIDE if name + ending in there}
        if beside and _is_base_at(folder / name, f"{name}-lock" in beside):
            found |= beside | {name}
    return found


def _is_base_at(path: Path, locked: bool) -> bool:
    """A base that is only now being made may lack the mark, yet its lock stands beside it."""
    try:
        if not path.is_file():  # a channel would make us wait for ever
            return False
        with path.open("rb") as file:
            head = file.read(MARK)
    except OSError:
        return False
    return is_base(head) or (locked and head[: len(_SQLITE)] in (b"", _SQLITE))
