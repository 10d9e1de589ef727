"""metadata.yml speaks of all that is there and of nothing else: one wrong name is HTTP 400 for a whole page."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from kb.web.metadata import of_base
from kb.web.sql_functions import register

SAID = of_base()


@pytest.fixture
def schema(base: Path) -> dict[str, list[str]]:
    """Columns of every table and view."""
    db = sqlite3.connect(base)
    names = [
        row[0]
        for row in db.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
        )
    ]
    found = {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in names}
    db.close()
    return found


def test_every_column_of_every_table_and_view_is_described(schema: dict[str, list[str]]) -> None:
    described = {name: list(table["columns"]) for name, table in SAID["tables"].items()}
    assert described == schema


def test_titles_and_descriptions_are_russian() -> None:
    texts = [
        table[key]
        for table in (*SAID["tables"].values(), *SAID["queries"].values())
        for key in ("title", "description")
    ]
    assert all(any("а" <= ch.lower() <= "я" for ch in text) for text in texts)


async def test_every_table_view_and_facet_answers(site: Any, schema: dict[str, list[str]]) -> None:
    for name in schema:
        assert (await site.client.get(f"/kb/{name}")).status_code == 200, name
        answer = await site.client.get(f"/kb/{name}.json?_shape=objects")
        assert answer.status_code == 200, name
        if name in SAID["queries"]:
            continue
        for facet in SAID["tables"][name].get("facets", ()):
            faceted = await site.client.get(f"/kb/{name}.json?_facet={facet}&_size=0")
            assert facet in faceted.json()["facet_results"], (name, facet)


@pytest.mark.parametrize("query", list(SAID["queries"]))
async def test_every_canned_query_answers(site: Any, query: str) -> None:
    assert (await site.client.get(f"/kb/{query}")).status_code == 200
    given = "&".join(f"{name}=x" for name in SAID["queries"][query].get("params", ()))
    answer = await site.client.get(f"/kb/{query}.json?_shape=array&{given}")
    assert (answer.status_code, answer.json()) == (200, [])


def test_a_unit_at_a_day_is_one_indexed_look_up(base: Path) -> None:
    db = sqlite3.connect(base)
    register(db)
    asked = {"act": "x", "unit": "y", "at": "2024-01-01"}
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {SAID['queries']['unit_at']['sql']}", asked)]
    db.close()
    idle = ("SCAN s", "SCAN CONSTANT ROW")  # the one row that says what the unit is, read once
    reads = [step for step in plan if step.startswith(("SEARCH", "SCAN")) and step not in idle]
    (of_texts,) = [step for step in reads if not step.startswith("SEARCH a USING PRIMARY KEY (id=?)")]
    assert "SEARCH t USING PRIMARY KEY (act=? AND eid=? AND in_force_from=?)" in of_texts
    assert any(step.startswith("MATERIALIZE said") for step in plan)
    assert not any("TEMP B-TREE" in step for step in plan)


async def test_rows_lead_to_our_pages(site: Any) -> None:
    assert 'href="/acts/pp-1545"' in (await site.client.get("/kb/acts?id=pp-1545")).text
    assert 'href="/acts/pp-1545"' in (await site.client.get("/kb/act_records/pp-1545")).text
