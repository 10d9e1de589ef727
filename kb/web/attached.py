"""Which of the databases that Datasette serves are bases of ours. Told by their tables: not by name, not by order.

A base is ours when every table, view and column that metadata.yml describes is in it, so that pages, facets and queries
find what they name. A database is looked at once, when it is first asked about: one that becomes a base later is seen
after a restart. The others are left alone, and without any base of ours the plugin shows nothing at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from weakref import WeakKeyDictionary

from datasette.utils import tilde_decode

import kb
from kb.web.metadata import columns
from kb.web.request import NotHere

_looked_at: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()


def bases(datasette: Any) -> list[Any]:
    """The databases that are bases of ours, in the order in which they were attached."""
    return [database for database in datasette.databases.values() if _is_ours(database)]


def is_base(datasette: Any, name: str) -> bool:
    """Whether the database of that name is a base of ours."""
    return name in datasette.databases and _is_ours(datasette.databases[name])


def read_by_pages(datasette: Any) -> Any:
    """The base that the pages read: the first of ours.

    Raises:
        NotHere: none is attached.
    """
    if found := bases(datasette):
        return found[0]
    raise NotHere("База знаний не открыта.")


def is_read_by_pages(datasette: Any, name: str) -> bool:
    """Whether it is that one: only its acts have pages to lead to."""
    return any(database.name == name for database in bases(datasette)[:1])


def concerns_us(datasette: Any, path: str, name: str | None = None) -> bool:
    """Whether an answer is ours to frame and to guard: with no base of ours none is, and none of another database.

    ``path``: within the site; ``name``: of the database, where Datasette tells it.
    """
    if not bases(datasette):
        return False
    route = tilde_decode(path.split("/")[1].partition(".")[0]) if "/" in path else ""
    asked = [one for one in datasette.databases.values() if (one.name == name if name else one.route == route)]
    return all(_is_ours(one) for one in asked)


def keep_reachable(datasette: Any, is_page: Any) -> None:
    """Give a database called like a page of ours («acts.db») another address: «/acts_2».

    ``is_page``: says of a path whether a page stands there.
    """
    taken = {database.route for database in datasette.databases.values()}
    for database in datasette.databases.values():
        number = 2
        while is_page(f"/{database.route}") or is_page(f"/{database.route}/table"):
            if (route := f"{database.name}_{number}") not in taken:
                database.route = route
                taken.add(route)
            number += 1


def refusals(datasette: Any) -> Iterator[str]:
    """A sentence for each base that an older or newer program made: its pages cannot be shown."""
    for database in datasette.databases.values():
        if database.path and not _is_ours(database) and (said := kb.refusal(database.path)):
            yield said


def _is_ours(database: Any) -> bool:
    if database.path is None:
        return False
    if database not in _looked_at:
        try:
            with closing(database.connect()) as conn:
                _looked_at[database] = kb.is_base(conn, columns())
        except sqlite3.Error:  # busy, or no such file yet: look again next time
            return False
    return _looked_at[database]
