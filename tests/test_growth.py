"""Nothing that is read, however odd, takes more than its length in time: no pattern, and no whole reading.

A part of the attacks is tried here; ``make fuzz`` sets KB_ATTACKS and tries them all, on longer texts.
"""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from attack import Attack, attacks, grows
from long_texts import TEXTS
from patterns import LONGEST, Made, all_patterns

from ingest import SourceError, parse, read
from ingest.law.text import normalise
from kb.search import query
from kb.store.find import question

ATTACKS = int(os.environ.get("KB_ATTACKS", "1"))
WINDOWS = {"kb.store.find.": question.LONGEST, "kb.search.": query.LONGEST}
"""What a person asks is cut before it is read."""


@pytest.fixture(scope="module")
def patterns() -> list[Made]:
    return all_patterns()


def test_every_pattern_is_seen(patterns: list[Made]) -> None:
    names = {pattern.name for pattern in patterns}
    assert len(patterns) > 500
    assert {"ingest.recognise.structure.markers._SEVERAL", "kb.search.query._PIECE"} <= names


def test_no_pattern_grows_faster_than_its_text(patterns: list[Made]) -> None:
    found = {}
    for pattern in patterns:
        for attack in attacks(pattern.pattern, ATTACKS):
            if seconds := grows(pattern.call, _as_given(pattern, attack), _longest(pattern)):
                found[pattern.name] = f"{seconds:.1f} s: {attack}"
                break
    assert not found, "\n".join(f"{name}: {what}" for name, what in found.items())


def _longest(pattern: Made) -> int:
    return next((longest for room, longest in WINDOWS.items() if pattern.name.startswith(room)), pattern.longest)


class _Normal(Attack):
    """An attack as it comes to the recognisers: every paragraph is normalised before."""

    def text(self, length: int) -> str:
        lines = map(normalise, super().text(length).split("\n"))
        return "\n".join(filter(None, lines))


def _as_given(pattern: Made, attack: Attack) -> Attack:
    return attack if pattern.name.startswith(("ingest.formats", "ingest.sources")) else _Normal(*attack)


def test_no_reading_grows_faster_than_its_text() -> None:
    """Loops of ours as well as patterns; the first reading is of what they compile."""
    found = {}
    for text in TEXTS.values():
        _read(text.text(1000))
    for name, text in TEXTS.items():
        if seconds := grows(_read, text, 10 * LONGEST, 5000 * ATTACKS, enough=20):
            found[name] = f"{seconds:.1f} s"
    assert not found, "\n".join(f"{name}: {what}" for name, what in found.items())


def _read(text: str) -> None:
    with suppress(SourceError):
        parse(read(text.encode(), "a.txt"))
