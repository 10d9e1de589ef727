"""A request → an answer: read and rendered in a thread; what the browser already has is not made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from dataclasses import replace
from typing import Any

from datasette.utils import asgi

from kb.errors import KnowledgeBaseError
from kb.web import frame, twin
from kb.web.attached import read_by_pages
from kb.web.error_page import error_page
from kb.web.permission import ensure_readable
from kb.web.request import BadQuery, Moved, NotHere, Request
from kb.web.response import Page, Sent
from kb.web.rows import tuples
from kb.web.validator import validator

View = Callable[..., Awaitable[Any]]


def view(page: Page) -> View:
    """A Datasette view of a page: the page is made in a thread of its own, so the server goes on answering others."""

    async def answer(request: Any, datasette: Any) -> Any:
        names = dict(request.url_vars)
        as_json = names.pop("json", None) is not None
        path = request.path
        await ensure_readable(datasette, request)
        try:
            wanted = Request.of(path.removesuffix(".json"), names, request.query_string, _host(request), as_json)
            database = read_by_pages(datasette)
            wanted = replace(wanted, tables=str(datasette.urls.database(database.name)))
            tag = validator(database.path)  # before reading: a commit in between makes the tag old, never the page
            if tag and tag in request.headers.get("if-none-match", ""):
                return asgi.Response("", status=304, headers=_kept(tag))
            here = copy_context()  # a thread of Datasette's does not know by itself where the site stands
            sent = await database.execute_fn(lambda base: here.run(_made, page, datasette, database, base, wanted))
        except Moved as moved:
            return asgi.Response.redirect(twin.address(moved.address) if as_json else moved.address)
        except (NotHere, BadQuery, KnowledgeBaseError) as error:
            return await error_page(datasette, request, error)
        return asgi.Response(sent.body, headers={**_kept(tag), **sent.headers}, content_type=sent.content_type)

    return answer


def _made(page: Page, datasette: Any, database: Any, base: sqlite3.Connection, request: Request) -> Sent:
    """The page's answer as it goes out."""
    with tuples(base):
        found = page(base, request)
        if isinstance(found, Sent):
            return found
        if request.as_json:
            return Sent(twin.text(found.twin()), "application/json; charset=utf-8")
        taken = {"content-disposition": f'attachment; filename="{found.file}"'} if found.file else {}
        return Sent(frame.html(datasette, database, base, found, request), "text/html; charset=utf-8", taken)


def _kept(tag: str | None) -> dict[str, str]:
    """A browser may keep the page, and asks each time whether it is still so."""
    return {"etag": tag, "cache-control": "no-cache"} if tag else {}


def _host(request: Any) -> str:
    """Scheme and host that the visitor used, for addresses in feeds."""
    return f"{request.scheme}://{request.host}"
