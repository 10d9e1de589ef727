"""Acts cited without a date, in bases that know one dated act of the number, several, or none."""

from __future__ import annotations

import itertools
import json
import sqlite3
from pathlib import Path

import pytest
from bases import Given, dump, given, store

from kb.store.connection import open_base

LETTER = "Министерство просвещения Примерной области\nПИСЬМО\nот 5 мая 2025 г. № 7\nО законе\nПрименяется {}.\n"
PLAIN = "Федеральный закон № 900-ФЗ"
TITLED = 'Федеральный закон № 900-ФЗ "О лесах"'
FORESTS = (
    "РОССИЙСКАЯ ФЕДЕРАЦИЯ\nФЕДЕРАЛЬНЫЙ ЗАКОН\nО лесах\nСтатья 1. Леса\n1. Беречь.\nМосква\n1 июня 2012 года\n№ 900-ФЗ\n"
)
WATERS = FORESTS.replace("О лесах", "О водах").replace("2012", "2014")


def meant(base: Path, *files: Given) -> tuple[str, str, list[str]]:
    """What the base says of the letter's citation: act, status, candidates."""
    db = open_base(base)
    store(db, files)
    cited, status, candidates = db.execute(
        "SELECT cited, status, candidates FROM citations WHERE exact LIKE '%900%' AND relation = 'cites'"
    ).fetchone()
    db.close()
    return cited, status, json.loads(candidates)


@pytest.mark.parametrize(
    ("said", "laws", "status", "candidates"),
    [
        (PLAIN, [], "resolved", []),
        (PLAIN, [FORESTS], "ambiguous", ["fz-2012-06-01-900"]),  # another year may have a law of that number
        (PLAIN, [FORESTS, WATERS], "ambiguous", ["fz-2012-06-01-900", "fz-2014-06-01-900"]),
        (TITLED, [WATERS, FORESTS], "resolved", ["fz-2012-06-01-900"]),
        (TITLED, [WATERS], "ambiguous", ["fz-2014-06-01-900"]),
    ],
)
def test_what_an_undated_citation_may_mean(
    tmp_path: Path, said: str, laws: list[str], status: str, candidates: list[str]
) -> None:
    files = [given("letter.txt", LETTER.format(said)), *(given(f"{i}.txt", law) for i, law in enumerate(laws))]
    assert meant(tmp_path / "base.db", *files) == ("fz-900", status, candidates)


def test_every_order_of_loads_gives_one_base(tmp_path: Path) -> None:
    files = [given("letter.txt", LETTER.format(PLAIN)), given("1.txt", FORESTS), given("2.txt", WATERS)]
    dumps = set()
    for i, order in enumerate(itertools.permutations(files)):
        db: sqlite3.Connection = open_base(tmp_path / f"{i}.db")
        for one in order:
            store(db, [one])
        dumps.add(dump(db))
        db.close()
    assert len(dumps) == 1
