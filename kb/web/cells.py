"""Cells of Datasette's tables: ids of acts and collections as links to our pages, codes as words."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from kb.russian import BASES, RELATIONS, STATES, VERBS
from kb.web.attached import is_base, is_read_by_pages
from kb.web.root import root
from kb.web.russian import status
from kb.web.typeset import act_path

_ACTS = {("acts", "id"), ("act_records", "id"), ("in_force", "id"), ("missing_acts", "id")}
_ACT_COLUMNS = frozenset({"act", "cited", "by_act", "target"})
_WORDS = {"verb": VERBS, "relation": RELATIONS, "state": STATES, "basis": BASES}
_SHOWN = _ACT_COLUMNS | _WORDS.keys() | {"id", "collection", "status"}
"""Columns that hold anything to be shown otherwise: the rest of the cells are passed by at once."""


def cell(datasette: Any, database: str, value: Any, column: str, table: str | None) -> Markup | None:
    """The cell's HTML, None to leave it to Datasette. ``table`` is None for the rows of a query."""
    if column not in _SHOWN or not isinstance(value, str) or not value or len(value) > 200:
        return None
    if not is_base(datasette, database):
        return None
    if is_read_by_pages(datasette, database) and (link := _link(value, column, table)):
        return link
    if column == "status" and table in ("acts", "act_statuses"):
        return Markup('<span class="badge badge-{}">{}</span>').format(value.replace("_", "-"), status(value).words)
    if column in _WORDS and value in _WORDS[column]:
        return Markup('<span title="{}">{}</span>').format(value, _WORDS[column][value])
    return None


def _link(value: str, column: str, table: str | None) -> Markup | None:
    """The act or collection that a value names, on its page."""
    if column in _ACT_COLUMNS or (table, column) in _ACTS:
        return Markup('<a href="{}">{}</a>').format(act_path(value), value)
    if column == "collection" or (table, column) == ("collections", "id"):
        return Markup('<a href="{}/collections/{}">{}</a>').format(root(), value, value)
    return None
