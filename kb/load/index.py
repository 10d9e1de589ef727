"""The search index of a base, brought to date or built anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import of_disk
from kb.errors import KnowledgeBaseError
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
    with _told(base):
        return build(base, engine or "whoosh") if anew else update(base, engine)


def bring_index(base: Path, workers: int | None = None) -> None:
    """Bring the search index to date with the base; ``workers`` as for a load.

    Raises:
        KnowledgeBaseError: there is no room for it, or no right to write it.
    """
    from kb.search import update

    with _told(base):
        update(base, workers=workers)


@contextmanager
def _told(base: Path) -> Iterator[None]:
    """What the disk refuses, in a sentence."""
    try:
        yield
    except OSError as error:
        raise KnowledgeBaseError(
            f"Поисковый индекс базы «{base}» не построен: {of_disk(error)}. "
            f"Сама база цела; устраните причину и повторите: kb index {base}"
        ) from error
