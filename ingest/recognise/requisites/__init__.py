"""The act's own head: kind, issuers, date, number, title, adoption, registration, signature.

A head is a short run of lines at the top, in one of a few orders: «РОССИЙСКАЯ ФЕДЕРАЦИЯ / ФЕДЕРАЛЬНЫЙ ЗАКОН / О … /
Принят …» with date and number below the signature; «МИНИСТЕРСТВО … / ПРИКАЗ / от … № … / МОСКВА / Об …»; all of it in
one line. Dates and numbers are taken from those places alone: what the body or an annex's stamp says is never the
act's own.

roles           what one line is: a kind, a date and number, a place, a body …
lines           the first lines of a document, and which of them begins the head
dated_line      day, number and place in one line, in any order
broken_lines    lines that say one thing, made one
head            the head while its lines are being read
bodies          who issued it, by the lines above the kind word
letterhead      lines that stand side by side, put one below the other
approved        the head of a paper that an act approves; stamps: who approved it; columns: stamps side by side
letters         the head of a letter, which no word names
signature, registration, deciding_body   what stands elsewhere: at the end, in a stamp, in the preamble
card            what a collection states beside the text
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.document import Document
from ingest.law.act_id import ActId, tidy_number
from ingest.law.address import Naming
from ingest.law.dates import ImpossibleDate, read_date
from ingest.law.issuers import drop_parents, issuer, resolve
from ingest.law.kinds import KINDS
from ingest.law.known_acts import by_id, by_name
from ingest.law.organisations import ORGANISATION
from ingest.law.pattern import pattern
from ingest.law.stems import stems
from ingest.parsed import Problem, Requisites
from ingest.recognise.identity import day_or_problem, settle
from ingest.recognise.requisites.approved import APPROVED, read_approved
from ingest.recognise.requisites.broken_lines import join
from ingest.recognise.requisites.card import fill_from_card
from ingest.recognise.requisites.columns import OFFICE_WORD
from ingest.recognise.requisites.deciding_body import deciding_body
from ingest.recognise.requisites.head import Head, open_head, read_below, take_caption
from ingest.recognise.requisites.letters import read_letter
from ingest.recognise.requisites.lines import HeadLine, find_head, head_lines
from ingest.recognise.requisites.registration import find_registration
from ingest.recognise.requisites.signature import (
    Signature,
    electronic_signer,
    find_date_and_number,
    find_signature,
    sealed,
)

_OF_ARTICLES = frozenset({"fz", "fkz", "zakon", "konstituciya", "ustav"})
_DATED_BELOW = frozenset({"fz", "fkz", "zakon", "kodeks", "ukaz"})
"""Kinds whose date and number stand at the end, below the signature."""
_UNTITLED = frozenset({"rp", "rasporyazhenie", "pismo"})
"""Kinds that are commonly issued without a title: its absence is no problem."""


def recognise(document: Document) -> tuple[Requisites | None, tuple[Problem, ...]]:
    """The document's own requisites, None when it has no act's head, and what about the head was not understood."""
    lines = join(head_lines(document))
    at = find_head(lines)
    head = (read_letter(lines) if at is None else None) or read_approved(document, lines, at) or _read_head(lines, at)
    signature = find_signature(document, head.end) if head else None
    if head and not head.day:
        _date_from_the_end(document, head, signature)
    head = fill_from_card(document, head)
    if head is None:
        return None, (Problem("Реквизиты акта в начале документа не найдены.", None, "requisites"),)
    return _conclude(document, head, signature)


def _read_head(lines: Sequence[HeadLine], at: int | None) -> Head | None:
    if at is None:
        return None
    head = open_head(lines, at)
    read_below(lines, at, head)
    take_caption(lines[max(0, at - 8) : at], head)
    return head


def _date_from_the_end(document: Document, head: Head, signature: Signature | None) -> None:
    """Laws and decrees bear date and number below the signature, which may name nobody."""
    dated = signature if signature and signature.date else None
    if head.number and not head.day:
        head.day = dated.date if dated else None
        return
    if dated is None and head.kind in _DATED_BELOW:
        dated = find_date_and_number(document, head.end)
    if dated:
        head.day, head.number = dated.date, dated.number


def _conclude(document: Document, head: Head, signature: Signature | None) -> tuple[Requisites, tuple[Problem, ...]]:
    """The record and the problems, from everything that head and signature tell."""
    day = head.adopted[0].day if head.kind == "konstituciya" and head.adopted else _day(head)
    number = tidy_number(head.number)
    kind, issuers = _identity(head, number, day)
    if not issuers and (signing := _signing(document, signature)):
        issuers = resolve(signing)
    if not issuers and kind == "soglashenie" and (parties := _PARTIES.match(head.wording or "")):
        issuers = resolve(parties["names"])
    if not issuers and kind in _NEEDS_ISSUER and (body := deciding_body(document.text, head.end)):
        kind, issuers = settle(head.kind, body, number, day)
    title = head.wording
    act = ActId(kind, issuers, day, number, None if number or (day and kind not in APPROVED) else title)
    requisites = Requisites(
        act,
        title,
        head.start,
        head.end,
        tuple(head.adopted),
        find_registration(document.text, head.end),
        head.place or (signature.place if signature else None),
        head.signed_by or (signature.signed_by if signature else None) or electronic_signer(document),
        _naming(head, act, title),
        _approving(head, issuers),
    )
    return requisites, (*head.problems, *_missing(kind, act, title, head))


_PARTIES = pattern(r"[Мм][Ее][Жж][Дд][Уу]\s+(?P<names>.{6,400}?)(?:\s+(?i:об?)\s|\Z)")
"""Who agree: «между Министерством … и Правительством … о сотрудничестве»."""


def _signing(document: Document, signature: Signature | None) -> str:
    """The organisation of who signs, «Заведующая детским садом № 4 И.И. Иванова», or of the seal."""
    named = ORGANISATION.search(OFFICE_WORD.sub("", signature.signed_by)) if signature else None
    return named[0] if named else sealed(document)


def _approving(head: Head, issuers: tuple[str, ...]) -> ActId | None:
    """The act that the stamp names; one without a body of its own is of the organisation whose paper it approves."""
    stamp = head.approved_by
    if stamp is None:
        return None
    day, _ = day_or_problem(stamp.day)
    kind, bodies = settle(stamp.kind, stamp.body, stamp.number, day)
    if bodies and issuers and issuers[0].startswith(f"{bodies[0]}-"):
        bodies = issuers  # «Заведующий МАДОУ № 45» below «МАДОУ № 45 «Гнёздышко»»
    return ActId(kind, bodies or (() if KINDS[kind].issuers else issuers), day, stamp.number)


def _naming(head: Head, act: ActId, title: str | None) -> Naming:
    """What the known act calls its units, else what acts of the kind do; a code is known by its name too."""
    known = by_id(act.slug)
    if known is None and head.kind == "kodeks" and title:
        known = next(iter(by_name(title, act.date)), None)
    if known:
        return known.naming
    return Naming.LAW if act.kind in _OF_ARTICLES else Naming.DECREE


_STATES = frozenset({"рф", "рсфср", "ссср", "союз", "совет", "советск", "социалистическ", "республик"})
"""Words of a phrase that names a state and no body: a law of it needs no issuer."""


def _identity(head: Head, number: str | None, day: date | None) -> tuple[str, tuple[str, ...]]:
    if head.kind == "konstituciya":
        return "konstituciya", ()
    if head.kind == "kodeks" and any(adopted.by.startswith("Государственной Дум") for adopted in head.adopted):
        return "fz", ()
    phrase = "" if _STATES.issuperset(stems(head.phrase)) else head.phrase
    kind, issuers = settle(head.kind, phrase, number, day)
    return kind, issuers if _joined(phrase) else drop_parents(issuers, number)


def _joined(phrase: str) -> bool:
    """Whether the head itself joins two bodies: «МИНИСТЕРСТВА ФИНАНСОВ … И ФЕДЕРАЛЬНОЙ НАЛОГОВОЙ СЛУЖБЫ»."""
    parted = re.split(r"\s[иИ]\s", phrase)
    ends = [resolve(" ".join(parted[:i])) + resolve(" ".join(parted[i:])) for i in range(1, len(parted))]
    return any(len(pair) == 2 and all(map(issuer, pair)) for pair in ends)


def _day(head: Head) -> date | None:
    if not head.day:
        return None
    try:
        return read_date(head.day)
    except ImpossibleDate as error:
        head.problems.append(Problem(f"Дата акта не читается: {error}.", head.start, "requisites"))
        return None


def _missing(kind: str, act: ActId, title: str | None, head: Head) -> tuple[Problem, ...]:
    """A sentence for every requisite that the head lacks."""
    sentences = (
        ("Дата акта не указана.", act.date is None and not head.day),
        ("Номер акта не указан.", act.number is None and kind != "konstituciya" and kind not in APPROVED),
        ("Название акта не указано.", title is None and kind not in _UNTITLED),
        ("Кто издал или утвердил акт, не понято.", kind in APPROVED and not act.issuers),
        ("Орган, издавший акт, не указан.", kind in _NEEDS_ISSUER and kind not in APPROVED and not act.issuers),
    )
    return tuple(Problem(sentence, head.start, "requisites") for sentence, lacks in sentences if lacks)


_NEEDS_ISSUER = frozenset(
    {"prikaz", "postanovlenie", "rasporyazhenie", "pismo", "reshenie", "instrukciya", "ukazanie", "direktiva"}
)
