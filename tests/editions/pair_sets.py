"""Pairs of an act and an act that changes it, with the text that must come out, and what became of each order.

A pair is a folder of ``tests/editions/pairs/<set>/``: ``base.txt``, ``change.txt``, ``expected.txt`` (the base on a day
after the change, line by line) and ``orders.yml``; how they are written says the README.md there. What the program
makes of them is asked of its own face, ``kb show``, on a base of the two files alone.
"""

from __future__ import annotations

import io
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

import yaml

from kb.cli import run

FOLDER = Path(__file__).parent / "pairs"


class Outcome(StrEnum):
    """What became of an order."""

    RIGHT = "верно"
    WRONG = "применено неверно"
    MISSED = "пропущено молча"
    REFUSED = "отказано зря"


@dataclass(frozen=True)
class Order:
    """One order of the change as a lawyer reads it. ``gone``, ``new``: lines of the text that it takes and gives."""

    kind: str
    annex: bool
    refuse: bool
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """A folder. ``day``: one on which the whole change is in force."""

    folder: Path
    day: date
    orders: tuple[Order, ...]

    def lines(self, name: str) -> list[str]:
        """The lines of one of its texts, as they are compared."""
        return [plain(line) for line in (self.folder / name).read_text("utf-8").split("\n") if line.strip()]


@dataclass(frozen=True)
class Judgement:
    """What became of each order, in order, and how many lines that no order speaks of came out otherwise."""

    pair: Pair
    outcomes: tuple[Outcome, ...]
    strays: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Is the whole text as it should be, and every refusal said."""
        return not self.strays and all(outcome is Outcome.RIGHT for outcome in self.outcomes)


def sets() -> list[str]:
    """Names of the sets, the oldest first."""
    return sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


def pairs(name: str) -> Iterator[Pair]:
    """The pairs of a set."""
    for folder in sorted((FOLDER / name).iterdir()):
        said = yaml.safe_load((folder / "orders.yml").read_text("utf-8"))
        orders = (
            Order(
                one["kind"], one["annex"], one["refuse"], tuple(map(plain, one["gone"])), tuple(map(plain, one["new"]))
            )
            for one in said["orders"]
        )
        yield Pair(folder, said["day"], tuple(orders))


_SAME = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " ", "\t": " "})
_TRACE = re.compile(r"утратил[аои]? силу(?: с \d\d\.\d\d\.\d{4})?\.?$", re.IGNORECASE)
"""A repealed unit leaves a trace or none: how it is worded is no text of the law."""


def plain(line: str) -> str:
    """A line without what its typesetting adds: kinds of quotes and dashes, spaces."""
    return " ".join(line.translate(_SAME).split())


def judged(pair: Pair, work: Path) -> Judgement:
    """Load the pair into a base in the empty folder ``work`` and compare."""
    base = work / "pair.db"
    before = _shown(base, pair, None, [pair.folder / "base.txt"])
    after = _shown(base, pair, pair.day, [pair.folder / "change.txt"])
    expected = Counter(pair.lines("expected.txt"))
    strays = tuple(_strays(pair, before, after, expected))
    outcomes = tuple(_told([*_outcomes(pair, before, after, bool(strays))], pair, _refusals(base)))
    return Judgement(pair, outcomes, strays)


def _outcomes(pair: Pair, before: Counter[str], after: Counter[str], strays: bool) -> Iterator[Outcome]:
    """What the text says of each order. One that ought to be refused was not, where lines came that nobody expects."""
    for order in pair.orders:
        outcome = _outcome(order, before, after)
        yield Outcome.WRONG if order.refuse and strays else outcome


def _told(outcomes: list[Outcome], pair: Pair, refusals: int) -> Iterator[Outcome]:
    """The outcomes, of those not done only so many refused as the base says, the rest missed."""
    for order, outcome in zip(pair.orders, outcomes, strict=True):
        if outcome is Outcome.REFUSED or (order.refuse and outcome is Outcome.RIGHT):
            yield outcome if refusals > 0 else Outcome.MISSED
            refusals -= 1
        else:
            yield outcome


def _new(pair: Pair) -> Counter[str]:
    return Counter(line for order in pair.orders for line in order.new if not _TRACE.search(line))


def _outcome(order: Order, before: Counter[str], after: Counter[str]) -> Outcome:
    """Right, wrong, or not done; whether that was said is judged over the pair."""
    new = [line for line in order.new if not _TRACE.search(line)]
    gone = [line for line in order.gone if line not in order.new]
    stands = [line for line in gone if after[line] >= max(1, before[line])]
    lacks = [line for line in new if not after[line]]
    if not stands and not lacks:
        return Outcome.RIGHT
    untouched = len(stands) == len(gone) and len(lacks) == len(new)
    return Outcome.REFUSED if untouched else Outcome.WRONG


def _strays(pair: Pair, before: Counter[str], after: Counter[str], expected: Counter[str]) -> Iterator[str]:
    """Lines that came of no order, and lines that no order took."""
    taken = Counter(line for order in pair.orders for line in order.gone)
    yield from (f"+ {line}" for line in (after - before - expected))
    yield from (f"- {line}" for line in (before - after - taken))


# the program's face


def _shown(base: Path, pair: Pair, at: date | None, files: Iterable[Path]) -> Counter[str]:
    """The lines of the base act that ``kb show`` prints on the day, None: as it was issued."""
    _said("ingest", base, *files)
    act = _act(base, "base.txt")
    if at is not None:
        _date_what_waits(base, pair, at)
    printed = _said("show", base, act or "-", *(("--at", at) if at else ()))
    text = printed.partition("\nТекст на" if at else "\nИмя в базе:")[2].partition("\n")[2]
    lines = (plain(line) for line in text.split("\n") if line.strip() and not line.startswith("    ["))
    return Counter(line for line in lines if not _TRACE.search(line))


def _date_what_waits(base: Path, pair: Pair, day: date) -> None:
    """A change that waits for the day of a publication is given one by a correction, as a lawyer would."""
    act = _act(base, "change.txt")
    with closing(sqlite3.connect(base)) as db:
        waits = db.execute("SELECT count(*) FROM operations WHERE act = ? AND state = 'pending'", (act,)).fetchone()[0]
    if not act or not waits:
        return
    put = {"act": act, "put": {"from": day - timedelta(days=1)}, "who": "Сверка", "when": day, "why": "номер газеты"}
    file = base.parent / "поправки.yml"
    file.write_text(yaml.safe_dump({"corrections": [put]}, allow_unicode=True), "utf-8")
    _said("ingest", base, file)


def _act(base: Path, name: str) -> str | None:
    with closing(sqlite3.connect(base)) as db:
        found = db.execute("SELECT act FROM sources WHERE name LIKE ?", (f"%{name}",)).fetchone()
    return found[0] if found else None


def _refusals(base: Path) -> int:
    """How many orders the base says it did not carry out, or did not understand."""
    with closing(sqlite3.connect(base)) as db:
        refused = db.execute("SELECT count(*) FROM operations WHERE state IN ('refused', 'pending')").fetchone()[0]
        unread = db.execute("SELECT count(*) FROM problems WHERE rule IN ('operations', 'left-over')").fetchone()[0]
    return int(refused) + int(unread)


def _said(*words: object) -> str:
    with redirect_stdout(io.StringIO()) as printed:
        run([str(word) for word in words])
    return printed.getvalue()
