"""Texts through time in a real base: by date, by seal, whatever the order of files."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import bases
import pytest

import kb
from kb.editions.prove import replay
from kb.store.connection import open_base
from kb.store.verify import verify

_ROOT = Path(__file__).resolve().parents[2]
_EXPECTED = _ROOT / "tests" / "acts"


@pytest.mark.parametrize("slug", sorted(path.name for path in _EXPECTED.iterdir() if path.is_dir()))
def test_an_act_read_at_a_day_is_the_text_a_person_derived(base: sqlite3.Connection, slug: str) -> None:
    folder = _EXPECTED / slug
    first = set(min(folder.glob("expected-*.txt")).read_text("utf-8").splitlines())
    units = list(kb.text(base, slug, date(2024, 1, 1)).units)
    of_units = {line for unit in units for line in (unit.text or "").split("\n")} | {unit.heading for unit in units}
    for path in sorted(folder.glob("expected-*.txt")):
        shown = [
            line
            for u in kb.text(base, slug, date.fromisoformat(path.name[9:19])).units
            if u.text
            for line in u.text.split("\n")
        ]
        expected = path.read_text("utf-8").splitlines()
        outside = (first - of_units) - set(shown)
        assert shown == [line for line in expected if line not in outside and line in set(shown)], path.name
        assert set(expected) - set(shown) <= outside, path.name


def test_every_order_has_a_state_and_every_refusal_a_reason(base: sqlite3.Connection) -> None:
    rows = base.execute(
        "SELECT state, reason FROM operations WHERE basis IN ('clause', 'default', 'unknown') AND target LIKE '%mp'"
    ).fetchall()
    assert {state for state, _ in rows} == {"applied", "pending", "refused"}
    assert all(reason for state, reason in rows if state != "applied")


def test_replay_agrees_and_names_a_letter_changed_by_hand(base: sqlite3.Connection) -> None:
    assert verify(base) == []
    assert list(replay(base)) == []
    act, eid = base.execute("SELECT act, eid FROM unit_texts WHERE made_by IS NOT NULL ORDER BY act, eid").fetchone()
    base.execute(
        "UPDATE unit_texts SET text = text || 'я' WHERE act = ? AND eid = ? AND made_by IS NOT NULL", (act, eid)
    )
    assert [f.key for f in verify(base)][:1] == [f"{act} {eid}"]
    assert f"{act} {eid}" in {f.key for f in replay(base)}


def test_a_text_its_editor_brought_up_to_a_day_is_not_changed_twice(tmp_path: Path) -> None:
    head = "РОССИЙСКАЯ ФЕДЕРАЦИЯ\nФЕДЕРАЛЬНЫЙ ЗАКОН\n{title}\nПринят Государственной Думой 1 марта {year} года\n"
    tail = "\nПрезидент Российской Федерации В.Путин\nМосква, Кремль\n10 марта {year} года\n№ {number}-ФЗ\n"
    law = (
        head.format(title="Об образце", year=2010)
        + "Статья 1. Предмет\n1. Новые слова.\n(В редакции Федерального закона "
        "от 10.03.2011 № 51-ФЗ)\n2. Второе.\n" + tail.format(year=2010, number=50)
    )
    amending = (
        head.format(title='О внесении изменений в Федеральный закон "Об образце"', year=2011)
        + 'Статья 1\nВнести в Федеральный закон от 10 марта 2010 года № 50-ФЗ "Об образце" следующие изменения:\n'
        '1) в части 1 статьи 1 слово "Старые" заменить словом "Новые".\n'
        "Статья 2\nНастоящий Федеральный закон вступает в силу с 1 мая 2011 года.\n" + tail.format(year=2011, number=51)
    )
    db = open_base(tmp_path / "base.db")
    given = [(name, text.encode()) for name, text in (("law.txt", law), ("amending.txt", amending))]
    bases.store(db, [bases.given(*one) for one in given])
    states = db.execute("SELECT state, reason FROM operations WHERE verb = 'replace_words'").fetchall()
    assert states == [("stated", "уже учтено в тексте источника")]
    db.close()


def test_a_unit_of_a_past_day_is_read_without_the_wordings_of_the_rest(base: sqlite3.Connection) -> None:
    asked: list[str] = []
    base.set_trace_callback(asked.append)
    (unit, *_) = kb.text(base, "201-МП", date(2024, 4, 15), "пункт 7 приложения 1").units
    base.set_trace_callback(None)
    assert unit.differs is not None
    questions = [question for question in asked if "unit_texts" in question]
    assert questions
    for question in questions:
        for *_, step in base.execute(f"EXPLAIN QUERY PLAN {question}"):
            assert not step.startswith("SCAN") or "VIRTUAL TABLE" in step, step
            assert "(act=?)" not in step, f"every wording of the act is read\n{question}"
