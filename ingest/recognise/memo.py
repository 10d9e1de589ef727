"""Answers about a whole document that several recognisers ask for in turn, found once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from ingest.document import Document

Answer = TypeVar("Answer")


def memo(find: Callable[[Document], Answer]) -> Callable[[Document], Answer]:
    """``find`` with its answer kept for the document asked last; a document never changes.

    Threads may ask at once: the pair is read and replaced as a whole.
    """
    latest: list[tuple[Document, Answer] | None] = [None]

    @wraps(find)
    def found(document: Document) -> Answer:
        known = latest[0]
        if known is None or known[0] is not document:
            known = latest[0] = (document, find(document))
        return known[1]

    return found
