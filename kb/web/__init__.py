"""The pages: a Datasette plugin that shows the base to people who read law. Only hooks here.

routes           which address is which page
gate             malformed requests turned away: address, by what it says; intake, by how much comes and how slowly
request          the visitor's query string, checked
posted           what a visitor sends; sandbox: checked apart, by a guardian that lets nothing outlive it
permission       whether the visitor may read the base
pages            one file a page: (base, request) → response; they ask :mod:`kb` alone
response         what a page found
answer           a request → an answer: HTML, its JSON twin, or «nothing has changed»
frame, twin      what stands around every page; how it is said in JSON
validator        by what a browser knows that its copy is still good
error_page          errors, in Russian
typeset          wording → HTML
lawbook          units → HTML; margin: what stands beside a line
timeline, graph  a chain drawn
jsonld           an act for machines
russian          how the pages say things
sql_functions    kb_search, act_at, unit_at, address_text for people who query
sql              what people who query may ask, and how much of the machine they get
aside            tables and answers to SQL, made off the thread that answers everybody
root             where the site stands on its host: what every address begins with
attached         which of the attached databases are bases of ours
metadata         how tables, columns and queries are described; before_1_0: handed to Datasette
rows             Datasette's connections as our rooms want them
cells            ids of acts in Datasette's tables as links
machine          what is told of the machine: no paths
headers          Content-Security-Policy and its kin
serve            `kb serve`; access: to whom, under which names; patience: how long it waits on a socket
"""

# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import Forbidden, hookimpl

from kb.visible import visible
from kb.web.attached import bases, is_base, keep_reachable, refusals
from kb.web.before_1_0 import get_metadata
from kb.web.guardian import sweep
from kb.web.root import App, below

__all__ = ["get_metadata"]


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Our addresses; they stand before Datasette's own, and a database called like one of them moves aside."""
    from kb.web import machine
    from kb.web.routes import ROUTES, is_page
    from kb.web.sql.database import bound

    if not bases(datasette):
        return []
    keep_reachable(datasette, is_page)
    bound(datasette)
    return [*ROUTES, *machine.routes(datasette)]


@hookimpl
def startup(datasette: Any) -> None:
    """Why bases of another version are not shown; what a killed server left is removed."""
    if bases(datasette):
        sweep()
    for sentence in refusals(datasette):
        print(visible(sentence), file=sys.stderr)


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Functions for SQL, on every connection to a base of ours."""
    from kb.web.sql_functions import register

    if is_base(datasette, database):
        register(conn)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Filters of the templates: days, plurals, wording."""
    from kb.web.filters import FILTERS, GLOBALS

    env.filters.update(FILTERS)
    env.globals.update(GLOBALS)
    if bases(datasette):
        env.trim_blocks = env.lstrip_blocks = True


@hookimpl
def extra_template_vars(datasette: Any, request: Any, database: str | None) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What every template needs, Datasette's own among them."""
    from kb.web.frame import surroundings

    return surroundings(datasette, request, database)


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Ids of acts and collections in Datasette's tables lead to our pages."""
    from kb.web.cells import cell

    return cell(datasette, database, value, column, table)


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Any, request: Any, exception: BaseException) -> Generator[None, Any, None]:
    """Pages of errors in Russian, in place of Datasette's own: that one would be made beside them, and prints the
    variables of every function on the way, which takes a second where «rich» is installed."""
    from kb.web.error_page import handled

    outcome = yield
    if answer := handled(datasette, request, exception):
        others = [one for one in outcome.get_result() if one.__module__ != "datasette.handle_exception"]
        outcome.force_result([answer, *others])


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """The same for what a visitor may not see."""
    from kb.web.error_page import handled

    return handled(datasette, request, Forbidden(message))


@hookimpl
def skip_csrf(datasette: Any, scope: dict[str, Any]) -> bool:
    """Sending a document to be checked changes nothing here: nobody can be tricked into it, and no cookie is set."""
    return scope.get("path") in ("/check", "/check.json", "/check.docx")


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Where the site stands; headers of every answer; what is turned away, what is made aside."""
    from kb.web.aside import aside
    from kb.web.gate import gated
    from kb.web.headers import guarded

    def wrapped(app: App) -> App:
        return below(datasette.setting("base_url"), guarded(datasette, gated(datasette, aside(datasette, app))))

    return wrapped if bases(datasette) else lambda app: app
