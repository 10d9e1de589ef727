"""Editor's notes of a consolidated text as facts: which act did what to which unit (docs/law.md, 6).

«(В редакции Федерального закона от 04.08.2023 № 479-ФЗ)», «(Дополнение частью - …) (Утратила силу - …)», «(п. 15.1
введён …)», «(С учётом постановлений Конституционного Суда … № 18-П)», «с изменениями от 5 мая 2010 г.» (an act of that
day, of which nothing more is known: kind «akt», no number). Every act that a note names gives one record; the kind of
act is said once and inherited through the list («федеральных законов от …, от …»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.document import Document, Span
from ingest.law.act_id import ActId, tidy_number
from ingest.law.address import Naming
from ingest.law.dates import DATE, date_or_none
from ingest.law.issuers import resolve
from ingest.law.kinds import kind
from ingest.law.pattern import pattern
from ingest.parsed import Note, Requisites, Unit
from ingest.recognise.addresses import find_addresses
from ingest.recognise.identity import cities_named
from ingest.recognise.note_spans import BRACKETS, ends_title, note_spans
from ingest.recognise.unit_map import UnitMap

_VERBS = (
    ("other", r"[Сс] изм(?:\.|енениями),? внес[её]нн\w+"),
    ("restate", r"[Сс] изм(?:\.|енениями)(?: и доп(?:\.|олнениями))?(?=:? от)"),
    ("restate", r"[Вв] редакции, введ[её]нной(?: в действие)?"),
    ("restate", r"[Вв] ред(?:акци[ияй]|\.)|[Нн]овая редакция|[Ии]зложен\w*|[Ии]змен[её]н[аоы]?|[Вв]несены изменения"),
    ("add", r"[Дд]ополне\w+|[Вв]вед[её]н\w*|[Дд]ополнительно включ[её]н\w*"),
    ("repeal", r"[Уу]трат\w+ силу|[Уу]тратил\w*|[Ии]сключ[её]н\w*|[Пп]ризнан\w* утратив\w+(?: силу)?"),
    ("repeal", r"[Оо]тмен[её]н[аоы]?|[Пп]рекратил\w* действие"),
    ("suspend", r"[Пп]риостановлен\w*"),
    ("other", r"[Сс] уч[её]том"),
)
"""Verb of the record → wording."""

_KINDS = (
    ("fkz", r"[Фф]едеральн\w+ конституционн\w+ [Зз]акон\w*"),
    ("fz", r"[Фф]едеральн\w+ [Зз]акон\w*"),
    ("zakon", r"[Зз]акон(?:а|ов|ом|у|е|ы|ами)?\b"),
    ("fz", r"[Кк]одекс(?:а|ов|ом|у|е)?\b"),
    ("ukaz", r"[Уу]каз(?:а|ов|ом|у|е|ами)?\b"),
    ("postanovlenie", r"[Пп]остановлени\w+"),
    ("rasporyazhenie", r"[Рр]аспоряжени\w+"),
    ("opredelenie", r"[Оо]пределени\w+"),
    ("prikaz", r"[Пп]риказ(?:а|ов|ом|у|е|ами)?\b"),
    ("reshenie", r"[Рр]ешени\w+"),
    ("ukazanie", r"[Уу]казани\w+"),
    ("pismo", r"[Пп]исьм\w+|[Пп]исем"),
    ("direktiva", r"[Дд]иректив\w+"),
    ("soglashenie", r"[Сс]оглашени\w+"),
    ("akt", r"[Аа]кт(?:а|ов|ом|у|е)?\b"),
)
"""Kind of act → its name in any case."""

_UNITS = (
    ("подпункт", r"[Пп]одпункт|[Пп]одп\.|[Пп]п\."),
    ("пункт", r"[Пп]ункт|[Пп]\.(?= ?\d)"),
    ("абзац", r"[Аа]бзац|[Аа]бз\."),
    ("часть", r"[Чч]аст[ьияюе]|[Чч]\.(?= ?\d)"),
    ("статья", r"[Сс]тат(?:ь|ей)|[Сс]т\.(?= ?\d)"),
    ("глава", r"[Гг]лав|[Гг]л\.(?= ?\d)"),
    ("подпараграф", r"[Пп]одпараграф"),
    ("параграф", r"[Пп]араграф|§"),
    ("подраздел", r"[Пп]одраздел"),
    ("раздел", r"[Рр]аздел"),
    ("наименование", r"[Нн]аименовани"),
    ("преамбула", r"[Пп]реамбул"),
    ("приложение", r"[Пп]риложени"),
    ("примечание", r"[Пп]римечани"),
)


def _named(letter: str, table: Sequence[tuple[str, str]]) -> str:
    """Alternatives of a table's wordings, each a group named by its place: ``(?P<v0>…)|(?P<v1>…)``."""
    return "|".join(f"(?P<{letter}{place}>{wording})" for place, (_, wording) in enumerate(table))


_NUMBER = r"[№N]\s*(?P<{name}>[\w/.\-–—]{{0,30}}\w@?(?:\s?[-–—]\s?Ф(?:К)?З)?)"
_TOKEN = pattern(
    rf"(?:от:?\s*|(?:(?<=,\s)|(?<=;\s)|(?<=\sи\s))(?=\d))(?P<date>{DATE})\s*(?:{_NUMBER.format(name='number')})?"
    rf"|{_NUMBER.format(name='number_first')}\s*от\s*(?P<date_after>{DATE})"
    rf"|\b(?:{_named('v', _VERBS)}"
    rf"|(?:{_named('k', _KINDS)})(?P<issuer>[^;()]{{0,300}}?)(?=\s*(?:от\s*\d|[№N]\s*\d))"
    rf"|{_named('u', _UNITS)})"
)
_VERB = {f"v{i}": verb for i, (verb, _) in enumerate(_VERBS)}
_KIND = {f"k{i}": slug for i, (slug, _) in enumerate(_KINDS)}
_UNIT = {f"u{i}": unit for i, (unit, _) in enumerate(_UNITS)}
_BY_NUMBER = (("-фкз", "fkz"), ("-фз", "fz"))
_BY_ISSUER = {
    ("postanovlenie", "pravitelstvo"): "pp",
    ("rasporyazhenie", "pravitelstvo"): "rp",
    ("postanovlenie", "ks"): "ks",
}


class _Deed(NamedTuple):
    """One act of a note: where its mention ends, what it did, to a unit of which kind ("" unsaid), and whether that is
    said before the act or after it."""

    end: int
    verb: str
    unit: str
    by: ActId
    said: str


def recognise(document: Document, places: UnitMap, head: Requisites | None) -> tuple[Note, ...]:
    """Every act that an editor's note names, in document order; spans never overlap and together cover the notes.

    A note before the first unit speaks of the act as a whole (``within`` is ""). ``head`` is the act's own head: a
    bracket inside its title is no note.
    """
    if not (spans := note_spans(document)):
        return ()
    text = document.text
    naming = head.naming if head else Naming.LAW
    by_eid = {unit.eid: unit for unit in places.units}
    notes: list[Note] = []
    for span in spans:
        if (
            head is not None
            and head.start < span.start < head.end
            and text[span.start - 1] != "\n"
            and not document.notes
            and not ends_title(text, span.start)
        ):
            continue
        start, deeds = span.start, tuple(_deeds(text, span))
        around = places.at(start) if deeds else ""
        told = text[start] not in BRACKETS and not _VERB_AFTER.match(text, start)  # the sentence names its act first
        if deeds and told and (named := _addressed(text, span, naming, by_eid)):
            around = named
        for turn, deed in enumerate(deeds):
            end = span.end if turn + 1 == len(deeds) else deed.end
            place = _within(around, deed.unit, by_eid)
            rule = f"note/{deed.verb} {deed.said}"
            notes.append(Note(start, end, place, deed.verb, deed.by, text[start:end], rule))
            start = end
    return tuple(notes)


def _addressed(text: str, span: Span, naming: Naming, by_eid: dict[str, Unit]) -> str:
    """The unit that a note names in full: «… часть 2 статьи 1 настоящего Федерального закона изложена …»; else ""."""
    named = (a.eid(naming) for mention in find_addresses(text, span.start, span.end) for a in mention.addresses)
    return next((eid for eid in named if eid in by_eid), "")


def _deeds(text: str, span: Span) -> Iterator[_Deed]:
    """The acts of one note in order, each with what it did."""
    verb, unit, slug, issuer, days = "", "", "akt", "", span.start
    said_first = text[span.start] not in BRACKETS  # «Исключена (в ред. …)»: what was done stands before the bracket
    for m in _TOKEN.finditer(text, span.start, span.end):
        name = _alternative(m)
        if name in _VERB:
            verb, days = verb if verb and said_first else _VERB[name], m.end()
        elif name in _UNIT:
            unit = unit or _UNIT[name]
        elif name in _KIND:
            slug, issuer = _KIND[name], m["issuer"]
        elif _is_bare(slug, m) and not _is_of_day(text[days : m.start()]):
            continue
        elif by := _act(slug, issuer, m["date"] or m["date_after"], m["number"] or m["number_first"]):
            days = m.end()
            said = "before" if verb else "behind"
            yield _Deed(m.end(), verb or _verb_after(text, m.end(), span.end), unit, by, said)


def _is_bare(slug: str, m: re.Match[str]) -> bool:
    """Whether a date says neither «от» nor of which act it is."""
    return m["date"] is not None and not m["number"] and (slug == "akt" or not m[0].startswith("от"))


def _is_of_day(between: str) -> bool:
    """«С изменениями от 5 мая 2010 г., 7 июня 2011 г.»: days of acts of which nothing more is known."""
    return not between.strip(" ,;:\nи")


_VERB_AFTER = pattern(_named("v", _VERBS))


def _verb_after(text: str, at: int, end: int) -> str:
    """«Федеральным законом … часть 2 статьи 1 изложена в новой редакции»: the verb follows the act."""
    m = _VERB_AFTER.search(text, at, end)
    return _VERB[m.lastgroup or ""] if m else "other"


def _alternative(m: re.Match[str]) -> str:
    """Name of the alternative of :data:`_TOKEN` that matched."""
    name = m.lastgroup or ""
    if name == "issuer":
        return next(key for key in _KIND if m[key] is not None)
    return name


@lru_cache(maxsize=16384)
def _act(slug: str, issuer: str, day: str, number: str | None) -> ActId | None:
    """The act's identity, None when its date cannot be: its number's suffix says more than its name
    («Кодекс … № 61-ФЗ»), its issuer tells the kind of a постановление."""
    signed, number = date_or_none(day), tidy_number(number)
    if signed is None:
        return None
    lowered = (number or "").lower()
    for suffix, by_suffix in _BY_NUMBER:
        if lowered.endswith(suffix):
            return ActId(by_suffix, kind(by_suffix).issuers, signed, number)
    issuer = " ".join(issuer.split())
    issuers = resolve(cities_named(issuer.split(" о поправке")[0].strip(" ,")), signed) if issuer.strip() else ()
    slug = next((own for (general, body), own in _BY_ISSUER.items() if general == slug and body in issuers), slug)
    return ActId(slug, kind(slug).issuers or issuers, signed, number)


def _within(eid: str, unit: str, by_eid: dict[str, Unit]) -> str:
    """The unit that a note at ``eid`` speaks of: the nearest one of the kind it says, else the smallest."""
    if not unit or unit == "абзац" or eid not in by_eid:
        return eid
    climbing: str | None = eid
    while climbing:
        here = by_eid[climbing]
        if here.kind == unit or (unit == "наименование" and here.heading):
            return climbing
        climbing = here.parent
    here = by_eid[eid]
    return here.parent if here.kind == "абзац" and here.parent and unit != "часть" else eid
