"""Answers about a whole document that several recognisers ask for in turn, found once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from ingest.document import Document

Answer = TypeVar("Answer")


def once(find: Callable[[Document], Answer]) -> Callable[[Document], Answer]:
    """``find`` with its answer kept for the document asked last; a document never changes."""
    latest: list[tuple[Document, Answer]] = []

    @wraps(find)
    def found(document: Document) -> Answer:
        if not latest or latest[0][0] is not document:
            latest[:] = [(document, find(document))]
        return latest[0][1]

    return found
