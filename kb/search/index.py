"""The index beside the base: where it lives, what it was built from, how it is replaced while others read it.

::

    base.db.index/
        current         JSON: engine, folder, generation, analysis - replaced in one step, last of all
        forms.db        forms already analysed; outlives the index
        whoosh.1/       an index; its ledger.db says what each document was when it was indexed

The index is derived (DESIGN.md, rule 5). Killed halfway, a build leaves a folder that ``current`` does not name, and
the next one removes it; killed halfway, an update leaves a ledger that asks for the same update again.
"""

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

from kb.errors import KnowledgeBaseError
from kb.search import corpus
from kb.search.analysis import VERSION, Lexicon
from kb.search.engine import Engine, Searcher
from kb.search.language import fingerprint

FORMAT = "7"
"""Raised whenever an engine keeps something else in its files; an index of another format is rebuilt."""

LARGE = 50_000
"""Documents from which Whoosh is no longer the right engine, and we say so."""

_REBUILD_SHARE = 0.5
"""When more than this share of documents changed, building anew is quicker than updating."""


class UnknownEngine(KnowledgeBaseError):
    """There is no engine of that name, or its library is not installed."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """What ``current`` says. ``generation``: :func:`kb.search.corpus.generation` of the base it was built from, and
    ``stamp``: :func:`kb.search.corpus.stamp` of its files then."""

    engine: str
    folder: str
    generation: str
    analysis: str
    documents: int
    stamp: list[int]


@dataclass(frozen=True, slots=True)
class State:
    """How the index stands to the base.

    Attributes:
        exists: there is an index that can be read.
        fresh: and it holds what the base holds.
        engine: whoosh, tantivy, or None.
        documents: how many documents are in it.
        message: a sentence for the user, "" when all is well.
        advice: a sentence for whoever keeps the base: that it has outgrown its engine; "" when it has not.
    """

    exists: bool
    fresh: bool
    engine: str | None
    documents: int
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an indexing did: documents written and dropped, and whether the index was built anew."""

    written: int
    removed: int
    rebuilt: bool
    engine: str
    message: str = ""


def folder_of(base: Path) -> Path:
    """``<base>.index/``."""
    return base.with_name(base.name + ".index")


def forms_of(base: Path) -> Path:
    """File of analysed forms."""
    return folder_of(base) / "forms.db"


def engine(name: str) -> Engine:
    """The engine of that name.

    Raises:
        UnknownEngine: with a sentence for the user.
    """
    if name == "whoosh":
        from kb.search.whoosh_engine import WhooshEngine

        return WhooshEngine()
    if name == "tantivy":
        try:
            from kb.search.tantivy_engine import TantivyEngine
        except ImportError as error:
            raise UnknownEngine(
                "Движок tantivy не установлен. Установите его: pip install 'kb-npa[tantivy]'"
            ) from error
        return TantivyEngine()
    raise UnknownEngine(f"Нет поискового движка «{name}». Есть: whoosh, tantivy.")


def pointer(base: Path) -> Pointer | None:
    """What the index says of itself; None when there is none that this version can read."""
    try:
        said = Pointer(**json.loads((folder_of(base) / "current").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    whole = (folder_of(base) / said.folder / "ledger.db").is_file()
    return said if whole and said.analysis == _analysis() else None


def state(base: Path, db: sqlite3.Connection | None = None) -> State:
    """Compare the index with the base."""
    said = pointer(base)
    if said is None:
        return State(
            False,
            False,
            None,
            0,
            f"Поискового индекса нет: ищется только по реквизитам. Постройте его: kb index {base}",
        )
    fresh = said.stamp == corpus.stamp(base) or said.generation == _generation(base, db)
    message = (
        ""
        if fresh
        else f"База изменилась после индексации: найденное может быть неполным. Обновите индекс: kb index {base}"
    )
    return State(True, fresh, said.engine, said.documents, message, _advice(said.engine, said.documents))


def _generation(base: Path, db: sqlite3.Connection | None) -> str:
    if db is not None:
        return corpus.generation(db)
    with contextlib.closing(corpus.connect(base)) as own:
        return corpus.generation(own)


def build(base: Path, engine_name: str = "whoosh", workers: int | None = None) -> Indexed:
    """Index the whole base into a new folder, then make it the current one.

    Raises:
        UnknownEngine, KnowledgeBaseError: with a sentence for the user.
    """
    chosen = engine(engine_name)
    with _writing(base):
        db = corpus.connect(base)
        stamp = corpus.stamp(base)
        digests = corpus.digests(db)
        db.close()
        folder = _new_folder(base, engine_name)
        chosen.build(folder, base, forms_of(base), workers or os.cpu_count() or 1)
        _keep_synonyms(base)
        _Ledger(folder).replace(digests)
        generation = corpus.generation_of(digests)
        _point(base, Pointer(engine_name, folder.name, generation, _analysis(), len(digests), stamp))
        _clean(base, folder.name)
    return Indexed(len(digests), 0, True, engine_name, _advice(engine_name, len(digests)))


def update(base: Path, engine_name: str | None = None, workers: int | None = None) -> Indexed:
    """Bring the index to what the base holds: only what changed, unless that is most of it or there is no index yet."""
    said = pointer(base)
    if said is None or (engine_name and engine_name != said.engine):
        return build(base, engine_name or "whoosh", workers)
    with _writing(base):
        _keep_synonyms(base)
        folder = folder_of(base) / said.folder
        db = corpus.connect(base)
        stamp = corpus.stamp(base)
        now = corpus.digests(db)
        after = replace(said, generation=corpus.generation_of(now), documents=len(now), stamp=stamp)
        before = _Ledger(folder).read()
        changed = sorted(key for key, digest in now.items() if before.get(key) != digest)
        removed = sorted(before.keys() - now.keys())
        if not changed and not removed:
            db.close()
            _point(base, after)
            return Indexed(0, 0, False, said.engine)
        if len(changed) + len(removed) <= _REBUILD_SHARE * len(now) + 20:
            engine(said.engine).update(folder, base, corpus.documents(db, changed), removed, forms_of(base))
            db.close()
            _Ledger(folder).change({key: now[key] for key in changed}, removed)
            _point(base, after)
            return Indexed(len(changed), len(removed), False, said.engine, _advice(said.engine, len(now)))
        db.close()
    return build(base, said.engine, workers)


def _keep_synonyms(base: Path) -> None:
    """Work out the synonyms once, so that a search need not."""
    from kb.search.expand import Thesaurus

    Thesaurus.keep(Lexicon(forms_of(base)))


def open_searcher(base: Path, said: Pointer) -> Searcher:
    """Open the current index.

    Raises:
        IndexDamaged: with a sentence for the user.
    """
    return engine(said.engine).open(folder_of(base) / said.folder, base)


def _analysis() -> str:
    return f"{FORMAT}:{VERSION}:{fingerprint()}"


def _advice(engine_name: str, documents: int) -> str:
    if engine_name == "whoosh" and documents > LARGE:
        return (
            f"В базе {documents} документов: для таких объёмов быстрее движок tantivy - kb index БАЗА --engine tantivy"
        )
    return ""


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
