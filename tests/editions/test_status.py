"""Status from known facts: each case is the facts, a day, the status and words of its ground."""

from __future__ import annotations

from datetime import date

import pytest

from kb.editions.status import Facts, status
from kb.store.labels import Identity
from kb.store.project import skeleton
from kb.store.rows import CommencementRow, OperationRow, StatementRow

DAY = date(2026, 1, 15)
ACT = skeleton("fz-2020-01-02-5", Identity("fz", (), "5-ФЗ", "2020-01-02", "О словах"))


def clause(
    start: str | None, rule: str = "fixed date", until: str | None = None, scope: str = '["main"]'
) -> CommencementRow:
    return CommencementRow(ACT.id, 0, 0, 1, scope, start, rule, until, "clause", None)


def repeal(day: str | None, basis: str = "clause") -> OperationRow:
    return OperationRow(
        id="x:0", act="fz-2024-01-01-1", unit="art_1", position=0, verb="repeal", target=ACT.id,
        target_component="main", said_eid="", target_eid="", old=None, new=None, in_force_from=day, basis=basis,
        missing=None, in_force_until=None, state="pending", reason=None, source=1, start=0, end=1,
    )  # fmt: skip


def card(start: str) -> StatementRow:
    return StatementRow("c", 1, 1, ACT.id, "card", "fz", "[]", "5-ФЗ", "2020-01-02", None, "law", in_force_from=start)


def facts(
    *known: CommencementRow | OperationRow | StatementRow, held: bool = True, published: str | None = None
) -> Facts:
    return Facts(
        ACT._replace(has_text=int(held), published=published),
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
        (facts(clause("2020-02-01", until="2031-01-01")), "in_force", "действует до 01.01.2031"),
        (facts(clause("2020-02-01", until="2025-01-01")), "repealed", "Срок действия истёк 01.01.2025"),
        (facts(card("2020-02-01"), held=False), "in_force", "01.02.2020"),
        (facts(clause("2020-02-01"), repeal("2025-01-01")), "repealed", "№ 1-ФЗ"),
        (facts(clause("2020-02-01"), repeal("2027-01-01")), "in_force", "01.02.2020"),
        (facts(clause("2020-02-01"), repeal(None)), "unknown", "неизвестна дата вступления этого акта в силу"),
        (facts(repeal(None, "note")), "repealed", "по пометке"),
        (facts(clause(None, "10 days after publication")), "unknown", "дата официального опубликования"),
        (facts(clause(None, "10 days after publication"), published="2020-01-05"), "in_force", "16.01.2020"),
        (facts(clause("2020-02-01", scope='["art_2"]')), "unknown", "дата вступления в силу"),
        (facts(), "unknown", "дата вступления в силу"),
        (facts(held=False), "unknown", "Текста акта в базе нет"),
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
