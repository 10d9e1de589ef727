"""What a visitor is told when there is no page for them: in Russian, with what they may have meant."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import Base400, Forbidden, NotFound, Response
from datasette.views.base import DatasetteError

from kb.web import twin
from kb.web.asked import BadQuery, NotHere
from kb.web.frame import base_of
from kb.web.reading.cards import Card, cards


def apology(datasette: Any, request: Any, exception: BaseException) -> Callable[[], Awaitable[Any]] | None:
    """Our page for an error of Datasette's; None for what nobody foresaw (Datasette prints the traceback)."""

    async def answer() -> Any:
        return await apologise(datasette, request, exception)

    return answer


async def apologise(datasette: Any, request: Any, exception: BaseException) -> Any:
    """The answer that says what went wrong, as a page or as JSON."""
    status, message = _explained(exception)
    near: list[Card] = []
    if isinstance(exception, NotHere) and (exception.wanted or exception.near):
        near = await base_of(datasette).execute_fn(lambda base: _near(base, exception))
    if request.path.endswith(".json"):
        said = {"ok": False, "status": status, "error": message, "near": [act.id for act in near]}
        return Response(twin.text(said), status=status, content_type="application/json; charset=utf-8")
    wanted = exception.wanted if isinstance(exception, NotHere) else ""
    context = {"status": status, "message": message, "near": near, "wanted": wanted, "title": message}
    body = await datasette.render_template("kb/error.html", context, request=request, view_name="kb")
    return Response.html(body, status=status)


def _explained(exception: BaseException) -> tuple[int, str]:
    if isinstance(exception, NotHere):
        return 404, str(exception)
    if isinstance(exception, BadQuery):
        return 400, str(exception)
    if isinstance(exception, NotFound):
        return 404, "Такой страницы нет."
    if isinstance(exception, Forbidden):
        return 403, "Сюда нельзя: эта страница закрыта."
    if isinstance(exception, Base400):
        return exception.status, "Запрос записан с ошибкой."
    if isinstance(exception, DatasetteError):
        return exception.status, f"Запрос к таблицам не выполнен: {exception.message}"
    return 500, "Ошибка на нашей стороне. Она записана в журнал сервера."


_OF_KIND = "SELECT id FROM act_records WHERE id >= ? AND id < ? ORDER BY has_text DESC, times_cited DESC, id LIMIT 2000"


def _near(base: sqlite3.Connection, missed: NotHere) -> list[Card]:
    """Acts that the words may mean; when there are none, acts of that kind with ids like the one asked for."""
    if missed.near:
        return list(cards(base, missed.near).values())
    kind = missed.wanted.partition("-")[0]
    ids = [row[0] for row in base.execute(_OF_KIND, (kind, kind + "~"))]
    alike = difflib.get_close_matches(missed.wanted[:80], ids, n=6, cutoff=0.6)
    return list(cards(base, alike).values())
