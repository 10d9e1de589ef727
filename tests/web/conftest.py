"""A base made by the real pipeline of the demo's acts and of hostile ones, and the real Datasette that serves it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from web_acts import TODAY

from kb.load import ingest_paths
from kb.web.patience import Patient
from kb.web.serve import LIMITS, application

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's data and the hostile act, ingested and indexed."""
    path = tmp_path_factory.mktemp("web") / "any name.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_TODAY", TODAY)
        report = ingest_paths(
            path,
            [
                ROOT / "data" / "acts",
                ROOT / "data" / "cards",
                ROOT / "data" / "pages",
                Path(__file__).parent / "hostile",
            ],
            workers=1,
        )
    assert not report.unreadable
    return path


@pytest.fixture(scope="session", autouse=True)
def the_day() -> Iterator[None]:
    """The day that the pages take for today."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_TODAY", TODAY)
        yield


@pytest.fixture
async def site(base: Path) -> AsyncIterator[Any]:
    """The Datasette of `kb serve`."""
    served = application(base)
    await served.invoke_startup()
    yield served
    for database in served.databases.values():
        database.close()
    if served.executor:
        served.executor.shutdown()


@pytest.fixture(scope="session")
def address(base: Path) -> Iterator[str]:
    """The same over a real socket, for a browser."""
    import uvicorn

    config = uvicorn.Config(application(base).app(), "127.0.0.1", 0, log_level="error", http=Patient, **LIMITS)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
