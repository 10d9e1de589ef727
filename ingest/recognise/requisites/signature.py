"""The end of an act: who signed it, where, and - for laws and decrees - the date and number below the name."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import Block, Document, Style
from ingest.law.dates import DATE
from ingest.law.organisations import ORGANISATION
from ingest.law.pattern import pattern
from ingest.recognise.requisites.columns import OFFICE_WORD

_OFFICE = pattern(
    r"""
    (?:Вр[ИиЕеМм][Оо]\ |И\.\s?[Оо]\.\s?|(?:Временно\ )?[Ии]сполняющ(?:ий|ая)\ обязанности\ |Первый\ |Заместитель\ )*
    (?: (?:[Пп]редседател|[Мм]инистр|[Рр]уководител|[Дд]иректор|[Гг]убернатор|[Гг]лав|[Мм]эр)
      | Президент | Генеральный\ директор | Начальник | Прокурор | Генеральный\ прокурор | Секретарь | Заместител
      | Статс-секретарь | Спикер | Управляющий | Заведующ | Ректор | ДИРЕКТОР | ЗАВЕДУЮЩ
    )
    """,
    re.VERBOSE,
)
_NAME = pattern(r"(?:[А-ЯЁ]\.[ ]?){1,2}[А-ЯЁ][А-Яа-яё-]+$|[А-ЯЁ][а-яё]+ [А-ЯЁ]\.[ ]?(?:[А-ЯЁ]\.)?$")
_NUMBER = pattern(r"(?:№|N) ?(?P<number>[\w/.@-]+)$")
_DAY = pattern(rf"(?P<day>{DATE})[ ,]*(?:(?:№|N) ?(?P<number>[\w/.@-]+))?$")
_PLACE = pattern(
    r"(?:г(?:ор)?\. ?|город |пос[её]лок )[А-ЯЁ][А-Яа-яё -]{2,30}$"
    r"|[А-ЯЁ][А-Яа-яё-]{3,24}(?:, (?:Кремль|Дом Советов(?: (?:России|РСФСР))?))?$"
)
_SEAL = pattern(r"М\. ?П\.?$|\(?печать")
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
        if block.start < after or block.end - block.start > 220:
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


def _stands_alone(document: Document, i: int) -> bool:
    """Whether a line is a signer's name and nothing else below the end of a sentence, or signs by itself in a form that
    schools use: «А.Б. Первая, директор», «Директор ____ (Первая Анна Борисовна)»."""
    before = document.text[document.blocks[i - 1].end - 1] if i else ""
    line = document.line(document.blocks[i])
    if before in (".", ";") and _ALONE.match(line):
        return True
    drawn = _DRAWN.sub(" ", line).strip()
    if named := _NAME_FIRST.match(drawn):
        return OFFICE_WORD.match(drawn, named.end()) is not None and len(drawn) < 80
    return _may_sign(document, document.blocks[i]) and _IN_FULL.search(drawn) is not None


_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_ALONE = pattern(rf"[А-ЯЁ]\. ?[А-ЯЁ]\. ?{_SURNAME}$")
_NAME_FIRST = pattern(rf"(?:[А-ЯЁ]\. ?){{1,2}}{_SURNAME} ?[,/-] ?(?=[а-яё])")
_IN_FULL = pattern(
    rf" [/(]? ?(?:{_SURNAME} [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|[иь]ич|ична)|(?:[А-ЯЁ]\. ?){{1,2}}{_SURNAME}"
    rf"|{_SURNAME} [А-ЯЁ]\. ?(?:[А-ЯЁ]\.?)?) ?[/)]?(?: М\. ?П\.)?$"
)
_DRAWN = pattern(r"[\s_]*__[\s_]*|\s+")
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
        if block.start < after or block.end - block.start > 48 or block.style is Style.SIDE:
            continue
        day = _DAY.match(document.line(block)) if document.text[block.start].isdecimal() else None
        if day is None or _stands_in_stamp(document, i):
            continue
        number = day["number"]
        if number is None and i + 1 < len(blocks) and (below := _NUMBER.match(document.line(blocks[i + 1]))):
            number = below["number"]
        if number:
            return Signature("", day["day"], number, None, block.start, block.end)
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
        if _NAME.search(line):
            return i
        if line.endswith((".", ";", ":", ",")) or len(line) > 160:
            return None
    return None


def _read(document: Document, office: int, name: int) -> Signature:
    blocks = document.blocks
    signed = " ".join(document.line(blocks[i]).replace("\t", " ") for i in range(office, name + 1))
    day = number = place = None
    end = blocks[name].end
    for block in blocks[name + 1 : name + 1 + _REACH]:
        line = document.line(block)
        if found := _DAY.match(line):
            day, number = found["day"], found["number"] or number
        elif found := _NUMBER.match(line):
            number = found["number"]
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
