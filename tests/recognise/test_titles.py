"""Titles of cited acts: marked cases, 1,500 listed acts of the corpus, time on nasty text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.law.text import level
from ingest.recognise.titles import LONGEST, read_title

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
LINES = [
    line
    for line in Path(__file__).with_name("titles.marked.txt").read_text("utf-8").splitlines()
    if "|" in line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_titles(line: str) -> None:
    at = line.index("|")
    text = line.replace("|", "").replace("{{", "").replace("}}", "")
    title = line.partition("{{")[2].rpartition("}}")[0] or None
    found = read_title(text, at, len(text))
    assert (found[0] if found else None) == title
    if found:
        assert title in text[found[1] : found[2]]


def test_nothing_beyond_the_limit_or_the_line_is_read() -> None:
    assert read_title('№ 1 "О связи"', 3, 3) is None
    text = 'Приказ № 1 "О связи\nи почте"'
    found = read_title(text, 10, len(text))
    assert found is not None and found[0] == "О связи"


def test_the_listed_acts_of_the_corpus() -> None:
    path = CORPUS / "requisites" / "moscow-acts.tsv"
    if not path.exists():
        pytest.skip("нет ../shared/corpus")
    rows = [row.split("\t") for row in path.read_text("utf-8").splitlines()[1:]]
    misses = []
    for kind, issuer, day, number, title in rows:
        head = f"{kind} {issuer} от {day} {number}"
        line = f'{head} "{title}"'
        found = read_title(line, len(head), len(line))
        if found is None or level(found[0]) != level(title):
            misses.append(title)
    assert len(rows) == 1500
    assert misses == []


@pytest.mark.parametrize(
    "text",
    ['"О ' + '"а ' * 100_000, '"' * 300_000, "О " * 150_000, '"О ' + "а" * 300_000, 'Приказ № 5 "О "а" ' * 20_000],
    ids=["opening", "quotes", "unquoted", "one word", "citations"],
)
def test_time_is_bounded(text: str) -> None:
    start = time.perf_counter()
    for at in range(0, len(text), len(text) // 2000):
        found = read_title(text, at, len(text))
        assert found is None or found[2] - found[1] <= LONGEST
    assert time.perf_counter() - start < 5
