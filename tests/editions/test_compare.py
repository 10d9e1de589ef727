"""Two texts compared: renumbered, moved and rewritten units told apart; the acts named."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import bases
import pytest

import kb
from kb.editions.model import Stand
from kb.reading.differences import differences, word_changes
from kb.store.connection import open_base

_ROOT = Path(__file__).resolve().parents[2]
_CORPUS = _ROOT.parent / "shared" / "corpus"


def stand(eid: str, words: str, wid: str = "") -> Stand:
    return Stand(eid, words, wid or eid)


def shown(before: list[Stand], after: list[Stand]) -> list[tuple[str, str | None, str | None]]:
    return [(d.what, d.before, d.after) for d in differences(before, after)]


def test_nothing_differs_from_itself() -> None:
    text = [stand("art_1", "Текст."), stand("art_2", "Другой.")]
    assert differences(text, text) == []


def test_a_unit_with_the_same_words_under_another_number_is_renumbered() -> None:
    before = [stand("point_1", "1. Первые слова пункта."), stand("point_2", "2. Вторые слова пункта.")]
    after = [
        stand("point_1", "1. Новые слова, которых не было."),
        stand("point_2", "2. Первые слова пункта.", "point_1"),
        stand("point_3", "3. Вторые слова пункта, измененные.", "point_2"),
    ]
    after[0] = after[0]._replace(wid="point_1@2020-01-01")
    assert shown(before, after) == [
        ("added", None, "point_1"),
        ("renumbered", "point_1", "point_2"),
        ("renumbered", "point_2", "point_3"),
    ]
    assert [bool(d.pieces) for d in differences(before, after)] == [True, False, True]


def test_without_identities_equal_words_tell_of_a_move() -> None:
    before = [stand("art_1__para_1", "1. Достаточно длинные слова."), stand("art_2__para_1", "1. Прочее.")]
    after = [stand("art_2__para_1", "1. Прочее."), stand("art_2__para_2", "2. Достаточно длинные слова.")]
    assert shown(before, after) == [("moved", "art_1__para_1", "art_2__para_2")]


def test_what_is_gone_stands_where_it_was() -> None:
    before = [stand("p1", "Один."), stand("p2", "Два."), stand("p3", "Три.")]
    after = [stand("p1", "Один!"), stand("p3", "Три!")]
    assert shown(before, after) == [("reworded", "p1", "p1"), ("removed", "p2", None), ("reworded", "p3", "p3")]


def test_words_are_compared_whole_and_give_both_texts_back() -> None:
    before, after = "в течение пяти рабочих дней со дня", "в течение десяти дней со дня подачи"
    pieces = word_changes(before, after)
    assert "".join(p.words for p in pieces if p.sign != "+") == before
    assert "".join(p.words for p in pieces if p.sign != "-") == after
    assert ("-", "пяти") in pieces or ("-", "пяти рабочих") in pieces


def test_a_long_paragraph_takes_no_seconds() -> None:
    before, after = "слово другое " * 20_000, "иное слово " * 20_000
    start = time.perf_counter()
    assert word_changes(before, after)
    assert time.perf_counter() - start < 1


def test_between_two_days_of_a_model_act(tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    bases.store(db, bases.read_data())
    found = kb.compare(db, "201-МП", date(2024, 11, 17), date(2024, 11, 18))
    assert [(d.what, d.before, d.after) for d in found.differences] == [
        ("removed", "att_1__point_4__subpara_б", None),
        ("added", None, "att_1__point_8"),
        ("renumbered", "att_1__point_8", "att_1__point_9"),
        ("renumbered", "att_1__point_9", "att_1__point_10"),
        ("renumbered", "att_1__point_10", "att_1__point_11"),
    ]
    assert {act.number for d in found.differences for act in d.by} == {"275-МП"}
    assert kb.compare(db, "201-МП", date(2024, 11, 18), date(2024, 11, 19)).differences == ()
    one = kb.compare(db, "201-МП", date(2024, 1, 1), date(2030, 1, 1), "пункт 2 Положения")
    assert len(one.differences) < 12
    db.close()


@pytest.mark.skipif(not _CORPUS.exists(), reason="нет ../shared/corpus")
def test_two_editions_of_the_tax_code_name_the_acts_between_them(tmp_path: Path) -> None:

    db = open_base(tmp_path / "tax.db")
    files = [_CORPUS / "pravo_html" / name for name in ("605577371.html", "102054722.html")]
    given = [(file.name, file.read_bytes()) for file in files]
    bases.store(db, [bases.given(*one) for one in given])
    found = kb.compare(db, "fz-1998-07-31-146", date(2023, 5, 29), date(2023, 8, 4))
    assert found.stated == ("605577371.html", "102054722.html")
    assert len(found.differences) > 100
    unnamed = [d for d in found.differences if not d.by]
    assert len(unnamed) <= 3
    assert all(len(words) <= 2 for d in unnamed for sign, words in d.pieces if sign != "=")  # a mark, a space
    assert "fz-2023-07-31-389" in {act.id for d in found.differences for act in d.by}
    db.close()
