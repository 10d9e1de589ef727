"""Corrections by people: laid over on every rebuild, taken off without a trace, never silent."""

from __future__ import annotations

import json
import random
import sqlite3
from datetime import date
from pathlib import Path

import bases
import pytest

import kb
from ingest.sources import read_overlay
from kb.editions.prove import replay
from kb.reading.corrections import corrections as told_corrections
from kb.reading.drafts import drafts
from kb.store.connection import open_base
from kb.store.verify import verify

SIGNED = "\n    who: Иванова И.И.\n    when: {when}\n    why: письмо № 5\n"
REFUSED = '{act: 290-МП, unit: подпункт "б" пункта 1}'


def entry(of: str, put: str, when: str = "2026-01-15") -> str:
    return f"  - {of}\n    put: {put}" + SIGNED.format(when=when)


def order(named: str, put: str, when: str = "2026-01-15") -> str:
    return entry(f"operation: {named}", put, when)


@pytest.fixture(scope="module")
def given() -> list[bases.Given]:
    return [one for one in bases.read_data() if not one[0].startswith("corrections/")]


def correct(db: sqlite3.Connection, *entries: str, name: str = "поправки.yml") -> None:
    data = ("corrections:\n" + "".join(entries)).encode()
    overlay = read_overlay(data, name)
    assert overlay is not None and overlay.problems == ()
    bases.store(db, [(name, data, overlay)])


def words(db: sqlite3.Connection, unit: str, day: str, act: str = "201-МП") -> list[str | None]:
    return [u.text for u in kb.text(db, act, date.fromisoformat(day), unit).units if u.leaf]


def problems(db: sqlite3.Connection) -> list[str]:
    return [m for (m,) in db.execute("SELECT message FROM problems WHERE rule = 'correction-unfit' ORDER BY start")]


def test_a_refused_order_is_resolved_and_says_by_whom(base: sqlite3.Connection) -> None:
    assert "ежемесячно" in (words(base, "пункт 7", "2025-03-01")[0] or "")
    correct(base, order(REFUSED, '{old: "ежемесячно"}'))
    assert words(base, "пункт 7", "2025-03-01") == [
        "7. Владелец системы ежедневно проверяет, как работают учебные чаты, и сообщает об этом школе."
    ]
    assert "ежемесячно" in (words(base, "пункт 7", "2025-02-28")[0] or "")
    (unit,) = kb.text(base, "201-МП", date(2025, 3, 1), "пункт 7").units
    (note,) = [note for note in unit.changes if note.corrected]
    (mended,) = note.corrected
    assert (note.state, mended.who, mended.day, mended.why) == ("applied", "Иванова И.И.", "2026-01-15", "письмо № 5")
    assert (mended.put, mended.was) == ((("old", "ежемесячно"),), (("old", "еженедельно, по понедельникам,"),))
    chain = kb.chain(base, "201-МП", "пункт 7")
    assert [c.who for e in chain.amended_by for o in e.changes for c in o.corrected] == ["Иванова И.И."]
    assert problems(base) == [] and verify(base) == [] and list(replay(base)) == []


def test_a_correction_taken_off_leaves_no_trace(base: sqlite3.Connection) -> None:
    before = bases.dump(base)
    correct(base, order(REFUSED, '{old: "ежемесячно"}'), entry("act: 240-МП", "{from: 2024-06-10}"))
    assert bases.dump(base) != before
    correct(base)
    kept = base.execute("SELECT id FROM sources WHERE format = 'corrections'").fetchall()
    assert len(kept) == 1
    for table, column in (("source_bytes", "source"), ("sources", "id")):
        base.execute(f"DELETE FROM {table} WHERE {column} = ?", kept[0])
    assert bases.dump(base) == before


@pytest.mark.parametrize(
    ("put", "unit", "day", "expected"),
    [
        ("{from: 2025-06-01}", "пункт 2 приложения 1", "2025-06-01", "учителя и работники школ."),
        ("{apply: no}", "пункт 2 приложения 1", "2031-01-01", "учителя и директора школ."),
        ("{target: {annex: Положение, unit: пункт 3}, old: Владельцем, new: Хозяином}", "пункт 3 приложения 1",
         "2031-01-01", "3. Хозяином системы является"),
        ('{verb: restate, new: "2. Участники - все."}', "пункт 2 приложения 1", "2031-01-01", "2. Участники - все."),
    ],
)  # fmt: skip
def test_what_a_correction_of_an_order_may_put(
    base: sqlite3.Connection, put: str, unit: str, day: str, expected: str
) -> None:
    correct(base, order('{act: 340-МП, unit: подпункт "а" пункта 1}', put))
    assert expected in (words(base, unit, day)[0] or "")
    assert problems(base) == [] and list(replay(base)) == []


def test_an_order_aimed_at_another_act_leaves_the_first(base: sqlite3.Connection) -> None:
    aimed = '{target: {act: 101-МП, unit: пункт 2 части 1 статьи 3}, old: "проводить", new: "вести"}'
    correct(base, order('{act: 340-МП, unit: подпункт "а" пункта 1}', aimed))
    assert words(base, "пункт 2 части 1 статьи 3", "2031-01-01", "101-МП")[0] == (
        "2) вести уроки с применением дистанционных образовательных технологий, если так решила школа;"
    )
    assert "директора школ" in (words(base, "пункт 2 приложения 1", "2031-01-01")[0] or "")


def test_the_publication_of_an_act_moves_what_is_counted_from_it(base: sqlite3.Connection) -> None:
    correct(base, entry("act: 230-МП", "{published: 01.06.2024}"))
    assert "пользу" not in (words(base, "абзац второй пункта 6", "2024-06-11")[0] or "")
    assert words(base, "абзац второй пункта 6", "2024-06-11") == ["Приглашение действует один день."]
    assert words(base, "абзац второй пункта 6", "2024-06-12") == ["Приглашение действует семь дней."]
    passport = kb.text(base, "230-МП").passport
    assert (passport.published, passport.corrected[0].put) == ("2024-06-01", (("published", "2024-06-01"),))


TOWN = "ДУМА ГОРОДА ПРИМЕРСКА\nРЕШЕНИЕ\nот {day} г. № {number}\n{title}\n"


def test_the_day_of_an_act_is_the_day_of_its_orders(tmp_path: Path) -> None:
    """An amending act that says nothing of its force waits; told its day, everything it orders has it."""
    acts = {
        "rules.txt": TOWN.format(day="1 марта 2020", number=1, title="О правилах") + "1. Один.\n2. Два.\n",
        "change.txt": TOWN.format(day="1 марта 2021", number=2, title="О внесении изменений в решение № 1")
        + "1. Внести в решение Думы города Примерска от 1 марта 2020 г. № 1 следующие изменения:\n"
        '1) дополнить пунктом 3 следующего содержания:\n"3. Три.";\n'
        '2) в пункте 2 слово "Два" заменить словом "Двое".\n',
    }
    db = open_base(tmp_path / "base.db")
    bases.store(db, [bases.given(*one) for one in acts.items()])
    states = "SELECT verb, state, in_force_from FROM operations ORDER BY position"
    waiting = [("add", "pending", None), ("replace_words", "pending", None)]
    assert db.execute(states).fetchall() == waiting
    assert [(draft.waiting, draft.unit) for draft in drafts(db)] == [(2, "")]
    correct(db, entry("act: решение 2 от 01.03.2021", "{from: 2021-04-01}"))
    assert problems(db) == []
    assert db.execute(states).fetchall() == [(verb, "applied", "2021-04-01") for verb, _, _ in waiting]
    assert "В силе с 01.04.2021 - по дню вступления в силу изменяющего акта." in "\n".join(
        kb.why(db, "решение 1 от 01.03.2020", "пункт 2").sentences
    )
    assert list(replay(db)) == []
    correct(db)
    assert db.execute(states).fetchall() == waiting
    db.close()


def test_the_force_of_an_act_by_a_correction_says_so(base: sqlite3.Connection) -> None:
    correct(base, entry("act: 205-МП", "{from: 2024-05-05, date: 2024-03-06}"))
    passport = kb.text(base, "205-МП", None).passport
    assert (passport.in_force_from, passport.act.date) == ("2024-05-05", "2024-03-06")


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (order("{act: 290-МП, unit: пункт 77}", "{old: слово}"), "в единице «пункт 77» нет"),
        (order("{act: 999-ЩЩ, unit: пункт 1}", "{old: слово}"), "В базе нет акта по запросу «999-ЩЩ»"),
        (order('{act: 275-МП, unit: подпункт "а" пункта 1}', "{from: 2025-01-01}"), "приметам отвечает 3 поручения"),
        (order('{act: 290-МП, unit: подпункт "б" пункта 1}', "{new: ежедневно}"), "больше не нужна"),
        (entry("act: 201-МП", "{published: 05.03.2024}"), "больше не нужна"),
        (order(REFUSED, "{target: {unit: чего-нибудь}}"), "не читается как одна единица"),
        (order(REFUSED, "{target: {act: 88888-ФЗ}}"), "В базе нет акта"),
    ],
)
def test_what_fits_nothing_is_a_problem_and_changes_nothing(base: sqlite3.Connection, made: str, reason: str) -> None:
    before = base.execute("SELECT * FROM operations ORDER BY id").fetchall()
    correct(base, made)
    (said,) = problems(base)
    assert reason in said and "строка 2" in said and "Иванова" in said
    assert base.execute("SELECT * FROM operations ORDER BY id").fetchall() == before
    assert [c.state for c in told_corrections(base)] == ["unfit"]


def test_of_two_that_disagree_the_later_decided_stands(base: sqlite3.Connection) -> None:
    correct(
        base,
        order(REFUSED, '{old: "ежемесячно", new: "позже"}', when="2026-01-14"),
        order(REFUSED, '{old: "ежемесячно", new: "раньше"}', when="2026-01-13"),
    )
    assert "системы позже проверяет" in (words(base, "пункт 7", "2025-03-01")[0] or "")
    assert [c.state for c in told_corrections(base)] == ["applied", "overruled"]
    assert "позже решено иначе: Иванова И.И., 14.01.2026" in problems(base)[0]


def test_a_correction_waits_for_its_act(given: list[bases.Given], tmp_path: Path) -> None:
    """The order of files does not matter: a correction that comes first fits when its act comes."""
    dumps = set()
    for turn in range(2):
        db = open_base(tmp_path / f"{turn}.db")
        files = list(given)
        random.Random(turn).shuffle(files)
        half = len(files) // 2 if turn else 0
        bases.store(db, files[:half])
        correct(db, order(REFUSED, '{old: "ежемесячно"}'), entry("act: 230-МП", "{published: 01.06.2024}"))
        bases.store(db, files[half:])
        dumps.add(bases.dump(db))
        bases.store(db, files)
        dumps.add(bases.dump(db))
        assert problems(db) == []
        db.close()
    assert len(dumps) == 1


def test_a_draft_names_every_order_that_waits(base: sqlite3.Connection) -> None:
    (draft,) = drafts(base)
    assert draft.words == 'б) в пункте 7 слова "еженедельно, по понедельникам," заменить словом "ежедневно"'
    named = json.dumps({"act": draft.act, "unit": draft.unit, "verb": draft.verb}, ensure_ascii=False)
    correct(base, order(named, '{old: "ежемесячно"}'))
    assert list(drafts(base)) == [] and problems(base) == []
