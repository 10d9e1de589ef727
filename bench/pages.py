"""How fast the pages answer: 1,000 acts and 100,000 units, five codes of 4 MB among them, four readers at once.

    python bench/pages.py [BASE]     BASE is built when it is not there; by default in a temporary folder

The texts are made of the words of the project's own model acts, so that the analysis has real Russian to do; they go
through the whole pipeline. Prints milliseconds at the 50th and 95th percentile for each kind of page, the time to the
first byte of a code, the memory of the server, and, where Chromium is at hand, when a code is painted and how long the
browser is busy with it at a stretch.
"""

from __future__ import annotations

import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
ACTS, CODES = 1_000, 5
ARTICLES, PARTS = 1_100, 12
"""Of a code: about 14,000 units and 4 MB."""
POINTS = 29
"""Of an order."""
READERS, REQUESTS = 4, 400
QUERIES = (
    "школьная система",
    "порядок подключения",
    "заявление директора",
    "участник системы",
    "сведения о школе",
    "утратить силу",
)


def main(base: Path | None) -> None:
    """Build, serve, measure, print."""
    with tempfile.TemporaryDirectory() as scratch:
        path = base or Path(scratch) / "pages.db"
        if not path.exists():
            _build(path, Path(scratch) / "texts")
        with _Server(path) as server:
            _report(server, path)


def _build(base: Path, folder: Path) -> None:
    from kb.load import ingest_paths

    folder.mkdir()
    began = time.perf_counter()
    size = 0
    for name, text in _texts():
        (folder / name).write_text(text, "utf-8")
        size += len(text)
    report = ingest_paths(base, [folder])
    print(f"built: {report.new} acts, {size / 1e6:.1f} M characters, {time.perf_counter() - began:.0f} s")


def _texts() -> Iterator[tuple[str, str]]:
    """(file name, text) of every act; the same on every run."""
    chance = random.Random(20240301)
    words = _vocabulary()
    chance.shuffle(words)
    for number in range(1, ACTS + 1):
        head = f"Примерная область\n\nЗАКОН\n\nот {1 + number % 28}.{1 + number % 12:02}.2020 № {number}-МП\n\n"
        title = f"О {_phrase(chance, words, 6)}"
        body = _code(chance, words) if number <= CODES else _order(chance, words, number)
        yield f"{number:04}.txt", f"{head}{title}\n\n{body}"


def _code(chance: random.Random, words: list[str]) -> str:
    lines = []
    for article in range(1, ARTICLES + 1):
        if article % 30 == 1:
            lines.append(f"Глава {article // 30 + 1}. {_phrase(chance, words, 5).capitalize()}")
        lines.append(f"Статья {article}. {_phrase(chance, words, 5).capitalize()}")
        lines += [f"{part}. {_phrase(chance, words, 36).capitalize()}." for part in range(1, PARTS + 1)]
    return "\n\n".join(lines)


def _order(chance: random.Random, words: list[str], number: int) -> str:
    other = 1 + (number * 7) % ACTS
    cited = f"законом Примерной области от {1 + other % 28}.{1 + other % 12:02}.2020 № {other}-МП"
    lines = [
        f"Статья {n}. {_phrase(chance, words, 4).capitalize()}\n\n"
        f"{_phrase(chance, words, 30).capitalize()} в соответствии с {cited}."
        for n in range(1, POINTS)
    ]
    return "\n\n".join(lines)


def _vocabulary() -> list[str]:
    """Russian words of the project's data, some two thousand."""
    files = [
        *(ROOT / "data").rglob("*.*"),
        *(ROOT / "kb" / "search" / "language").glob("*.yml"),
        ROOT / "ingest" / "law" / "issuers.yml",
    ]
    return sorted({word for path in files for word in re.findall(r"[а-яё]{3,}", path.read_text("utf-8"))})


def _phrase(chance: random.Random, words: list[str], length: int) -> str:
    """Words as they come in real texts: the second half as often as the first, the fourth a quarter (Zipf's law)."""
    ranks = (int(len(words) ** chance.random()) - 1 for _ in range(length))
    return " ".join(words[rank] for rank in ranks)


class _Server:
    """`kb serve` in a process of its own."""

    def __init__(self, base: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        script = "import sys; from kb.web.serve import serve; serve(sys.argv[1], port=int(sys.argv[2]))"
        self.process = subprocess.Popen(
            [sys.executable, "-c", script, str(base), str(self.port)], stdout=subprocess.DEVNULL
        )

    def __enter__(self) -> _Server:
        while True:
            try:
                self.get("/robots.txt")
                return self
            except OSError:
                time.sleep(0.1)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)

    def get(self, path: str) -> tuple[float, float, int]:
        """Seconds to the first byte and to the last, and bytes."""
        began = time.perf_counter()
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            size = len(answer.read(1))
            first = time.perf_counter() - began
            size += len(answer.read())
        return first, time.perf_counter() - began, size

    @property
    def memory(self) -> float:
        """Resident megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def _report(server: _Server, base: Path) -> None:
    import sqlite3

    db = sqlite3.connect(base)
    sizes = db.execute("SELECT act, count(*) n FROM units GROUP BY act ORDER BY n DESC").fetchall()
    db.close()
    codes, acts = [act for act, _ in sizes[:CODES]], [act for act, _ in sizes]
    print(f"acts {len(acts)}, units {sum(n for _, n in sizes)}, largest {sizes[0][1]} units")
    chance = random.Random(1)
    kinds = {
        "act, any of 1,000": [f"/acts/{chance.choice(acts)}" for _ in range(REQUESTS)],
        "search": [f"/search?q={quote(chance.choice(QUERIES))}&page={chance.randint(1, 3)}" for _ in range(REQUESTS)],
        "search, no query twice": [f"/search?q={quote(query)}" for query in _queries(chance, REQUESTS)],
        "code, a portion": [f"/acts/{chance.choice(codes)}?part={chance.randint(1, 20)}" for _ in range(60)],
    }
    for name, paths in kinds.items():
        for path in paths[:8]:
            server.get(path)
        with ThreadPoolExecutor(READERS) as readers:
            took = sorted(total for _, total, _ in readers.map(server.get, paths))
        print(f"{name}: p50 {took[len(took) // 2] * 1e3:.0f} ms, p95 {took[int(len(took) * 0.95)] * 1e3:.0f} ms")
    print(f"memory {server.memory:.0f} MB")
    first, _, size = server.get(f"/acts/{codes[0]}")
    print(f"code of 4 MB, first screen: {first * 1e3:.0f} ms, {size / 1e3:.0f} kB")
    first, total, size = server.get(f"/acts/{codes[0]}?whole=1")
    print(f"the same whole: first byte {first * 1e3:.0f} ms, all {total * 1e3:.0f} ms, {size / 1e6:.1f} MB")
    print(f"memory {server.memory:.0f} MB")
    _in_a_browser(f"http://127.0.0.1:{server.port}/acts/{codes[0]}")


def _queries(chance: random.Random, count: int) -> list[str]:
    """Different queries of one to four words of the texts."""
    words = _vocabulary()
    random.Random(20240301).shuffle(words)  # as the texts were made: the first ones are the most frequent
    found: dict[str, None] = {}
    while len(found) < count:
        found[_phrase(chance, words, chance.randint(1, 4))] = None
    return list(found)


_WATCH = """
window.busy = [];
new PerformanceObserver(list => list.getEntries().forEach(task => busy.push(task.duration)))
    .observe({type: "longtask", buffered: true});
"""
_TELL = """
const paint = performance.getEntriesByType("paint").map(entry => entry.startTime);
const began = performance.now();
scrollTo(0, document.body.scrollHeight / 2);
return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
    done([Math.min(...paint), Math.max(0, ...busy), performance.now() - began]))));
"""


def _in_a_browser(code: str) -> None:
    """How a code feels: when it is painted, the longest time the page does not answer, a jump to its middle."""
    sys.path.insert(0, str(ROOT / "tests" / "web"))
    from browser import Browser, missing

    if why := missing():
        print(f"in Chromium: not measured, {why}")
        return
    browser = Browser()
    browser.command("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
    for name, address in (("first screen", code), ("first screen", code + "?part=2"), ("whole", code + "?whole=1")):
        browser.open(address)
        time.sleep(1)
        painted, busy, jump = browser.run(_TELL)
        print(f"in Chromium, {name}: painted {painted:.0f} ms, longest task {busy:.0f} ms, jump {jump:.0f} ms")
    browser.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
