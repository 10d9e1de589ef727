"""Bibliographic reference by ГОСТ Р 7.0.100-2018, for legislative materials: heading, title, details in order."""

from __future__ import annotations

import json
import sqlite3

from ingest.law.dates import date_or_none, in_words
from ingest.law.kinds import kind
from kb.russian import russian_day
from kb.store.acts import act_row
from kb.store.issuer_names import known_names
from kb.store.labels import IssuerName, issuer
from kb.store.rows import ActRow, StatementRow, select

_LAWS = frozenset({"fz", "fkz", "konstituciya"})
_FEDERAL_BODIES = {"pravitelstvo": "Правительство", "prezident": "Президент"}


def reference(db: sqlite3.Connection, act: str) -> str:
    """The reference of an act; what the base does not know is left out, never made up.

    Raises:
        UnknownAct: no act has that id.
    """
    row = act_row(db, act)
    slugs = tuple(s for (s,) in db.execute("SELECT issuer FROM act_issuers WHERE act = ? ORDER BY issuer", (act,)))
    names = known_names(db, slugs)
    bodies = {slug: body for slug in slugs if (body := issuer(slug) or names.get(slug))}
    title = row.title or "[без названия]"
    edition = f" : текст с изменениями на {_day(row.edition)}" if row.edition else ""
    details = _details(row, bodies) + _adopted(db, row)
    return f"{_heading(row, bodies)} {title}{edition} : {details}. - Текст : электронный."


def _heading(row: ActRow, bodies: dict[str, IssuerName]) -> str:
    """Who speaks: «Российская Федерация. Законы.», «Российская Федерация. Правительство.», a ministry by its name."""
    if row.kind in _LAWS or (row.kind == "zakon" and not bodies):
        return "Российская Федерация. Законы."
    implied = kind(row.kind).issuers or tuple(bodies)
    if len(implied) == 1 and implied[0] in _FEDERAL_BODIES:
        return f"Российская Федерация. {_FEDERAL_BODIES[implied[0]]}."
    return f"{', '.join(body.name for body in bodies.values())}." if bodies else "Российская Федерация."


def _details(row: ActRow, bodies: dict[str, IssuerName]) -> str:
    of_kind = kind(row.kind)
    words = [of_kind.title]
    if not of_kind.issuers and bodies:
        words = [of_kind.title.split(" ")[0], ", ".join(body.genitive for body in bodies.values())]
    if row.date:
        words.append("от " + russian_day(row.date))
    if row.number:
        words.append("№ " + row.number)
    return " ".join(words)


def _adopted(db: sqlite3.Connection, row: ActRow) -> str:
    """«: [принят Государственной Думой 21 декабря 2012 года : одобрен …]» from the head of the text."""
    heads = select(
        db, StatementRow, "WHERE act = ? AND role = 'head' ORDER BY source <> ?, source", (row.id, row.source or "")
    )
    lines = json.loads(heads[0].adopted) if heads else []
    said = [_adoption(*line) for line in lines]
    return f" : [{' : '.join(said)}]" if said else ""


def _adoption(body: str, day: str, protocol: str | None) -> str:
    verb = "одобрен" if body.startswith("Советом Федерации") else "принят"
    return " ".join(filter(None, (verb, body, _day(day), protocol and f"протокол № {protocol}")))


def _day(iso: str) -> str:
    day = date_or_none(iso)
    return in_words(day).replace(" г.", " года") if day else iso
