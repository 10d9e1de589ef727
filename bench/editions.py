"""How fast texts go through time: operations applied to a large act, a unit read on a day out of a large base.

    python bench/editions.py

Prints the seconds that 1,000 operations on an act of 5,000 units take (limit 1 s), and the milliseconds of reading one
unit on one day by SQL from a base of 100,000 units with four wordings each (limit 5 ms at the 95th percentile): by the
canned query, by the SQL function ``unit_at``, and for the whole answer of ``kb.text``. Where the corpus is at hand,
those too of an earlier edition of its longest code that has several, every reading on a day of its own: an article by
``kb.text``, the page of an article and of a portion (limit 60 ms at the 95th percentile), beside the same of today.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from _corpus_base import CORPUS

import kb
from kb.editions.apply import consolidate
from kb.editions.model import Change, UnitState
from kb.load import ingest_paths
from kb.store.connection import open_base, transaction
from kb.store.labels import Identity
from kb.store.project import skeleton
from kb.store.rows import TextRow, UnitRow, insert
from kb.store.wording import seal
from kb.web.metadata import of_base
from kb.web.serve import application
from kb.web.sql_functions import register

UNITS, OPERATIONS, SECONDS = 5_000, 1_000, 1.0
ACTS, VERSIONS = 20, 4
READINGS, MILLISECONDS = 2_000, 5.0
EARLIER_READINGS, EARLIER_MILLISECONDS = 100, 60.0
EVERYWHERE = 50
"""One operation of so many goes through the whole act: «по тексту слова … заменить»."""
PARTS = 10
"""Of an article."""


def main() -> int:
    """Print the figures; 1 when a limit is passed."""
    chance = random.Random(4)
    slow = _applying(chance) > SECONDS
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base.db"
        _make(base)
        figures = list(_reading(base, chance))
        late = CORPUS.exists() and max(_earlier(Path(folder) / "corpus.db", chance)) > EARLIER_MILLISECONDS
    return int(slow or late or max(figures) > MILLISECONDS)


# applying


def _applying(chance: random.Random) -> float:
    units, leaves = list(_act()), UNITS // (PARTS + 1) * PARTS
    changes = [_change(number, chance.randrange(leaves), chance) for number in range(OPERATIONS)]
    began, worked = time.perf_counter(), time.process_time()
    result = consolidate(units, changes, "act")
    took, work = time.perf_counter() - began, time.process_time() - worked
    print(
        f"{len(units)} единиц, {len(changes)} поручений: {took:.2f} с (процессора {work:.2f} с; предел {SECONDS} с); "
        f"применено {len(result.applied)}, отклонено {len(result.refused)}, редакций {len(result.versions)}"
    )
    return took


def _act() -> Iterator[UnitState]:
    for article in range(1, UNITS // (PARTS + 1) + 1):
        eid = f"art_{article}"
        yield UnitState(eid, eid, None, "статья", str(article), "main", f"Статья {article}. Заголовок", False)
        for part in range(1, PARTS + 1):
            words = f"{part}. Орган рассматривает заявление номер {article} в течение {part} дней и сообщает заявителю."
            yield UnitState(f"{eid}__para_{part}", f"{eid}__para_{part}", eid, "часть", str(part), "main", words, True)


def _change(number: int, leaf: int, chance: random.Random) -> Change:
    article, part = leaf // PARTS + 1, leaf % PARTS + 1
    eid = f"art_{article}__para_{part}"
    day = f"20{10 + number % 15:02}-0{1 + number % 9}-01"
    old: str | None
    new: str | None
    if number % EVERYWHERE == 0:
        old, new = ("дней", "суток")[:: (-1) ** (number // EVERYWHERE)]
        return Change(f"c{number}", f"fz-{number % 100}", day, number, "replace_everywhere", "", old, new, day)
    verb = ("replace_words", "insert_words", "delete_words", "restate", "add", "repeal")[number % 6]
    old, new = chance.choice(("заявление", "сообщает", "рассматривает")), f"слово{number}"
    if verb == "restate":
        old, new = None, f"{part}. Новая редакция номер {number} этой части статьи."
    elif verb == "add":
        eid, old, new = f"art_{article}__para_{part}-{number}", None, f"{part}.{number}. Новая часть номер {number}."
    elif verb in ("delete_words", "repeal"):
        new = None
    return Change(f"c{number}", f"fz-{number % 100}", day, number, verb, eid, old, new, day)


# reading


def _make(path: Path) -> None:
    """A base of acts whose every part has several wordings."""
    db = open_base(path)
    with transaction(db):
        for number in range(ACTS):
            act = f"fz-2000-01-01-{number}"
            row = skeleton(act, Identity("fz", (), f"{number}-ФЗ", "2000-01-01", f"О предмете {number}"))
            insert(db, [row._replace(has_text=1)])
            states = list(_act())
            insert(db, [_unit_row(act, position, state) for position, state in enumerate(states)])
            insert(db, [row for state in states if state.leaf for row in _text_rows(act, state)])
    db.execute("ANALYZE")
    db.close()


def _unit_row(act: str, position: int, state: UnitState) -> UnitRow:
    last = position if state.leaf else position + PARTS
    return UnitRow(
        act, position, state.eid, state.wid, state.parent, "main", state.kind, state.number, None, 0, 0, last,
        int(state.leaf), position,
    )  # fmt: skip


def _text_rows(act: str, state: UnitState) -> Iterator[TextRow]:
    previous = ""
    for version in range(VERSIONS):
        since = f"20{version * 5:02}-01-01" if version else ""
        until = f"20{version * 5 + 5:02}-01-01" if version + 1 < VERSIONS else None
        words = f"{state.words} Редакция {version}."
        previous = seal(previous, act, state.eid, since, words)
        yield TextRow(act, state.eid, since, words, until, "2026-01-15", None, previous)


def _reading(path: Path, chance: random.Random) -> Iterator[float]:
    """Milliseconds at the 95th percentile of each way to read."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (units,) = db.execute("SELECT count(*) FROM units").fetchone()
    register(db)
    sql = of_base()["queries"]["unit_at"]["sql"]
    asked = [
        (
            f"fz-2000-01-01-{chance.randrange(ACTS)}",
            f"art_{chance.randrange(1, UNITS // (PARTS + 1))}__para_{chance.randrange(1, PARTS + 1)}",
            f"20{chance.randrange(0, 26):02}-06-15",
        )
        for _ in range(READINGS)
    ]
    ways: tuple[tuple[str, Callable[[str, str, str], object]], ...] = (
        ("запрос unit_at", lambda act, unit, at: db.execute(sql, {"act": act, "unit": unit, "at": at}).fetchall()),
        ("функция SQL unit_at", lambda *asked: db.execute("SELECT unit_at(?, ?, ?)", asked).fetchall()),
        ("kb.text", lambda act, unit, at: kb.text(db, act, date.fromisoformat(at), unit)),
    )
    print(f"База: {units} единиц, {VERSIONS} редакции у каждой; чтений {READINGS}")
    for name, way in ways:
        yield _measured(name, way, asked)
    db.close()


def _measured(
    name: str,
    way: Callable[[str, str, str], object],
    asked: Sequence[tuple[str, str, str]],
    limit: float = MILLISECONDS,
) -> float:
    times, worked = [], time.process_time()
    for one in asked:
        began = time.perf_counter()
        if not way(*one):
            raise SystemExit(f"{name}: нет ответа на {one}")
        times.append(1000 * (time.perf_counter() - began))
    work = 1000 * (time.process_time() - worked) / len(times)
    times.sort()
    half, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"  {name}: половина за {half:.3f} мс, p95 {most:.3f} мс (предел {limit} мс; процессора {work:.3f} мс)")
    return most


# an earlier edition

_LONGEST = """
    SELECT u.act, count(*), (SELECT min(edition) FROM sources s WHERE s.act = u.act), a.edition
    FROM units u JOIN act_records a ON a.id = u.act
    WHERE u.act IN (SELECT act FROM sources GROUP BY act HAVING count(DISTINCT coalesce(edition, '')) > 1)
    GROUP BY u.act ORDER BY 2 DESC LIMIT 1
"""


def _earlier(path: Path, chance: random.Random) -> Iterator[float]:
    """Milliseconds at the 95th percentile of the ways to read the earliest edition of the longest code."""
    ingest_paths(path, [CORPUS / "pravo_html"])
    db = open_base(path, readonly=True)
    act, units, first, shown = db.execute(_LONGEST).fetchone()
    kept = {eid for (eid,) in db.execute("SELECT eid FROM units WHERE act = ?", (act,))}
    then = kb.text(db, act, date.fromisoformat(first)).units
    articles = [unit.eid for unit in then if unit.kind == "статья" and unit.eid in kept]
    between = range((date.fromisoformat(shown) - date.fromisoformat(first)).days)
    days = [
        (date.fromisoformat(first) + timedelta(days=after)).isoformat()
        for after in chance.sample(between, min(EARLIER_READINGS, len(between)))
    ]
    portions = min(len(kb.portion(db, act, day).portions) for day in (None, date.fromisoformat(first)))
    of_article = [(act, chance.choice(articles), day) for day in days]
    of_portion = [(act, str(chance.randrange(1, portions + 1)), day) for day in days]
    print(f"Прежняя редакция {act}: {units} единиц, с {first}; чтений {len(days)}, каждое на свой день")
    page = _Pages(path)

    def read(act: str, unit: str, at: str) -> object:
        return kb.text(db, act, date.fromisoformat(at) if at else None, unit)

    for name, way, asked in (
        ("kb.text, статья", read, of_article),
        ("страница статьи", page.of_unit, of_article),
        ("страница части", page.of_portion, of_portion),
    ):
        _measured(f"{name}, нынешняя", way, [(act, of, "") for act, of, _ in asked], EARLIER_MILLISECONDS)
        yield _measured(f"{name}, прежняя", way, asked, EARLIER_MILLISECONDS)
    page.close()
    db.close()


class _Pages:
    """The site of a base, asked without a socket."""

    def __init__(self, base: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self._site = application(base)
        self._loop.run_until_complete(self._site.invoke_startup())

    def of_unit(self, act: str, unit: str, at: str) -> bool:
        """Is the portion answered in which the unit stands."""
        return self._answers(f"/acts/{act}?unit={unit}", at)

    def of_portion(self, act: str, number: str, at: str) -> bool:
        """Is the portion of that number answered."""
        return self._answers(f"/acts/{act}?part={number}", at)

    def _answers(self, address: str, at: str) -> bool:
        asked = self._site.client.get(f"{address}&at={at}" if at else address)
        return bool(self._loop.run_until_complete(asked).status_code == 200)

    def close(self) -> None:
        for database in self._site.databases.values():
            database.close()
        self._site.executor.shutdown()
        self._loop.close()


if __name__ == "__main__":
    sys.exit(main())
