"""Under which names `kb serve` answers, whose pages may read it, what the key opens, and how long it waits."""

from __future__ import annotations

import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from command import KB
from raw import answer, ask, connected
from served import Served, kb_serve
from web_acts import REGULATION

from kb.web import access, intake, patience
from kb.web.access import Access
from kb.web.serve import application

TOKEN = "ключ из шестнадцати знаков"


@pytest.fixture(scope="module")
def usual(base: Path) -> Iterator[Served]:
    with kb_serve(base, "--host-name", "npa.example") as served:
        yield served


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("LOCALHOST:8001", 200), ("127.0.0.1:9", 200), ("[::1]:8001", 200), ("npa.example", 200),
        ("npa.example.:80", 200), ("evil.example", 421), ("localhost.evil.example", 421), ("10.0.0.1", 421), ("", 421),
        ("npa.example@evil.example", 421), ("[::2]", 421),
    ],
)  # fmt: skip
def test_a_stranger_s_name_is_not_answered(usual: Served, host: str, status: int) -> None:
    for path in ("/", "/kb.json?sql=select+1", "/-/static/app.css", "/nope"):
        got = ask(usual.address, path, host=host)
        assert (got.status == 421) == (status == 421), got
        assert status != 421 or "этот сервер не открыт" in got.text


def test_pages_of_other_sites_read_nothing_unless_it_is_public(usual: Served, base: Path) -> None:
    paths = ("/acts.json", "/kb.json?sql=select+1", "/feed.atom", "/kb/acts.csv", "/nope.json")
    for path in paths:
        assert "access-control" not in ask(usual.address, path, "Origin: https://evil.example").head.lower()
    with kb_serve(base, "--public") as public:
        for path in paths:
            got = ask(public.address, path, "Origin: https://other.example", host="any.example")
            assert "access-control-allow-origin: *" in got.head.lower(), path


@pytest.mark.parametrize(
    ("names", "host", "known"),
    [
        (("0.0.0.0",), "192.168.1.5:8001", True),
        (("0.0.0.0",), "evil.example", False),
        (("::",), "[fe80::1]:8001", True),
        (("192.168.1.5",), "192.168.1.5", True),
        (("192.168.1.5",), "192.168.1.6", False),
    ],
)
def test_names_of_an_address(names: tuple[str, ...], host: str, known: bool) -> None:
    assert Access(names=names).knows(host) is known


@pytest.fixture
async def closed(base: Path) -> AsyncIterator[Any]:
    """(Datasette, client) of a server with a key."""
    import httpx

    kept = Access(token=TOKEN)
    served = application(base, access=kept)
    await served.invoke_startup()
    transport = httpx.ASGITransport(app=access.kept(kept, served))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield served, client
    for database in served.databases.values():
        database.close()
    served.executor.shutdown()


PRIVATE = (
    "/", "/acts", f"/acts/{REGULATION}", f"/acts/{REGULATION}.json", "/search?q=1", "/feed.atom", "/check",
    "/sitemap.xml", "/acts/x/text.md", "/kb", "/kb/acts", "/kb/acts.json", "/kb.json?sql=select+1",
    "/-/metadata.json", "/-/databases",
)  # fmt: skip


async def test_without_the_key_nothing_is_told(closed: Any) -> None:
    _, client = closed
    for path in PRIVATE:
        for way in (path, f"{path}{'&' if '?' in path else '?'}key=wrong"):
            got = await client.get(way)
            assert got.status_code == 403, way
            assert "с текстом" not in got.text and "закрыта" in got.text, way
    assert (await client.post("/check", data={"text": "x"})).status_code == 403
    assert (await client.get("/", headers={"cookie": "ds_actor=" + "x" * 50})).status_code == 403


async def test_the_key_once_and_then_the_cookie(closed: Any) -> None:
    _, client = closed
    first = await client.get(f"/acts/{REGULATION}", params={"at": "2025-01-01", "key": TOKEN})
    assert (first.status_code, first.headers["location"]) == (302, f"/acts/{REGULATION}?at=2025-01-01")
    assert "HttpOnly" in first.headers["set-cookie"] and TOKEN not in first.headers["set-cookie"]
    for path in PRIVATE:
        assert (await client.get(path)).status_code in (200, 404), path
    client.cookies.clear()
    bearer = {"authorization": f"Bearer {TOKEN}".encode()}
    assert (await client.get("/acts.json", headers=bearer)).status_code == 200
    away = await client.get("http://localhost//evil.example/", params={"key": TOKEN})
    assert away.headers["location"] == "/evil.example/"


async def test_a_cookie_of_another_key_opens_nothing(closed: Any, base: Path) -> None:
    served, client = closed
    other = application(base, access=Access(token=TOKEN + "!"))
    forged = other.sign({"a": access.READER}, "actor")
    own = served.sign({"a": access.READER}, "actor")
    assert (await client.get("/", headers={"cookie": f"ds_actor={forged}"})).status_code == 403
    assert (await client.get("/", headers={"cookie": f"ds_actor={own}"})).status_code == 200


async def test_allow_of_plain_datasette_closes_our_pages_too(base: Path) -> None:
    from datasette.app import Datasette

    served = Datasette([str(base)], metadata={"allow": {"id": "root"}})
    await served.invoke_startup()
    said = [
        (await served.client.get(path)).status_code for path in ("/", f"/acts/{REGULATION}", "/feed.atom", "/check")
    ]
    for database in served.databases.values():
        database.close()
    served.executor.shutdown()
    assert said == [403] * 4


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--token", "короткий"), "Ключ слишком короткий"), (("--public", "--private"), "сразу нельзя")],
)
def test_what_cannot_be_asked_for(base: Path, options: tuple[str, ...], said: str) -> None:
    done = subprocess.run([*KB, "serve", str(base), *options], capture_output=True, text=True, timeout=30)
    assert done.returncode in (1, 2) and said in done.stderr


def test_a_key_is_made_and_printed(base: Path) -> None:
    with kb_serve(base, "--private") as served:
        link = served.printed.split()[2]
        assert ask(served.address, "/").status == 403
        assert ask(served.address, link.removeprefix(served.address)).status == 302


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "WAITS", 0.4)
    monkeypatch.setattr(intake, "GRACE", 0.4)


SLOW = {
    "nothing": b"",
    "half a head": b"GET / HTTP/1.1\r\nHost: loc",
    "a head again": b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost",
    "half a form": b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc",
    "half a form of Datasette's": b"POST /-/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc",
    "a form nobody reads": b"GET /acts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc",
}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("said", SLOW.values(), ids=SLOW)
def test_who_keeps_the_server_waiting_is_cut(address: str, said: bytes) -> None:
    started = time.monotonic()
    with connected(address) as sock:
        sock.sendall(said)
        got = answer(sock)
    assert time.monotonic() - started < 7, "uvicorn's own five seconds, and no more"
    assert not said.startswith(b"POST") or (got.status == 408 and "слишком медленно" in got.text)


@pytest.mark.usefixtures("impatient")
def test_who_drips_is_cut(address: str) -> None:
    started, cut = time.monotonic(), False
    with connected(address) as sock:
        sock.sendall(b"POST /check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 9000\r\n\r\n")
        while not cut and time.monotonic() - started < 7:
            time.sleep(0.1)
            try:
                sock.sendall(b"x")
            except OSError:
                cut = True
    assert cut


def test_who_reads_nothing_is_cut(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "WAITS", 0.4)
    with connected(address) as sock:
        sock.setsockopt(1, 8, 4096)  # SOL_SOCKET, SO_RCVBUF
        sock.sendall(b"GET /-/static/app.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * 400)
        time.sleep(3)
        got = answer(sock)
    assert got.text.count("HTTP/1.1 200") < 399
