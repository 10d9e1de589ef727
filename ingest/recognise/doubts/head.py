"""What is left of a head: lines, numbers and days of no requisite, and requisites that contradict one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.law.act_id import latin
from ingest.law.dates import DATE, date_or_none
from ingest.law.issuers import issuer as issuer_of
from ingest.law.organisations import ORGANISATION, organisation_key
from ingest.law.pattern import pattern
from ingest.law.stems import stems
from ingest.parsed import Problem, Requisites
from ingest.recognise.cores import find_cores
from ingest.recognise.doubts.claims import Claims, left
from ingest.recognise.requisites.roles import BODY_NOMINATIVE, REGION, Role, kind_word, role_of

_LONGEST_HEAD = 4000
_DAY = pattern(DATE, re.IGNORECASE)
_TOLD_ELSEWHERE = pattern(
    r"(?i:зарегистрир|тел|факс|инн|огрн|окпо|e-?mail|индекс|сертификат|действителен"
    r"|на\s+(?:№|n)|дата\s+введения|согласован|учебный\s+год|опубликован|собрани|страниц)|\d{6}"
)


def head_numbers(claims: Claims) -> Iterator[Problem]:
    """«№ 112/1», «31.08.2022» in the head, of no requisite: a stamp or a line of it was not understood."""
    act = claims.parsed.act
    if act is None:
        return
    told, days = _numbers(act), _days(act)
    for start, line in _head_lines(claims, act):
        for core in find_cores(line):
            if core.number and core.number.lower() not in told and not ORGANISATION.search(line):
                yield left("В шапке есть номер, который не отнесён ни к чему", line, start)
                break
        else:
            if any((day := date_or_none(m[0])) is not None and day not in days for m in _DAY.finditer(_CHANGED.split(line)[0])):
                yield left("В шапке есть дата, которая не отнесена ни к чему", line, start)


_CHANGED = pattern(r"(?i:с\s+изм)")
"""«Принята … 12 декабря 1993 года с изменениями, одобренными …»: the days of changes follow."""


def head_organisation(claims: Claims) -> Iterator[Problem]:
    """An organisation in the head of an act whose issuer is another or nobody."""
    act = claims.parsed.act
    if act is None:
        return
    own = set(act.id.issuers)
    for start, line in _head_lines(claims, act):
        named = ORGANISATION.match(line)
        key = organisation_key(named[0]) if named else ""
        if key and not any(slug.startswith(key) or key.startswith(slug) or _shares(slug, key) for slug in own):
            yield left("Организация в шапке не стала издавшей акт", line, start)


def head_words(claims: Claims) -> Iterator[Problem]:
    """A line of the head of whose words none is in a requisite, and that is no place, contact, stamp or signature."""
    act = claims.parsed.act
    if act is None:
        return
    told = set(stems(" ".join([act.title or "", act.signed_by or "", act.place or "", *(a.by for a in act.adopted)])))
    keys = {word for issuer in (*act.id.issuers, *(act.approved_by.issuers if act.approved_by else ())) for word in _key_words(issuer)}
    for start, line in _head_lines(claims, act):
        if role_of(line) not in _EXPLAINED and not (any(rule.search(line) for rule in _ASKED_ELSEWHERE) and not line.startswith(_IN_HONOUR)) and not (kind_word(line) or _is_body(line.upper())):
            words = [word for word in stems(line) if len(word) > 2 and not word.isdecimal()]
            odd = [word for word in words if word not in told and latin(word) not in keys]
            if len(odd) * 2 > len(words):
                yield left("Строка шапки не отнесена ни к чему", line, start)


_EXPLAINED = frozenset(Role) - {Role.OTHER, Role.BODY}
_OF_STAMP = pattern(
    r"(?i:утвержд|соглас|принят|рассмотр|введ|протокол|приказ|директор|заведующ|председател|руководител|начальник|совет|комитет|подпис|педагог|локальн|копия|герб|верно|созыв|сесси|постановлени|решени|регламент)|\A[(\d]|_{2}|[А-ЯЁ]\.\s?[А-ЯЁ]\."
)


_IN_HONOUR = ("имени ", "им.")
_NUMBERED = pattern(rf"(?:№|N)\s?\d|{DATE}")
_ASKED_ELSEWHERE = (_OF_STAMP, _NUMBERED, ORGANISATION)


def _is_body(line: str) -> bool:
    """Whether a line in capitals is a ministry or a region, as founders stand above a school's name."""
    return BODY_NOMINATIVE.match(line) is not None or REGION.match(line) is not None


def _key_words(slug: str) -> set[str]:
    """Words of an issuer's key and of the body's full name, as keys have them."""
    body = issuer_of(slug)
    names = (body.name, body.short, *body.others) if body else ()
    return {*slug.split("-"), *(latin(word) for name in names for word in stems(name))}


def annex_stamps(claims: Claims) -> Iterator[Problem]:
    """«к приказу от 05.10.2023 № 214-од» above an annex, where the head gives another day or another number."""
    act = claims.parsed.act
    if act is None or not (act.id.date and act.id.number):
        return
    own = set(act.id.number.lower().split("/")) | {act.id.number.lower()}
    for unit in claims.parsed.units:
        if unit.kind != "приложение" or unit.parent is not None or unit.start in claims.quoted:
            continue
        for block in claims.next_blocks(unit.start, _STAMP_LINES):
            core = next(find_cores(claims.document.line(block)), None)
            if core is None or core.date is None or core.number is None:
                continue
            day = date_or_none(core.date)
            if (day == act.id.date) != (core.number.lower() in own):
                yield left("Реквизиты в грифе приложения и в шапке акта расходятся", claims.document.line(block), block.start)
            break


_STAMP_LINES = 6


def registration(claims: Claims) -> Iterator[Problem]:
    """A line that tells of a registration by the Ministry of Justice, and no requisite does."""
    act = claims.parsed.act
    if act is None or act.registered is not None:
        return
    for word in ("Зарегистрирован", "ЗАРЕГИСТРИРОВАН"):
        at = claims.text.find(word)
        while at >= 0:
            line = claims.block_at(at)
            if at - line.start < _MARKS and _REGISTERED.match(claims.text, at) and at not in claims.quoted:
                yield left("Регистрация в Минюсте не прочитана", claims.document.line(line), line.start)
                return
            at = claims.text.find(word, at + 1)


_MARKS = 3
"""Brackets and quotes that may stand before the first word of a line."""
_REGISTERED = pattern(r"\w+\s[^\n]{0,20}(?i:минюст|министерств\w+\s+юстиции)[^\n]{0,60}(?:№|N|номер)")


def issuer(claims: Claims) -> Iterator[Problem]:
    """An issuer that is none: words said twice, a publisher's name, a broken end, or no more than «администрация»."""
    act = claims.parsed.act
    for slug in act.id.issuers if act else ():
        words = slug.split("-")
        long = [word for word in words if len(word) > 3]
        if len(set(long)) < len(long) or _NO_ISSUER.search(slug) or len(words) > _MOST_WORDS:
            yield Problem(ISSUER.format(name=_printed(claims, act)), act.start, "left-over")
        elif _ANYBODY.fullmatch(slug):
            yield Problem(ANYBODY, act.start, "left-over")


ISSUER = "Орган, издавший акт, прочитан странно: сверьте с шапкой «{name}» и исправьте (docs/corrections.md)."
ANYBODY = "Какой именно орган издал акт, не понято: назван только его вид. Назовите его в исправлении (docs/corrections.md)."
_MOST_WORDS = 18
_NO_ISSUER = pattern(r"(?:^|-)(?:www|http|konsultantplyus|garant|fond-pravov|docs|cntd)(?:-|$)|-(?:na|ot|ob|o|v|s|po|i|k)$")
_ANYBODY = pattern(r"(?:(?:administrac|gorod|rayon|okrug|sel|poselen|municipaln|sovet|deputat|dum|glav|upravlen|departament|komitet|ministerstv|rayonn|gorodsk|obrazovan|kultur|sport|finans|i|po)-?)+")


def _printed(claims: Claims, act: Requisites) -> str:
    return " ".join(claims.text[act.start : act.start + 90].split())


# What the head's lines are


def _head_lines(claims: Claims, act: Requisites) -> Iterator[tuple[int, str]]:
    """Lines of the head that are neither title, note, registration nor a letterhead's contacts."""
    if act.end - act.start > _LONGEST_HEAD:
        return
    title = set(_words(act.title or ""))
    for block in claims.document.blocks:
        if block.start >= act.end:
            return
        line = claims.document.line(block)
        words = _words(line)
        of_title = bool(words) and len(title.intersection(words)) * 10 >= 9 * len(set(words))
        if block.start < act.start or of_title or _TOLD_ELSEWHERE.search(line):
            continue
        if not claims.notes.touch(block.start, block.end):
            yield block.start, line


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
