"""The search index of a base, brought to date or built anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.store.connection import open_base

if TYPE_CHECKING:
    from kb.search.indexing import Indexed


def index(base: Path, engine: str | None = None, anew: bool = False) -> Indexed:
    """What was written to the index; ``engine``: "whoosh" or "tantivy", None: the one it has.

    Raises:
        KnowledgeBaseError: no such base, or the index cannot be written.
    """
    from kb.search import build, update

    open_base(base, readonly=True).close()  # a base that is not there must not be made
    return build(base, engine or "whoosh") if anew else update(base, engine)
