"""«Статьи 106 - 107. (Утратили силу …)» is one unit with two numbers: whoever names the second finds it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import bases
import pytest

import kb
from kb.errors import UnknownUnit
from kb.store.connection import open_base
from kb.store.together import together
from kb.web.lawbook import heading_label

LAW = """МОДЕЛЬНЫЙ АКТ. Написан для проверки программы, правом не является.

Закон Примерной области
от 3 марта 2021 г. № 77-МП
О модельных садах

Статья 105. Сады
1. Сады бывают.

Статьи 106 - 107. (Утратили силу - Закон Примерной области от 30 декабря 2022 г. № 90-МП)

Статья 108. Яблони
1. Яблони растут.
"""
ORDER = """МОДЕЛЬНЫЙ АКТ. Написан для проверки программы, правом не является.

ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ
ПОСТАНОВЛЕНИЕ
от 3 марта 2024 г. № 18-МП
О садоводах

1. Яблони сажают по статье 107 Закона Примерной области от 3 марта 2021 г. № 77-МП.
2. Настоящее постановление вступает в силу с 1 апреля 2024 г.
"""
DAY = date(2025, 1, 1)


@pytest.fixture(scope="module")
def gardens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    db = open_base(tmp_path_factory.mktemp("together") / "base.db")
    files = (("law.txt", LAW.encode()), ("order.txt", ORDER.encode()))
    bases.store(db, [bases.given(*one) for one in files])
    yield db
    db.close()


def test_every_number_leads_to_the_unit(gardens: sqlite3.Connection) -> None:
    assert together(gardens, kb.text(gardens, "77-МП").passport.act.id) == {"art_107": "art_106"}
    for typed in ("статья 106", "ст. 107", "art_107"):
        assert kb.text(gardens, "77-МП", unit=typed).unit == "art_106"
    with pytest.raises(UnknownUnit):
        kb.text(gardens, "77-МП", unit="статья 109")
    found = kb.status(gardens, "77-МП", DAY, "статья 107")
    assert found.code == "repealed"
    assert found.ground.startswith("Номера 106 - 107 стоят в тексте под одной меткой. Утратила силу")
    assert heading_label("статья", "106 - 107") == "Статьи 106 - 107."


def test_who_cites_one_of_the_numbers_cites_what_is_repealed(gardens: sqlite3.Connection) -> None:
    (dead,) = kb.dead(gardens, DAY)
    assert (dead.cited_unit, dead.cited_where) == ("art_107", "статья 107")
    (reference,) = kb.check(gardens, ORDER.encode(), "order.txt", DAY).references
    assert [remark.rule for remark in reference.remarks] == ["status-unknown", "unit-repealed"]
    assert reference.units == ("статья 107",)
