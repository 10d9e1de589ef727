"""Whether a visitor may read the base: what Datasette's own permissions say of it, asked for our pages too."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Forbidden

from kb.web.attached import read_by_pages


async def ensure_readable(datasette: Any, request: Any) -> None:
    """As Datasette's pages do of a database.

    Raises:
        Forbidden: the visitor may not see it.
    """
    name = read_by_pages(datasette).name
    await datasette.ensure_permissions(request.actor, [("view-database", name), "view-instance"])


async def is_readable(datasette: Any, request: Any) -> bool:
    """The same as a question."""
    try:
        await ensure_readable(datasette, request)
    except Forbidden:
        return False
    return True
