"""Two days of one act compared: was, is, on what ground, since when - to read, to print, to take away."""

from __future__ import annotations

import csv
import io
import sqlite3
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from kb import compare
from kb.answers import Comparison, UnitDifference
from kb.editions.on_day import text_on
from kb.errors import NoText
from kb.export.docx import DOCX
from kb.export.docx_table import Piece
from kb.export.docx_table import document as docx
from kb.russian import DIFFERENCES
from kb.store.acts import act_row, ref
from kb.store.clock import today
from kb.store.units import LAST
from kb.web.asked import Asked, BadQuery
from kb.web.lawbook import HEADINGS, address_in_words, heading_label
from kb.web.pages.act import found, naming_of
from kb.web.reading.passport import Passport
from kb.web.reading.place import unit_named
from kb.web.reading.text import Change, changes, editions, position_of
from kb.web.reading.text import units as text_units
from kb.web.russian import short_day
from kb.web.shown import Sent, Shown


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparative table. ``pieces``: (sign, words); ``grounds``: (id, label, day in force or None).

    ``what`` "same" is a unit that did not change, "part" a heading over the lines below it.
    """

    what: str
    eid: str
    where: str
    became: str
    pieces: tuple[tuple[str, str], ...]
    grounds: tuple[tuple[str, str, str | None], ...]

    @property
    def ground(self) -> str:
        """The acts that made the change, in words."""
        return "; ".join(label for _, label, _ in self.grounds)

    @property
    def days(self) -> str:
        """Since when, each day once."""
        return "; ".join(dict.fromkeys(short_day(day) for _, _, day in self.grounds if day))


LARGEST_WHOLE = 4_000
"""Units of an act, beyond which a comparison of the whole text shows only what changed."""


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """The comparative table. Parameters: ``from``, ``to`` (days), ``unit``, ``view`` (side or inline), ``whole``
    (what did not change as well)."""
    held, since, until, compared, rows = _compared(base, asked)
    unit = unit_named(base, held, asked.text("unit"))
    data = {"passport": held, "since": since, "until": until, "comparison": compared}
    can_be_whole = held.counts.units <= LARGEST_WHOLE
    whole = asked.flag("whole") and can_be_whole
    html = {
        "rows": _with_the_same(base, held, until, rows, unit) if whole else rows,
        "differences": len(rows),
        "whole": whole,
        "can_be_whole": can_be_whole,
        "stated": compared.stated,
        "caution": compared.caution,
        "unit": unit,
        "inline": asked.text("view") == "inline",
        "editions": editions(changes(base, held.card.id)),
        "what": DIFFERENCES,
        "root": "",
        "file": f"/acts/{held.card.id}/diff",
        "taken": _taken(asked, since, until),
    }
    title = f"{held.card.short}: что изменилось с {short_day(since)} по {short_day(until)}"
    return Shown("diff.html", title, data, html)


def file(base: sqlite3.Connection, asked: Asked) -> Shown:
    """The same as one HTML file that needs nothing else, to be sent and printed; its links lead back here."""
    shown = page(base, asked)
    name = f"{shown.data['passport'].card.id}_{shown.data['since']}_{shown.data['until']}.html"
    html = {**shown.html, "root": asked.host, "made": today().isoformat()}
    return replace(shown, template="diff_file.html", html=html, file=name)


def table(base: sqlite3.Connection, asked: Asked) -> Sent:
    """The same as CSV: semicolons and a byte order mark, as a Russian spreadsheet opens it."""
    held, since, until, rows = _to_take(base, asked)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_columns(since, until))
    for row in rows:
        was = "".join(words for sign, words in row.pieces if sign != "+")
        now = "".join(words for sign, words in row.pieces if sign != "-") or row.became
        writer.writerow([_plain(cell) for cell in (row.where, DIFFERENCES[row.what], was, now, row.ground, row.days)])
    name = f"{held.card.id}_{since}_{until}.csv"
    return Sent("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", _download(name))


def document(base: sqlite3.Connection, asked: Asked) -> Sent:
    """The same as a table in DOCX, what went struck out and what came underlined."""
    held, since, until, rows = _to_take(base, asked)
    lines = [[[Piece("*", name)] for name in _columns(since, until)]]
    for row in rows:
        was = [Piece(sign, words) for sign, words in row.pieces if sign != "+"]
        now = [Piece(sign, words) for sign, words in row.pieces if sign != "-"] or [Piece("=", row.became)]
        plain = [[Piece("=", words)] for words in (row.where, DIFFERENCES[row.what], row.ground, row.days)]
        lines.append([plain[0], plain[1], was, now, plain[2], plain[3]])
    title = f"{held.card.label}. Сравнение: {short_day(since)} - {short_day(until)}"
    name = f"{held.card.id}_{since}_{until}.docx"
    return Sent(docx(title, (1900, 1300, 4500, 4500, 1900, 1100), lines), DOCX, _download(name))


def _columns(since: str, until: str) -> list[str]:
    return ["Единица", "Что", f"Было на {short_day(since)}", f"Стало на {short_day(until)}", "Основание", "Дата"]


def _download(name: str) -> dict[str, str]:
    """The header that names a file; ids of acts are ASCII, so the name is safe as it is."""
    return {"content-disposition": f'attachment; filename="{name}"'}


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (CSV injection, OWASP)."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _to_take(base: sqlite3.Connection, asked: Asked) -> tuple[Passport, str, str, list[Row]]:
    """What a file holds; a file cannot say that there is no text to compare."""
    held, since, until, compared, rows = _compared(base, asked)
    if compared.caution and not rows:
        raise BadQuery(compared.caution)
    return held, since, until, rows


def _compared(base: sqlite3.Connection, asked: Asked) -> tuple[Passport, str, str, Comparison, list[Row]]:
    held = found(base, asked.names["act"])
    if not held.card.held:
        raise BadQuery("Текста этого акта в базе нет: сравнивать нечего.")
    done = changes(base, held.card.id)
    until = asked.day("to") or today()
    since = asked.day("from") or _before_last(done, until)
    if since > until:
        since, until = until, since
    try:
        compared = compare(base, held.card.id, since, until)
    except NoText as refusal:
        act = ref(base, act_row(base, held.card.id))
        days = since.isoformat(), until.isoformat()
        compared = Comparison(act, *days, None, (), (), held.naming, str(refusal))
    unit = unit_named(base, held, asked.text("unit"))
    shown = [d for d in compared.differences if not unit or _inside(d, unit)]
    return held, since.isoformat(), until.isoformat(), compared, [_row(d, held, done, compared) for d in shown]


def _before_last(done: dict[str, list[Change]], until: date) -> date:
    """The eve of the last change that had taken effect by then: what a visitor who names no day wants to see."""
    days = [edition.day for edition in editions(done) if edition.day <= until.isoformat()]
    return date.fromisoformat(days[-1]) - timedelta(days=1) if days else until - timedelta(days=365)


def _taken(asked: Asked, since: str, until: str) -> str:
    """The query string of the files to take away: the days, and what else narrows the page."""
    kept = [(name, value) for name, value in asked.pairs if name in ("unit", "view", "whole") and value]
    return urlencode([("from", since), ("to", until), *kept])


def _with_the_same(base: sqlite3.Connection, held: Passport, until: str, rows: list[Row], unit: str) -> list[Row]:
    """The rows among the units that did not change, as they stand on the later day, in the order of the text."""
    changed = {row.eid: row for row in rows}
    place = {row.eid: position_of(base, held.card.id, row.eid) or 0 for row in rows}
    lines = [(place[row.eid], row) for row in rows]
    of_day = text_on(base, act_row(base, held.card.id), date.fromisoformat(until))
    for one in text_units(base, held.card.id, of_day, 0, LAST, {}):
        if one.eid in changed or one.gone or (unit and one.eid != unit and not one.eid.startswith(unit + "__")):
            continue
        where = address_in_words(one.eid, naming_of(held))
        if one.kind in HEADINGS:
            said = f"{heading_label(one.kind, one.number)} {one.heading or ''}".strip()
            lines.append((one.position, Row("part", one.eid, said, "", (), ())))
        elif one.text:
            lines.append((one.position, Row("same", one.eid, where, "", (("=", one.text),), ())))
    return [row for _, row in sorted(lines, key=lambda line: line[0])]


def _inside(difference: UnitDifference, unit: str) -> bool:
    sides = [eid for eid in (difference.before, difference.after) if eid]
    return any(eid == unit or eid.startswith(unit + "__") for eid in sides)


def _row(difference: UnitDifference, held: Passport, done: dict[str, list[Change]], compared: Comparison) -> Row:
    naming = naming_of(held)
    eid = difference.before or difference.after or ""
    became = ""
    if difference.what in ("renumbered", "moved") and difference.after:
        became = f"теперь {address_in_words(difference.after, naming)}"
    grounds = tuple((act.id, act.label, _day(act.id, difference, done, compared)) for act in difference.by)
    return Row(
        difference.what, difference.after or eid, address_in_words(eid, naming), became, difference.pieces, grounds
    )


def _day(act: str, difference: UnitDifference, done: dict[str, list[Change]], compared: Comparison) -> str | None:
    """Since when the act's change of this unit is in force: that of the unit itself, else of what it stands in."""
    eid = difference.after or difference.before or ""
    while True:
        for change in done.get(eid, ()):
            if change.by_id == act and change.day and compared.since < change.day <= compared.until:
                return change.day
        if not eid:
            return None
        eid = eid.rpartition("__")[0]
