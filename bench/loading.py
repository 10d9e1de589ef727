"""How fast acts are taken in, with one worker and two, beside what a person would do with stock tools.

    python bench/loading.py [--acts 20000] [--folder FOLDER]

Prints acts and megabytes a second, peak memory of all processes together, sizes of the base and its index, the same
texts through a bare ``sqlite-utils`` table with full text and through a stock Whoosh index, and what the rate means
for the 304,382 acts of the whole collection; at the end each figure that has a limit, and whether it is met.
20,000 acts take about ten minutes on two cores, 3,000 less than two.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from ruslawod_set import make

from ingest import read

WHOLE = 304_382
LEAST_SPEED_UP, MOST_MEMORY, MOST_MINUTES = 1.8, 1000, 60
"""What issue F asks of two workers against one, of megabytes, of the whole collection."""


class Measure(NamedTuple):
    """One run: seconds by the clock and of processors, peak megabytes of all its processes."""

    seconds: float
    cpu: float
    memory: float
    stages: dict[str, float]


def main() -> None:
    arguments = _arguments()
    if arguments.one:
        _one(arguments.one, *map(Path, arguments.paths))
    else:
        _compare(arguments)


def _compare(arguments: argparse.Namespace) -> None:
    """Every run, each printed as it ends."""
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as work:
        folder = arguments.folder or make(Path(work) / "acts", arguments.acts)
        files = sorted(folder.iterdir())
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{len(files)} acts, {size:.1f} MB of XML, {os.cpu_count()} cores")
        runs = {workers: _ours(folder, Path(work), workers, len(files), size) for workers in (1, 2)}
        texts = _texts(files, Path(work))
        stock = {name: _stock(name, texts, Path(work), len(files)) for name in ("sqlite-utils", "whoosh")}
        _conclude(runs, stock["whoosh"], len(files))


def _conclude(runs: dict[int, Measure], whoosh: Measure, acts: int) -> None:
    """Every figure that has a limit."""
    ours = {workers: run.stages["parse and store"] + run.stages["settle"] for workers, run in runs.items()}
    per_act = 1000 / acts
    _limit("two workers against one, whole load", runs[1].seconds / runs[2].seconds, LEAST_SPEED_UP, "times")
    _limit("two workers against one, without the index", ours[1] / ours[2], LEAST_SPEED_UP, "times")
    stored, stock = runs[1].stages["parse and store"] * per_act, whoosh.seconds * per_act
    _limit("parsing and storing, one worker", stored, stock, "ms an act (stock Whoosh)")
    _limit("the same with settling, more than was asked", ours[1] * per_act, stock, "ms an act (stock Whoosh)")
    _limit("peak memory", max(run.memory for run in runs.values()), MOST_MEMORY, "MB")
    _limit(f"{WHOLE} acts, two workers", runs[2].seconds / acts * WHOLE / 60, MOST_MINUTES, "min")


def _limit(what: str, found: float, limit: float, unit: str) -> None:
    least = limit == LEAST_SPEED_UP
    met = found >= limit if least else found <= limit
    verdict = "met" if met else "NOT MET"
    print(f"{what}: {found:.2f}, {'least' if least else 'most'} {limit:.2f} {unit} - {verdict}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="a folder of XML made before")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", help=argparse.SUPPRESS)
    return parser.parse_args()


def _ours(folder: Path, work: Path, workers: int, acts: int, size: float) -> Measure:
    base = work / f"{workers}.db"
    found = _measured(str(workers), base, folder)
    _say(f"kb ingest --workers {workers}", found, acts, size)
    stages = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in found.stages.items())
    held = base.stat().st_size / 1e6
    index = sum(path.stat().st_size for path in Path(f"{base}.index").rglob("*") if path.is_file()) / 1e6
    print(f"    {stages}; base {held:.1f} MB, index {index:.1f} MB, {held / acts * 1000:.1f} KB an act")
    return found


def _stock(name: str, texts: Path, work: Path, acts: int) -> Measure:
    found = _measured(name, texts, work / f"{name}.stock")
    _say(f"stock {name}", found, acts, texts.stat().st_size / 1e6)
    return found


def _say(name: str, run: Measure, acts: int, size: float) -> None:
    print(
        f"{name}: {run.seconds:.1f} s ({run.cpu:.1f} s of processors), {acts / run.seconds:.0f} acts/s, "
        f"{size / run.seconds:.2f} MB/s, peak {run.memory:.0f} MB"
    )


def _texts(files: list[Path], work: Path) -> Path:
    """The same texts, ready read, a JSON line an act: what stock tools take."""
    path = work / "texts.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for file in files:
            document = read(file.read_bytes(), file.name)
            row = {"id": file.stem, "title": document.metadata.get("title", ""), "text": document.text}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def _measured(what: str, *paths: Path) -> Measure:
    """Run a part of this script in a process of its own and watch the memory of its whole session."""
    command = [sys.executable, __file__, "--one", what, *map(str, paths)]
    began, peak, used = time.monotonic(), 0.0, {}
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    while _runs_on(running):
        peak = max(peak, _watched(running.pid, used))
    seconds = time.monotonic() - began
    said = running.communicate()[0]
    if running.returncode:
        sys.exit(f"{what}: failed")
    return Measure(seconds, sum(used.values()), peak, json.loads(said.splitlines()[-1]))


def _runs_on(running: subprocess.Popen[str]) -> bool:
    """Whether it does after half a second: looking through its memory ten times a second took a tenth of a core."""
    try:
        running.wait(0.5)
    except subprocess.TimeoutExpired:
        return True
    return False


def _watched(session: int, used: dict[str, float]) -> float:
    """Megabytes held by the processes of a session, shared pages counted once (Pss of proc(5)).

    ``used`` gets the seconds of processor that each has taken so far: a worker is nobody's child that could be asked.
    """
    total, tick = 0, os.sysconf("SC_CLK_TCK")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                used[stat.parent.name] = (int(fields[11]) + int(fields[12])) / tick
                rollup = (stat.parent / "smaps_rollup").read_text()
                total += int(rollup.partition("\nPss:")[2].split()[0])
        except (OSError, ValueError, IndexError):
            continue
    return total / 1000


def _one(what: str, source: Path, target: Path) -> None:
    """One part, in this process; the last line it prints is JSON of its stages' seconds."""
    parts = {"sqlite-utils": _sqlite_utils, "whoosh": _whoosh}
    print(json.dumps(parts[what](source, target) if what in parts else _ingest(source, target, int(what))))


def _ingest(base: Path, folder: Path, workers: int) -> dict[str, float]:
    from kb.load import Progress, ingest_paths

    marks = {"parse and store": time.monotonic()}
    names = {"связи": "settle", "индекс": "index"}

    def note(progress: Progress) -> None:
        if name := names.get(progress.stage):
            marks.setdefault(name, time.monotonic())

    ingest_paths(base, [folder], workers, on_progress=note)
    ends = [*list(marks.values())[1:], time.monotonic()]
    return {name: end - began for (name, began), end in zip(marks.items(), ends, strict=True)}


def _sqlite_utils(texts: Path, target: Path) -> dict[str, float]:
    program = [sys.executable, "-m", "sqlite_utils"]
    subprocess.run([*program, "insert", str(target), "acts", str(texts), "--nl", "--pk", "id"], check=True)
    subprocess.run([*program, "enable-fts", str(target), "acts", "title", "text"], check=True)
    return {}


def _whoosh(texts: Path, target: Path) -> dict[str, float]:
    from whoosh import fields, index

    target.mkdir()
    schema = fields.Schema(id=fields.ID(stored=True, unique=True), title=fields.TEXT(stored=True), text=fields.TEXT)
    writer = index.create_in(str(target), schema).writer()
    with texts.open(encoding="utf-8") as lines:
        for line in lines:
            writer.add_document(**json.loads(line))
    writer.commit()
    return {}


if __name__ == "__main__":
    main()
