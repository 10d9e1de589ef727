"""What every engine must do alike: the cases, result sets, totals, facets, updates."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from small_base import add_act
from test_search import CASES, HOSTILE, name

from kb.search import Results, build, search, update
from kb.search.index import pointer
from kb.store.connection import open_base, transaction

pytest.importorskip("tantivy", reason="движок tantivy не установлен")


@pytest.fixture(scope="module")
def other(unindexed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base indexed by tantivy."""
    path = tmp_path_factory.mktemp("tantivy") / "base.db"
    shutil.copy(unindexed, path)
    build(path, "tantivy", workers=1)
    return path


def found(results: Results) -> tuple[object, ...]:
    """What must be equal: everything but scores and order."""
    facets = {facet.name: {value.value: value.documents for value in facet.values} for facet in results.facets}
    direct = [name(hit) for hit in results.direct]
    return results.total, {name(hit) for hit in results.hits}, facets, direct, results.hint


@pytest.mark.parametrize(("typed", "direct", "first"), CASES, ids=[case[0] for case in CASES])
def test_cases(base: Path, other: Path, typed: str, direct: str, first: str) -> None:
    one, two = search(base, typed, size=100), search(other, typed, size=100)
    assert found(one) == found(two)
    if first not in ("*", "-"):
        assert first in [name(hit) for hit in two.hits[:2]]


def test_random_queries_find_the_same(base: Path, other: Path) -> None:
    chance = random.Random(11)
    words = (
        "школа школы приказ мониторинг учебники детей система положение права информации судов модельный правил не "
        "статья образования доступ учителей 2022 542 1241 моя применения"
    ).split()
    for _ in range(150):
        picked = chance.choices(words, k=chance.randrange(1, 5))
        form = chance.randrange(6)
        typed = [
            " ".join(picked), f'"{" ".join(picked[:2])}"', f"{picked[0]} -{picked[-1]}", " ИЛИ ".join(picked),
            f"{picked[0][:4]}*", f"{picked[0]} год:2019..2022",
        ][form]  # fmt: skip
        assert found(search(base, typed, size=100)) == found(search(other, typed, size=100)), typed


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries(other: Path, typed: str) -> None:
    assert search(other, typed).page == 1


def test_the_best_unit_is_the_same(base: Path, other: Path) -> None:
    for typed in ("бесплатные учебники", "горячее питание", "реестр судов", "итоги мониторинга хранятся"):
        one, two = search(base, typed).hits[0], search(other, typed).hits[0]
        assert (one.act, one.eid, one.unit, one.passage) == (two.act, two.eid, two.unit, two.passage)


def test_pages_do_not_overlap(other: Path) -> None:
    whole = [name(hit) for hit in search(other, "школа", size=100).hits]
    assert [name(hit) for page in (1, 2, 3) for hit in search(other, "школа", page=page, size=2).hits] == whole[:6]


@pytest.mark.parametrize("order", ["date", "cited"])
def test_sorted_alike(base: Path, other: Path, order: str) -> None:
    for typed in ("школа", "приказ", "школа доступ учителей", "вид:приказ"):
        one, two = search(base, typed, order=order), search(other, typed, order=order)
        assert [name(hit) for hit in one.hits] == [name(hit) for hit in two.hits]
        assert [hit.eid for hit in one.hits] == [hit.eid for hit in two.hits]
        assert [name(hit) for hit in one.hits[2:4]] == [
            name(hit) for hit in search(other, typed, order=order, page=2, size=2).hits
        ]


def test_updates(own: Path) -> None:
    build(own, "tantivy", workers=1)
    db = open_base(own)
    with transaction(db):
        label, title = "Приказ от 01.01.2026 № 9999", "О дельфинах"
        add_act(db, {"id": "prikaz-2026-01-01-9999", "label": label, "title": title, "status": "in_force"})
        db.execute("UPDATE act_statuses SET status = 'repealed' WHERE act = 'pp-2022-07-13-1241'")
    db.close()
    done = update(own)
    assert (done.written, done.rebuilt, done.engine) == (2, False, "tantivy")
    assert [hit.act for hit in search(own, "дельфины").hits] == ["prikaz-2026-01-01-9999"]
    assert [hit.act for hit in search(own, "статус:утратил номер:1241").hits] == ["pp-2022-07-13-1241"]


def test_a_damaged_index_is_said_to_be(own: Path) -> None:
    build(own, "tantivy", workers=1)
    said = pointer(own)
    assert said is not None
    (own.with_name(own.name + ".index") / said.folder / "meta.json").unlink()
    assert "Поисковый индекс повреждён" in search(own, "школа").hint


def test_the_engine_is_kept_by_updates_and_changed_on_request(own: Path) -> None:
    build(own, "tantivy", workers=1)
    assert update(own).engine == "tantivy"
    assert update(own, "whoosh").engine == "whoosh"
