"""The bodies that issued an act, as the lines above its kind word name them.

A ministry, a duma, an administration with a department below it, a school under its founder; a region where no body is
named, for it is the region's law.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.law.organisations import ORGANISATION, organisation_key
from ingest.law.pattern import pattern
from ingest.recognise.requisites.dated_line import SETTLEMENT
from ingest.recognise.requisites.lines import HeadLine
from ingest.recognise.requisites.roles import BODY_NOMINATIVE, REGION, Role, kind_word


def bodies_above(lines: Sequence[HeadLine], at: int) -> tuple[list[str], int]:
    """Names of the issuing bodies in the run of lines right above the kind line, and the index of the first."""
    first = at
    while first > 0 and at - first < 10 and _may_name_body(lines[first - 1]):
        first -= 1
    names: list[str] = []
    start, open_ = at, False
    for i in range(first, at):
        line = lines[i]
        if line.role is not Role.REGISTRATION and (
            BODY_NOMINATIVE.match(line.text.upper()) or ORGANISATION.match(line.text)
        ):
            start = i if not names else start
            names.append(line.text)
            open_ = True
        elif line.role in (Role.CONTACT, Role.CORE):
            open_ = False  # what stands below is an addressee, or a place
        elif open_ and line.role in (Role.OTHER, Role.PLACE) and not _BESIDE_NAME.match(line.text):
            names[-1] += " " + line.text
    schools = [m[0] for name in names for m in ORGANISATION.finditer(name) if m.start() == 0 or organisation_key(m[0])]
    if schools:
        return schools[:1], start  # a ministry above a school is its founder
    names = _under(_of_district(names, [line.text for line in lines[max(0, start - 3) : start]]))
    of_law = (kind_word(lines[at].text) or ("",))[0] == "zakon"
    regions = [
        i for i in range(first, at) if REGION.match(lines[i].text.upper()) or (of_law and _CITY.match(lines[i].text))
    ]
    if regions and not names:  # «РЕСПУБЛИКА ПРИМЕРИЯ / ЗАКОН»
        return [lines[regions[0]].text], regions[0]
    return names, start


_BESIDE_NAME = pattern(rf"\(|{SETTLEMENT}|(?i:.{{0,40}}(?:созыва?|сесси[яи]|заседани[ея])\)?$)")
"""What stands between a body's name and the kind and is no part of it: «третьего созыва», «внеочередная сессия»."""
_PART_OF_BODY = pattern(r"(?:УПРАВЛЕНИЕ|ОТДЕЛ|КОМИТЕТ|ДЕПАРТАМЕНТ|ФИНАНСОВОЕ УПРАВЛЕНИЕ)(?![А-ЯЁ])")
_WHOLE_BODY = pattern(r"(?:АДМИНИСТРАЦИЯ|МЭРИЯ|ПРАВИТЕЛЬСТВО) (?P<place>.+)", re.DOTALL)
_OF_REGION = pattern(r".*(?:ОБЛАСТИ|КРАЯ|РЕСПУБЛИКИ|АВТОНОМНОГО ОКРУГА)(?![А-ЯЁ])", re.DOTALL)


_DISTRICT = pattern(r"(?P<name>[А-ЯЁ][А-ЯЁа-яё-]+(?i:ск)(?i:ий))\s+(?i:(?:муниципальный\s+)?район)\Z")
_OF_DISTRICT = pattern(r"(?i:.*\s(?:района|округа|области|края)(?![а-яё]).*)", re.DOTALL)


_CITY = pattern(r"(?i:москва|санкт-петербург|севастополь)\Z")
"""Cities that make laws."""


def _of_district(names: list[str], above: list[str]) -> list[str]:
    """«Примерский район / АДМИНИСТРАЦИЯ СЕЛЬСОВЕТА»: a district above tells which of many decides."""
    district = next((m for line in above if (m := _DISTRICT.match(line))), None)
    if district is None or not names:
        return names
    of = f"{district['name'][:-2]}ого района"
    if names[0].upper().endswith(" РАЙОНА") and len(names[0].split()) == 2:
        return [f"{names[0].split()[0]} {of}", *names[1:]]
    return names if _OF_DISTRICT.match(names[0]) else [f"{names[0]} {of}", *names[1:]]


def _under(names: list[str]) -> list[str]:
    """«АДМИНИСТРАЦИЯ ГОРОДА / УПРАВЛЕНИЕ ОБРАЗОВАНИЯ» is one body, «управление образования администрации города»; of
    a region's administration only the region belongs to the name."""
    if len(names) != 2 or not (whole := _WHOLE_BODY.match(names[0].upper())):
        return names
    if not _PART_OF_BODY.match(names[1].upper()) or _OF_REGION.match(names[1].upper()):
        return names
    return [f"{names[1]} {whole['place'] if _OF_REGION.match(whole['place']) else names[0]}"]


def _may_name_body(line: HeadLine) -> bool:
    sentence = line.role not in (Role.CORE, Role.CONTACT) and line.text.endswith((".", ":", ";"))  # «9 ноября 2021 г.»
    return line.role in _NEAR_NAMES and not sentence


_NEAR_NAMES = frozenset({Role.OTHER, Role.PLACE, Role.CORE, Role.CONTACT, Role.REGISTRATION, Role.STATE, Role.NOTE})
"""Roles of the lines that stand between a body's name and the kind word."""
