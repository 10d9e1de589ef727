"""`kb serve`: Datasette with our pages over one base."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import kb
from kb.errors import KnowledgeBaseError
from kb.web.access import Access, kept

PORT = 8001

SETTINGS: dict[str, Any] = {
    "default_page_size": 50,
    "max_returned_rows": 3000,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 500,
    "truncate_cells_html": 240,
    "suggest_facets": False,
    "allow_download": False,
    "num_sql_threads": 4,
    "default_cache_ttl": 0,
}


LIMITS: dict[str, Any] = {
    "limit_concurrency": 200,  # connections; a browser keeps six
    "timeout_keep_alive": 5,
    "timeout_graceful_shutdown": 5,
    "h11_max_incomplete_event_size": 32_768,  # bytes of a request's head
    "ws": "none",
}
"""Of uvicorn."""


class PortTaken(KnowledgeBaseError):
    """Nothing can be served at that address."""


def application(base: str | Path, immutable: bool = False, access: Access | None = None) -> Any:
    """The Datasette that serves a base under the name «kb», whatever its file is called.

    Who may read it, ``access`` tells; names and the key are kept before it, by :func:`kb.web.access.kept`.

    ``immutable`` promises that nobody writes to the file, and is believed only of a file that cannot be written to: a
    broken promise would give pages of torn data, and ``kb ingest`` may start at any time. A file in a folder where
    SQLite cannot watch for writers is taken as immutable unasked.
    """
    from datasette.app import Datasette

    frozen = (immutable and not os.access(base, os.W_OK)) or not kb.can_be_watched(base)
    files: dict[str, list[str]] = {"immutables": [str(base)], "files": []} if frozen else {"files": [str(base)]}
    server = Datasette(**files, settings=SETTINGS, **(access or Access()).settings)
    (database,) = (one for one in server.databases.values() if one.path)
    server.remove_database(database.name)
    server.add_database(database, name="kb")
    return server


def serve(base: str | Path, host: str, port: int, immutable: bool, access: Access) -> None:
    """Serve the base until interrupted; says where, in Russian, once it can be opened there.

    Raises:
        KnowledgeBaseError: the port is taken.
    """
    import asyncio
    import gc

    import uvicorn

    from kb.web.patience import Patient

    _check_free(host, port)
    app = kept(access, application(base, immutable, access))
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", http=Patient, **LIMITS)
    server = uvicorn.Server(config)

    async def run() -> None:
        serving = asyncio.create_task(server.serve())
        while not (server.started or serving.done()):
            await asyncio.sleep(0.02)
        if server.started:
            gc.freeze()  # what the site is made of stays: no page waits until all of it is looked through for garbage
            key = f"/?{urlencode({'key': access.token})}" if access.token else ""
            print(f"База открыта: http://{f'[{host}]' if ':' in host else host}:{port}{key}", flush=True)
            print("Остановить: Ctrl+C", flush=True)
        await serving

    with suppress(KeyboardInterrupt):
        asyncio.run(run())


def _check_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Порт {port} занят другой программой. Укажите другой, например: --port {port + 1}"
            ) from error
