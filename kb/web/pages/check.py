"""Somebody's own document checked: the form, and every act that the document cites with what is wrong with it."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from datasette.utils import asgi

import kb
from kb.answers import Checked
from kb.export.check_docx import report
from kb.export.docx import DOCX
from kb.russian import LEVELS
from kb.web.answer import view
from kb.web.error_page import error_page
from kb.web.posted import Posted, posted
from kb.web.request import BadQuery, Request
from kb.web.response import Response, Sent
from kb.web.root import root
from kb.web.sandbox import Refused, parsed_apart

LONGEST_TEXT = 1_000_000
"""Characters of a pasted text."""

_NAME = "текст.txt"


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
    try:
        data, name, at = _sent(await posted(request), request.args.get("name") or _NAME, request.args.get("at") or "")
        document = await asyncio.to_thread(parsed_apart, data, name)
    except (BadQuery, Refused) as error:
        return await error_page(datasette, request, BadQuery(str(error)))

    def page(base: sqlite3.Connection, got: Request) -> Response | Sent:
        found = kb.check_parsed(base, document, replace(got, pairs=(("at", at),)).day("at"))
        return told(replace(found, name="Вставленный текст") if name == _NAME else found)

    return await view(page)(request, datasette)


def _sent(form: Posted, name: str, at: str) -> tuple[bytes, str, str]:
    """The document's bytes and name, and the day as typed: a file goes before a pasted text."""
    at = form.fields.get("at", at)
    if form.data:
        return form.data, form.name or name, at
    text = form.fields.get("text", "").strip()
    if not text:
        raise BadQuery("Выберите файл или вставьте текст: проверять нечего.")
    if len(text) > LONGEST_TEXT:
        raise BadQuery("Текст слишком длинный: загрузите его файлом.")
    return text.encode(), _NAME, at


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _shown(found: Checked) -> Response:
    return Response("check.html", f"Проверка: {found.name}", {"checked": found, "at": found.day}, {"levels": LEVELS})


def _report(found: Checked) -> Sent:
    """The same as a table in DOCX, to be printed and sent."""
    name = quote(f"Проверка {PurePath(found.name).stem}.docx")
    return Sent(report([found]), DOCX, {"content-disposition": f"attachment; filename*=UTF-8''{name}"})
