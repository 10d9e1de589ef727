"""Somebody's own document checked: the form, and every act that the document cites with what is wrong with it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from threading import Event
from typing import Any
from urllib.parse import quote

from datasette.utils import asgi

import kb
from kb.answers import Checked
from kb.export.check_docx import report
from kb.export.docx import DOCX
from kb.russian import LEVELS
from kb.web.answer import view
from kb.web.attached import read_by_pages
from kb.web.error_page import error_page
from kb.web.permission import ensure_readable
from kb.web.posted import Posted, posted
from kb.web.request import BadQuery, Request
from kb.web.response import Response, Sent
from kb.web.root import root
from kb.web.sandbox import AT_ONCE, Refused, checked_apart

LONGEST_TEXT = 1_000_000
"""Characters of a pasted text."""

MOST_DOCUMENTS = 8
"""Documents that are received or checked at a time."""

_NAME = "текст.txt"
_documents = 0


def form(base: sqlite3.Connection, request: Request) -> Response:
    """The empty form."""
    data = {"checked": None, "at": _iso(request.day("at"))}
    said = "Проверка ссылок на нормативные акты в своём документе"
    return Response("check.html", "Проверить документ", data, {"levels": LEVELS}, description=said)


async def answer(request: Any, datasette: Any) -> Any:
    """The form, or what the check of a sent document says. The document is read and forgotten."""
    if request.method != "POST":
        if request.path.endswith(".docx"):  # a report is of a document that was sent
            return asgi.Response.redirect(f"{root()}/check")
        return await view(form)(request, datasette)
    told = _report if request.path.endswith(".docx") else _shown
    await ensure_readable(datasette, request)
    try:
        with _one_more():
            data, name, day = _sent(
                await posted(request), request.args.get("name") or _NAME, request.args.get("at") or ""
            )
            found = await _checked(read_by_pages(datasette).path, data, name, day)
    except (BadQuery, Refused) as error:
        return await error_page(datasette, request, error if isinstance(error, BadQuery) else BadQuery(str(error)))
    return await view(lambda *_: told(found))(request, datasette)


async def _checked(base: str, data: bytes, name: str, day: date) -> Checked:
    """The check of a document; it is given up when nobody waits for it, as when the server is stopped."""
    given_up = Event()
    try:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(AT_ONCE, checked_apart, base, data, name, day, given_up)
    finally:
        given_up.set()
    return replace(found, name="Вставленный текст") if name == _NAME else found


class TooMany(BadQuery):
    """Others are being served."""

    status = 503


@contextmanager
def _one_more() -> Iterator[None]:
    """A document is being received or checked.

    Raises:
        TooMany: there are :data:`MOST_DOCUMENTS` already.
    """
    global _documents
    if _documents >= MOST_DOCUMENTS:
        raise TooMany("Сейчас проверяется слишком много документов. Повторите через минуту.")
    _documents += 1
    try:
        yield
    finally:
        _documents -= 1


def _sent(form: Posted, name: str, at: str) -> tuple[bytes, str, date]:
    """The document's bytes and name, and the day: a file goes before a pasted text."""
    day = Request("/check", pairs=(("at", form.fields.get("at", at)),)).day("at") or kb.today()
    if form.data:
        return form.data, form.name or name, day
    text = form.fields.get("text", "").strip()
    if not text:
        raise BadQuery("Выберите файл или вставьте текст: проверять нечего.")
    if len(text) > LONGEST_TEXT:
        raise BadQuery("Текст слишком длинный: загрузите его файлом.")
    return text.encode(), _NAME, day


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _shown(found: Checked) -> Response:
    return Response("check.html", f"Проверка: {found.name}", {"checked": found, "at": found.day}, {"levels": LEVELS})


def _report(found: Checked) -> Sent:
    """The same as a table in DOCX, to be printed and sent."""
    name = quote(f"Проверка {PurePath(found.name).stem}.docx")
    return Sent(report([found]), DOCX, {"content-disposition": f"attachment; filename*=UTF-8''{name}"})
