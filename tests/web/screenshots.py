"""Screenshots of the main pages over the demo base: ``make screenshots`` writes them to docs/screenshots."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

from browser import Browser, missing

ROOT = Path(__file__).resolve().parents[2]
REGULATION = "/acts/postanovlenie-pravitelstv-primern-oblast-2024-03-01-201-mp"

SHOTS = (
    ("home", "/", 1280, 860, False),
    ("search", f"/search?q={quote('дистанционные образовательные технологии')}", 1280, 860, False),
    ("act", REGULATION, 1440, 1000, False),
    ("chain", f"{REGULATION}/chain", 1280, 860, False),
    ("diff", f"{REGULATION}/diff?from=2024-04-01&to=2025-04-01", 1280, 860, False),
    ("why", f"{REGULATION}/why?unit=att_1__point_7", 1280, 860, False),
    ("cited-by", f"{REGULATION}/cited-by", 1280, 860, False),
    ("table", "/kb/acts", 1280, 860, False),
    ("act-dark", f"{REGULATION}?unit=att_1#att_1", 1280, 860, True),
    ("act-phone", REGULATION, 390, 844, False),
)
"""(name, address, width, height, dark)."""


def main(folder: Path) -> None:
    """Build the demo base, serve it, photograph it."""
    if why := missing():
        raise SystemExit(why)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["KB_TODAY"] = "2026-01-15"
    with tempfile.TemporaryDirectory() as scratch:
        address = _serve(_demo(Path(scratch) / "demo.db"))
        for name, path, width, height, dark in SHOTS:
            browser = Browser(width, height, dark)
            browser.command("Emulation.setDeviceMetricsOverride", _screen(width, height))
            browser.open(address + path)
            if name == "act-dark":
                browser.run("document.getElementById('att_1__point_2').querySelector('.perma').click()")
            time.sleep(0.3)
            browser.screenshot(folder / f"{name}.png")
            browser.quit()
            print(f"{name}.png")
        os._exit(0)


def _screen(width: int, height: int) -> dict[str, object]:
    return {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}


def _demo(base: Path) -> Path:
    from kb.cli import run

    run(["demo", str(base)])
    return base


def _serve(base: Path) -> str:
    import uvicorn

    from kb.web.serve import application

    config = uvicorn.Config(application(base).app(), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
