"""What Datasette tells of the machine that it runs on, and visitors of our bases are not told: where files stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette.views.special import JsonDataView


def routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Datasette's pages of itself without paths, at their own addresses: they stand before Datasette's."""

    def databases() -> list[dict[str, Any]]:
        told = datasette._connected_databases()
        return [{**one, "path": Path(one["path"]).name if one["path"] else None} for one in told]

    def threads() -> dict[str, Any]:
        return {name: value for name, value in datasette._threads().items() if name != "tasks"}

    return [
        (rf"/-/{name}(\.(?P<format>json))?$", JsonDataView.as_view(datasette, f"{name}.json", tell))
        for name, tell in (("databases", databases), ("threads", threads))
    ]
