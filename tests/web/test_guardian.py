"""A program called in for a visitor's document dies with its check, and with the server, and leaves no file behind."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from struct import pack
from typing import Any

import pytest
from raw import ask, connected
from served import Served, kb_serve

from kb.web import guardian
from kb.web.guardian import apart, sweep


def word_95() -> bytes:
    """A compound file with one stream, «WordDocument» of an older Word: only a program that is called in reads it."""
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0) + pack("<I", free) * 108
    chain = pack("<128I", table, end, *range(3, 10), end, *[free] * 118)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        letters = name.encode("utf-16-le") + b"\0\0"
        links = pack("<HBBIII", len(letters), kind, 1, free, free, child)
        return letters.ljust(64, b"\0") + links + bytes(36) + pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, end, 0) + entry("WordDocument", 2, free, 2, 4096) + bytes(256)
    return head + chain + folder + pack("<H", 0xA5DC).ljust(4096, b"\0")


HUNG = """#!/bin/sh
echo $$ > {told}/program
for last; do :; done
dirname "$last" > {told}/folder
echo "$@" > {told}/arguments
sleep 300 & echo $! > {told}/child
wait
"""


def until(true: Callable[[], Any], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return bool(true())


def lives(process: int) -> bool:
    """Whether it runs: a zombie that nobody has waited for is dead."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Where a hung antiword writes who it is."""
    (folder := tmp_path / "told").mkdir()
    (programs := tmp_path / "programs").mkdir()
    (programs / "antiword").write_text(HUNG.format(told=folder))
    (programs / "antiword").chmod(0o755)
    return folder


@pytest.fixture
def temporary() -> Iterator[Path]:
    """The server's folder of temporary files; its path is short, for sockets in it may have no more than 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="t", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def server(base: Path, told: Path, temporary: Path) -> Iterator[Served]:
    path = f"{told.parent / 'programs'}:{os.environ['PATH']}"
    with kb_serve(base, PATH=path, TMPDIR=str(temporary)) as served:
        yield served


def sent(server: Served, name: str = "old.doc") -> None:
    """Send the document and wait for no answer."""

    def send() -> None:
        ask(server.address, f"/check?name={name}", "Content-Type: application/msword", method="POST", body=word_95())

    threading.Thread(target=send, daemon=True).start()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_outlives_the_server(server: Served, told: Path, temporary: Path, end: signal.Signals) -> None:
    sent(server)
    assert until((told / "child").exists, 30)
    program, child = (int((told / one).read_text()) for one in ("program", "child"))
    folder = Path((told / "folder").read_text().strip())
    assert lives(program) and folder.is_relative_to(temporary) and folder.exists()
    server.process.send_signal(end)
    server.process.wait(15)
    assert until(lambda: not lives(program) and not lives(child)), "a program that was called in goes on"
    assert until(lambda: not list(temporary.glob("kb-*"))), "a visitor's document is left"


def test_a_name_is_no_option_and_no_command(server: Served, told: Path) -> None:
    sent(server, "-x%20;touch%20pwned;$(touch%20pwned)%0A.doc")
    assert until((told / "child").exists, 30)
    arguments = (told / "arguments").read_text()
    assert "pwned" not in arguments and arguments.split()[-1].startswith("/")


def hang(answers: Connection, told: str) -> None:
    """Work that calls a program and answers nothing."""
    import subprocess

    Path(tempfile.gettempdir(), "document").write_bytes(b"a visitor's")
    with subprocess.Popen(["sleep", "300"]) as program:
        Path(told).write_text(f"{program.pid} {tempfile.gettempdir()}")


def test_nothing_outlives_the_wait(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with apart(hang, str(told)):
        assert until(lambda: told.exists() and told.read_text(), 30)
        program, folder = told.read_text().split()
        assert lives(int(program)) and Path(folder, "document").exists()
    assert until(lambda: not lives(int(program)))
    assert not Path(folder).exists()


def swell(answers: Connection) -> None:
    """Work that asks for more memory than there is for it."""
    answers.send(len(bytearray(3_000_000_000)))


def test_work_that_swells_is_an_end_without_an_answer() -> None:
    with apart(swell) as answers, pytest.raises(EOFError):
        answers.recv()


def test_what_a_killed_guardian_left_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead, alive, others = (
        tmp_path / name for name in (f"{guardian._PREFIX}4194999-x", f"{guardian._PREFIX}1-x", "other")
    )
    for folder in (dead, alive, others):
        folder.mkdir()
        (folder / "document").write_bytes(b"x")
    sweep()
    assert (dead.exists(), alive.exists(), others.exists()) == (False, True, True)


def test_who_sends_and_goes_away_is_no_error(server: Served) -> None:
    with connected(server.address) as sock:
        sock.sendall(b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc")
    assert ask(server.address, "/check").status == 200
