"""The frame around every page, Datasette's among them: what the base holds, how fresh it is, where our files are."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from functools import cache
from hashlib import blake2s
from importlib.resources import files
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import kb
from kb.answers import Holdings
from kb.web.attached import concerns_us, is_read_by_pages, read_by_pages
from kb.web.before_1_0 import help_of
from kb.web.permission import is_readable
from kb.web.request import Request
from kb.web.response import Response
from kb.web.root import root
from kb.web.rows import tuples
from kb.web.twin import address

ASSETS = "kb-npa"
"""Datasette serves a plugin's static files under the name of its distribution."""

_STALE_AFTER = 20.0
"""Seconds for which the sizes in the footer may be out of date: counting a large base takes longer than a page may."""

_counted: WeakKeyDictionary[Any, tuple[float, Holdings]] = WeakKeyDictionary()
_environments: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()


def html(datasette: Any, database: Any, base: sqlite3.Connection, shown: Response, request: Request) -> str:
    """A page of ours in its frame.

    Rendered here, in the thread that read it, by templates compiled without ``await``: Datasette renders every page on
    the one thread that also answers everybody else.
    """
    context = {
        **shown.named(),
        **shown.html,
        "asked": request,  # Datasette gives templates a «request» of its own
        "title": shown.title,
        "feed": shown.feed,
        "description": shown.description,
        "twin": address(request.again()),
        **_around(datasette, request.address, request.tables, _sizes(database, base)),
    }
    return str(_environment(datasette).get_template(f"kb/{shown.template}").render(context))


def surroundings(datasette: Any, request: Any, name: str | None) -> Callable[[], Awaitable[dict[str, Any]]]:
    """The same frame for the templates that Datasette renders, ``framed`` false where it shows its own.

    ``name``: of the database that the page is about, None when it is about none.
    """

    async def gather() -> dict[str, Any]:
        path = request.path if request else "/"
        if not concerns_us(datasette, path, name):
            return {"framed": False}
        database = read_by_pages(datasette)
        try:
            sizes = (
                None
                if not await is_readable(datasette, request)
                else await database.execute_fn(lambda base: _sizes(database, base))
            )
        except sqlite3.Error:
            sizes = None
        address, tables = root() + path, str(datasette.urls.database(database.name))
        return {"framed": True, **_around(datasette, address, tables, sizes)}

    return gather


def _around(datasette: Any, address: str, tables: str, sizes: Holdings | None) -> dict[str, Any]:
    return {
        "here": address,
        "tables_at": tables,
        "holdings": sizes,
        "asset": lambda name: f"{datasette.urls.static_plugins(ASSETS, name)}?v={_version(name)}",
        "tables_help": lambda database, table: help_of(datasette, database, table),
        "has_pages": lambda database: is_read_by_pages(datasette, database),
    }


def _environment(datasette: Any) -> Any:
    """Datasette's templates and our filters, without ``await``."""
    if datasette not in _environments:
        _environments[datasette] = datasette.jinja_env.overlay(enable_async=False)
    return _environments[datasette]


def _sizes(database: Any, base: sqlite3.Connection) -> Holdings:
    """What the base holds, counted anew only now and then."""
    if database not in _counted or monotonic() - _counted[database][0] > _STALE_AFTER:
        with tuples(base):
            _counted[database] = (monotonic(), kb.holdings(base))
    return _counted[database][1]


@cache
def _version(name: str) -> str:
    """A file's digest in its address, so that a browser may keep the file for ever and still gets a new one."""
    return blake2s(files("kb.web").joinpath("static", name).read_bytes(), digest_size=5).hexdigest()
