"""Is everything in the base as it was put there, and do its computed texts agree with those that editors state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb.answers import Agreement, Finding
from kb.editions.prove import replay
from kb.reading.agreement import agreements
from kb.search import state
from kb.store.connection import reading
from kb.store.verify import verify as verify_rows


def verify(base: str | Path) -> Iterator[Finding | Agreement]:
    """Everything that does not hold, as it is found; then every pair of a computed and a stated text.

    Raises:
        KnowledgeBaseError: no such base.
    """
    with reading(base) as db:
        yield from verify_rows(db)
        yield from replay(db)
        index = state(base)
        if not index.fresh:
            yield Finding("", "index", index.message)
        yield from agreements(db)
