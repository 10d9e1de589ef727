"""The gold of instructions and clauses can be read, is large enough, and says what it means."""

from __future__ import annotations

import pytest

from tests.gold import shells
from tests.gold.notation import BLIND, BadGold


def test_an_expected_operation() -> None:
    wanted = shells.operation("replace_words 77@Правила#point_2 [предложение 1] {а {б}} → {в / г} ~ from=2020-05-01")
    assert wanted == ("replace_words", "77", "Правила", "point_2", "предложение 1", "а {б}", "в\nг", True, wanted.facts)
    assert wanted.facts == (("from", "2020-05-01"),)
    assert shells.operation("repeal 62-ОЗ")[:5] == ("repeal", "62-оз", "main", "", None)


def test_an_expected_clause() -> None:
    wanted = shells.clause('art_1 art_2 from=2020-05-01 rule="on publication"')
    assert wanted == (("art_1", "art_2"), (("from", "2020-05-01"), ("rule", "on publication")))


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(BadGold):
        shells.operation("replace_words")


@pytest.mark.parametrize(("name", "least"), [("operations", 150), ("commencement", 60)])
def test_the_blind_cases_are_many_and_whole(name: str, least: int) -> None:
    cases = list(shells.cases(BLIND / f"{name}.marked.txt"))
    assert len(cases) >= least
    assert all(case.text and case.text in case.act for case in cases)
    read = shells.operation if name == "operations" else shells.clause
    assert all(read(line) for case in cases for line in case.expected)
