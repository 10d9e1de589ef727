"""Plain `datasette …` as a process of its own, asked over a real socket, and a look at every address that it gives."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qsl, quote, urldefrag, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

_BYTES = {"content-type": "application/octet-stream"}
_LEFT = "/?=&%~+,;:@!$'()*"
"""Signs of an address that a browser sends as they are."""

_ADDRESSED = {"href", "src", "action", "formaction"}


@dataclass(frozen=True)
class Answer:
    """What came back: HTTP status, headers by lower-case name, the body as text."""

    status: int
    headers: dict[str, str]
    text: str


class _AsItIs(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Site:
    """A running Datasette; ``host`` is its scheme, name and port, ``pid`` its process."""

    host: str
    pid: int = 0

    def get(self, address: str, data: bytes | None = None) -> Answer:
        """An answer, redirects not followed; ``data`` is posted."""
        try:
            with build_opener(_AsItIs).open(
                Request(self.host + quote(address, _LEFT), data, _BYTES), timeout=300
            ) as answer:
                return _told(answer.status, answer.headers.items(), answer.read())
        except HTTPError as error:
            with error:
                return _told(error.code, error.headers.items(), error.read())

    def crawl(self, start: str) -> dict[str, Answer]:
        """Address → its answer, for every kind of address that can be reached from ``start``, on this host.

        Two of a kind are asked for: pages of acts differ in the act, facets and sort orders of a table in their values.
        """
        answers: dict[str, Answer] = {}
        asked: Counter[tuple[str, ...]] = Counter()
        waiting = [start]
        while waiting:
            address = waiting.pop(0)
            kind = _kind(address, start)
            if address in answers or asked[kind] == 2:
                continue
            asked[kind] += 1
            answers[address] = answer = self.get(address)
            waiting += [answer.headers["location"]] if "location" in answer.headers else []
            if answer.headers.get("content-type", "").startswith("text/html"):
                waiting += addresses(answer.text, self.host, address)
        return answers


def _kind(address: str, start: str) -> tuple[str, ...]:
    """An address without what names one act, collection or row, and without the values of its parameters."""
    parts = urlsplit(address)
    path = parts.path.removeprefix(start).split("/")
    named = 1 if path[0] in ("acts", "collections") else 2
    if parts.query and named == 2:
        named = 1  # what is asked of one table may be asked of another
    if len(path) > named:
        path[named] = "*" + PurePosixPath(path[named]).suffix
    return (*path, *sorted({name for name, _ in parse_qsl(parts.query)}))


def _told(status: int, headers: object, body: bytes) -> Answer:
    named = {str(name).lower(): str(value) for name, value in headers}  # type: ignore[attr-defined]
    return Answer(status, named, body.decode("utf-8", "replace"))


def addresses(html: str, host: str, page: str) -> list[str]:
    """Where a page leads on its own host, as paths with queries; what stands behind «#» is left out."""
    found = []
    for value in written(html):
        absolute = urldefrag(urljoin(host + page, value)).url
        if absolute.startswith(f"{host}/"):
            found.append(absolute.removeprefix(host))
    return found


def written(html: str) -> list[str]:
    """Every address in a page, as it is written there."""
    collector = _Collector()
    collector.feed(html)
    return collector.found


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in _ADDRESSED and value]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def datasette(*arguments: str | Path, library: Path | None = None, folder: Path) -> Iterator[Site]:
    """`datasette arguments…`, started in ``folder``; ``library``: where packages are looked for first."""
    port = free_port()
    environment = {**os.environ, **({"PYTHONPATH": str(library)} if library else {})}
    command = [sys.executable, "-m", "datasette", "serve", *map(str, arguments), "--port", str(port)]
    with (folder / f"datasette-{port}.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment)
    try:
        yield _answering(Site(f"http://127.0.0.1:{port}", process.pid), process)
    finally:
        process.terminate()
        process.wait(20)


def _answering(site: Site, process: subprocess.Popen[bytes]) -> Site:
    for _ in range(600):
        assert process.poll() is None, "Datasette did not start"
        try:
            site.get("/-/versions.json")
            return site
        except URLError:
            time.sleep(0.05)
    raise AssertionError("Datasette does not answer")
