"""The status is that of the day on every face, over one base that was loaded once and may not be written to."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kb.cli import run
from kb.load import ingest_paths
from kb.search import build, search
from kb.search.ranking import STATUS
from kb.web.serve import application

HEAD = "ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ\nПОСТАНОВЛЕНИЕ\nот {} г. № {}\nО кружках сегодняшнего дня {}\n"
TEMPORARY = HEAD.format("15 октября 2026", "900-ТП", "робототехники") + (
    "1. Кружки робототехники работают по вечерам.\n"
    "2. Настоящее постановление вступает в силу с 15 декабря 2026 г. и действует до 1 февраля 2027 г.\n"
)
LASTING = HEAD.format("1 марта 2020", "901-ТП", "лепки") + (
    "1. Кружки лепки работают по утрам.\n2. Настоящее постановление вступает в силу с 1 апреля 2020 г.\n"
)
ENDING = HEAD.format("20 октября 2026", "902-ТП", "прошлых лет") + (
    "1. Признать утратившим силу постановление Правительства Примерной области от 1 марта 2020 г. № 901-ТП.\n"
    "2. Настоящее постановление вступает в силу с 20 декабря 2026 г.\n"
)
ACT, OTHER = (f"postanovlenie-pravitelstv-primern-oblast-{tail}" for tail in ("2026-10-15-900-tp", "2020-03-01-901-tp"))

DAYS = {
    "2026-11-30": ("not_yet", "in_force"),
    "2026-12-20": ("in_force", "repealed"),
    "2027-03-01": ("repealed", "repealed"),
}
"""Day → statuses of the temporary act and of the one that the third act ends."""

SHOWN = {"not_yet": "не вступил в силу", "in_force": "действует", "repealed": "утратил силу"}
SAID = {"not_yet": "ещё не действует", "in_force": "действует", "repealed": "не действует"}


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The base, loaded on the first of the days; its folder and files cannot be written to."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="движок tantivy не установлен")
    folder = tmp_path_factory.mktemp(f"days-{request.param}")
    acts = folder / "acts"
    acts.mkdir()
    for name, text in (("a.txt", TEMPORARY), ("b.txt", LASTING), ("c.txt", ENDING)):
        (acts / name).write_text(text, "utf-8")
    base = folder / "base" / "days.db"
    base.parent.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_TODAY", "2026-11-30")
        assert not ingest_paths(base, [acts], workers=1).unreadable
        build(base, request.param, workers=1)
        db = sqlite3.connect(base)
        db.execute("PRAGMA journal_mode=DELETE")
        db.close()
    files = [base, base.parent, *base.parent.rglob("*")]
    for file in files:
        file.chmod(0o555 if file.is_dir() else 0o444)
    yield base
    for file in files:
        file.chmod(0o755)


@pytest.fixture(params=DAYS)
def day(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What KB_TODAY says."""
    monkeypatch.setenv("KB_TODAY", request.param)
    return str(request.param)


def test_commands(loaded: Path, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    def command(*words: str) -> str:
        run(list(words))
        return capsys.readouterr().out

    for act, status in zip(("900-тп", "901-тп"), DAYS[day], strict=True):
        assert f": {SAID[status]}. " in command("status", str(loaded), act)
        assert f"Статус: {SHOWN[status]}. " in command("show", str(loaded), act)
        found = command("search", str(loaded), f"кружки номер:{act}")
        assert f"[{SHOWN[status]}]" in found
    begins = "900-ТП" in command("coming", str(loaded), "--to", "2026-12-31")
    assert begins is (day == "2026-11-30")


def test_search(loaded: Path, day: str) -> None:
    want = dict(zip((ACT, OTHER), DAYS[day], strict=True))
    found = search(loaded, "кружки сегодняшнего дня", explain=True)
    shown = {hit.act: hit for hit in found.hits}
    assert {act: shown[act].status for act in want} == want
    assert all(SHOWN[want[act]] in shown[act].explanation[1] for act in want)
    (counts,) = (facet.values for facet in found.facets if facet.name == "status")
    every = [hit.status for hit in found.hits]
    assert {value.value: value.documents for value in counts} == {status: every.count(status) for status in every}
    for status in SHOWN:
        filtered = search(loaded, f"кружки статус:{status}")
        assert {hit.act for hit in filtered.hits} & want.keys() == {act for act in want if want[act] == status}
        assert filtered.total == every.count(status)
    for act, cited in ((ACT, 1), (OTHER, 1.04)):  # the other is cited once
        factor = float(shown[act].explanation[1].split("× ")[1].replace(",", "."))
        assert factor == pytest.approx(STATUS[want[act]] * cited, abs=0.006)


@pytest.mark.parametrize("order", ["relevance", "date", "cited"])
def test_search_of_another_day(loaded: Path, day: str, order: str) -> None:
    """Asked of one day, results are the same whatever day it is."""
    for other, statuses in DAYS.items():
        found = search(loaded, "кружки", at=date.fromisoformat(other), order=order)
        want = {act: status for act, status in zip((ACT, OTHER), statuses, strict=True) if status == "in_force"}
        assert {hit.act: hit.status for hit in found.hits if hit.act in (ACT, OTHER)} == want
        assert not {value.value for facet in found.facets if facet.name == "status" for value in facet.values} & {
            "not_yet",
            "repealed",
        }
        named = search(loaded, "901-тп", at=date.fromisoformat(other)).direct
        assert [hit.status for hit in named] == [statuses[1]]


def test_sql(loaded: Path, day: str) -> None:
    from kb.store.connection import open_base

    db = open_base(loaded, readonly=True)
    rows = dict(db.execute("SELECT id, status FROM acts").fetchall())
    assert (rows[ACT], rows[OTHER]) == DAYS[day]
    in_force = {act for (act,) in db.execute("SELECT id FROM in_force")}
    assert in_force == {act for act, status in rows.items() if status == "in_force"}
    grounds = dict(db.execute("SELECT id, status_ground FROM acts").fetchall())
    assert all(grounds.values())
    db.close()


@pytest.fixture
async def served(loaded: Path) -> Any:
    site = application(loaded)
    await site.invoke_startup()
    yield site
    for database in site.databases.values():
        database.close()
    site.executor.shutdown()


async def test_pages(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One server that runs on while the days pass."""

    async def get(path: str) -> Any:
        return (await served.client.get(path)).json()

    for day, (one, two) in DAYS.items():
        monkeypatch.setenv("KB_TODAY", day)
        want = {ACT: one, OTHER: two}
        assert {act: (await get(f"/acts/{act}.json"))["passport"]["act"]["status"] for act in want} == want
        listed = await get("/acts.json")
        every = {act["id"]: act["status"] for act in listed["acts"]}
        assert {act: every[act] for act in want} == want
        counts = {status: list(every.values()).count(status) for status in every.values()}
        assert dict(map(tuple, listed["facets"]["status"])) == counts
        for status in SHOWN:
            asked = await get(f"/acts.json?status={status}")
            assert {act["id"] for act in asked["acts"]} == {act for act in every if every[act] == status}
            assert asked["total"] == counts.get(status, 0)
        home = await get("/.json")
        assert {act["id"]: act["status"] for act in home["newest"] if act["id"] in want} == want
        hits = (await get(f"/search.json?q={quote('кружки')}"))["hits"]
        assert {hit["act"]: hit["status"] for hit in hits if hit["act"] in want} == want
        page = (await served.client.get(f"/acts/{ACT}")).text
        assert ("ещё не вступил в силу" in page, "Акт утратил силу" in page) == (one == "not_yet", one == "repealed")
        assert (await served.client.get(f"/acts/{ACT}.atom")).status_code == 200


TABLES: dict[str, Callable[[Any], set[str]]] = {
    "/kb/acts.json?status=in_force&_shape=array": lambda rows: {row["id"] for row in rows},
    "/kb/in_force.json?_shape=array": lambda rows: {row["id"] for row in rows},
    "/kb/in_force.json?at=&kind=&_shape=array": lambda rows: {row["id"] for row in rows},
    "/kb/acts_by_requisites.json?kind=&number=&date=&issuer=&_shape=array": lambda rows: {
        row["id"] for row in rows if row["status"] == "in_force"
    },
    "/kb.json?_shape=array&sql="
    + quote("SELECT r.value ->> 'act' AS id FROM json_each(kb_search('кружки статус:действует')) r"): lambda rows: {
        row["id"] for row in rows
    },
    "/kb.json?_shape=array&sql="
    + quote("SELECT id FROM acts WHERE status_at(id, NULL, NULL) IN ('in_force', 'amended')"): lambda rows: {
        row["id"] for row in rows
    },
}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: re.sub(r"\W+", " ", path)[:40])
async def test_tables(served: Any, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    for day, statuses in DAYS.items():
        monkeypatch.setenv("KB_TODAY", day)
        rows = (await served.client.get(path)).json()
        want = {act for act, status in zip((ACT, OTHER), statuses, strict=True) if status == "in_force"}
        assert TABLES[path](rows) & {ACT, OTHER} == want, day
