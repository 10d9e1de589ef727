"""Indexes kept open between searches: opened by the first, opened anew when they were replaced."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from kb.search.analysis import Lexicon
from kb.search.engine import IndexDamaged, Searcher
from kb.search.index import Pointer, folder_of, forms_of, open_searcher, pointer
from kb.search.index import state as state_of


@dataclass(frozen=True, slots=True)
class Opened:
    """An open index; ``forms``: file of its analysed forms."""

    pointer: Pointer
    searcher: Searcher
    lexicon: Lexicon
    forms: Path

    @property
    def documents(self) -> int:
        """How many documents it holds."""
        return self.pointer.documents


_open: dict[Path, Opened] = {}
_known: dict[Path, tuple[tuple[float, ...], Pointer | None, str]] = {}
_lock = Lock()


def opened(path: Path | None, db: sqlite3.Connection) -> tuple[Opened | None, tuple[str, ...]]:
    """The open index of a base, None when there is none; and sentences on what is wrong with it."""
    if path is None:
        return None, ("База открыта в памяти: у неё нет поискового индекса, ищется только по реквизитам.",)
    said, message = _said(path, db)
    hints = (message,) if message else ()
    if said is None:
        return None, hints
    with _lock:
        known = _open.get(path)
        if known is None or known.pointer != said:
            try:
                known = Opened(said, open_searcher(path, said), Lexicon(forms_of(path)), forms_of(path))
            except (IndexDamaged, OSError) as error:
                advice = f"{error} Ищется только по реквизитам. Постройте индекс заново: kb index {path}"
                return None, (*hints, advice)
            _open[path] = known
        return known, hints


def _said(path: Path, db: sqlite3.Connection) -> tuple[Pointer | None, str]:
    """What the index says of itself and a sentence on how it stands to the base, worked out anew only when one of them
    was written to."""
    files = (path, path.with_name(path.name + "-wal"), folder_of(path) / "current")
    stamp = tuple(_mtime(file) for file in files)
    known = _known.get(path)
    if known is None or known[0] != stamp:
        known = _known[path] = (stamp, pointer(path), state_of(path, db).message)
    return known[1:]


def _mtime(path: Path) -> float:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0.0
