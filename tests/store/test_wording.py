"""Wording without the editor's notes."""

from __future__ import annotations

import pytest

import ingest
from ingest.document import Span
from kb.store.records import records
from kb.store.wording import merged, seal, wording


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("1) школа; {(В редакции 5-ФЗ)} дом", "1) школа; дом"),
        ("{(Введён 5-ФЗ)}", ""),
        ("1. Начало.\n{(Абзац - 5-ФЗ)}\nКонец.", "1. Начало.\nКонец."),
        ("текст {(5-ФЗ)}{(6-ФЗ)}", "текст"),
        ("без пометок  как есть", "без пометок  как есть"),
    ],
)
def test_notes_are_cut_and_gaps_close(marked: str, expected: str) -> None:
    text, cuts = "", []
    for part in marked.replace("}", "{").split("{"):
        if part.startswith("("):
            cuts.append(Span(len(text), len(text) + len(part)))
        text += part
    assert wording(text, 0, len(text), merged(cuts)) == expected


def test_a_note_outside_the_unit_does_not_matter() -> None:
    text = "(5-ФЗ) один два (6-ФЗ)"
    assert wording(text, 7, 15, [Span(0, 6), Span(16, 22)]) == "один два"


def test_a_note_across_the_border_is_cut_at_the_border() -> None:
    assert wording("один (5-ФЗ) два", 0, 8, [Span(5, 11)]) == "один"


def test_the_seal_depends_on_everything() -> None:
    seals = {
        seal(*parts)
        for parts in [
            ("", "a", "b", "", "t"),
            ("x", "a", "b", "", "t"),
            ("", "a", "b", "", "u"),
            ("", "ab", "", "", "t"),
        ]
    }
    assert len(seals) == 4


def test_what_a_publisher_put_in_is_no_wording_of_the_act() -> None:
    act = (
        "ФЕДЕРАЛЬНЫЙ ЗАКОН\nО примерах\nСтатья 1. Первая\n1. Раз.\nГАРАНТ:\nСм. комментарии к статье 1\n2. Два.\n"
        "КонсультантПлюс: примечание.\nО применении части 2 см. письмо.\nПрезидент И.Иванов\n5 мая 2020 года\n№ 5-ФЗ\n"
    )
    parsed = ingest.parse(ingest.read(act.encode(), "act.txt"))
    assert [row.text for row in records(parsed, "2020-05-05").texts] == ["1. Раз.", "2. Два."]
