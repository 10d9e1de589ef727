"""A thematic page that is no act: its title, sections, the steps of its instructions, its links.

A school's «Нормативные документы» is such a page: headings, paragraphs, lines that each cite an act, «1. Скачать …». In
plain text a heading is known by its look alone: a short line without a final mark, between paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.document import Block, Document, Style
from ingest.law.pattern import pattern
from ingest.parsed import Page, Section
from ingest.recognise.note_spans import note_spans
from ingest.recognise.requisites.roles import decides, kind_word, line_core

_LONGEST_HEADING = 100
_URL = pattern(r"(?:https?://|www\.)[^\s<>«»\"]+")
_STEP = pattern(r"(\d{1,2})[.)] +(?=\S)")
_BULLET = pattern(r"[-–—•*·▪]\s")
_INSTRUCTION = pattern(r"алгоритм|инструкци|порядок действий|шаг|как\b|памятк", re.IGNORECASE)
_FINAL_MARK = (".", ";", ",", "!", "?")
_DATA = pattern(r"[{}\[\]]")
"""Brackets of a file for machines: such a line is no heading, whatever it names."""


class _Heading(NamedTuple):
    block: int
    title: str


def recognise(document: Document) -> Page | None:
    """The page that the document is; None when it shows no page's sign: links, a web page's format, a list of acts."""
    if not document.blocks or _is_data(document) or is_part_of_act(document):
        return None
    headings = _headings(document)
    titled = bool(headings) and headings[0].block == 0
    title = headings[0].title if titled else document.metadata.get("title") or document.name
    sections = tuple(_sections(document, headings[1:] if titled else headings, 1 if titled else 0))
    if any(section.links for section in sections) or document.format in _WEB or _lists_acts(document):
        return Page(title, sections)
    return Page(title, sections) if headings and not _is_long_or_numbered(document) else None


def _is_long_or_numbered(document: Document) -> bool:
    """Whether a text without a link and without a list of acts is no page for all its headings: it is too long, or its
    points are numbered."""
    points = sum(_POINT.match(document.text, block.start) is not None for block in document.blocks)
    return points > 2 or len(document.blocks) > _LONGEST_PAGE


_LONGEST_PAGE = 60
"""Lines of the longest page that has neither links nor a list of acts."""
_WEB = frozenset({"html", "mht"})
"""Formats that are pages by themselves."""


def _lists_acts(document: Document) -> bool:
    """Whether every tenth line at least names an act."""
    cited = sum(_is_citation(document.line(block)) for block in document.blocks)
    return cited * 10 >= len(document.blocks)


def _is_data(document: Document) -> bool:
    """A file for machines, between brackets from its first mark to its last, whatever acts it names."""
    text = document.text.strip()
    return text[:1] + text[-1:] in ("{}", "[]")


def is_part_of_act(document: Document) -> bool:
    """Articles, an annex saved alone, numbered points with editor's notes or below «приказываю:», but no head: a piece
    of an act, which is no page.
    """
    text, starts = document.text, [block.start for block in document.blocks]
    if sum(_ARTICLE.match(text, start) is not None for start in starts) > 2:
        return True
    points = sum(_POINT.match(text, start) is not None for start in starts)
    if points > 1 and any(map(decides, map(document.line, document.blocks[:_FIRST]))):
        return True
    alone = any(_ANNEX.match(text, start) for start in starts[:_FIRST])
    return points > 2 and (alone or len(note_spans(document)) > 1)


_ARTICLE = pattern(r"(?:Статья|С т а т ь я|СТАТЬЯ) +\d+[\d.¹²³⁴⁵⁶⁷⁸⁹⁰-]*(?:\.|\s+[А-ЯЁ]|$|\n)")
_ANNEX = pattern(
    r"(?:Приложение|ПРИЛОЖЕНИЕ)(?: (?:№ ?|N ?)?\d{1,3})?\s+к(?: настоящему)? (?:[а-яё]+ому )?"
    r"(?:приказу|постановлению|распоряжению|решению|закону|указу|письму|положению)(?![а-яё])"
)
_FIRST = 6
_POINT = pattern(r"\d{1,3}(?:\.\d{1,3})*\. ")


# Headings


def _headings(document: Document) -> list[_Heading]:
    styled = [i for i, block in enumerate(document.blocks) if block.style in (Style.TITLE, Style.HEADING)]
    if len(styled) >= 2 or (styled and styled[0] > 0):
        return [_Heading(i, _title(document, i)) for i in styled]
    return [_Heading(i, _title(document, i)) for i in _plain_headings(document)]


def _plain_headings(document: Document) -> Iterator[int]:
    """Of each run of lines that look like headings: the first, and the last when text follows it.

    What stands between them, or ends the page, is a list of short items («Памятка», «Видео о звонках»).
    """
    looks = [_looks_heading(document, block) for block in document.blocks]
    i = 0
    while i < len(looks):
        if not looks[i]:
            i += 1
            continue
        end = i
        while end < len(looks) and looks[end]:
            end += 1
        yield i
        lists_items = document.line(document.blocks[i]).endswith(":")
        if end < len(looks) and end - 1 > i and not lists_items:
            yield end - 1
        i = end


def _looks_heading(document: Document, block: Block) -> bool:
    line = document.line(block)
    if block.style in (Style.ITEM, Style.ROW, Style.PREFORMATTED) or len(line) > _LONGEST_HEADING:
        return False
    if line.endswith(_FINAL_MARK) or line[0].islower() or _STEP.match(line) or _BULLET.match(line) or _URL.search(line):
        return False
    if _DATA.search(line):
        return False
    return not _is_citation(line) and not _is_link(document, block)


def _is_citation(line: str) -> bool:
    """Whether a line names an act: a kind word, then a date or a number."""
    line = _STEP.sub("", line, count=1) if _STEP.match(line) else line
    found = kind_word(line)
    return found is not None and line_core(found[1]) is not None


def _is_link(document: Document, block: Block) -> bool:
    return any(link.start <= block.start and block.end <= link.end for link in document.links)


def _title(document: Document, block: int) -> str:
    return document.line(document.blocks[block]).lstrip("# ").rstrip(" :")  # a heading of Markdown begins with #


# Sections


def _sections(document: Document, headings: list[_Heading], first: int) -> Iterator[Section]:
    """Every section; what stands before the first heading is a section without a title."""
    bounds = [heading.block for heading in headings] + [len(document.blocks)]
    if first < bounds[0]:
        yield _section(document, "", first, first, bounds[0])
    for heading, end in zip(headings, bounds[1:], strict=True):
        yield _section(document, heading.title, heading.block, heading.block + 1, end)


def _section(document: Document, title: str, start: int, content: int, end: int) -> Section:
    blocks = document.blocks[content:end]
    text = document.text[blocks[0].start : blocks[-1].end] if blocks else ""
    return Section(
        title,
        document.blocks[start].start,
        document.blocks[end - 1].end,
        text,
        _steps(document, title, blocks),
        tuple(_links(document, blocks)),
    )


def _steps(document: Document, title: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Lines numbered 1, 2, 3 … that cite no acts; in an instruction, the items of its list."""
    steps: list[str] = []
    for block in blocks:
        line = document.line(block)
        m = _STEP.match(line)
        if m and int(m[1]) == len(steps) + 1 and not _is_citation(line):
            steps.append(line[m.end() :])
        elif block.style is Style.ITEM and _INSTRUCTION.search(title) and not _is_citation(line):
            steps.append(line)
    return tuple(steps)


def _links(document: Document, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """(text, URL) of every link in order: those the format knows, and addresses written out in the text."""
    if not blocks:
        return
    known = [
        link
        for link in document.links
        if blocks[0].start <= link.start < blocks[-1].end and not link.target.startswith("nd:")
    ]
    for link in known:
        yield document.text[link.start : link.end], link.target
    targets = {link.target for link in known}
    for block in blocks:
        line = document.line(block)
        at = 0
        for m in _URL.finditer(line):
            url = m[0].rstrip(".,;:)")
            if url not in targets:
                yield line[at : m.start()].strip(" :-–—,;(") or url, url
            at = m.end()
