"""What Datasette 1.0 does otherwise, in this one file.

1.0 takes away the hook ``get_metadata`` and the method ``Datasette.metadata()``: titles and columns stand in its
internal database, to be put there at startup; facets, sort orders and ready-made queries belong to its configuration.
In 0.65 one hook gives all of it: what it says under ``queries`` are the ready-made queries, without ``canned_queries``.
"""

# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from typing import Any

from datasette import hookimpl

from kb.web.attached import bases
from kb.web.metadata import of_base, own


@hookimpl
def get_metadata(datasette: Any, key: str | None) -> dict[str, Any] | None:
    """metadata.yml for every base of ours, under the name it is served by; what ``-m`` gives goes before it.

    ``key``: what Datasette wants to know, None for all. It asks hundreds of times a page, mostly of permissions,
    of which nothing is said here.
    """
    if key is not None and key != "databases" and key not in of_base():
        return None
    found = bases(datasette)
    return {"databases": {base.name: own(of_base()) for base in found}} if found else None


def help_of(datasette: Any, database: str, table: str) -> dict[str, Any]:
    """Title, description and columns of a table or a ready-made query, as Datasette was told."""
    said = (datasette.metadata("databases") or {}).get(database) or {}
    return {"title": "", "description": "", "columns": {}, **((said.get("tables") or {}).get(table) or {})}
