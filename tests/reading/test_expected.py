"""The demo base answers what a person has answered by reading the acts alone (expected/README.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from bases import DAY
from judge import JUDGES, Question, disagreements

HERE = Path(__file__).parent / "expected"

KNOWN: dict[str, str] = {}
"""Question → why the program disagrees: «the program is wrong: …» or «arguable: …»; one that agrees after all fails."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_TODAY", DAY.isoformat())


def _cases() -> Iterator[Any]:
    for verb in JUDGES:
        questions = yaml.safe_load((HERE / f"{verb}.yml").read_text(encoding="utf-8"))["questions"]
        for number, question in enumerate(questions, 1):
            name = _name(verb, number, question)
            known = KNOWN.get(name)
            marks = [pytest.mark.xfail(strict=True, reason=known)] if known else []
            yield pytest.param(verb, question, id=name, marks=marks)


def _name(verb: str, number: int, question: Question) -> str:
    """«chain-17-201-МП-att_1__point_5», «coming-2»."""
    return "-".join([verb, str(number), *(str(question[key]) for key in ("act", "eid") if question.get(key))])


@pytest.mark.parametrize(("verb", "question"), list(_cases()))
def test_answers_as_the_acts_do(demo: Path, verb: str, question: Question) -> None:
    assert disagreements(demo, verb, question) == []


def test_every_known_disagreement_is_a_question() -> None:
    assert set(KNOWN) <= {case.id for case in _cases()}
