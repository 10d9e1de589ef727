"""Somebody's own document checked: the form, and every act that the document cites with what is wrong with it."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from datetime import date
from typing import Any

from ingest.parsed import Parsed
from kb.checker import check
from kb.russian import LEVELS
from kb.store.clock import today
from kb.web.answer import view
from kb.web.apart import Refused, parsed_apart
from kb.web.apology import apologise
from kb.web.asked import Asked, BadQuery
from kb.web.posted import Posted, posted
from kb.web.shown import Shown

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
        return await view(form)(request, datasette)
    try:
        data, name, at = _sent(await posted(request), request.args.get("name") or _NAME, request.args.get("at") or "")
        document = await asyncio.to_thread(parsed_apart, data, name)
    except (BadQuery, Refused) as error:
        return await apologise(datasette, request, BadQuery(str(error)))

    def page(base: sqlite3.Connection, asked: Asked) -> Shown:
        return _checked(base, document, replace(asked, pairs=(("at", at),)))

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


def _checked(base: sqlite3.Connection, document: Parsed, asked: Asked) -> Shown:
    found = check(base, document, asked.day("at") or today())
    return Shown("check.html", f"Проверка: {found.name}", {"checked": found, "at": found.day}, {"levels": LEVELS})
