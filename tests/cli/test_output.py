"""What a stranger named reaches no terminal as a command to it: names of files, members of archives, titles of acts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from command import KB

from kb.visible import visible

ROOT = Path(__file__).resolve().parents[2]
UTF_8 = {"PYTHONIOENCODING": "utf-8"}
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\r\u202eтекст"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printed(*arguments: str | Path) -> str:
    """Both streams of a command."""
    done = subprocess.run(
        [*KB, *arguments],
        capture_output=True,
        env=os.environ | UTF_8,
        timeout=120,
    )
    said = (done.stdout + done.stderr).decode()
    assert "Traceback" not in said, said
    return said


@pytest.fixture(scope="module")
def hostile_base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A base of files with hostile names, and what its making printed."""
    folder = tmp_path_factory.mktemp("hostile")
    model = (ROOT / "data" / "acts" / "postanovlenie-205-mp.txt").read_text("utf-8")
    titled = re.sub("\n\n(О[^\n]+)\n", lambda m: f"\n\n{m[1]} {HOSTILE}\n", model, count=1).replace("205-МП", "905-МП")
    (folder / f"{HOSTILE}.txt").write_text(titled, "utf-8")
    (folder / f"broken{HOSTILE}.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "latin\udcff\udc9b2J.docx").write_bytes(b"PK\x03\x04 broken")
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        archive.writestr(f"member{HOSTILE}.docx", b"PK\x03\x04 broken")
        archive.writestr(f"../{HOSTILE}.txt", b"x")
    base = folder / "base.db"
    return base, [printed("ingest", base, folder)]


def test_no_command_prints_what_a_terminal_obeys(hostile_base: tuple[Path, list[str]]) -> None:
    base, said = hostile_base
    file = str(next(base.parent.glob("*31m*.txt")))
    said += [
        printed(*command)
        for command in (
            ("problems", base), ("problems", base, "--json"), ("show", base, "905-мп"), ("cite", base, "905-мп"),
            ("show", base, "905-мп", "--json"), ("search", base, "905-мп"), ("search", base, HOSTILE),
            ("chain", base, HOSTILE), ("parse", file), ("parse", file, "--json"), ("check", base, file),
            ("check", base, "nope\x1b[2J"), ("verify", base), ("nope\x1b[2J",), ("show", base, "--no\x1b[2J"),
            ("show", "no\x1b[2J.db", "1"),
        )
    ]  # fmt: skip
    for one in said:
        assert not OBEYED.search(one), repr(OBEYED.search(one)[0] + one[:200])
    assert "\\u001b" in "".join(said), "and what was named is seen"


def test_a_signs_written_out_are_json_still() -> None:
    told = {"name": HOSTILE}
    assert json.loads(visible(json.dumps(told, ensure_ascii=False))) == told


def test_a_console_that_lacks_a_sign(tmp_path: Path) -> None:
    done = subprocess.run(
        [*KB, "show", tmp_path / "no.db", "1"], capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp866"}
    )
    assert 'Базы "' in done.stderr.decode("cp866")


def test_commands_print_in_one_place() -> None:
    room = ROOT / "kb" / "cli"
    other = [path.name for path in room.glob("*.py") if re.search(r"click\.echo\(|\bprint\(", path.read_text("utf-8"))]
    assert sorted(other) == ["output.py", "terminal.py"]
