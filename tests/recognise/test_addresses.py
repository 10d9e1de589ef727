"""Addresses in running text. Cases: text → what is named; «|» parts mentions, «;» the units of one mention."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.recognise.addresses import find_addresses

_CASES = [
    line.split(" → ")
    for line in (Path(__file__).parent / "addresses.marked.txt").read_text("utf-8").splitlines()
    if " → " in line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_case(text: str, expected: str) -> None:
    found = " | ".join("; ".join(str(address) for address in mention.addresses) for mention in find_addresses(text))
    assert found == ("" if expected == "-" else expected)


@pytest.mark.parametrize(
    "nasty",
    ["пункт ", '"', "1.", "пункт 1, ", "первый ", "(", "статьи 1 пункта ", "сто ", "§", "ч. ", "пункты 1 - 2, "],
)
def test_time_grows_with_length_only(nasty: str) -> None:
    """Four times the text may take at most ten times as long: a quadratic rule would take sixteen."""
    short, long = nasty * (10_000 // len(nasty)), nasty * (10_000 // len(nasty))
    assert _seconds(long) <= max(10 * _seconds(short), 0.5)


def _seconds(text: str) -> float:
    best = 1e9
    for _ in range(2):
        start = time.perf_counter()
        find_addresses(text)
        best = min(best, time.perf_counter() - start)
    return best
