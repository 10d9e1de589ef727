"""What a visitor is told when there is no page for them: in Russian, with what they may have meant."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from traceback import print_exception
from typing import Any
from urllib.parse import unquote

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Forbidden, NotFound, Response
from datasette.views.base import DatasetteError

import kb
from kb.answers import ActRef
from kb.errors import Ambiguous, AmbiguousUnit, KnowledgeBaseError, NoSuchPortion, UnknownAct
from kb.web import twin
from kb.web.attached import concerns_us, read_by_pages
from kb.web.request import BadQuery, NotHere
from kb.web.rows import tuples

MOST_NEAR = 6
"""Acts that are suggested."""


def handled(datasette: Any, request: Any, exception: BaseException) -> Callable[[], Awaitable[Any]] | None:
    """Our page for an error of Datasette's; None for what concerns other databases: there Datasette's own stands."""
    if not concerns_us(datasette, request.path):
        return None

    from kb.web.routes import is_page

    async def answer() -> Any:
        return await error_page(datasette, request, exception, ours=is_page(request.path))

    return answer


async def error_page(datasette: Any, request: Any, exception: BaseException, ours: bool = True) -> Any:
    """The answer that says what went wrong, as a page or as JSON; ``ours``: our program failed, not Datasette."""
    status, message = _explained(exception, ours)
    if status == 500:
        print_exception(exception)
    wanted = request.url_vars.get("act", "") if isinstance(exception, KnowledgeBaseError) else ""
    near: list[ActRef] = []
    if wanted:
        near = await read_by_pages(datasette).execute_fn(lambda base: _near(base, unquote(wanted), exception))
    if request.path.endswith(".json"):
        said = {"ok": False, "status": status, "error": message, "near": [act.id for act in near]}
        return Response(twin.text(said), status=status, content_type="application/json; charset=utf-8")
    context = {"status": status, "message": message, "near": near, "wanted": unquote(wanted), "title": message}
    body = await datasette.render_template("kb/error.html", context, request=request, view_name="kb")
    return Response.html(body, status=status)


def _near(base: sqlite3.Connection, typed: str, missed: BaseException) -> list[ActRef]:
    """The act whose unit or text was sought; of an act that is not there those that the words may mean."""
    with tuples(base):
        if isinstance(missed, UnknownAct):
            return list(kb.acts_named(base, typed)[:MOST_NEAR])
        return [kb.act(base, typed)] if not isinstance(missed, Ambiguous) or isinstance(missed, AmbiguousUnit) else []


def _explained(exception: BaseException, ours: bool) -> tuple[int, str]:
    if isinstance(exception, Ambiguous):
        return 404, " ".join((str(exception), "; ".join(exception.candidates)))
    if isinstance(exception, NotHere):
        return 404, str(exception)
    if isinstance(exception, BadQuery):
        return exception.status, str(exception)
    if isinstance(exception, NoSuchPortion):
        return 400, str(exception)
    if isinstance(exception, KnowledgeBaseError):
        return 404, str(exception)
    if isinstance(exception, NotFound):
        return 404, "Такой страницы нет."
    if isinstance(exception, Forbidden):
        return 403, "Сюда нельзя: эта страница закрыта. Если вам дали ссылку с ключом, откройте её."
    if isinstance(exception, Base400):
        return exception.status, "Запрос записан с ошибкой."
    if isinstance(exception, QueryInterrupted) or isinstance(exception.__context__, QueryInterrupted):
        return 400, "Запрос к таблицам выполнялся слишком долго и остановлен."
    if isinstance(exception, DatasetteError):  # it calls 500 what nobody but the visitor did: «Cannot sort table by x»
        status = 400 if exception.status == 500 else exception.status
        return status, f"Запрос к таблицам не выполнен: {exception.message}"
    if not ours and isinstance(exception, _UNREADABLE):
        return 400, "Запрос к таблицам записан с ошибкой: Datasette его не понимает."
    return 500, "Ошибка на нашей стороне. Она записана в журнал сервера."


_UNREADABLE = (LookupError, ValueError, TypeError, AttributeError, AssertionError, sqlite3.ProgrammingError)
"""Datasette 0.65 does not check what it is asked for (``_size=x``, ``_through={}``, a form with broken letters): it
fails on it, in one of these ways."""
