"""Somebody's own document checked: the form, and every act that the document cites with what is wrong with it."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import Response

import kb
from kb.answers import Checked
from kb.export.check_docx import report
from kb.export.docx import DOCX
from kb.russian import LEVELS
from kb.web.answer import view
from kb.web.apart import Refused, parsed_apart
from kb.web.apology import apologise
from kb.web.asked import Asked, BadQuery
from kb.web.posted import Posted, posted
from kb.web.root import root
from kb.web.shown import Sent, Shown

LONGEST_TEXT = 1_000_000
"""Characters of a pasted text."""

_NAME = "текст.txt"


def form(base: sqlite3.Connection, asked: Asked) -> Shown:
    """The empty form."""
    data = {"checked": None, "at": _iso(asked.day("at"))}
    said = "Проверка ссылок на нормативные акты в своём документе"
    return Shown("check.html", "Проверить документ", data, {"levels": LEVELS}, description=said)


async def answer(request: Any, datasette: Any) -> Any:
    """The form, or what the check of a sent document says. The document is read and forgotten."""
    if request.method != "POST":
        if request.path.endswith(".docx"):  # a report is of a document that was sent
            return Response.redirect(f"{root()}/check")
        return await view(form)(request, datasette)
    told = _report if request.path.endswith(".docx") else _shown
    try:
        data, name, at = _sent(await posted(request), request.args.get("name") or _NAME, request.args.get("at") or "")
        document = await asyncio.to_thread(parsed_apart, data, name)
    except (BadQuery, Refused) as error:
        return await apologise(datasette, request, BadQuery(str(error)))

    def page(base: sqlite3.Connection, asked: Asked) -> Shown | Sent:
        found = kb.check_parsed(base, document, replace(asked, pairs=(("at", at),)).day("at"))
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


def _shown(found: Checked) -> Shown:
    return Shown("check.html", f"Проверка: {found.name}", {"checked": found, "at": found.day}, {"levels": LEVELS})


def _report(found: Checked) -> Sent:
    """The same as a table in DOCX, to be printed and sent."""
    name = quote(f"Проверка {PurePath(found.name).stem}.docx")
    return Sent(report([found]), DOCX, {"content-disposition": f"attachment; filename*=UTF-8''{name}"})
