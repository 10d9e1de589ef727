"""Many visitors: the server's memory stays level, and pages come while the base is being loaded.

The suite asks a few hundred times with a few readers; ``make fuzz`` sets ``KB_CROWD=1`` and asks 5,000 times, and lets
fifty read.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import threading
import time
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote

import pytest
from command import KB
from plain import Site
from served import kb_serve
from web_acts import HOSTILE, REGULATION

WHOLE = bool(os.environ.get("KB_CROWD"))
REQUESTS = 5_000 if WHOLE else 400
READERS = 50 if WHOLE else 8
ACTS = 300 if WHOLE else 40
"""That are loaded meanwhile."""
PAUSE = 2.0
"""Seconds that somebody looks at a page, at most."""
LEVEL = 50_000_000
SOON = 1.0
"""Seconds in which 95 of 100 pages are there."""

LAW = f"/acts/{REGULATION}"
PAGES = (
    "/", "/acts", "/coming", "/problems", "/collections", f"/search?q={quote('школьная система')}", "/search?q=273",
    LAW, f"{LAW}/card", f"{LAW}/chain", f"{LAW}/cited-by", f"{LAW}.json", f"/acts/{HOSTILE}", "/feed.atom",
)  # fmt: skip
TABLES = (
    "/kb", "/kb/acts", "/kb/acts.json?_size=max", "/kb/citations?_facet=act", "/kb/units.csv?_stream=on",
    "/kb/unit_texts.json?_where=length(text)>100", "/kb/in_force.json?at=&kind=", "/kb/acts?_sort_desc=date",
    f"/kb/amendment_chain.json?act={quote('201-мп')}&unit=", f"/kb.json?sql={quote('select count(*) from acts')}",
    f"/kb.json?sql={quote('select kb_text(id, null, null) from act_records limit 3')}", "/kb/source_bytes",
    f"/kb.json?sql={quote('select hex(randomblob(500000))')}", "/kb/nope", "/nope", "/-/databases.json",
    f"/kb.json?sql={quote('select zeroblob(200000000)')}", f"/kb.csv?sql={quote('select * from units a, units b')}",
)  # fmt: skip


def resident(site: Site) -> int:
    """Bytes of memory that the server has."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{site.pid}/status").read_text())
    assert found
    return int(found[1]) * 1024


@pytest.fixture
def copy(base: Path, tmp_path: Path) -> Path:
    """The base with its index, to be written to."""
    with closing(sqlite3.connect(base)) as source, closing(sqlite3.connect(tmp_path / "copy.db")) as target:
        source.backup(target)
    for index in base.parent.glob(f"{base.name}.index*"):
        shutil.copytree(index, tmp_path / index.name.replace(base.name, "copy.db"))
    return tmp_path / "copy.db"


def test_memory_stays_level(copy: Path) -> None:
    dice = random.Random(1)
    asked = [*PAGES, *TABLES]
    with kb_serve(copy) as served:
        site = served.site
        for address in asked * 4:  # every thread has met everything
            site.get(address)
        before = resident(site)
        answers = [site.get(dice.choice(asked)).status for _ in range(REQUESTS)]
        grown = resident(site) - before
    print(f"{REQUESTS} requests: {before / 1e6:.0f} MB, {grown / 1e6:+.1f} MB")
    assert set(answers) == {200, 302, 400, 404}
    assert grown < LEVEL


def test_pages_come_while_the_base_is_loaded(copy: Path, tmp_path: Path) -> None:
    acts = tmp_path / "acts"
    acts.mkdir()
    for number in range(1, ACTS + 1):
        (acts / f"{number}.txt").write_text(act(number), "utf-8")
    took: list[float] = []
    failed: list[str] = []
    with kb_serve(copy, "--live") as served:
        site = served.site
        for address in PAGES:
            site.get(address)
        ended = threading.Event()
        readers = [threading.Thread(target=read, args=(site, n, ended, took, failed)) for n in range(READERS)]
        for reader in readers:
            reader.start()
        loaded = subprocess.run(
            [*KB, "ingest", str(copy), str(acts), "--workers", "1"], capture_output=True, timeout=300
        )
        ended.set()
        for reader in readers:
            reader.join()
    p95 = sorted(took)[int(len(took) * 0.95)]
    print(f"{READERS} readers: {len(took)} pages, p95 {p95:.2f} s, worst {max(took):.2f} s")
    assert loaded.returncode == 0, loaded.stderr.decode()
    assert failed == []
    assert p95 <= SOON


def read(site: Site, number: int, ended: threading.Event, took: list[float], failed: list[str]) -> None:
    """A reader opens pages one after another, and reads each for a while."""
    dice = random.Random(number)
    while not ended.wait(dice.uniform(0, PAUSE)):
        address = dice.choice(PAGES)
        began = time.perf_counter()
        try:
            answer = site.get(address)
        except (URLError, HTTPException, OSError) as error:
            failed.append(f"{address}: {error}")
            continue
        took.append(time.perf_counter() - began)
        if answer.status not in (200, 302):
            failed.append(f"{address}: {answer.status}")


def act(number: int) -> str:
    """A law of some pages."""
    words = "Школа подключается к системе по заявлению своего директора и сообщает об этом родителям. " * 5
    articles = "\n\n".join(f"Статья {n}. О подключении\n\n1. {words}\n\n2. {words}" for n in range(1, 21))
    return f"ЗАКОН\n\nПримерной области\n\nот 5 июня 2024 г. № {number}-ТЛ\n\nО законе {number}\n\n{articles}\n"
