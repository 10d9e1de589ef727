"""A drop folder, real files, the real command."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from command import KB
from model_acts import write_acts

from kb.load.watch import STILL, _settled


def test_files_put_into_the_folder_come_into_the_base(tmp_path: Path) -> None:
    drop, base = tmp_path / "drop", tmp_path / "base.db"
    write_acts(drop, 2)
    with subprocess.Popen(
        [*KB, "ingest", str(base), "--watch", str(drop)],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # not deaf as its parent may be
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        assert "Слежу за папкой" in running.stderr.readline()
        assert "Добавлено: 2 файла" in running.stdout.readline()
        (drop / ".part").write_text("x")
        (drop / "письма").mkdir()
        (drop / "письма" / "3.txt").write_text("МОДЕЛЬНЫЙ АКТ.\n\nПриказ от 5 мая 2020 г. № 3-МП\n", "utf-8")
        assert "Добавлено: 1 файл" in running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 0 and said == ""
    db = sqlite3.connect(base)
    names = [name for (name,) in db.execute("SELECT name FROM sources ORDER BY name")]
    db.close()
    assert names == ["0001.txt", "0002.txt", "письма/3.txt"]


def test_a_file_that_still_grows_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "done.txt").write_text("1")
    began = time.monotonic()

    def grow() -> bool:
        with (tmp_path / "growing.txt").open("a") as file:
            file.write("x")
        return time.monotonic() - began > STILL + 2

    assert list(_settled(tmp_path, grow)) == [["done.txt"]]
