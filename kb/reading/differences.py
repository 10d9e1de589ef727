"""Two texts of one act compared: units first, then words inside those that changed.

A unit whose words are the same under another number was renumbered, not rewritten; one with the same words elsewhere
was moved. Every difference names the acts that made it; one for which no act is named says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ingest import read_marker
from kb.editions.model import Stand

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LONG = 4000
"""Words beyond which a paragraph is shown as replaced whole: comparing them word by word would take seconds."""


_TELLING = 12
"""Characters that equal wordings must have to tell that a unit was moved."""


class Piece(NamedTuple):
    """A run of words: ``sign`` is "=" (in both), "-" (only before) or "+" (only after)."""

    sign: str
    words: str


class Difference(NamedTuple):
    """One unit that is not the same. ``what``: added, removed, reworded, renumbered, moved; the eIds on both sides
    (None: it is not there); ``pieces``: the wording with its changes, () where the words are the same."""

    what: str
    before: str | None
    after: str | None
    pieces: tuple[Piece, ...]


def differences(before: Sequence[Stand], after: Sequence[Stand]) -> list[Difference]:
    """Everything that differs, in the order of the later text; what is gone stands where it was."""
    old, new = {s.wid: s for s in before}, {s.wid: s for s in after}
    pairs = {wid: old[wid] for wid in new if wid in old}
    pairs |= _same_words([s for s in before if s.wid not in new], [s for s in after if s.wid not in old])
    matched = {stand.wid for stand in pairs.values()}
    out: list[Difference] = []
    for stand in _order(before, after, matched):
        if stand.wid in new and new[stand.wid] is stand:
            found = _difference(pairs.get(stand.wid), stand)
        else:
            found = _difference(stand, None)
        if found:
            out.append(found)
    return out


def _difference(before: Stand | None, after: Stand | None) -> Difference | None:
    if before is None or after is None:
        stand, what, sign = (after, "added", "+") if before is None else (before, "removed", "-")
        if stand is None:
            return None
        piece = (Piece(sign, stand.words),)
        return Difference(what, before and before.eid, after and after.eid, piece)
    if before.eid == after.eid:
        changed = before.words != after.words
        return (
            Difference("reworded", before.eid, after.eid, word_changes(before.words, after.words)) if changed else None
        )
    same = _bare(before.words) == _bare(after.words)
    how = "renumbered" if before.eid.rpartition("__")[0] == after.eid.rpartition("__")[0] else "moved"
    return Difference(how, before.eid, after.eid, () if same else word_changes(before.words, after.words))


def _same_words(gone: Sequence[Stand], come: Sequence[Stand]) -> dict[str, Stand]:
    """Later wid → earlier stand of units whose words are the same but for their number; short words decide nothing."""
    by_words: defaultdict[str, list[Stand]] = defaultdict(list)
    for stand in reversed(gone):
        by_words[_bare(stand.words)].append(stand)
    found: dict[str, Stand] = {}
    for stand in come:
        key = _bare(stand.words)
        if len(key) > _TELLING and by_words[key]:
            found[stand.wid] = by_words[key].pop()
    return found


def _bare(words: str) -> str:
    """Wording without its label, marks at the end and spaces levelled."""
    return " ".join(words[read_marker(words).end :].split()).strip(" .;")


def _order(before: Sequence[Stand], after: Sequence[Stand], matched: set[str]) -> list[Stand]:
    """The later stands, with what is gone after the unit it stood behind."""
    place = {stand.wid: i for i, stand in enumerate(after)}
    behind: defaultdict[int, list[Stand]] = defaultdict(list)
    at = -1
    for stand in before:
        if stand.wid in place:
            at = place[stand.wid]
        elif stand.wid not in matched:
            behind[at].append(stand)
    out = list(behind[-1])
    for i, stand in enumerate(after):
        out.append(stand)
        out += behind.get(i, [])
    return out


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The two wordings as one run of pieces; a change takes whole words.

    >>> word_changes("в течение пяти дней", "в течение десяти дней")[1:3]
    (Piece(sign='-', words='пяти'), Piece(sign='+', words='десяти'))
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) + len(middle_new) > _LONG:
        pieces = [("-", middle_old), ("+", middle_new)]
    else:
        pieces = _compared(middle_old, middle_new)
    whole = [("=", old[:head]), *pieces, ("=", old[len(old) - tail :])]
    return tuple(Piece(sign, "".join(tokens)) for sign, tokens in whole if tokens)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many leading tokens are the same."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _compared(old: list[str], new: list[str]) -> list[tuple[str, list[str]]]:
    out: list[tuple[str, list[str]]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(("=", old[a:b]))
        else:
            out += [("-", old[a:b]), ("+", new[c:d])]
    return out


def related(eid: str, eids: Iterable[str]) -> list[str]:
    """Of ``eids`` those that are the unit, something around it or something in it."""
    return [e for e in eids if e == eid or e.startswith(eid + "__") or eid.startswith(e + "__")]
