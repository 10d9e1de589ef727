"""Status from known facts: each case is the facts, a day, the status and words of its ground."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.editions.periods import periods
from kb.editions.status import Facts, force_of, status, turning_days
from kb.store.labels import Identity
from kb.store.project import skeleton
from kb.store.rows import CommencementRow, OperationRow, StatementRow

DAY = date(2026, 1, 15)
ACT = skeleton("fz-2020-01-02-5", Identity("fz", (), "5-ФЗ", "2020-01-02", "О словах"))


EVERY_MONTH = [date(year, month, day) for year in range(2018, 2033) for month in range(1, 13) for day in (1, 15)]
SOME_DAYS = st.none() | st.sampled_from([f"20{year}-0{month}-01" for year in range(19, 32) for month in (1, 7)])


def clause(
    start: str | None, rule: str = "fixed date", until: str | None = None, scope: str = '["main"]'
) -> CommencementRow:
    return CommencementRow(ACT.id, 0, 0, 1, scope, start, rule, until, "clause", None, "begins/fixed")


def repeal(day: str | None, basis: str = "clause") -> OperationRow:
    return OperationRow(
        id="x:0", act="fz-2024-01-01-1", unit="art_1", position=0, verb="repeal", target=ACT.id,
        target_component="main", named_eid="", target_eid="", old=None, new=None, in_force_from=day, basis=basis,
        missing=None, in_force_until=None, state="pending", reason=None, source=1, start=0, end=1,
    )  # fmt: skip


def card(start: str) -> StatementRow:
    return StatementRow("c", 1, 1, ACT.id, "card", "fz", "[]", "5-ФЗ", "2020-01-02", None, "law", in_force_from=start)


def facts(
    *known: CommencementRow | OperationRow | StatementRow, has_text: bool = True, published: str | None = None
) -> Facts:
    return Facts(
        ACT._replace(has_text=int(has_text), published=published),
        [k for k in known if isinstance(k, OperationRow)],
        [k for k in known if isinstance(k, CommencementRow)],
        [k for k in known if isinstance(k, StatementRow)],
        {"fz-2024-01-01-1": "Федеральный закон от 01.01.2024 № 1-ФЗ"},
    )


@pytest.mark.parametrize(
    ("known", "code", "ground"),
    [
        (facts(clause("2020-02-01")), "in_force", "01.02.2020"),
        (facts(clause("2030-01-01")), "not_yet", "01.01.2030"),
        (facts(clause("2020-02-01"), clause(None, "expiry")), "in_force", "Акт называет свой предел"),
        (facts(clause("2020-02-01"), clause(None, "expiry", "2026-01-15")), "repealed", "истёк 15.01.2026"),
        (facts(clause(None, "expiry")), "unknown", "Неизвестна дата вступления в силу"),
        (facts(clause(None, "unclear")), "unknown", "программа не поняла"),
        (facts(clause(None, "with another act")), "unknown", "дата вступления в силу другого акта"),
        (facts(clause("2020-02-01", scope='["att_1"]')), "unknown", "Неизвестна дата вступления в силу"),
        (facts(clause("2020-02-01", until="2031-01-01")), "in_force", "действует до 01.01.2031"),
        (facts(clause("2020-02-01", until="2025-01-01")), "repealed", "Срок действия истёк 01.01.2025"),
        (facts(card("2020-02-01"), has_text=False), "in_force", "01.02.2020"),
        (facts(clause("2020-02-01"), repeal("2025-01-01")), "repealed", "№ 1-ФЗ"),
        (facts(clause("2020-02-01"), repeal("2027-01-01")), "in_force", "01.02.2020"),
        (facts(clause("2020-02-01"), repeal(None)), "unknown", "неизвестна дата вступления этого акта в силу"),
        (facts(repeal(None, "note")), "repealed", "по пометке"),
        (facts(clause(None, "10 days after publication")), "unknown", "дата официального опубликования"),
        (facts(clause(None, "10 days after publication"), published="2020-01-05"), "in_force", "16.01.2020"),
        (facts(clause("2020-02-01", scope='["art_2"]')), "unknown", "дата вступления в силу"),
        (facts(), "unknown", "дата вступления в силу"),
        (facts(has_text=False), "unknown", "Текста акта в базе нет"),
    ],
)
def test_status(known: Facts, code: str, ground: str) -> None:
    found = status(known, DAY)
    assert (found.code, ground in found.ground) == (code, True), found


def test_no_act_repeals_before_it_is_signed() -> None:
    for basis in ("note", "clause"):
        known = facts(clause("2020-02-01"), repeal(None, basis))._replace(signed={"fz-2024-01-01-1": "2024-01-01"})
        assert [status(known, day).code for day in (date(2023, 12, 31), date(2024, 1, 1))] == [
            "in_force",
            "repealed" if basis == "note" else "unknown",
        ]


@st.composite
def some_facts(draw: st.DrawFn) -> Facts:
    """Facts at random, contradictions among them: three acts that repeal and suspend, a clause with a term."""
    orders = []
    for number in range(draw(st.integers(0, 4))):
        order = repeal(draw(SOME_DAYS), draw(st.sampled_from(["clause", "note"])))._replace(id=f"x:{number}")
        order = order._replace(act=f"fz-{draw(st.integers(1, 3))}", in_force_until=draw(SOME_DAYS))
        orders.append(order._replace(verb=draw(st.sampled_from(["repeal", "suspend"]))))
    orders.sort(key=lambda o: (o.in_force_from is None, o.in_force_from or "", o.act, o.id))
    known = facts(
        *draw(st.lists(st.builds(lambda start, until: clause(start, until=until), SOME_DAYS, SOME_DAYS), max_size=2)),
        has_text=draw(st.booleans()),
    )
    return known._replace(
        repeals=[o for o in orders if o.verb == "repeal"],
        suspensions=[o for o in orders if o.verb == "suspend"],
        signed={f"fz-{number}": draw(SOME_DAYS) or "" for number in range(1, 4)},
    )


@settings(deadline=None)
@given(some_facts())
def test_periods_answer_every_day_as_the_questions_do(known: Facts) -> None:
    made = periods(known)
    assert (made[0].since, made[-1].until) == ("", None)
    assert all(one.until == other.since for one, other in pairwise(made)), "without gaps"
    assert all(one[3:] != other[3:] for one, other in pairwise(made)), "neighbours differ"
    turns = [date.fromisoformat(day) for day in turning_days(known, force_of(known))]
    days = {date(1900, 1, 1), date(2100, 1, 1), *turns, *(day - timedelta(1) for day in turns), *EVERY_MONTH}
    for day in days:
        iso = day.isoformat()
        (period,) = (one for one in made if one.since <= iso and (one.until is None or iso < one.until))
        found = status(known, day)
        assert (period.status, period.ground) == (found.code, found.ground), day


def test_the_known_end_is_the_first_of_term_and_repeals() -> None:
    known = facts(clause("2020-02-01", until="2031-01-01"), repeal("2027-01-01"), repeal(None))
    ends = {status(known, day).in_force_until for day in EVERY_MONTH}
    assert ends == {"2027-01-01"}
    assert status(facts(clause("2020-02-01")), DAY).in_force_until is None
