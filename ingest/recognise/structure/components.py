"""What an act consists of: its own text, the signature, and the annexes it approves, each with its heading.

«УТВЕРЖДЕНО постановлением …» and «Приложение № 1 к …» open an annex; «Приложение № 1 к Правилам …» one nested in the
annex that it names. What follows a signature without any stamp is an annex too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Style
from ingest.law.dates import DATE
from ingest.law.numbering import canonical
from ingest.recognise.structure.lines import Line
from ingest.recognise.structure.markers import Form


class Annex(NamedTuple):
    """Lines ``first`` … ``last`` (exclusive), of which those before ``body`` are its stamp and heading."""

    first: int
    body: int
    last: int
    number: str
    title: str | None
    parent: int | None
    """Place of the annex it is nested in, in the same list."""


class Layout(NamedTuple):
    """Lines ``body`` … ``end`` are the act's own text; then come the signature and the annexes."""

    body: int
    end: int
    annexes: tuple[Annex, ...]


_HEADLIKE = (Style.CENTRE, Style.TITLE, Style.ADOPTION, Style.SIDE)
_TITLELIKE = (Style.CENTRE, Style.TITLE, Style.HEADING, Style.SIDE)
_ADOPTION = re.compile(
    rf"(?:Принят|Одобрен|ПРИНЯТ|ОДОБРЕН|Зарегистрирован|Регистрационный|Список изменяющих|Утратил[аио]? силу|(?:от )?{DATE}|[№N] ?\d|г\. ?[А-Я]"
    r"|Москва|МОСКВА|ЧАСТЬ|Часть)"
)
_POST = (
    r"(?:(?:Первый |И\.?\s?о\.? |Врио |Временно исполняющ\w+ обязанности |Исполняющ\w+ обязанности )?(?:[Зз]аместител[ья] )?"
    r"(?:Президент|Председатель|Премьер|Министр|Мэр|Губернатор|Глава|Руководитель|Директор|Главный|Начальник|Секретарь|Генеральн|Директор|председател|министр"
    r"|руководител|директор|начальник|президент|губернатор|мэр|глав))"
)
_NAME = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?"
_SIGNED = re.compile(rf"{_POST}[^.;:]{{0,160}}?\s{_NAME}\Z|{_NAME}\Z")
_NAMED = re.compile(rf"[^.;:]{{0,100}}\s{_NAME}\Z")
_AFTER_SIGNATURE = re.compile(
    rf"(?:{DATE}|[№N] ?[\d\w]|г\. ?[А-Я]|Москва|Зарегистрирован|Регистрационный|{_POST}|Российской|{_NAME}\Z)"
)
_STAMP = re.compile(r"(?:УТВЕРЖД[ЕЁ]Н[АОЫ]?|УТВЕРЖДАЮ|Утвержд[её]н[аоы]?|ПРИЛОЖЕНИ[ЕЯ]|Приложение)(?![А-Яа-яЁё])")
_APPROVED_BY = re.compile(
    r"(?i:приказ|постановлени|распоряжени|решени|указ|закон|правительств|президент|заседани|протокол)"
)
_ANNEX_NUMBER = re.compile(r"[Пп](?:риложение|РИЛОЖЕНИЕ)\s*(?:[№N]\s*)?(\d+(?:[.-]\d+)*[¹²³⁴⁵⁶⁷⁸⁹⁰]*|[А-Я](?=\s|$))")
_ANNEX_OF = re.compile(r"\b[Кк] +([А-ЯЁ]?[А-ЯЁа-яё]+)")
_SENTENCE = re.compile(r"\b(?:изложить|дополнить|признать|исключить|заменить|применя|считать|утрачива)")
_DATED = re.compile(rf"{DATE}|[№N] ?\d")
_CAPITALS = re.compile(r"[«\"]?[А-ЯЁ]{3,}")
_SMALL = re.compile(r"[А-ЯЁ]{3,}(?:[ -]\(?[А-ЯЁ]{2,}\)?)*(?=\s+[«\"(]?[а-яё])")


def layout_of(lines: Sequence[Line], quoted: Sequence[bool], head_end: int) -> Layout:
    """The parts of the document; ``head_end`` is where the requisites' head ends in the text."""
    body = _first_line(lines, head_end)
    stamps = [i for i in range(body, len(lines)) if not quoted[i] and _is_stamp(lines, i)]
    limit = stamps[0] if stamps else len(lines)
    end, signed = _signature(lines, quoted, body, limit)
    after = _after_signature(lines, signed, limit)
    starts = ([after] if after < limit else []) + stamps
    return Layout(body, end, tuple(_annexes(lines, starts)))


def _first_line(lines: Sequence[Line], head_end: int) -> int:
    """The line after the head, adoption lines and notes on the act as a whole."""
    first = 0
    while first < len(lines) and lines[first].start < head_end:
        first += 1
    at = body = first
    while at < len(lines):
        line = lines[at]
        label = line.marker.form not in (Form.NONE, Form.CODE_PART) and not _ADOPTION.match(line.text)
        if label or line.is_row or (line.is_note and "реамбул" in line.text):
            break
        of_head = (
            line.is_note
            or line.is_blank
            or line.style is Style.ADOPTION
            or (_ADOPTION.match(line.text) and len(line.text) < 200)
        )
        if of_head or (not head_end and line.style in _HEADLIKE):
            body = at + 1
        elif line.tail in tuple(".:;,") or at > first + 30:
            break
        at += 1
    if body and lines[body - 1].marker.form is Form.CODE_PART:
        return body - 1
    return body


def _is_stamp(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    text = line.text.strip('\t «"') if line.is_row else line.text
    m = _STAMP.match(text)
    if m is None or len(text) > 600 or (line.is_row and "\t" in text):
        return False
    if line.style is Style.SIDE:
        return True
    if line.tail in tuple(";:,.") or _SENTENCE.search(text):
        return False
    if m[0][0] in "Пп":
        rest = text[m.end() :].strip()
        return not rest or rest[0] in "№N(кК" or rest[0].isdigit() or len(rest) == 1
    return (
        m[0].isupper()
        or _APPROVED_BY.search(text, m.end(), m.end() + 200) is not None
        or (m.end() == len(text) and _next_approves(lines, at))
    )


def _next_approves(lines: Sequence[Line], at: int) -> bool:
    return at + 1 < len(lines) and _APPROVED_BY.match(lines[at + 1].text) is not None


def _signature(lines: Sequence[Line], quoted: Sequence[bool], body: int, limit: int) -> tuple[int, int]:
    """The first line of the signature and the one after its name; ``limit`` twice when there is none."""
    for at in range(body, limit):
        line = lines[at]
        if quoted[at] or line.marker.form is not Form.NONE or line.is_note or len(line.text) > 220:
            continue
        if line.style is Style.ADOPTION and _AFTER_SIGNATURE.match(line.text):
            return at, at + 1
        if (
            line.text[-1:].isalpha()
            and "." in line.text[-40:]
            and (signed := _signed_from(lines, at, body)) is not None
        ):
            return signed, at + 1
    return limit, limit


def _signed_from(lines: Sequence[Line], at: int, body: int) -> int | None:
    """The line where the signature that ends at line ``at`` begins: the post may stand on up to three lines above."""
    text = lines[at].text
    if re.match(_POST, text) and _SIGNED.match(text):
        return at
    alone = _SIGNED.match(text) is not None
    if not alone and not _NAMED.match(text):
        return None
    start = at
    while start > body and at - start < 3 and _may_be_post(lines[start - 1]):
        start -= 1
        if re.match(_POST, lines[start].text):
            return start
    return at if alone else None


def _may_be_post(line: Line) -> bool:
    return (
        line.marker.form is Form.NONE
        and not line.is_note
        and line.tail not in (".", ":", ";", ",")
        and len(line.text) < 160
    )


def _after_signature(lines: Sequence[Line], at: int, limit: int) -> int:
    """The first line after the signature that is no part of it."""
    while at < limit:
        line = lines[at]
        short = len(line.text) < 160 and line.marker.form is Form.NONE and not line.is_row
        if not (line.is_blank or (short and (_AFTER_SIGNATURE.match(line.text) or _SIGNED.match(line.text)))):
            break
        at += 1
    rest = [line for line in lines[at:limit] if not line.is_blank]
    is_annex = rest and (
        _CAPITALS.match(rest[0].text)
        or any(line.marker.form is not Form.NONE or line.is_row or len(line.text) > 200 for line in rest)
    )
    return at if is_annex else limit


def _annexes(lines: Sequence[Line], starts: Sequence[int]) -> list[Annex]:
    found: list[Annex] = []
    place = 0
    while place < len(starts):
        first = starts[place]
        after = _stamp_end(lines, first) if _STAMP.match(lines[first].text.strip('\t «"')) else first
        place += 1
        while place < len(starts) and starts[place] <= after:  # «Приложение № 1», then «УТВЕРЖДЕНО …»: one annex
            after = _stamp_end(lines, starts[place])
            place += 1
        last = starts[place] if place < len(starts) else len(lines)
        body, title = _title(lines, after, last)
        stamp = " ".join(line.text for line in lines[first:after])
        number = _ANNEX_NUMBER.search(stamp)
        found.append(Annex(first, body, last, canonical(number[1]) if number else "", title, _parent(stamp, found)))
    return found


def _stamp_end(lines: Sequence[Line], first: int) -> int:
    """The line after a stamp: it goes on until its date and number have come."""
    at = first + 1
    dated = _DATED.search(lines[first].text) is not None and "риложение" not in lines[first].text.lower()[:12]
    while at < len(lines) and at - first < 9:
        line = lines[at]
        goes_on = line.style is Style.SIDE or (
            not dated
            and len(line.text) < 200
            and (
                line.text[0].islower()
                or line.text[0] in "№N("
                or bool(re.match(r"(?:К|Правительств|Российск|Министерств|Федерал)", line.text))
            )
        )
        if not goes_on or line.is_note or line.is_row or _STAMP.match(line.text) or line.tail in (".", ";", ":"):
            break
        dated = dated or re.search(DATE, line.text) is not None
        at += 1
    return at


def _title(lines: Sequence[Line], at: int, last: int) -> tuple[int, str | None]:
    """The line after the annex's heading, and the heading."""
    words: list[str] = []
    while at < last and len(words) < 9:
        line = lines[at]
        if line.is_note or line.is_blank or (line.text[0] == "(" and line.text[-1] == ")"):
            at += 1
            continue
        if line.is_row or line.marker.form is not Form.NONE or line.tail in tuple(".;:") or len(line.text) > 1500:
            break
        if not (
            line.style in _TITLELIKE
            or (not words or line.text[0].islower() or line.text[0] in '"«(')
            or line.text.isupper()
        ):
            break
        words.append(line.text)
        at += 1
    title = " ".join(words)
    return at, _SMALL.sub(lambda m: m[0].capitalize(), title, count=1) if title else None


def _parent(stamp: str, before: Sequence[Annex]) -> int | None:
    """The earlier annex that «к Правилам …» names, None for an annex of the act itself."""
    if not before or not (of := _ANNEX_OF.search(stamp)):
        return None
    for place in range(len(before) - 1, -1, -1):
        title = before[place].title
        if title and _same_word(title.split()[0].strip('«"'), of[1]):
            return place
    return None


def _same_word(nominative: str, dative: str) -> bool:
    """«Правила» and «Правилам»: alike but for the ending."""
    stem = nominative.lower()[: max(3, len(nominative) - 2)]
    return dative.lower().startswith(stem)
