"""A format and a source of a user's own, installed beside the program as any package is."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from pathlib import Path

from command import KB

FORMAT = """
from ingest.document import Style
from ingest.formats.assembly import Assembly
from ingest.formats.fragment import Fragment

def takes(data, name):
    return data.startswith(b"LEX!")

def read(data, name):
    assembly = Assembly()
    for line in data[4:].decode().splitlines():
        assembly.add(Fragment(line), Style.PARAGRAPH)
    return assembly.document(data, name, "lex")
"""
SOURCE = """
from ingest.sources import Item

def takes(data, name):
    return name.endswith(".dump")

def unpack(data, name, limits):
    for number, act in enumerate(data.split(b"%%"), 1):
        yield Item(f"{name}/{number}.txt", data=act)
"""
POINTS = "[kb.formats]\nlex = own_lex\n\n[kb.sources]\ndump = own_dump\n"
ACT = "ПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ\nПОСТАНОВЛЕНИЕ\nот {} марта 2024 г. № {}\nОб образце\n1. Утвердить образец."


def test_both_are_found_by_their_entry_points(tmp_path: Path) -> None:
    """What ``pip install`` would leave: modules and the metadata that announces them; the workers find them too."""
    site, given, base = tmp_path / "site", tmp_path / "given", tmp_path / "base.db"
    metadata = site / "own_formats-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: own-formats\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(POINTS)
    (site / "own_lex.py").write_text(FORMAT)
    (site / "own_dump.py").write_text(SOURCE)
    given.mkdir()
    (given / "1.lex.html").write_text("LEX!" + ACT.format(1, 11), "utf-8")
    (given / "all.dump").write_text("%%".join(ACT.format(day, 10 + day) for day in range(2, 8)), "utf-8")
    done = subprocess.run(
        [*KB, "ingest", str(base), str(given), "--workers", "2"],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    db = sqlite3.connect(base)
    kept = db.execute("SELECT name, format, act FROM sources ORDER BY name").fetchall()
    db.close()
    assert kept[0] == ("1.lex.html", "lex", "pp-2024-03-01-11")  # not the reader of pages, whatever its name
    assert [name for name, _, _ in kept[1:]] == [f"all.dump/{number}.txt" for number in range(1, 7)]
    assert {act for _, _, act in kept} == {f"pp-2024-03-0{day}-{10 + day}" for day in range(1, 8)}
