"""Posting lists: written and read back, the same as a word at a time would give; segments merged; large bases cut."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_base import add_act
from whoosh import index as whoosh_index

from kb.search import build, search, update
from kb.search.analysis import Lexicon
from kb.search.engine import GAP, Document, Piece
from kb.search.index import folder_of, pointer
from kb.search.whoosh.inversion import Numbering, inverted, numbered, tokens
from kb.search.whoosh.postings import packed, unpacked
from kb.store.connection import open_base, transaction

WORDS = ["приказ", "стали", "о", "школа", "149-фз", "детях", "неслово", "Закон"]
texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
pieces = st.builds(Piece, st.just("point_1"), texts, st.sampled_from([1.0, 2.0, 5.0]))
documents = st.lists(st.lists(pieces, max_size=4), max_size=6)


def plainly(written: list[list[Piece]], lexicon: Lexicon) -> dict[str, dict[int, tuple[float, list[int]]]]:
    """Term → document → weight and positions, a word at a time."""
    found: dict[str, dict[int, tuple[float, list[int]]]] = defaultdict(dict)
    for doc, parts in enumerate(written):
        position = 0
        for _, text, weight in parts:
            for terms in lexicon.terms(text):
                for term in terms:
                    before, positions = found[term].get(doc, (0.0, []))
                    found[term][doc] = before + weight, [*positions, position]
                position += 1
            position += GAP
    return found


@given(documents)
def test_postings_are_what_a_word_at_a_time_gives(written: list[list[Piece]]) -> None:
    lexicon = Lexicon()
    numbering = Numbering(lexicon)
    ready = [numbered(Document(str(doc), parts), numbering) for doc, parts in enumerate(written)]
    rows = tokens([(doc, data) for doc, (data, _, _) in enumerate(ready)], numbering)
    lengths = np.array([length for _, _, length in ready], np.int64)
    lists = list(packed(inverted(rows, numbering.terms), lengths))
    assert [item.name for item in lists] == sorted(item.name for item in lists)
    found = {}
    for item in lists:
        docs, weights, flat, ends = unpacked(item.data)
        runs = np.split(flat, ends[:-1])
        found[item.name.decode()] = {
            doc: (weight, run.tolist()) for doc, weight, run in zip(docs.tolist(), weights, runs, strict=True)
        }
        assert (item.documents, item.first, item.last) == (len(docs), docs[0], docs[-1])
        assert (item.shortest, item.longest) == (lengths[docs].min(), lengths[docs].max())
        assert (item.weight, item.heaviest) == (sum(weights), max(weights))
    assert found == plainly(written, lexicon)
    assert lengths.sum() == sum(len(positions) for docs in found.values() for _, positions in docs.values())


def test_a_long_list_is_squeezed_and_numbers_of_any_size_come_back() -> None:
    numbering = Numbering(Lexicon())
    far = " ".join(["школа"] * 70_000)
    ready = [numbered(Document("a", [Piece("x", far, 1.0), Piece("y", "приказ", 1.0)]), numbering)]
    ready += [numbered(Document(str(i), [Piece("x", "школа", 5.0)]), numbering) for i in range(300)]
    rows = tokens([(doc * 300, data) for doc, (data, _, _) in enumerate(ready)], numbering)
    lists = {item.name.decode(): item for item in packed(inverted(rows, numbering.terms), np.ones(100_000, np.int64))}
    assert unpacked(lists["приказ"].data).flat.tolist() == [70_000 + GAP]
    school = unpacked(lists["школа"].data)
    assert school.docs.tolist() == [300 * doc for doc in range(301)]
    assert school.weights.tolist() == [70_000.0] + [5.0] * 300
    assert school.flat[:70_000].tolist() == list(range(70_000))
    assert len(lists["школа"].data) < 10_000


@pytest.fixture
def many(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base indexed in segments of a document or two."""
    monkeypatch.setattr("kb.search.whoosh.engine._SEGMENT_BYTES", 400)
    build(own, workers=1)
    return own


def segments(base: Path) -> int:
    said = pointer(base)
    assert said is not None
    with whoosh_index.open_dir(str(folder_of(base) / said.folder / "0")).reader() as reader:
        return len(reader.leaf_readers())


def same(one: Path, two: Path) -> None:
    """The same found in the same order; scores nearly so, as Whoosh rounds lengths once more when it merges."""
    for typed in ("школа", "приказ", '"бесплатные учебники"', "вид:приказ", "образова*", "моя школа мониторинг"):
        first, second = search(one, typed), search(two, typed)
        assert first.total == second.total, typed
        assert [(hit.act, hit.eid) for hit in first.hits] == [(hit.act, hit.eid) for hit in second.hits], typed
        assert [hit.score for hit in first.hits] == pytest.approx([hit.score for hit in second.hits], rel=0.01), typed


def test_a_base_cut_into_segments_answers_alike(base: Path, many: Path) -> None:
    assert segments(many) > 5 and segments(base) == 1
    same(base, many)


def test_segments_of_updates_are_merged_and_answer_alike(own: Path, tmp_path: Path) -> None:
    build(own, workers=1)
    for number in range(12):
        db = open_base(own)
        with transaction(db):
            act = {
                "id": f"prikaz-2026-01-01-{9000 + number}",
                "label": f"Приказ от 01.01.2026 № {9000 + number}",
                "title": "О школе дельфинов",
                "status": "in_force",
                "units": {"point_1": "Дельфины учатся в школе.", "point_2": "Приказ о бесплатные учебники."},
            }
            add_act(db, act)
        db.close()
        assert update(own).written == 1
    assert segments(own) < 12, "small segments do not pile up"
    anew = tmp_path / "anew.db"
    with open_base(own) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(own, anew)
    build(anew, workers=1)
    same(own, anew)
