"""The index beside the base: where it lives, what it was built from, whether it holds what the base holds.

::

    base.db.index/
        current         JSON: engine, folder, generation, analysis - replaced in one step, last of all
        forms.db        forms already analysed; outlives the index
        whoosh.1/       an index; its ledger.db says what each document was when it was indexed

The index is derived (README.md, rule 5); :mod:`kb.search.indexing` makes it. Killed halfway, a build leaves a folder
that ``current`` does not name, and the next one removes it; killed halfway, an update leaves a ledger that asks for the
same update again.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from kb.errors import KnowledgeBaseError
from kb.search import corpus
from kb.search.analysis import VERSION
from kb.search.engine import Engine, Searcher
from kb.search.language import fingerprint
from kb.store.connection import reading

FORMAT = "9"
"""Raised whenever an engine keeps something else in its files; an index of another format is rebuilt."""

LARGE = 50_000
"""Documents from which Whoosh is no longer the right engine, and we say so."""


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


def folder_of(base: Path) -> Path:
    """``<base>.index/``, beside the base itself when a link leads to it."""
    base = base.resolve()
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
        from kb.search.whoosh.engine import WhooshEngine

        return WhooshEngine()
    if name == "tantivy":
        try:
            from kb.search.tantivy.engine import TantivyEngine
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
    return said if whole and said.analysis == analysis() else None


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
    fresh = said.stamp == corpus.stamp(base) or said.generation == _generation(db or base)
    message = (
        ""
        if fresh
        else f"База изменилась после индексации: найденное может быть неполным. Обновите индекс: kb index {base}"
    )
    return State(True, fresh, said.engine, said.documents, message, advice(said.engine, said.documents))


def _generation(base: Path | sqlite3.Connection) -> str:
    with reading(base) as db:
        return corpus.generation(db)


def open_searcher(base: Path, said: Pointer) -> Searcher:
    """Open the current index.

    Raises:
        IndexDamaged: with a sentence for the user.
    """
    return engine(said.engine).open(folder_of(base) / said.folder, base)


def analysis() -> str:
    """What an index depends on besides the base: one made with another is not read."""
    return f"{FORMAT}:{VERSION}:{fingerprint()}"


def advice(engine_name: str, documents: int) -> str:
    """See :attr:`State.advice`."""
    if engine_name == "whoosh" and documents > LARGE:
        return (
            f"В базе {documents} документов: для таких объёмов быстрее движок tantivy - kb index БАЗА --engine tantivy"
        )
    return ""
