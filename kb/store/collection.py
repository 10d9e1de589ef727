"""A thematic page as a collection: its acts, guidance, steps and links, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import Citation, Parsed, Section
from ingest.law.act_id import latin
from kb.store.rows import CollectionRow, ItemRow
from kb.store.source import source_id

_BULLET = re.compile(r"\s*(?:[-–—•*·]\s*|\d{1,3}[.)]\s+)?")
_URL = re.compile(r"https?://[^\s<>«»\"]+")

Item = tuple[str, str | None, str, str | None]
"""(kind, act, text, url)"""


def collection_rows(parsed: Parsed) -> tuple[CollectionRow, list[ItemRow]]:
    """The collection that a page makes. Two pages of one title are two editions of one collection.

    Raises:
        ValueError: the document is no page.
    """
    page = parsed.page
    if page is None:
        raise ValueError("документ - не тематическая страница")
    slug = latin(page.title)[:60].strip("-") or "stranica"
    collection = CollectionRow(slug, page.title, source_id(parsed.document.sha256))
    items = [(section.title, item) for section in page.sections for item in _items(parsed, section)]
    return collection, [
        ItemRow(collection.id, position, kind, section, act, text, url)
        for position, (section, (kind, act, text, url)) in enumerate(items)
    ]


def _items(parsed: Parsed, section: Section) -> Iterator[Item]:
    """The section line by line; neighbouring lines of guidance are one item."""
    listed = {c.start: c for c in outermost(parsed.citations) if section.start <= c.start < section.end}
    steps = {_bare(step) for step in section.steps}
    links = dict(section.links)
    guidance: list[str] = []
    for start, line in _lines(parsed.document.text, section):
        item = _item(start, line, listed, steps, links)
        if item is None:
            guidance.append(line)
            continue
        if guidance:
            yield "guidance", None, "\n".join(guidance), None
            guidance = []
        yield item
    if guidance:
        yield "guidance", None, "\n".join(guidance), None


def _item(start: int, line: str, listed: dict[int, Citation], steps: set[str], links: dict[str, str]) -> Item | None:
    bullet = _BULLET.match(line)
    citation = listed.get(start + bullet.end()) if bullet else None
    if citation:
        return "act", citation.act.slug if citation.act else None, line, None
    if _bare(line) in steps:
        return "step", None, _bare(line), None
    if line in links:
        return "link", None, line, links[line]
    if url := _URL.search(line):
        return "link", None, line, url[0].rstrip(".,;)")
    return None


def _lines(text: str, section: Section) -> Iterator[tuple[int, str]]:
    start = section.start
    for i, line in enumerate(text[section.start : section.end].split("\n")):
        if line.strip() and not (i == 0 and line.strip() == section.title):
            yield start, line
        start += len(line) + 1


def _bare(line: str) -> str:
    return _BULLET.sub("", line, count=1).strip()


def outermost(citations: tuple[Citation, ...]) -> Iterator[Citation]:
    """Citations that stand in no other: an act listed with its title, not the acts that its title names."""
    end = -1
    for c in sorted(citations, key=lambda c: (c.start, -c.end)):
        if c.end > end:
            yield c
            end = c.end
