"""From what a page found to what is sent: HTML from a template, or the same as JSON."""

from __future__ import annotations

import dataclasses
import difflib
import json
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from enum import Enum
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from datasette.utils.asgi import Base400, Forbidden, NotFound, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

from kb.web.asked import Asked, BadQuery, Moved, NotHere
from kb.web.reading.cards import Card
from kb.web.reading.overview import Holdings, holdings
from kb.web.rows import tuples


@dataclasses.dataclass(frozen=True)
class Shown:
    """What a page shows.

    Attributes:
        template: file below ``templates/kb``.
        title: of the browser's window.
        data: what the JSON twin says, and what the template calls by its names.
        html: values only the template needs (markup made beforehand).
        feed: address of the page's Atom feed.
        description: one line for search engines.
        status: HTTP status.
    """

    template: str
    title: str
    data: Mapping[str, Any]
    html: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    feed: str | None = None
    description: str = ""
    status: int = 200


@dataclasses.dataclass(frozen=True)
class Sent:
    """A page that is no HTML: a feed, robots.txt, a file to download."""

    body: str | bytes
    content_type: str
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)


Page = Callable[[sqlite3.Connection, Asked], "Shown | Sent"]
View = Callable[..., Awaitable[Any]]


def view(page: Page) -> View:
    """A Datasette view of a page: the page reads in a thread of its own, so the server goes on answering others."""

    async def answer(request: Any, datasette: Any) -> Any:
        names = dict(request.url_vars)
        as_json = names.pop("json", None) is not None
        path = request.scope.get("route_path", request.path)
        try:
            asked = Asked.of(path.removesuffix(".json"), names, request.query_string, host(request))
            database = base_of(datasette)
            found = await database.execute_fn(lambda base: _prepared(page, base, asked, as_json))
        except Moved as moved:
            return Response.redirect(_twin(moved.path) if as_json else moved.path)
        except (NotHere, BadQuery) as error:
            return await _apologise(datasette, request, error)
        if isinstance(found, Sent):
            return Response(found.body, headers=dict(found.headers), content_type=found.content_type)
        if isinstance(found, str):
            return Response(
                found, headers={"access-control-allow-origin": "*"}, content_type="application/json; charset=utf-8"
            )
        return await _html(datasette, request, found, asked)

    return answer


def _prepared(page: Page, base: sqlite3.Connection, asked: Asked, as_json: bool) -> Shown | Sent | str:
    """The page's answer; as JSON text when that is wanted, made in the thread too."""
    with tuples(base):
        found = page(base, asked)
    return json.dumps(plain(found.data), ensure_ascii=False) if as_json and isinstance(found, Shown) else found


async def _html(datasette: Any, request: Any, shown: Shown, asked: Asked) -> Any:
    context = {
        **shown.data,
        **shown.html,
        "asked": asked,
        "title": shown.title,
        "feed": shown.feed,
        "description": shown.description,
        "twin": twin(asked),
    }
    body = await datasette.render_template(f"kb/{shown.template}", context, request=request, view_name="kb")
    return Response.html(body, status=shown.status)


def twin(asked: Asked) -> str:
    """Address of the JSON twin of this very page."""
    return _twin(asked.again())


def _twin(address: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path}.json{mark}{query}"


def plain(value: Any) -> Any:
    """Records as what JSON can say: dataclasses become objects, days ISO text, markup is left out."""
    if isinstance(value, Card):
        return {**_fields(value), "url": f"/acts/{value.id}"}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items() if not isinstance(item, Markup)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: plain(item) for key, item in value._asdict().items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _fields(record: Any) -> dict[str, Any]:
    return {field.name: plain(getattr(record, field.name)) for field in dataclasses.fields(record)}


def base_of(datasette: Any) -> Any:
    """The database our pages read: the one called «kb», else the first attached."""
    if "kb" in datasette.databases:
        return datasette.databases["kb"]
    ours = [database for name, database in datasette.databases.items() if not name.startswith("_")]
    if not ours:
        raise NotHere("База знаний не открыта.")
    return ours[0]


def host(request: Any) -> str:
    """Scheme and host that the visitor used, for addresses in feeds."""
    return f"{request.scheme}://{request.host}"


def surroundings(datasette: Any, request: Any) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What the frame of every page shows: how much the base holds and how fresh it is."""

    async def gather() -> dict[str, Any]:
        path = request.path if request else ""
        return {
            "here": path,
            "holdings": await _holdings(datasette),
            "kb_static": datasette.urls.static_plugins,
            "assets": ASSETS,
            "tables_help": lambda database, table: _help(datasette, database, table),
        }

    return gather


ASSETS = "kb-npa"
"""Datasette serves a plugin's static files under the name of its distribution."""


_STALE_AFTER = 20.0
"""Seconds for which the sizes in the footer may be out of date: counting a large base takes longer than a page may."""

_counted: WeakKeyDictionary[Any, tuple[float, Holdings]] = WeakKeyDictionary()


def _help(datasette: Any, database: str, table: str) -> dict[str, Any]:
    """Title, description and columns of a table, from metadata.yml."""
    said = datasette.metadata("databases", database=database) or {}
    table_help = said.get(database, {}).get("tables", {}).get(table, {}) if isinstance(said, dict) else {}
    return {"title": "", "description": "", "columns": {}, **table_help}


async def _holdings(datasette: Any) -> Holdings | None:
    try:
        database = base_of(datasette)
        if database not in _counted or monotonic() - _counted[database][0] > _STALE_AFTER:
            _counted[database] = (monotonic(), await database.execute_fn(holdings))
    except (sqlite3.Error, NotHere):
        return None
    return _counted[database][1]


def apology(datasette: Any, request: Any, exception: BaseException) -> Callable[[], Awaitable[Any]] | None:
    """Our page for an error of Datasette's; None for what nobody foresaw (Datasette prints the traceback)."""

    async def answer() -> Any:
        return await _apologise(datasette, request, exception)

    return answer


async def _apologise(datasette: Any, request: Any, exception: BaseException) -> Any:
    status, message = _explained(exception)
    near: list[Card] = []
    if isinstance(exception, NotHere) and exception.wanted:
        near = await base_of(datasette).execute_fn(lambda base: _near(base, exception))
    if request.path.endswith(".json"):
        said = {"ok": False, "status": status, "error": message, "near": [act.id for act in near]}
        return Response.json(said, status=status)
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


_OF_KIND = "SELECT id FROM acts WHERE id >= ? AND id < ? ORDER BY held DESC, cited DESC, id LIMIT 2000"


def _near(base: sqlite3.Connection, missed: NotHere) -> list[Card]:
    """Acts that the words may mean; when there are none, acts of that kind with ids like the one asked for."""
    from kb.web.reading.cards import cards

    kind = missed.wanted.partition("-")[0]
    ids = [row[0] for row in base.execute(_OF_KIND, (kind, kind + "~"))]
    alike = difflib.get_close_matches(missed.wanted[:80], ids, n=6, cutoff=0.6)
    return list(cards(base, missed.near or alike).values())
