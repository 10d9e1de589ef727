"""Why a unit of an act reads as it does: every wording it had, what made each, and what was ordered and did not fit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ingest import deciding
from ingest.law.address import Naming, in_words
from kb.answers import ActRef, Corrected, Order, Why, Wording
from kb.editions.orders import clauses_of
from kb.editions.reach import part_words
from kb.errors import UnknownUnit
from kb.reading.bearing import wordings as wordings_of
from kb.reading.chain import concerning
from kb.reading.corrections import of_orders
from kb.reading.differences import word_changes
from kb.reading.status import status_of
from kb.russian import BASES, russian_day, verb
from kb.store.acts import act_ref, act_refs, act_row
from kb.store.clock import today
from kb.store.connection import Base, reading
from kb.store.find.place import the_place
from kb.store.rows import ORDERED, ActRow, CommencementRow, OperationRow, SourceRow, TextRow, select
from kb.store.source import passage

OF_THE_ACT = "act"
"""Basis of a day that is that of the amending act itself: no clause speaks of the order."""

LONGEST_ORDER = 1200
"""Characters of an ordering passage that are quoted."""


def why(base: Base, act: str, unit: str | None = None, at: date | None = None) -> Why:
    """Every wording of the unit with what made it, what was ordered and did not fit, its status on ``at`` (or today).

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    with reading(base) as db:
        found, eid = the_place(db, act, unit)
        if eid is None:
            raise UnknownUnit(f"Не сказано, какая единица акта: «{act} статья 5» или отдельно, «статья 5».")
        return _why(db, found, eid, at or today())


def _why(db: sqlite3.Connection, act: str, eid: str, at: date) -> Why:
    row = act_row(db, act)
    texts = wordings_of(db, act, eid)
    concerned = sorted(concerning(db, act, eid), key=lambda o: (o.in_force_from or "~", o.act, o.position, o.id))
    orders = {order.id: order for order in _orders(db, concerned, Naming(row.naming))}
    wordings = tuple(_wordings(texts, orders))
    made = {order.id for wording in wordings for order in wording.made_by}
    others = tuple(order for order in orders.values() if order.id not in made)
    source = _source(db, row) if any(not text.made_by for text in texts) else None
    where = in_words(eid, Naming(row.naming))
    edition = row.edition if source else None
    told = tuple(_sentences(where, source, edition, wordings, others, Naming(row.naming)))
    status = status_of(db, act, at, eid)
    return Why(act_ref(db, act), row.naming, eid, where, status, source, edition, wordings, others, told)


def _source(db: sqlite3.Connection, row: ActRow) -> str | None:
    found = select(db, SourceRow, "WHERE id = ?", (row.source,))
    return found[0].name if found else None


def _wordings(texts: Sequence[TextRow], orders: dict[str, Order]) -> Iterator[Wording]:
    """Each wording with its difference from the one before."""
    before = texts[0].text if texts else ""
    for text in texts:
        made_by = tuple(orders[id] for id in (text.made_by or "").split() if id in orders)
        pieces = tuple((piece.sign, piece.words) for piece in word_changes(before, text.text))
        yield Wording(text.in_force_from, text.in_force_until, text.text, pieces, text.hash, text.known_from, made_by)
        before = text.text


# orders


def _orders(db: sqlite3.Connection, rows: Sequence[OperationRow], naming: Naming) -> Iterator[Order]:
    refs = act_refs(db, (o.act for o in rows))
    acts = {act: act_row(db, act) for act in refs}
    corrected = of_orders(db, (o.corrected for o in rows))
    digests = dict(db.execute("SELECT id, sha256 FROM sources"))
    for o in rows:
        if o.act in acts:
            order = _order(db, o, acts[o.act], refs[o.act], corrected[o.corrected], digests[o.source])
            yield replace(order, part=part_words(o, naming).removeprefix(", "))


def _order(
    db: sqlite3.Connection, o: OperationRow, by: ActRow, ref: ActRef, corrected: tuple[Corrected, ...], digest: str
) -> Order:
    return Order(
        id=o.id,
        by=ref,
        unit=o.unit,
        where=in_words(o.unit, Naming(by.naming)) if o.unit else "",
        verb=o.verb,
        target=o.target_eid,
        old=o.old,
        new=o.new,
        in_force_from=o.in_force_from,
        in_force_until=o.in_force_until,
        basis=OF_THE_ACT if o.basis == "unknown" and o.in_force_from else o.basis,
        clause=_clause(db, o, by),
        published=by.published if o.missing and o.in_force_from else None,
        missing=o.missing if o.in_force_from is None else None,
        state=o.state,
        reason=o.reason,
        words=passage(db, o.source, o.start, min(o.end, o.start + LONGEST_ORDER)) or "",
        source=digest,
        span=(o.start, o.end),
        corrected=corrected,
        part=o.part or "",
        found_by=o.found_by,
    )


def _clause(db: sqlite3.Connection, o: OperationRow, by: ActRow) -> str | None:
    """The words of the ordering act that set the day of the order; None when it has none or the day comes otherwise."""
    if o.basis != "clause":
        return None
    clauses = clauses_of(select(db, CommencementRow, "WHERE act = ? ORDER BY position", (o.act,)))
    clause = deciding(o.unit, clauses)
    return passage(db, by.source, clause.start, clause.end) if clause else None


# in words


def _sentences(
    where: str,
    source: str | None,
    edition: str | None,
    wordings: Sequence[Wording],
    others: Iterable[Order],
    naming: Naming,
) -> Iterator[str]:
    """The history, the oldest first; then what was ordered and changed no words."""
    if not wordings:
        yield f"{_raised(where)}: собственных слов нет, они стоят в единицах внутри."
    for wording in wordings:
        until = f" до {russian_day(wording.until)}" if wording.until else ""
        if not wording.made_by:
            begins = f"с {russian_day(wording.since)}" if wording.since else _first(edition)
            of = f" из файла «{source}»" if source else ""
            yield f"{_raised(where)} {begins}{until} - текст{of}: «{wording.text}»"
            continue
        yield f"С {russian_day(wording.since)}{until} - «{wording.text}»"
        for order in wording.made_by:
            yield from _told(order, where, naming)
    for order in others:
        yield from _told(order, where, naming)


def _first(edition: str | None) -> str:
    """When the source's own wording stood: a text with the changes of others in it is not what was there at first."""
    return f"в редакции с изменениями по {russian_day(edition)}" if edition else "сначала"


def _told(order: Order, where: str, naming: Naming) -> Iterator[str]:
    """Who ordered it and in which words, since when and why since then, what became of it, who put it right."""
    target = in_words(order.target, naming) if order.target else "акт в целом"
    of = "" if target == where else f" ({target})"
    place = f", {order.where}" if order.where else ""
    words = f" «{' '.join(order.words.split())}»" if order.basis in ORDERED else ""
    part = f", {order.part}" if order.part else ""
    yield f"  {_raised(verb(order.verb))}{of}{part}: {order.by.label}{place}{words}."
    if order.found_by:
        yield f"    Правило разбора: {order.found_by}."
    if order.in_force_from:
        yield f"    В силе с {russian_day(order.in_force_from)}{_ground(order)}."
    if order.state == "applied" and order.reason:
        yield f"    {_raised(order.reason)}."
    if order.state == "refused":
        yield f"    Не применено: {order.reason}."
    elif order.state == "pending" or order.missing:
        yield f"    {_raised(order.reason or f'не хватает: {order.missing}')}."
    for c in order.corrected:
        yield f"    По поправке: {c.who}, {russian_day(c.day)}: {c.why}."


def _ground(order: Order) -> str:
    """Why since that day."""
    if order.basis in ("correction", OF_THE_ACT):
        return f" - {BASES[order.basis]}"
    counted = f", опубликовано {russian_day(order.published)}" if order.published else ""
    if order.clause:
        return f": «{' '.join(order.clause.split())}»{counted}"
    return f" - по общему правилу{counted}" if order.basis == "default" else ""


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]
