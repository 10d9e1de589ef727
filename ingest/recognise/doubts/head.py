"""What is left of a head: lines, numbers, days and organisations of no requisite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.law.act_id import latin
from ingest.law.dates import DATE, date_or_none
from ingest.law.issuers import issuer
from ingest.law.organisations import ORGANISATION, organisation_key
from ingest.law.pattern import pattern
from ingest.law.stems import stems
from ingest.parsed import Problem, Requisites
from ingest.recognise.cores import find_cores
from ingest.recognise.doubts.claims import Claims, left
from ingest.recognise.requisites.dated_line import SETTLEMENT
from ingest.recognise.requisites.roles import BODY_NOMINATIVE, REGION, Role, kind_word, role_of

_CHECK = "Сверьте реквизиты акта."
_LONGEST_HEAD = 4000
"""Characters of a head; what is longer is no head alone."""
_DAY = pattern(DATE, re.IGNORECASE)
_TOLD_ELSEWHERE = pattern(
    r"(?i:зарегистрир|тел|факс|инн|огрн|окпо|e-?mail|индекс|сертификат|действителен"
    r"|на\s+(?:№|n)|дата\s+введения|согласован|учебный\s+год|опубликован|собрани|страниц)|\d{6}"
)


def head_numbers(claims: Claims) -> Iterator[Problem]:
    """«№ 112/1», «31.08.2022» in the head, of no requisite: a stamp or a line of it was not understood.

    Of stamps that stand side by side in a line the last one approves; those of who agreed before it are no requisites.
    """
    act = claims.parsed.act
    if act is None:
        return
    told, days = _numbers(act), _days(act)
    own = (act.id.number or "").lower()
    agreed = _AGREED.search(claims.text, act.start, act.end) is not None
    for start, line in _head_lines(claims, act):
        numbers = [core.number.lower().replace("\\", "/") for core in find_cores(line) if core.number]
        named = {day for m in _DAY.finditer(_CHANGED.split(line)[0]) if (day := date_or_none(m[0]))}
        if ORGANISATION.search(line) or any(number in own for number in numbers):
            continue
        if numbers and numbers[-1] not in told:
            yield left("В шапке есть номер, который не отнесён ни к чему", line, start, _CHECK)
        elif named and not (numbers or named & days or agreed):
            yield left("В шапке есть дата, которая не отнесена ни к чему", line, start, _CHECK)


_AGREED = pattern(r"(?i:согласован|рассмотрен|мнени)")
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
            yield left("Организация в шапке не стала издавшей акт", line, start, _CHECK)


def head_words(claims: Claims) -> Iterator[Problem]:
    """A line of the head of which most words are in no requisite, and that is no place, contact, stamp, signature."""
    act = claims.parsed.act
    if act is None or act.id.kind == "pismo":  # those to whom a letter goes stand in its head
        return
    starts = {unit.start for unit in claims.parsed.units}
    told = {latin(word) for word in stems(" ".join((act.title or "", act.signed_by or "", act.place or "")))}
    told |= {latin(word) for adopted in act.adopted for word in stems(adopted.by)}
    told |= {latin(word) for unit in claims.parsed.units[:_OPENING] for word in stems(unit.heading or "")}
    told |= {word for slug in _bodies(act) for word in _key_words(slug)}
    for start, line in _head_lines(claims, act):
        words = [latin(word) for word in stems(line) if len(word) > _SILENT and not word.isdecimal()]
        odd = sum(word not in told for word in words) * 2 > len(words)
        if odd and not (start in starts or _is_explained(line)):
            yield left("Строка шапки не отнесена ни к чему", line, start, _CHECK)


_OPENING = 3
"""Units whose headings may stand in what was taken for the head."""
_SILENT = 2
"""Letters of the longest word that tells nothing."""


def _bodies(act: Requisites) -> tuple[str, ...]:
    return (*act.id.issuers, *(act.approved_by.issuers if act.approved_by else ()))


def _key_words(slug: str) -> set[str]:
    """Words of an issuer's key and of the body's names, as keys have them."""
    body = issuer(slug)
    names = (body.name, body.short, *body.others) if body else ()
    return {*slug.split("-"), *(latin(word) for name in names for word in stems(name))}


def _is_explained(line: str) -> bool:
    """Whether a line is of a head by its kind, whatever its words are, or is asked for by another check."""
    if line.startswith(_IN_HONOUR):
        return False
    if role_of(line) in _EXPLAINED or kind_word(line) or any(words.search(line) for words in _ASKED_ELSEWHERE):
        return True
    return BODY_NOMINATIVE.match(line.upper()) is not None or REGION.match(line.upper()) is not None


_EXPLAINED = frozenset(Role) - {Role.OTHER, Role.BODY}
_IN_HONOUR = ("имени ", "им.")
"""How the second line of a school's name begins: «имени Героя Советского Союза …»."""
_OF_STAMP = pattern(
    r"""(?i:утвержд|соглас|принят|рассмотр|введ|протокол|приказ|постановлени|решени|директор|заведующ|председател
    |руководител|начальник|совет|комитет|подпис|педагог|локальн|копия|герб|верно|созыв|сесси|регламент|инструкци)
    | \A[(\d] | _{2} | [А-ЯЁ]\.\s?[А-ЯЁ]\.""",
    re.VERBOSE,
)
_ASKED_ELSEWHERE = (_OF_STAMP, pattern(rf"(?:№|N)\s?\d|{DATE}|{SETTLEMENT}[А-ЯЁ]"), ORGANISATION)


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
    """Numbers that found their place, in small letters; a joint act's each by itself, and that of a school."""
    said = [act.id.number, act.approved_by.number if act.approved_by else None, *(a.protocol for a in act.adopted)]
    said += [act.registered[1]] if act.registered else []
    every = [number.lower().replace("\\", "/") for number in said if number]
    every += (word for slug in act.id.issuers for word in slug.split("-"))
    return frozenset([*every, *(part for number in every for part in number.split("/"))])


def _days(act: Requisites) -> frozenset[object]:
    approved = act.approved_by.date if act.approved_by else None
    return frozenset(
        [act.id.date, approved, act.registered[0] if act.registered else None, *(a.day for a in act.adopted)]
    )


def _shares(slug: str, key: str) -> bool:
    """Whether two keys of organisations share the words that tell one: «mbou-sosh-7» and «mbou-sosh-7-ensk»."""
    return len(set(slug.split("-")) & set(key.split("-"))) * 2 > len(key.split("-"))
