"""Acts that citations alone name and that differ in one requisite from an act the base holds."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from bases import given, store

from kb.store.connection import open_base

HELD = "ПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ\nПОСТАНОВЛЕНИЕ\nот 13 июля 2022 г. № 9241\nО мелах\n1. Утвердить план.\n"
LETTER = (
    "Министерство просвещения Примерной области\nПИСЬМО\nот 5 мая 2025 г. № 7\nО мелах\n"
    "Применяется постановление Правительства РФ от {} № 9241.\n"
)


@pytest.mark.parametrize(
    ("day", "told"),
    [("13.08.2022", True), ("14.07.2022", True), ("13.07.2023", True), ("13.07.2022", False), ("2.03.2019", False)],
)
def test_a_slip_in_the_day_is_told_in_whatever_order_files_come(tmp_path: Path, day: str, told: bool) -> None:
    files = [given("held.txt", HELD), given("letter.txt", LETTER.format(day))]
    for n, order in enumerate(itertools.permutations(files)):
        db = open_base(tmp_path / f"{n}.db")
        store(db, order)
        said = [row[0] for row in db.execute("SELECT message FROM problems WHERE rule = 'resemblance'")]
        assert [("9241" in message, "13.07.2022" in message) for message in said] == [(True, True)] * told
        store(db, [given("again.txt", HELD.replace("мелах", "мелках"))])
        db.close()
