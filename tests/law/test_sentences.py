"""The sentence splitter, in razdel's notation: «| |» marks a border, «|?|» a place of which it is in doubt."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.law.sentences import sentences, split

_LINES = [
    line
    for line in (Path(__file__).parent / "sentences.marked.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("marked", _LINES)
def test_case(marked: str) -> None:
    text = re.sub(r"\|[ ?]\|", " ", marked)
    found = split(text)
    shown = text
    borders = {end for _, end in found.spans[:-1]}
    for place in sorted({*borders, *found.doubts}, reverse=True):
        shown = shown[:place] + ("|?|" if place in found.doubts else "| |") + shown[place + 1 :]
    assert shown == marked


@given(st.text('аб Вст.п12\n"?!', max_size=80))
def test_spans_are_ordered_and_lose_only_spaces(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(text[s:e] for s, e in spans)
    assert "".join(kept.split()) == "".join(text.split())
