"""Which of several sources of one act speaks for it.

The rule, first difference decides: a text that takes in later amendments; for pages, the one that came on a later day;
the official system before other formats; the longer source; the smaller SHA-256 - so that the choice never depends on
the order in which files came.
"""

from __future__ import annotations

from collections.abc import Iterable

from kb.store.rows import SourceRow

FORMATS = ("pravo_html", "ruslawod", "publication_api", "docx", "odt", "rtf", "doc", "html", "pdf", "text")
"""Formats from the most to the least trusted; others come last."""

RULE = "взят текст с более поздними изменениями, при равенстве - из официальной системы, затем более полный"
"""The rule in words, for the problem row that tells of a contradiction."""


def speaker(sources: Iterable[SourceRow]) -> SourceRow | None:
    """The source whose records stand in the base; None when there are none."""
    return min(sources, key=_rank, default=None)


def _rank(source: SourceRow) -> tuple[tuple[int, ...], int, int, str]:
    later = tuple(-ord(ch) for ch in (source.known_from if source.collection else source.edition) or "")
    trust = FORMATS.index(source.format) if source.format in FORMATS else len(FORMATS)
    return later or (0,), trust, -source.size, source.sha256
