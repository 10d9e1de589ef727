"""The demo base answers what a person has answered by reading the acts alone (expected/README.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from bases import DAY
from judge import JUDGES, Question, disagreements

HERE = Path(__file__).parent / "expected"

_NO_NAME = "the program is wrong: the name of an act is no unit to it, so it refuses instead of answering «nobody»"
KNOWN = {
    "chain-2-201-МП-title": _NO_NAME,
    "chain-38-101-МП-title": _NO_NAME,
    "chain-78-285-МП-title": _NO_NAME,
    "chain-113-120-МП-title": _NO_NAME,
    "chain-129-130-МП-title": _NO_NAME,
    "passport-12-273-ФЗ": "arguable: to the program a federal law is issued by the Федеральное Собрание that passes "
    "it, and not by the Российская Федерация whose law it is",
}
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


_FALSE = [
    ("chain", {"act": "285-МП", "unit": "пункт 2", "by": []}),
    ("chain", {"act": "285-МП", "by": [{"act": "345-МП", "verbs": ["add"]}]}),
    ("status", {"act": "215-МП", "day": DAY, "code": "in_force"}),
    ("status", {"act": "215-МП", "day": DAY, "code": "repealed", "since": DAY}),
    ("status", {"act": "215-МП", "day": DAY, "code": "repealed", "by": ["340-МП"]}),
    ("text", {"act": "285-МП", "unit": "пункт 2", "day": DAY, "text": "Не больше двух часов."}),
    ("text", {"act": "285-МП", "unit": "пункт 2", "day": DAY, "lacks": ["трех"]}),
    ("why", {"act": "285-МП", "unit": "пункт 2", "wordings": [{"since": date(2025, 2, 1), "by": []}]}),
    ("coming", {"act": None, "from": date(2025, 8, 15), "to": date(2025, 12, 1), "events": []}),
    ("dead", {"act": None, "day": DAY, "places": []}),
    ("compare", {"act": "285-МП", "from": date(2025, 3, 1), "to": DAY, "units": []}),
    ("cited_by", {"act": "205-МП", "by": []}),
]
"""Answers that are not true."""


@pytest.mark.parametrize(("verb", "question"), _FALSE)
def test_the_judge_sees_what_is_not_so(demo: Path, verb: str, question: Question) -> None:
    assert disagreements(demo, verb, question)


def test_every_known_disagreement_is_a_question() -> None:
    assert set(KNOWN) <= {case.id for case in _cases()}
