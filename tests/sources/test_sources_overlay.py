"""Overlays of corrections: what an entry says, and how a bad one is refused alone."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.sources import Overlay, read_overlay
from ingest.sources.overlay import Correction, Subject

SIGNED = "\n    who: Иванова И.И.\n    when: 15.01.2026\n    why: письмо"
GOOD = "  - operation: {act: 290-МП, unit: пункт 1, verb: add, words: день}\n    put: {from: 01.02.2025, apply: no}"


def overlay(*entries: str) -> Overlay:
    found = read_overlay(("corrections:\n" + "\n".join(entries)).encode(), "поправки.yaml")
    assert found is not None
    return found


def test_every_part_of_an_entry() -> None:
    (found,) = overlay(GOOD + SIGNED).corrections
    assert found == Correction(
        Subject("290-МП", "пункт 1", "add", "день"),
        {"from": "2025-02-01", "apply": False},
        "Иванова И.И.",
        date(2026, 1, 15),
        "письмо",
        2,
    )


def test_words_of_an_act_keep_their_lines() -> None:
    (found,) = overlay(
        "  - operation: {act: 1-ФЗ, unit: ст. 1}\n    put:\n      new: |\n        1. Раз:\n        а) два." + SIGNED
    ).corrections
    assert found.put == {"new": "1. Раз:\nа) два."}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("  - act: 1-ФЗ\n    put: {цвет: белый}" + SIGNED, "неизвестное поле «цвет» в «put»"),
        ("  - act: 1-ФЗ\n    put: {}" + SIGNED, "не сказано, что поправить"),
        ("  - put: {date: 01.02.2025}" + SIGNED, "либо акт (act), либо поручение (operation)"),
        ("  - act: 1-ФЗ\n    put: {date: 31.02.2025}" + SIGNED, "(поле «date»)"),
        ("  - act: 1-ФЗ\n    put: {date: 01.02.2025}\n    who: И\n    when: 15.01.2026", "не заполнено «why»"),
        ("  - act: 1-ФЗ\n    put: {date: 01.02.2025}\n    why: И\n    when: 15.01.2026", "не заполнено «who»"),
        ("  - operation: {act: 1-ФЗ}\n    put: {old: а}" + SIGNED, "не заполнено «unit»"),
        (
            "  - operation: {act: 1-ФЗ, unit: ст. 1}\n    put: {verb: exchange}" + SIGNED,
            "глагол «exchange» не известен",
        ),
        ("  - operation: {act: 1-ФЗ, unit: ст. 1}\n    put: {apply: yes}" + SIGNED, "только «no»"),
        ("  - просто слова", "ожидаются поля"),
    ],
)
def test_a_bad_entry_is_a_problem_and_the_others_go_on(bad: str, reason: str) -> None:
    found = overlay(bad, GOOD + SIGNED)
    assert len(found.corrections) == 1
    (problem,) = found.problems
    assert reason in problem.message and problem.start == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("corrections: {a: b}", "ожидается список"),
        ("corrections: [", "не читается как YAML"),
        ("corrections: [{{a: b}: c}]", "не читается как YAML"),
        ("corrections: []\nlaws: []", "неизвестное поле «laws»"),
    ],
)
def test_a_file_that_is_no_list_says_so(text: str, sentence: str) -> None:
    found = read_overlay(text.encode(), "поправки.yml")
    assert found is not None and sentence in found.problems[0].message


def test_other_files_are_left_to_others() -> None:
    assert read_overlay(b"- kind: fz\n  title: corrections", "cards.yml") is None
    assert read_overlay(b"corrections: []", "note.txt") is None
    assert read_overlay(b"corrections:\n", "empty.yml") == Overlay(())
