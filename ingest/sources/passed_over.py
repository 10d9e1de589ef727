"""What stands in folders and archives and is no document of anybody's: locks, half copied files, what systems leave.

Bases of ours are among them: a base kept in the folder that it is fed from would take in itself, twice as large each
time. SQLite itself keeps the mark of a base in its first page (https://www.sqlite.org/fileformat.html, 1.3).
"""

from __future__ import annotations

import re
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
_SQLITE, _OURS, _MARK_AT = b"SQLite format 3\x00", b"KBNP", 68
_BESIDE = ("-lock", "-wal", "-shm", "-journal", "-new", "-new-wal", "-new-shm", "-new-journal", ".index")
"""Endings of what stands beside a base: its lock, its journals, one that is being made in its place, its index."""


def is_of_programs(name: str) -> bool:
    """Whether a file or a folder of that name (no path) belongs to programs, not to the collection."""
    return _OF_PROGRAMS.fullmatch(name) is not None


def is_of_base(path: Path) -> bool:
    """Whether a file or a folder is a base of ours or stands beside one as a part of it."""
    owners = (path.with_name(path.name.removesuffix(ending)) for ending in _BESIDE if path.name.endswith(ending))
    return _is_base(path) or any(owner.name and _is_base(owner) for owner in owners)


def _is_base(path: Path) -> bool:
    """By its mark; one that is only now being made may lack the mark, yet its lock stands beside it."""
    try:
        if not path.is_file():  # a channel would make us wait for ever
            return False
        with path.open("rb") as file:
            head = file.read(_MARK_AT + len(_OURS))
    except OSError:
        return False
    is_marked = head.startswith(_SQLITE) and head.endswith(_OURS)
    return is_marked or (head[: len(_SQLITE)] in (b"", _SQLITE) and path.with_name(path.name + "-lock").exists())
