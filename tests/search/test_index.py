"""The index is derived: missing, old, damaged or half-written, it is said to be, and mended from SQLite alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_base import add_act

from kb.search import build, search, state, update
from kb.search.index import UnknownEngine, folder_of, pointer
from kb.store.connection import open_base, transaction

NEW = {
    "id": "prikaz-2026-01-01-9999",
    "label": "Приказ от 01.01.2026 № 9999",
    "title": "О модельных дельфинах",
    "status": "in_force",
    "units": {"point_1": "Дельфины учатся."},
}


def change(base: Path) -> None:
    """Add one act to the base."""
    db = open_base(base)
    with transaction(db):
        add_act(db, NEW)
    db.close()


def test_without_an_index_requisites_are_still_found_and_it_is_said(own: Path) -> None:
    found = search(own, "1678")
    assert [hit.act for hit in found.direct] == ["pp-2023-10-11-1678"]
    assert "Поискового индекса нет" in found.hint and "kb index" in found.hint
    assert not found.by_words
    assert not state(own).exists


def test_an_index_older_than_the_base_is_said_to_be(own: Path) -> None:
    build(own, workers=1)
    assert state(own).fresh and search(own, "школа").hint == ""
    change(own)
    assert not state(own).fresh
    assert "База изменилась после индексации" in search(own, "школа").hint
    assert search(own, "школа").hits, "the old index still answers"


def test_an_update_indexes_only_what_changed(own: Path) -> None:
    build(own, workers=1)
    assert not search(own, "дельфины").hits
    change(own)
    done = update(own)
    assert (done.written, done.removed, done.rebuilt) == (1, 0, False)
    assert [hit.act for hit in search(own, "дельфины").hits] == [NEW["id"]]
    assert state(own).fresh and search(own, "дельфины").hint == ""
    assert update(own).written == 0


def test_an_update_drops_what_the_base_no_longer_holds(own: Path) -> None:
    change(own)
    build(own, workers=1)
    db = open_base(own)
    with transaction(db):
        for table in ("unit_texts", "units", "act_statuses"):
            db.execute(f"DELETE FROM {table} WHERE act = ?", [NEW["id"]])
        db.execute("DELETE FROM act_records WHERE id = ?", [NEW["id"]])
    db.close()
    assert update(own).removed == 1
    found = search(own, "дельфины")
    assert (found.total, found.hits) == (0, ())


def test_an_updated_act_is_found_once_and_by_its_new_words(own: Path) -> None:
    build(own, workers=1)
    db = open_base(own)
    with transaction(db):
        db.execute(
            "UPDATE act_records SET title = 'О модельных китах' WHERE id = 'prikaz-minprosveshcheniya-2022-03-05-77'"
        )
    db.close()
    update(own)
    assert [hit.act for hit in search(own, "киты").hits] == ["prikaz-minprosveshcheniya-2022-03-05-77"]
    assert search(own, "номер:77 питание").total == 0, "the words it had are gone"
    assert search(own, "квартал").total == 1


def test_what_was_updated_and_what_was_built_answer_alike(own: Path, tmp_path: Path) -> None:
    build(own, workers=1)
    change(own)
    update(own)
    rebuilt = tmp_path / "rebuilt.db"
    shutil.copy(own, rebuilt)
    for suffix in ("-wal", "-shm"):
        if Path(f"{own}{suffix}").exists():
            shutil.copy(f"{own}{suffix}", f"{rebuilt}{suffix}")
    build(rebuilt, workers=1)
    for typed in ("школа", "приказ", "учебники", "дельфины", "вид:приказ"):
        first, second = search(own, typed), search(rebuilt, typed)
        assert first.total == second.total
        assert {hit.act for hit in first.hits} == {hit.act for hit in second.hits}


@pytest.mark.parametrize("damage", ["deleted", "no pointer", "pointer of nonsense", "segment cut", "toc of noise"])
def test_a_damaged_index_is_said_to_be_and_mended(own: Path, damage: str) -> None:
    build(own, workers=1)
    folder = folder_of(own)
    shard = folder / pointer(own).folder / "0"  # type: ignore[union-attr]
    match damage:
        case "deleted":
            shutil.rmtree(folder)
        case "no pointer":
            (folder / "current").unlink()
        case "pointer of nonsense":
            (folder / "current").write_text("{]", "utf-8")
        case "segment cut":
            segment = next(shard.glob("*.trm"))
            segment.write_bytes(segment.read_bytes()[:100])
        case "toc of noise":
            next(shard.glob("*.toc")).write_bytes(os.urandom(300))
    found = search(own, "школа")
    assert found.hits == () and "kb index" in found.hint
    build(own, workers=1)
    assert search(own, "школа").hits and search(own, "школа").hint == ""


def test_a_build_killed_halfway_leaves_the_old_index(own: Path) -> None:
    build(own, workers=1)
    before = [hit.act for hit in search(own, "школа").hits]
    code = (
        "import os, sys, time\nfrom pathlib import Path\nfrom kb.search import build\n"
        "from kb.search.whoosh import engine as whoosh_engine\n"
        "prepared = whoosh_engine.prepared\n"
        "def slow(document, numbering):\n"
        "    print('started', flush=True)\n    time.sleep(0.5)\n    return prepared(document, numbering)\n"
        "whoosh_engine.prepared = slow\nbuild(Path(sys.argv[1]), workers=1)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(own)], stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"started\n"
    assert [hit.act for hit in search(own, "школа").hits] == before, (
        "readers see the old index until the new one is whole"
    )
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert [hit.act for hit in search(own, "школа").hits] == before
    build(own, workers=1)
    assert len([path for path in folder_of(own).iterdir() if path.is_dir()]) == 1, (
        "what was left half-built is cleared away"
    )


def test_an_index_of_another_analysis_is_not_used(own: Path) -> None:
    build(own, workers=1)
    current = folder_of(own) / "current"
    current.write_text(json.dumps({**json.loads(current.read_text("utf-8")), "analysis": "0:other"}), "utf-8")
    assert not state(own).exists
    assert update(own).rebuilt and state(own).fresh


def test_several_workers_build_the_same_index(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.search.whoosh.engine._SMALL", 1)
    build(own, workers=1)
    alone = {typed: search(own, typed) for typed in ("школа", "приказ", '"бесплатные учебники"')}
    build(own, workers=2)
    assert (folder_of(own) / pointer(own).folder / "1").is_dir()  # type: ignore[union-attr]
    for typed, found in alone.items():
        again = search(own, typed)
        assert (again.total, [hit.act for hit in again.hits]) == (found.total, [hit.act for hit in found.hits])


def test_there_is_no_such_engine(own: Path) -> None:
    with pytest.raises(UnknownEngine, match="Нет поискового движка «solr»"):
        build(own, "solr")


def test_the_same_base_gives_the_same_generation(own: Path, unindexed: Path) -> None:
    build(own, workers=1)
    first = pointer(own)
    time.sleep(0.01)
    build(own, workers=1)
    second = pointer(own)
    assert first is not None and second is not None and first.generation == second.generation
