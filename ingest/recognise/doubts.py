"""What reading left over: numbers of a head that found no place, labels that became no unit, changes nobody ordered.

Each recogniser says what it could not read of what it saw. What it did not see is told here, when all have read: the
document is asked once more for the marks that reading must have used up. A mark left over is a problem, so that «all
is understood» is said of no paper that was not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ingest.document import Block, Document, Span, Style
from ingest.law.dates import DATE, date_or_none
from ingest.law.organisations import ORGANISATION, organisation_key
from ingest.law.pattern import pattern
from ingest.parsed import Parsed, Problem, Requisites, Unit
from ingest.recognise.cores import find_cores
from ingest.recognise.note_spans import note_spans
from ingest.recognise.requisites.approved import APPROVED
from ingest.recognise.requisites.columns import STAMP_WORD
from ingest.recognise.requisites.dated_line import read_dated_line
from ingest.recognise.requisites.stamps import ANNEX
from ingest.recognise.structure.bare import UNSURE
from ingest.recognise.structure.markers import Form, read_marker
from ingest.recognise.structure.quotations import quoted_spans

_MOST = 5
"""Problems of one kind that are told one by one."""
_SHOWN = 60
"""Characters of the words that a problem shows."""


def doubts(parsed: Parsed) -> tuple[Problem, ...]:
    """The problems of everything that was left over, in the order of the rules."""
    found: list[Problem] = []
    for rule in RULES:
        told = list(rule(parsed))
        found += told[:_MOST]
        if len(told) > _MOST:
            found.append(Problem(f"И ещё {len(told) - _MOST} таких мест.", told[_MOST].start, told[_MOST].rule))
    return tuple(found)


# The head


def head_numbers(parsed: Parsed) -> Iterator[Problem]:
    """«№ 112/1», «31.08.2022» in the head, of no requisite: a stamp or a line of it was not understood."""
    act = parsed.act
    if act is None or act.end - act.start > _LONGEST_HEAD:
        return
    told, days = _numbers(act), _days(act)
    for start, line in _head_lines(parsed.document, act):
        for core in find_cores(line):
            if core.number and core.number.lower() not in told and not ORGANISATION.search(line):
                yield _left("В шапке есть номер, который не отнесён ни к чему", line, start)
                break
        else:
            if any((day := date_or_none(m[0])) is not None and day not in days for m in _DAY.finditer(line)):
                yield _left("В шапке есть дата, которая не отнесена ни к чему", line, start)


def head_organisation(parsed: Parsed) -> Iterator[Problem]:
    """An organisation in the head of an act whose issuer is another or nobody."""
    act = parsed.act
    if act is None or act.end - act.start > _LONGEST_HEAD:
        return
    own = set(act.id.issuers)
    for start, line in _head_lines(parsed.document, act):
        named = ORGANISATION.match(line.strip("( "))
        key = organisation_key(named[0]) if named else ""
        if key and not any(slug.startswith(key) or key.startswith(slug) or _shares(slug, key) for slug in own):
            yield _left("Организация в шапке не стала издавшей акт", line, start)


def head_title(parsed: Parsed) -> Iterator[Problem]:
    """A title that is no title: it breaks off, or holds a place, a day or a stamp alone."""
    act = parsed.act
    if act is None or act.title is None:
        return
    if read_dated_line(act.title) or _NO_TITLE.search(act.title) or _BREAKS_OFF.search(act.title):
        yield Problem(f"Название похоже на оборванное или чужое: «{act.title[-_SHOWN:]}».", act.start, "title")


def signer(parsed: Parsed) -> Iterator[Problem]:
    """A person's name that ends a line of its own below the text, where nobody was read to have signed."""
    act = parsed.act
    if act is None or act.signed_by is not None or act.id.kind in APPROVED:
        return
    for block in parsed.document.blocks:
        line = parsed.document.line(block)
        if block.start < act.end or len(line) > _LONGEST_SIGNATURE:
            continue
        if STAMP_WORD.match(line) or ANNEX.match(line + " "):
            return
        if _NAMED_LAST.search(line):
            yield _left("Кто подписал акт, не понято", line, block.start)
            return


_LONGEST_SIGNATURE = 160
_NAMED_LAST = pattern(r"(?<![А-Яа-яЁё])(?:[А-ЯЁ]\.\s?){2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s*\Z")
_LONGEST_HEAD = 4000
_DAY = pattern(DATE, re.IGNORECASE)
_NO_TITLE = pattern(
    rf"\A\W*(?:{DATE}|(?:г|с|п|пос|д|х)\.\s?[А-ЯЁ][а-яё]+|(?:№|N)\s?\d+)\W*\Z|(?i:утверждаю|согласовано|приказываю)"
)
_BREAKS_OFF = pattern(r"(?:^|\s)(?:и|в|во|на|о|об|по|с|со|для|от|к|при|или|из|между)\W*\Z")


def _head_lines(document: Document, act: Requisites) -> Iterator[tuple[int, str]]:
    """Lines of the head that are neither title, note, registration nor a letterhead's contacts."""
    title = set(_words(act.title or ""))
    notes = note_spans(document)
    for block in document.blocks:
        if block.start >= act.end:
            return
        line = document.line(block)
        words = _words(line)
        of_title = bool(words) and len(title.intersection(words)) * 10 >= 9 * len(set(words))
        if block.start < act.start or of_title or _TOLD_ELSEWHERE.search(line) or _noted(notes, block):
            continue
        yield block.start, line


_TOLD_ELSEWHERE = pattern(
    r"(?i:зарегистрир|в\s+ред|редакци|изменени|изм\.|дополнени|тел|факс|инн|огрн|окпо|e-?mail|индекс|сертификат|действителен"
    r"|на\s+(?:№|n)|дата\s+введения|согласован|учебный\s+год|опубликован|собрани|страниц)|\d{6},"
)


def _noted(notes: Sequence[Span], block: Block) -> bool:
    at = bisect_left(notes, (block.start, 0))
    return any(note.start < block.end and block.start < note.end for note in notes[max(0, at - 1) : at + 1])


def _words(line: str) -> list[str]:
    return re.findall(r"[а-яёa-z\d]+", line.lower())


def _numbers(act: Requisites) -> frozenset[str]:
    """Numbers that found their place, in small letters; a joint act's each by itself."""
    said = [act.id.number, act.approved_by.number if act.approved_by else None, *(a.protocol for a in act.adopted)]
    said += [act.registered[1]] if act.registered else []
    every = [number.lower() for number in said if number]
    return frozenset([*every, *(part for number in every for part in number.split("/"))])


def _days(act: Requisites) -> frozenset[object]:
    approved = act.approved_by.date if act.approved_by else None
    return frozenset(
        [act.id.date, approved, act.registered[0] if act.registered else None, *(a.day for a in act.adopted)]
    )


def _shares(slug: str, key: str) -> bool:
    """Whether two keys of organisations share the words that tell one: «mbou-sosh-7» and «mbou-sosh-7-ensk»."""
    return len(set(slug.split("-")) & set(key.split("-"))) * 2 > len(key.split("-"))


# Units


def labels(parsed: Parsed) -> Iterator[Problem]:
    """«1.1. Порядок …», «Глава 2» that begins a paragraph and became no unit."""
    if parsed.page is not None:
        return
    starts = {unit.start for unit in parsed.units if not _is_paragraph(unit)}
    quoted, notes = quoted_spans(parsed.document), note_spans(parsed.document)
    after = parsed.act.end if parsed.act else 0
    for block in parsed.document.blocks:
        if block.start < after or block.style is Style.ROW or block.start in starts:
            continue
        line = parsed.document.line(block)
        asked = _is_label(line) or _BARE_ROMAN.match(line) is not None
        if not asked or _inside(quoted, block.start) or _noted(notes, block) or _DAY.match(line):
            continue
        yield _left("Похоже на номер, но единицей не стало", line, block.start)


def _is_label(line: str) -> bool:
    """Whether the line begins with a number and says something: a name may begin with «П.», a cell be «1.», a row
    begin with «8.30»."""
    marker = read_marker(line)
    if marker.form in _UNASKED or marker.found_by in UNSURE or marker.end == len(line):
        return False
    return not _TIME.match(line)


_TIME = pattern(r"(?:[01]?\d|2[0-3])\.[0-5]\d\s")


def jumps(parsed: Parsed) -> Iterator[Problem]:
    """Points that go on from 2 to 4, or begin with 5, in a text nobody has amended."""
    if parsed.notes or parsed.document.notes:
        return
    last: dict[tuple[str | None, str], int] = {}
    for unit in parsed.units:
        if not unit.number or not unit.number.isdecimal() or unit.kind in _COUNTED_THROUGH:
            continue
        number, before = int(unit.number), last.get((unit.parent, unit.kind))
        if before is not None and number > before + 1:
            yield Problem(f"После номера {before} идёт {number}: не пропущено ли что-то?", unit.start, "numbering")
        last[unit.parent, unit.kind] = number


def unread_text(parsed: Parsed) -> Iterator[Problem]:
    """A long act of which no unit could be made."""
    act = parsed.act
    if act is not None and not parsed.units and len(parsed.document.text) - act.end > _LONG:
        yield Problem("В тексте не найдено ни одной статьи и ни одного пункта.", act.end, "structure")


_BARE_ROMAN = pattern(r"[IVX]{1,5}\s+[А-ЯЁ][а-яё]{2,}[^.;:]{0,80}\Z")
"""«II Возникновение отношений»: a heading whose number has no stop."""
_UNASKED = frozenset({Form.NONE, Form.REMARK})
_COUNTED_THROUGH = frozenset({"статья", "глава", "раздел"})
_LONG = 1500


def _is_paragraph(unit: Unit) -> bool:
    return unit.eid.rsplit("__", 1)[-1].startswith("al_")


def _inside(spans: Sequence[Span], offset: int) -> bool:
    at = bisect_left(spans, (offset + 1, 0)) - 1
    return at >= 0 and spans[at].start <= offset < spans[at].end


# Orders


def orders(parsed: Parsed) -> Iterator[Problem]:
    """A sentence that commands a change, where no order was read and nothing was said of it."""
    if parsed.page is not None:
        return
    document, quoted = parsed.document, quoted_spans(parsed.document)
    ordered = sorted((order.start, order.end) for order in parsed.operations)
    said = {problem.start for problem in parsed.problems if problem.rule == "operations"}
    after = parsed.act.end if parsed.act else 0
    for m in _COMMANDS.finditer(document.text, after):
        block = _block_of(document, m.start())
        if block is None or _inside(quoted, m.start()) or block.start in said:
            continue
        end = _list_end(document, block)
        if not any(start < end and block.start < stop for start, stop in ordered):
            yield _left("Похоже на поручение об изменении, но не прочитано", document.line(block), block.start)


_COMMANDS = pattern(
    r"(?<![а-яё])(?i:вместо\s+(?:слов|цифр)[а-яё]{0,2}\s[^\n]{1,200}?\s(?:читать|считать)(?![а-яё])"
    r"|(?:слов|цифр)[аоы]?\s[^\n]{1,120}?\sопустить"
    r"|(?:вставить|добавить)\s+(?:слов|пункт|подпункт|абзац|част|предложени|стать)|внести\s+(?:в\s[^.\n]{3,200}?\s)?(?:следующ\w+\s)?изменени|изложить\s+в\s+(?:нов|следующ)\w+\s+редакц"
    r"|изложив\s|дополнить\s+(?:пункт|подпункт|стать|абзац|слов|част|раздел|приложени|предложени|строк)"
    r"|слов[ао]\s+[«\"][^»\"\n]{1,80}[»\"]\s+(?:исключить|заменить)|признать\s+утративш|считать\s+утративш"
    r"|(?:пункт|подпункт|абзац|част|стать|раздел)\w*\s[^.\n]{0,60}\sисключить|отменить\s+(?:приказ|распоряжени)"
    r"|считать\s+(?:соответственно\s+)?(?:пункт|подпункт|част|стать|абзац)\w*)"
)


def repeals(parsed: Parsed) -> Iterator[Problem]:
    """An act that the text says to repeal, and no order on it was read."""
    if not parsed.operations and parsed.act is None:
        return
    ordered = {order.target.act.slug for order in parsed.operations if order.target.act}
    for c in parsed.citations:
        if c.relation == "repeals" and c.by is None and c.act is not None and c.act.slug not in ordered:
            yield _left("Не прочитано, что этот акт утрачивает силу", c.exact, c.start)


def targets(parsed: Parsed) -> Iterator[Problem]:
    """An order on an act that nobody could name, or on a row, a footnote, a table of which only the act was read."""
    text = parsed.document.text
    for order in parsed.operations:
        if order.target.act is None and not order.target.title:
            yield _left("Не понято, какой акт изменяется", text[order.start : order.end], order.start)
        elif order.target.eid or order.part is not None or order.verb not in _OF_WORDS:
            continue
        elif place := _SMALL_PLACE.search(text, max(0, order.start - _BEFORE), order.start + _BEFORE):
            yield _left("Место изменения прочитано не полностью", place[0], order.start)


def terms(parsed: Parsed) -> Iterator[Problem]:
    """«Настоящий Закон вступает в силу …», and the day or the way was not understood."""
    for clause in parsed.commencement:
        if clause.rule == "unclear":
            yield _left(
                "Не понято, когда акт вступает в силу", parsed.document.text[clause.start : clause.end], clause.start
            )


_OF_WORDS = frozenset({"replace_words", "insert_words", "delete_words", "restate", "repeal"})
_SMALL_PLACE = pattern(r"(?i:(?:строк|граф|сноск|таблиц|позици|колонк|паспорт|столб)[а-яё]{1,4})\s+[^\n]{0,40}")
_BEFORE = 120


def _list_end(document: Document, block: Block) -> int:
    """Where the items end that a paragraph with a colon introduces; the end of any other paragraph."""
    if document.text[block.end - 1] != ":":
        return block.end
    at = bisect_left(document.blocks, block.start, key=lambda one: one.start)
    return document.blocks[min(at + _ITEMS, len(document.blocks) - 1)].end


_ITEMS = 3
"""Paragraphs below a colon of which the first at least must be an order."""


def _block_of(document: Document, offset: int) -> Block | None:
    at = bisect_left(document.blocks, offset + 1, key=lambda block: block.start) - 1
    return document.blocks[at] if at >= 0 else None


def _left(message: str, line: str, start: int) -> Problem:
    shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
    return Problem(f"{message}: «{shown}».", start, "left-over")


RULES = (
    head_numbers,
    head_organisation,
    head_title,
    signer,
    labels,
    jumps,
    unread_text,
    orders,
    repeals,
    targets,
    terms,
)
"""What is asked of every document, in the order it is told."""
