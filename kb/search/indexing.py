"""The index built from the base and brought up to date, while others read the one before."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kb.search import corpus
from kb.search.analysis import Lexicon
from kb.search.index import Pointer, advice, analysis, engine, folder_of, forms_of, pointer
from kb.search.thesaurus import Thesaurus
from kb.store.connection import reading

_REBUILD_SHARE = 0.5
"""When more than this share of documents changed, building anew is quicker than updating."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an indexing did: documents written and dropped, and whether the index was built anew."""

    written: int
    removed: int
    rebuilt: bool
    engine: str
    message: str = ""


def build(base: Path, engine_name: str = "whoosh", workers: int | None = None) -> Indexed:
    """Index the whole base into a new folder, then make it the current one.

    Raises:
        UnknownEngine, KnowledgeBaseError: with a sentence for the user.
    """
    chosen = engine(engine_name)
    with _writing(base):
        with reading(base) as db:
            stamp = corpus.stamp(base)
            digests = corpus.digests(db)
        folder = _new_folder(base, engine_name)
        chosen.build(folder, base, sorted(digests), forms_of(base), workers or os.cpu_count() or 1)
        Thesaurus.keep(Lexicon(forms_of(base)))
        _Ledger(folder).replace(digests)
        generation = corpus.generation_of(digests)
        _point(base, Pointer(engine_name, folder.name, generation, analysis(), len(digests), stamp))
        _clean(base, folder.name)
    return Indexed(len(digests), 0, True, engine_name, advice(engine_name, len(digests)))


def update(base: Path, engine_name: str | None = None, workers: int | None = None) -> Indexed:
    """Bring the index to what the base holds: only what changed, unless that is most of it or there is no index yet."""
    said = pointer(base)
    if said is None or (engine_name and engine_name != said.engine):
        return build(base, engine_name or "whoosh", workers)
    with _writing(base):
        Thesaurus.keep(Lexicon(forms_of(base)))
        folder = folder_of(base) / said.folder
        with reading(base) as db:
            stamp = corpus.stamp(base)
            now = corpus.digests(db)
        after = replace(said, generation=corpus.generation_of(now), documents=len(now), stamp=stamp)
        before = _Ledger(folder).read()
        changed = sorted(key for key, digest in now.items() if before.get(key) != digest)
        removed = sorted(before.keys() - now.keys())
        if not changed and not removed:
            _point(base, after)
            return Indexed(0, 0, False, said.engine)
        if len(changed) + len(removed) <= _REBUILD_SHARE * len(now) + 20:
            with reading(base) as db:
                engine(said.engine).update(folder, base, corpus.documents(db, changed), removed, forms_of(base))
            _Ledger(folder).change({key: now[key] for key in changed}, removed)
            _point(base, after)
            return Indexed(len(changed), len(removed), False, said.engine, advice(said.engine, len(now)))
    return build(base, said.engine, workers)


def _new_folder(base: Path, name: str) -> Path:
    parent = folder_of(base)
    taken = {path.name for path in parent.iterdir()}
    number = next(n for n in range(1, len(taken) + 2) if f"{name}.{n}" not in taken)
    folder = parent / f"{name}.{number}"
    folder.mkdir()
    return folder


def _point(base: Path, said: Pointer) -> None:
    target = folder_of(base) / "current"
    draft = target.with_name("current.new")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(asdict(said), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def _clean(base: Path, kept: str) -> None:
    for path in folder_of(base).iterdir():
        if path.is_dir() and path.name != kept:
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _writing(base: Path) -> Iterator[None]:
    """One writer at a time; the lock goes with the process, however it ends."""
    folder_of(base).mkdir(exist_ok=True)
    with (folder_of(base) / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class _Ledger:
    """What each document was when it was indexed: key → digest."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "ledger.db"

    def read(self) -> dict[str, str]:
        with contextlib.closing(self._open()) as db:
            return dict(db.execute("SELECT key, digest FROM documents").fetchall())

    def replace(self, digests: dict[str, str]) -> None:
        self.change(digests, [])

    def change(self, digests: dict[str, str], removed: list[str]) -> None:
        with contextlib.closing(self._open()) as db, db:
            db.executemany("DELETE FROM documents WHERE key = ?", [(key,) for key in removed])
            db.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?)", digests.items())

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path)
        db.execute("CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID")
        return db
