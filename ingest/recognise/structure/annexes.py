"""Annexes: the stamps that open them, their headings, and which stands inside which.

«УТВЕРЖДЕНО постановлением …» and «Приложение № 1 к …» open an annex of the act; «Приложение № 1 к Правилам …» one
nested in the annex that it names, «Приложение № 3 к приказу от …» below such a stamp the new wording of another act's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Style
from ingest.law.dates import DATE
from ingest.law.numbering import canonical
from ingest.law.pattern import pattern
from ingest.law.text import SUPERSCRIPT_DIGITS, close_up
from ingest.recognise.structure.lines import OutlineLine
from ingest.recognise.structure.markers import Form
from ingest.recognise.structure.signing import may_be_of_signature

_TITLELIKE = (Style.CENTRE, Style.TITLE, Style.HEADING, Style.SIDE)
_LONGEST_STAMP = 600
_STAMP = pattern(r"(?:УТВЕРЖД[ЕЁ]Н[АОЫ]?|УТВЕРЖДАЮ|Утвержд(?:[её]н[аоы]?|аю)|ПРИЛОЖЕНИ[ЕЯ]|Приложение)(?![А-Яа-яЁё])")
_APPROVED_BY = pattern(
    r"(?i:приказ|постановлени|распоряжени|решени|указ|закон|правительств|президент|заседани|протокол)"
)
_GOES_ON = pattern(r"[а-яё№N(]|К |Правительств|Российск|Министерств|Федеральн")
"""How the next line of a stamp begins."""
_NUMBER = pattern(rf"[Пп](?:риложение|РИЛОЖЕНИЕ)\s*(?:[№N]\s*)?(\d+(?:[.-]\d+)*[{SUPERSCRIPT_DIGITS}]*|[А-Я](?=\s|$))")
_ANNEX = pattern(r"[Пп](?:риложение|РИЛОЖЕНИЕ)")
_OF = pattern(r"\b[Кк] +([А-ЯЁа-яё]+)")
_SENTENCE = pattern(r"\b(?:изложить|дополнить|признать|исключить|заменить|применя|считать|утра(?:чив|тил)|исключен)")
_YEAR_LAST = pattern(r"\d ?г\.\Z")
_DATED = pattern(rf"{DATE}|[№N] ?\d")
_DAY = pattern(DATE)
_OF_DAY = pattern(rf"от {DATE}")
_FORM = pattern(r"\(.*\)|(?:Форма|ФОРМА|Образец|ОБРАЗЕЦ|Типовая форма|Рекомендуемый образец)")
"""Lines above an annex's title that are not it."""
_IN_CAPITALS = pattern(r"(?<![А-ЯЁ])[А-ЯЁ]{3,}+(?:[ -]\(?[А-ЯЁ]{2,}+\)?){0,200}(?=\s+[«\"(]?[а-яё])")


class Annex(NamedTuple):
    """Lines ``first`` … ``last`` (exclusive), of which those before ``body`` are its stamp and heading."""

    first: int
    body: int
    last: int
    number: str
    title: str | None
    parent: int | None
    """Place of the annex it is nested in, in the same list."""
    found_by: str
    """What opens it: see :func:`stamp_of`; ``unstamped`` where nothing does, after a signature."""
    restates: bool = False
    """Whether it is the new wording of an annex of another act, whose units are not of this one."""


def stamp_of(lines: Sequence[OutlineLine], at: int) -> str:
    """The rule by which line ``at`` opens an annex: ``side`` (the format sets it aside), ``numbered`` («Приложение № 1
    к …»), ``capitals`` («УТВЕРЖДЕНО»), ``approver`` («Утверждаю» alone), ``approved-by`` («Утверждено приказом …»); ""
    for any other line, and for a sentence about an annex."""
    line = lines[at]
    text = line.text.strip('\t «"') if line.is_row else line.text
    m = _STAMP.match(text)
    if m is None or line.is_note or len(text) > _LONGEST_STAMP or (line.is_row and "\t" in text):
        return ""
    if line.style is Style.SIDE:
        return "side"
    if (line.tail in tuple(";:,.") and not _YEAR_LAST.search(text)) or _SENTENCE.search(text):
        return ""
    if m[0][0] in "Пп":
        rest = text[m.end() :].strip()
        return "numbered" if not rest or rest[0] in "№N(кК" or rest[0].isdigit() or len(rest) == 1 else ""
    if m[0].isupper():
        return "capitals"
    alone = m.end() == len(text)
    if m[0] == "Утверждаю" and alone:
        return "approver"
    named = _APPROVED_BY.search(text, m.end(), m.end() + 200) or (alone and _next_approves(lines, at))
    return "approved-by" if named else ""


def _next_approves(lines: Sequence[OutlineLine], at: int) -> bool:
    return at + 1 < len(lines) and _APPROVED_BY.match(lines[at + 1].text) is not None


def annexes_of(lines: Sequence[OutlineLine], starts: Sequence[int]) -> list[Annex]:
    """The annexes that begin at the lines ``starts``; each reaches to the next one or to the document's end."""
    found: list[Annex] = []
    approved: int | None = None
    place = 0
    while place < len(starts):
        first = starts[place]
        place, after, stamp, restates = _stamp(lines, starts, place)
        last = starts[place] if place < len(starts) else len(lines)
        if last == len(lines) and not _ANNEX.search(stamp) and _is_signature(lines[after:]):
            break  # the stamp of the paper itself, below its text
        body, title = _title(lines, after, last)
        named = _NUMBER.search(stamp)
        number, found_by = canonical(named[1]) if named else "", stamp_of(lines, first) or "unstamped"
        parent = _parent(stamp, found, approved)
        if parent is None and _APPROVED.search(stamp):
            approved = len(found)
        found.append(Annex(first, body, last, number, title, parent, found_by, restates))
    return found


def _stamp(lines: Sequence[OutlineLine], starts: Sequence[int], place: int) -> tuple[int, int, str, bool]:
    """The place of the next annex in ``starts``, the line after this one's stamp, the stamp, and whether the annex
    restates another act's. «Приложение № 1», then «УТВЕРЖДЕНО …», are one annex."""
    first = starts[place]
    after = _stamp_end(lines, first) if _STAMP.match(lines[first].text.strip('\t «"')) else first
    wordings, restates = [_wording(lines, first, after)], False
    place += 1
    while place < len(starts) and starts[place] <= after:
        after = _stamp_end(lines, starts[place])
        another = _wording(lines, starts[place], after)
        if _restates(wordings[0], another):
            restates = True
        else:
            wordings.append(another)
        place += 1
    if after < len(lines) and _ANNEX.match(lines[after].text[1:]) and lines[after].text[0] in '"«“„':
        after, restates = _stamp_end(lines, after), True
    return place, after, " ".join(wordings), restates


def _wording(lines: Sequence[OutlineLine], first: int, after: int) -> str:
    return " ".join(line.text for line in lines[first:after])


def _restates(stamp: str, below: str) -> bool:
    """Whether «Приложение № 3 к приказу от 1 сентября …» below «Приложение к приказу от 5 мая …» is of another act."""
    if not (_ANNEX.match(stamp) and _ANNEX.match(below)):
        return False
    for told in (_DAY, _OF):
        here, there = told.search(stamp), told.search(below)
        if here and there:
            return here[0] != there[0]
    return False


def _is_signature(lines: Sequence[OutlineLine]) -> bool:
    """Whether nothing stands in the lines but a signature."""
    return all(line.is_blank or may_be_of_signature(line) for line in lines)


def _stamp_end(lines: Sequence[OutlineLine], first: int) -> int:
    """The line after a stamp: it goes on until its date and number have come."""
    at = first + 1
    if _APPROVER.match(lines[first].text) and (day := _day_below(lines, at)):
        return day + 1
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
                or _day_comes(lines, at + 1)
            )
        )
        if not goes_on or line.is_note or line.is_row or _STAMP.match(line.text) or line.tail in (".", ";", ":"):
            break
        dated = dated or re.search(DATE, line.text) is not None
        at += 1
    return at


_APPROVER = pattern(r"(?i:утверждаю):?\Z")


def _day_below(lines: Sequence[OutlineLine], at: int) -> int:
    """The line of «УТВЕРЖДАЮ / Директор / … / 18 апреля 2003 года» that bears the day, 0 when none does."""
    for place, line in enumerate(lines[at : at + 10], at):
        if len(line.text) > 120 or line.marker.form is not Form.NONE:
            return 0
        if _DAY.search(line.text):
            return place
    return 0


def _day_comes(lines: Sequence[OutlineLine], at: int) -> bool:
    """«приказом Министерства образования», «Тверской области», «от 10 марта …»: the name goes on to the day's line."""
    return at < len(lines) and _OF_DAY.match(lines[at].text) is not None


def _title(lines: Sequence[OutlineLine], at: int, last: int) -> tuple[int, str | None]:
    """The line after the annex's heading, and the heading."""
    words: list[str] = []
    while at < last and len(words) < 9:
        line = lines[at]
        if line.is_note or line.is_blank or _FORM.fullmatch(line.text):
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
    title = close_up(" ".join(words))
    return at, _IN_CAPITALS.sub(lambda m: m[0].capitalize(), title, count=1) if title else None


def _parent(stamp: str, before: Sequence[Annex], approved: int | None) -> int | None:
    """The earlier annex that «к Правилам …» names, else the latest that the act ``approved``, where «к СанПиН …» names
    no act; None for an annex of the act itself."""
    if not before or not (of := _OF.search(stamp)):
        return None
    of_act = _OF_ACT.match(of[1]) is not None
    words = 1 if of_act else _NAMED_WITHIN
    for place in range(len(before) - 1, -1, -1):
        title = (before[place].title or "").split()
        if any(_same_word(word.strip('«"'), of[1]) for word in title[:words]):
            return place
    return None if of_act else approved


_OF_ACT = pattern(rf"{_APPROVED_BY.pattern}|(?i:соглашени|договор|письм|указани|устав|программ)")
_APPROVED = pattern(rf"(?i:утвержд[её]н)|\b[Кк] +{_APPROVED_BY.pattern}")


_NAMED_WITHIN = 6
"""First words of a title that may say what it is: «Федеральные нормы и правила», «Санитарные правила СП …»."""


def _same_word(nominative: str, dative: str) -> bool:
    """«Правила» and «Правилам»: alike but for the ending."""
    if len(nominative) < 4:
        return nominative == dative
    stem = nominative.lower()[: max(3, len(nominative) - 2)]
    return dative.lower().startswith(stem)
