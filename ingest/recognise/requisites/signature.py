"""The end of an act: who signed it, where, and - for laws and decrees - the date and number below the name."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import Block, Document, Style
from ingest.law.organisations import ORGANISATION
from ingest.law.pattern import pattern
from ingest.recognise.requisites.columns import OFFICE_WORD
from ingest.recognise.requisites.dated_line import DatedLine, read_dated_line

_OFFICES = r"""
    (?i: врио[ ] | и\.\s?о\.\s? | (?:временно[ ])?исполняющ(?:ий|ая)[ ](?:обязанности|полномочия)[ ] | вице-
       | (?:первый|старший|главный|генеральный|исполнительный|заместитель|статс-секретарь)[ ] )*
    (?: (?:[Пп]редседател|[Мм]инистр|[Рр]уководител|[Дд]иректор|[Гг]убернатор|[Гг]лав|[Мм]эр|[Пп]рокурор|[Нн]ачальник)
      | Президент | Премьер | Секретарь | Заместител | Статс-секретарь | Спикер | Атаман | Управляющ | Заведующ | Ректор
      | Уполномоченн | Командующ | ДИРЕКТОР | ЗАВЕДУЮЩ | Врио[ ] | [Ии]сполняющ(?:ий|ая)[ ](?:обязанности|полномочия)[ ]
    )
    """
_OFFICE = pattern(_OFFICES, re.VERBOSE)
_EACH_OFFICE = pattern(rf"(?<![А-Яа-яЁё-])(?=[А-ЯЁ])(?:{_OFFICES})", re.VERBOSE)
_PERSON = (
    r"(?:(?:[А-ЯЁ]\.[- ]?){1,2}[А-ЯЁ][А-Яа-яё]+(?:-[А-ЯЁ][А-Яа-яё]+)?"
    r"|(?<![А-ЯЁа-яё-])[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)? [А-ЯЁ]\. ?(?:[А-ЯЁ]\.)?)"
)
_NAME = pattern(rf"{_PERSON}(?:\s?/|\s*\(?подпись\)?|\s+М\. ?П\.)?$")
_NAMES_ALONE = pattern(rf"[_\s/]*+(?:{_PERSON}[_\s/]*+){{2,8}}(?:\d{{1,3}})?$")
"""The names of a joint act side by side, in a file of pages with the number of the page behind them."""
_EACH = pattern(_PERSON)
_PLACE = pattern(
    r"(?:г(?:ор)?\. ?|город |пос[её]лок )[А-ЯЁ][А-Яа-яё -]{2,30}(?:,\s?Дом\s[А-ЯЁа-яё ]{5,30})?$"
    r"|[А-ЯЁ][А-Яа-яё-]{3,24}(?:, (?:Кремль|Дом Советов(?: (?:России|РСФСР))?))?$"
)
_SEAL = pattern(r"(?:М\. ?П\.?\s*)+$|\(?печать")
_REACH = 7
"""Lines below the signer's name in which place, date and number stand."""


_NOT_OWN = pattern(r"УТВЕРЖД|Утвержд|Приложени|ПРИЛОЖЕНИ|Зарегистр")


_APPROVES = pattern(r"УТВЕРЖДАЮ:?|Утверждаю:?")
"""The stamp of what the act approves, opened by the one who approves it: it bears a signature that is not the act's."""


class Signature(NamedTuple):
    """What the end of the act tells; fields it does not tell are None. ``date`` is the date's own wording."""

    signed_by: str
    date: str | None = None
    number: str | None = None
    place: str | None = None
    start: int = 0
    end: int = 0


def find_signature(document: Document, after: int) -> Signature | None:
    """The first signature at or after offset ``after``: the act's own, for its annexes stand below it."""
    blocks = document.blocks
    for i, block in enumerate(blocks):
        if block.start < after or _width(document, block) > 220:
            continue
        if _APPROVES.fullmatch(document.text, block.start, block.end):
            return None
        if _stands_alone(document, i):
            return _read(document, i, i)
        if not _may_sign(document, block):
            continue
        name_at = _name_line(document, i)
        if name_at is not None:
            return _read(document, i, name_at)
    return None


def _cells(document: Document, block: Block) -> list[str]:
    """The words of the line's columns, without the lines drawn for signatures."""
    said = (_undrawn(cell) for cell in document.columns(block.start, block.end).split("\t"))
    return [cell for cell in said if cell]


def _undrawn(line: str) -> str:
    """The line without what is drawn for a hand to write on, one space between its words."""
    return " ".join(line.replace("_", " ").split())


def _width(document: Document, block: Block) -> int:
    """Characters of the line, of columns those of the widest; many lines are longer than any of columns."""
    if (length := block.end - block.start) > _WIDEST or length < 160:
        return length
    columns = document.columns(block.start, block.end)
    return max(map(len, _cells(document, block)), default=0) if "\t" in columns or "__" in columns else length


_WIDEST = 600


def _stands_alone(document: Document, i: int) -> bool:
    """Whether a line is a signer's name and nothing else below the end of a sentence, or signs by itself in a form that
    schools use: «А.Б. Первая, директор», «Директор ____ (Первая Анна Борисовна)»."""
    before = document.text[document.blocks[i - 1].end - 1] if i else ""
    line = document.line(document.blocks[i])
    if before in (".", ";") and _ALONE.match(line):
        return True
    signs = _may_sign(document, document.blocks[i])
    if not signs and _INITIAL.match(line) is None:
        return False
    drawn = _undrawn(line)
    if named := _NAME_FIRST.match(drawn):
        return OFFICE_WORD.match(drawn, named.end()) is not None and len(drawn) < 80
    return signs and _IN_FULL.search(drawn) is not None


_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_ALONE = pattern(rf"[А-ЯЁ]\. ?[А-ЯЁ]\. ?{_SURNAME}$")
_NAME_FIRST = pattern(rf"(?:[А-ЯЁ]\. ?){{1,2}}{_SURNAME} ?[,/-] ?(?=[а-яё])")
_INITIAL = pattern(r"[\s_]{0,100}[А-ЯЁ]\.")
_IN_FULL = pattern(
    rf" [/(]? ?(?:{_SURNAME} [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|[иь]ич|ична)|(?:[А-ЯЁ]\. ?){{1,2}}{_SURNAME}"
    rf"|{_SURNAME} [А-ЯЁ]\. ?(?:[А-ЯЁ]\.?)?) ?[/)]?(?: М\. ?П\.)?$"
)
_SEALED = pattern(r"(?:\(?(?:оттиск\s+)?(?:гербов\w+\s+)?печат[ьи]\W|М\.\s?П\.)", re.IGNORECASE)
_LAST = 12


def sealed(document: Document) -> str:
    """The organisation whose seal the last lines show, "" where none does: «(печать: МБОУ СОШ № 7)»."""
    for block in document.blocks[-_LAST:]:
        line = document.line(block)
        if (seal := _SEALED.search(line)) and (named := ORGANISATION.search(line, seal.end())):
            return named[0]
    return ""


_ELECTRONIC = pattern(r"(?:^|\n)Владелец:? (?P<name>[А-ЯЁ][а-яё-]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+)")


def electronic_signer(document: Document) -> str | None:
    """Whose electronic signature a stamp shows: «Владелец: Образцова Ольга Петровна»."""
    found = _ELECTRONIC.search(document.text)
    return found["name"] if found else None


def find_date_and_number(document: Document, after: int) -> Signature | None:
    """Date and number on lines of their own at or after ``after``, as they stand below a signature that names nobody.

    Those of an annex's stamp do not count: its date follows «от», its lines follow «УТВЕРЖДЕНО».
    """
    blocks = document.blocks
    for i, block in enumerate(blocks):
        if block.start < after or block.end - block.start > 80 or block.style is Style.SIDE:
            continue
        dated = _dated(document.line(block))
        if dated is None or dated.day is None or _stands_in_stamp(document, i):
            continue
        below = _dated(document.line(blocks[i + 1])) if dated.number is None and i + 1 < len(blocks) else None
        if number := dated.number or (below.number if below else None):
            return Signature("", dated.day, number, dated.place, block.start, block.end)
    return None


def _stands_in_stamp(document: Document, i: int) -> bool:
    return any(_NOT_OWN.match(document.text, block.start) for block in document.blocks[max(0, i - 6) : i])


def _may_sign(document: Document, block: Block) -> bool:
    may = document.text[block.start].isalpha() and block.style not in (Style.SIDE, Style.HEADING)
    if not may or _NO_SIGNER.match(document.text, block.start):
        return False
    return _OFFICE.match(document.text, block.start) is not None


_NO_SIGNER = pattern(
    r"(?:Директору|Руководителю|Заведующ(?:ему|ей)|Начальнику|Ректору|Председателю|Главе|Министру)\s"
    r"|(?:Председатель|Секретарь): ?[А-ЯЁ]"
)
"""To whom a form is handed in; who sat in the chair, as minutes tell above what was decided."""


def _name_line(document: Document, office: int) -> int | None:
    """The line, at most three below the office's, that ends with the signer's name: an office may take several."""
    for i in range(office, min(office + 4, len(document.blocks))):
        line = document.line(document.blocks[i]).replace("\t", " ")
        if _NAME.search(line) or _NAMES_ALONE.match(line):
            return i
        if line.endswith((".", ";", ":", ",")) or _width(document, document.blocks[i]) > 160:
            return None
    return None


def _read(document: Document, office: int, name: int) -> Signature:
    blocks = document.blocks
    signed = _signers(document, office, name)
    day = number = place = None
    end = blocks[name].end
    for block in blocks[name + 1 : name + 1 + _REACH]:
        line = document.line(block)
        if dated := _dated(line):
            day, number, place = dated.day or day, dated.number or number, place or dated.place
        elif _PLACE.match(line) and place is None and day is None and not _NOT_OWN.match(line):
            place = line
        elif _SEAL.match(line):
            pass
        elif _NAME.search(line) and _OFFICE.match(line):
            signed += f"; {line}"  # a joint act has several signers
        else:
            break
        end = block.end
        if day and number:
            break
    return Signature(" ".join(signed.split()), day, number, place, blocks[office].start, end)


def _dated(line: str) -> DatedLine | None:
    """Day and number of the act below its signature; those of a stamp follow «от»."""
    dated = None if line.startswith(("от ", "От ")) else read_dated_line(line)
    return dated if dated and (dated.day or dated.number) else None


def _signers(document: Document, office: int, name: int) -> str:
    """Office and name of each who signed: «Министр И.О. Первый; Директор И.О. Второй»."""
    rows = [_cells(document, block) for block in document.blocks[office : name + 1]]
    lines = [" ".join(row) for row in rows]
    names = [m[0].strip() for m in _EACH.finditer(lines[-1])] if _NAMES_ALONE.match(lines[-1]) else []
    if len(names) < 2:
        return " ".join(lines)
    if all(len(row) == len(names) for row in rows):
        return "; ".join(" ".join(column) for column in zip(*rows, strict=True))
    offices = " ".join(lines[:-1])
    starts = [m.start() for m in _EACH_OFFICE.finditer(offices)]
    if len(starts) != len(names):
        return f"{offices} {'; '.join(names)}"
    ends = [*starts[1:], len(offices)]
    return "; ".join(f"{offices[a:b].strip()} {who}" for a, b, who in zip(starts, ends, names, strict=True))
