"""Two days of one act compared: was, is, on what ground, since when - to read, to print, to take away."""

from __future__ import annotations

import csv
import io
import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

import kb
from kb.answers import ActRef, Comparison, UnitDifference
from kb.errors import NoText
from kb.export.docx import DOCX
from kb.export.docx_table import Piece
from kb.export.docx_table import document as docx
from kb.russian import DIFFERENCES
from kb.web.lawbook import HEADINGS, heading_label
from kb.web.request import BadQuery, Request
from kb.web.response import Response, Sent
from kb.web.russian import address_in_words, guillemets, short_day
from kb.web.typeset import act_path


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


def page(base: sqlite3.Connection, request: Request) -> Response:
    """The comparative table. Parameters: ``from``, ``to`` (days), ``unit``, ``view`` (side or inline), ``whole``
    (what did not change as well)."""
    compared = _compared(base, request)
    held, rows = kb.passport(base, compared.act.id), [_row(one) for one in compared.differences]
    can_be_whole = held.counts.units <= LARGEST_WHOLE
    whole = request.flag("whole") and can_be_whole
    html = {
        "passport": held,
        "rows": _with_the_same(base, compared, rows) if whole else rows,
        "whole": whole,
        "can_be_whole": can_be_whole,
        "inline": request.text("view") == "inline",
        "editions": kb.editions_of(base, held.act.id),
        "what": DIFFERENCES,
        "host": "",
        "file": f"{act_path(held.act.id)}/diff",
        "taken": _taken(request, compared),
    }
    days = f"с {short_day(compared.since)} по {short_day(compared.until)}"
    return Response("diff.html", f"{held.act.short}: что изменилось {days}", compared, html)


def file(base: sqlite3.Connection, request: Request) -> Response:
    """The same as one HTML file that needs nothing else, to be sent and printed; its links lead back here."""
    shown = page(base, request)
    name = f"{_file_name(shown.answer)}.html"
    html = {**shown.html, "host": request.host, "made": kb.today().isoformat()}
    return replace(shown, template="diff_file.html", html=html, file=name)


def table(base: sqlite3.Connection, request: Request) -> Sent:
    """The same as CSV: semicolons and a byte order mark, as a Russian spreadsheet opens it."""
    found = _to_take(base, request)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_columns(found))
    for row in map(_row, found.differences):
        was = "".join(words for sign, words in row.pieces if sign != "+")
        now = "".join(words for sign, words in row.pieces if sign != "-") or row.became
        writer.writerow([_plain(cell) for cell in (row.where, DIFFERENCES[row.what], was, now, row.ground, row.days)])
    return Sent("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", _download(f"{_file_name(found)}.csv"))


def document(base: sqlite3.Connection, request: Request) -> Sent:
    """The same as a table in DOCX, what went struck out and what came underlined."""
    found = _to_take(base, request)
    lines = [[[Piece("*", name)] for name in _columns(found)]]
    for row in map(_row, found.differences):
        was = [Piece(sign, words) for sign, words in row.pieces if sign != "+"]
        now = [Piece(sign, words) for sign, words in row.pieces if sign != "-"] or [Piece("=", row.became)]
        plain = [[Piece("=", words)] for words in (row.where, DIFFERENCES[row.what], row.ground, row.days)]
        lines.append([plain[0], plain[1], was, now, plain[2], plain[3]])
    title = f"{found.act.label}. Сравнение: {short_day(found.since)} - {short_day(found.until)}"
    data = docx(title, (1900, 1300, 4500, 4500, 1900, 1100), lines)
    return Sent(data, DOCX, _download(f"{_file_name(found)}.docx"))


def _columns(found: Comparison) -> list[str]:
    was, now = f"Было на {short_day(found.since)}", f"Стало на {short_day(found.until)}"
    return ["Единица", "Что", was, now, "Основание", "Дата"]


def _file_name(found: Comparison) -> str:
    return f"{found.act.id}_{found.since}_{found.until}"


def _download(name: str) -> dict[str, str]:
    """The header that names a file; ids of acts are ASCII, so the name is safe as it is."""
    return {"content-disposition": f'attachment; filename="{name}"'}


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (CSV injection, OWASP)."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _to_take(base: sqlite3.Connection, request: Request) -> Comparison:
    """What a file holds; a file cannot say that there is no text to compare."""
    found = _compared(base, request)
    if found.caution and not found.differences:
        raise BadQuery(found.caution)
    return found


def _compared(base: sqlite3.Connection, request: Request) -> Comparison:
    """The comparison; where the text of a day is not known a person is shown none, with the reason."""
    act = kb.act(base, request.names["act"])
    since, until, unit = request.day("from"), request.day("to"), request.text("unit") or None
    try:
        return kb.compare(base, act.id, since, until, unit)
    except NoText as refusal:
        if request.as_json or not act.has_text:
            raise
        return _none(base, act, since, until or kb.today(), str(refusal))


def _none(base: sqlite3.Connection, act: ActRef, since: date | None, until: date, why: str) -> Comparison:
    low, high = sorted((since or until, until))
    naming = kb.naming(base, act.id)
    return Comparison(act, low.isoformat(), high.isoformat(), None, (), (), naming, why)


def _taken(request: Request, found: Comparison) -> str:
    """The query string of the files to take away: the days, and what else narrows the page."""
    kept = [(name, value) for name, value in request.pairs if name in ("unit", "view", "whole") and value]
    return urlencode([("from", found.since), ("to", found.until), *kept])


def _with_the_same(base: sqlite3.Connection, found: Comparison, rows: list[Row]) -> list[Row]:
    """The rows among the units that did not change, as they stand on the later day, in the order of the text."""
    place = {row.eid: i for i, row in enumerate(rows)}
    lines: list[Row] = []
    told = 0
    for one in kb.text(base, found.act.id, date.fromisoformat(found.until), found.unit).units:
        if one.eid in place:
            lines += rows[told : place[one.eid] + 1]
            told = max(told, place[one.eid] + 1)
        elif one.kind in HEADINGS:
            said = f"{heading_label(one.kind, one.number)} {one.heading or ''}".strip()
            lines.append(Row("part", one.eid, said, "", (), ()))
        elif one.text:
            lines.append(Row("same", one.eid, address_in_words(one.eid, found.naming), "", (("=", one.text),), ()))
    return [*lines, *rows[told:]]


def _row(difference: UnitDifference) -> Row:
    became = ""
    if difference.what in ("renumbered", "moved") and difference.where:
        became = f"теперь {guillemets(difference.where)}"
    called = guillemets(difference.was or difference.where or "") or difference.before or difference.after or ""
    grounds = tuple((act.id, act.label, day) for act, day in zip(difference.by, difference.days, strict=True))
    eid = difference.after or difference.before or ""
    return Row(difference.what, eid, called, became, difference.pieces, grounds)
