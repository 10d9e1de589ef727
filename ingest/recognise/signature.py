"""The end of an act: who signed it, where, and - for laws and decrees - the date and number that stand below the name."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import Block, Document, Style
from ingest.law.dates import DATE

_OFFICE = re.compile(
    r"(?:Врио |ВрИО |И\.\s?о\.\s?|Исполняющ(?:ий|ая) обязанности |Временно исполняющ(?:ий|ая) обязанности |Первый |Заместитель )*"
    r"(?:Президент|Председатель|председател|Министр|министр|Руководител|руководител|Директор|директор|Губернатор|губернатор|Глав|глав|Мэр|мэр"
    r"|Начальник|Прокурор|Генеральный прокурор|Секретарь|Заместител|Статс-секретарь|Спикер|Управляющий|И\.О\.|Временно)"
)
_NAME = re.compile(r"(?:[А-ЯЁ]\.[ ]?){1,2}[А-ЯЁ][А-Яа-яё-]+$|[А-ЯЁ][а-яё]+ [А-ЯЁ]\.[ ]?(?:[А-ЯЁ]\.)?$")
_NUMBER = re.compile(r"(?:№|N) ?(?P<number>[\w/.@-]+)$")
_DAY = re.compile(rf"(?P<day>{DATE})[ ,]*(?:(?:№|N) ?(?P<number>[\w/.@-]+))?$")
_PLACE = re.compile(r"(?:(?:г(?:ор)?\. ?|город |пос[её]лок )[А-ЯЁ][А-Яа-яё -]{2,30}|[А-ЯЁ][А-Яа-яё-]{3,24}(?:, (?:Кремль|Дом Советов(?: России)?))?)$")
_REACH = 7
"""Lines below the signer's name in which place, date and number stand."""


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
        if block.start < after or block.end - block.start > 220 or not _may_sign(document, block):
            continue
        name_at = _name_line(document, i)
        if name_at is not None:
            return _read(document, i, name_at)
    return None


def _may_sign(document: Document, block: Block) -> bool:
    return block.style not in (Style.SIDE, Style.ROW, Style.HEADING) and _OFFICE.match(document.text, block.start) is not None


def _name_line(document: Document, office: int) -> int | None:
    """The line, at most three below the office's, that ends with the signer's name; an office may take several lines."""
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
        elif _PLACE.match(line) and place is None and day is None:
            place = line
        elif _NAME.search(line) and _OFFICE.match(line):
            signed += f"; {line}"  # a joint act has several signers
        else:
            break
        end = block.end
        if day and number:
            break
    return Signature(" ".join(signed.split()), day, number, place, blocks[office].start, end)
