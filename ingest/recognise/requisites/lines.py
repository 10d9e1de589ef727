"""The first lines of a document, and which of them begins the head of an act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, overload

from ingest.document import Document, Style
from ingest.law.dates import date_or_none
from ingest.law.organisations import ORGANISATION
from ingest.law.pattern import pattern
from ingest.law.text import close_up
from ingest.recognise.cores import Core, find_cores
from ingest.recognise.note_spans import note_spans
from ingest.recognise.requisites.letterhead import side_by_side
from ingest.recognise.requisites.roles import (
    BODY_NOMINATIVE,
    Role,
    kind_word,
    line_core,
    opens_title,
    opens_with_body,
    role_of,
)

_MOST = 90
"""Lines that are looked at: no head is longer."""

_LONGEST_LINE = 4000
"""Characters of a line that are looked at: no line of a head is longer."""


class HeadLine(NamedTuple):
    """One line of the head: ``text`` without editor's notes, «П Р И К А З» closed up; the span is of the source."""

    text: str
    start: int
    end: int
    style: Style
    role: Role
    spaced: bool = False
    """Whether an empty line stands above it."""


class HeadLines(Sequence[HeadLine]):
    """Lines that are made when somebody looks at them: a head is short, and nobody asks for most of what is below."""

    def __init__(self, source: Iterator[HeadLine]) -> None:
        self._source, self._made = source, list[HeadLine]()

    @overload
    def __getitem__(self, at: int) -> HeadLine: ...
    @overload
    def __getitem__(self, at: slice) -> list[HeadLine]: ...
    def __getitem__(self, at: int | slice) -> HeadLine | list[HeadLine]:
        self._reach(at.stop if isinstance(at, slice) else at + 1)
        return self._made[at]

    def __iter__(self) -> Iterator[HeadLine]:
        at = 0
        while at < len(self._made) or self._made_one():
            yield self._made[at]
            at += 1

    def __len__(self) -> int:
        self._reach(None)
        return len(self._made)

    def _made_one(self) -> bool:
        """Make the next line; False when there is none."""
        for line in self._source:
            self._made.append(line)
            return True
        return False

    def _reach(self, end: int | None) -> None:
        """Make the lines before ``end``, all of them when None."""
        if end is None:
            self._made += self._source
        elif end > len(self._made):
            self._made += islice(self._source, end - len(self._made))


def head_lines(document: Document) -> HeadLines:
    """The first lines of a document, notes cut out of them; a note that runs over several lines is several notes."""
    return HeadLines(_lines(document))


def _lines(document: Document) -> Iterator[HeadLine]:
    notes = iter(note_spans(document))
    note = next(notes, None)
    in_brackets = told = False
    spaced = frozenset(document.spaced)
    aside = 0
    for place, block in enumerate(document.blocks[:_MOST]):
        if place < aside:
            continue
        text, at = "", block.start
        while note is not None and note.start < block.end:
            text += document.text[at : max(at, note.start)]
            at = max(at, min(note.end, block.end))
            if note.end > block.end:
                break
            note = next(notes, None)
        if not text and (beside := side_by_side(document, place)):
            aside = place + beside.lines
            yield from (HeadLine(words, start, end, block.style, role_of(words)) for words, start, end in beside.cells)
            continue
        cells = (text + document.columns(at, min(block.end, at + _LONGEST_LINE))).split("\t")
        text = " ".join(close_up(cell.strip()) for cell in cells).strip()
        role = Role.NOTE if in_brackets or told or not text else role_of(text)
        yield HeadLine(text, block.start, block.end, block.style, role, block.start in spaced)
        told = role is Role.NOTE and text.endswith((" от:", " изменениях:", " на основании"))
        if role is Role.NOTE and text:
            in_brackets = (in_brackets or text.startswith("(")) and text.count(")") < text.count("(") + in_brackets


def find_head(lines: Sequence[HeadLine]) -> int | None:
    """Index of the line that names the act's kind."""
    cited = 0
    for i, line in enumerate(islice(lines, 48)):
        if line.role is Role.CODE and (line.style in (Style.TITLE, Style.CENTRE, Style.HEADING) or i < 5):
            return i
        if line.role is Role.KIND:
            if (announced := _announced(lines, i)) is not None:
                return announced
            if _is_head(lines, i, cited):
                return i
            cited += 1
        if line.role is Role.BODY and i > 12 and cited:
            return None
        if cited > 1:
            return None
    return None


def _announced(lines: Sequence[HeadLine], i: int) -> int | None:
    """Index of the bare kind line below a publisher's caption: «Указ Президента … от … № …», then the head itself,
    «УКАЗ / ПРЕЗИДЕНТА …»; None when line i is no such caption."""
    caption = kind_word(lines[i].text)
    core = line_core(caption[1]) if caption else None
    if caption is None or core is None:
        return None
    for j, line in enumerate(lines[i + 1 : i + 8], i + 1):
        if line.role is Role.BODY:
            return None
        below = kind_word(line.text) if line.role is Role.KIND else None
        if below is not None:
            capitals = line.text.isupper() or line.text.split()[0].isupper()
            again = line_core(below[1])
            return j if below[0] == caption[0] and capitals and (again is None or _same(core, again)) else None
    return None


def _same(one: Core, other: Core) -> bool:
    """Whether two lines name an act of one date, however it is written, and number."""
    return one.number == other.number and date_or_none(one.date) == date_or_none(other.date)


def _is_head(lines: Sequence[HeadLine], i: int, cited: int) -> bool:
    """Whether a line with a kind word heads the act itself, and is not one of a list of acts."""
    found = kind_word(lines[i].text)
    if found is None:
        return False
    rest = found[1]
    if core := line_core(rest):
        return not _stands_in_list(lines, i) or _is_named_above(lines, i, core) or _begins_an_act(lines, i)
    if lines[i].text.isupper() or lines[i].style is Style.TITLE:
        return cited == 0
    if i < 8 and not rest and any(opens_with_body(line.text) for line in lines[i + 1 : i + 2]):
        return cited == 0
    return i < 8 and any(line.role is Role.CORE for line in lines[i + 1 : i + 5])


def _begins_an_act(lines: Sequence[HeadLine], i: int) -> bool:
    """Whether the line, with the name of a site above it, is followed by a title and by «Статья 1»."""
    below = [line.text for line in lines[i + 1 : i + 6]]
    return i < 3 and bool(below) and opens_title(below[0]) and any(map(_FIRST_ARTICLE.match, below[1:]))


_FIRST_ARTICLE = pattern(r"Статья (?:1|I)(?![\d-])")


def _is_named_above(lines: Sequence[HeadLine], i: int, core: Core) -> bool:
    """Whether the page has named the same act before, in its title or its path, and no other one."""
    above = [found for line in lines[:i] if line.role is not Role.NOTE for found in find_cores(line.text)]
    named = {(found.date, found.number) for found in above if found.date and found.number}
    return named == {(core.date, core.number)}


def _named_above(above: Sequence[HeadLine]) -> int:
    """How many of the lines above a kind word are a body's name and its letterhead: from the first that names one."""
    first = next((i for i, line in enumerate(above) if _names(line)), len(above))
    return sum(map(_goes_with_name, above[first:]))


def _names(line: HeadLine) -> bool:
    return BODY_NOMINATIVE.match(line.text.upper()) is not None or ORGANISATION.match(line.text) is not None


def _goes_with_name(line: HeadLine) -> bool:
    """Whether a line below a body's name may belong to it: it is no sentence and names neither an act nor a paper."""
    if line.role not in (Role.OTHER, Role.PLACE, Role.CONTACT) or len(line.text) > 120:
        return False
    return line_core(ORGANISATION.sub("", line.text)) is None and kind_word(line.text) is None


def _stands_in_list(lines: Sequence[HeadLine], i: int) -> bool:
    """A kind, date and number in one line head an act only at the very top, and when no such line follows."""
    above = [line for line in lines[:i] if line.role not in (Role.NOTE, Role.STATE, Role.REGISTRATION)]
    names = _named_above(above)
    below = [line for line in lines[i + 1 : i + 8] if line.role is Role.KIND and line_core(line.text)]
    return len(above) > names or bool(below)
