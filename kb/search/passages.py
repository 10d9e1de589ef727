"""A passage: the part of a text that answers, cut at sentence borders, with the found words marked."""

from __future__ import annotations

import re
from itertools import compress, count

from ingest.law.sentences import sentences
from ingest.law.text import fold
from kb.answers.found import Fragment
from kb.search.analysis import Lexicon, Token
from kb.search.engine import Slots
from kb.search.marks import NOTHING, Marks

LONGEST = 320
"""Characters of a passage, unless one sentence alone is longer."""

_PART = re.compile(r"(?<=[;:])\s+(?=[«\"“(]?[А-ЯЁA-Z0-9])")
"""Where a long sentence may be cut too: between the items of a list."""

_MOST_READ = 200_000
"""Characters of a text that are looked at."""


class Cutter:
    """Cuts the passages of one question. Each form is looked at once, however often it stands in them."""

    def __init__(self, marks: Marks, lexicon: Lexicon) -> None:
        self._lexicon, self._phrases = lexicon, marks.phrases
        self._marked = _Marked(marks, lexicon)
        self._nothing = marks == NOTHING

    def cut(self, text: str, longest: int = LONGEST) -> tuple[Fragment, ...]:
        """The sentences around the most of what is wanted, words marked; «…» where the text goes on."""
        text = text[:_MOST_READ]
        found = self._found(text)
        start, end = _window(text, found, longest)
        return _marked(text, start, end, [token for token in found if start <= token.start < end])

    def whole(self, text: str) -> tuple[Fragment, ...]:
        """All of a short text, words marked: a title."""
        return _marked(text, 0, len(text), self._found(text))

    def _found(self, text: str) -> list[Token]:
        """Tokens to mark, in order."""
        if self._nothing:
            return []
        parts = self._lexicon.parts(text)
        forms = parts[1::2]
        chosen = set(compress(count(), map(self._marked.__getitem__, forms)))
        for phrase in self._phrases:
            chosen |= _phrase(phrase, forms, self._lexicon)
        return self._lexicon.tokens(parts, sorted(chosen)) if chosen else []


class _Marked(dict[str, bool]):
    """Form → whether it is marked wherever it stands."""

    def __init__(self, marks: Marks, lexicon: Lexicon) -> None:
        super().__init__()
        self._marks, self._lexicon = marks, lexicon

    def __missing__(self, form: str) -> bool:
        marked = self[form] = self._is_marked(form, self._lexicon[form])
        return marked

    def _is_marked(self, form: str, terms: tuple[str, ...]) -> bool:
        if not self._marks.terms.isdisjoint(terms):
            return True
        if self._marks.forms and fold(form) in self._marks.forms:
            return True
        return bool(self._marks.prefixes) and any(term.startswith(self._marks.prefixes) for term in terms)


def _phrase(phrase: Slots, forms: list[str], lexicon: Lexicon) -> set[int]:
    """Numbers of the forms that are in the phrase wherever it stands."""
    first = set(phrase[0])
    begins = {form for form in set(forms) if not first.isdisjoint(lexicon[form])}
    starts = [i for i, form in enumerate(forms[: 1 - len(phrase) or None]) if form in begins] if begins else []
    return {i + at for i in starts if _stands(phrase, forms[i : i + len(phrase)], lexicon) for at in range(len(phrase))}


def _stands(phrase: Slots, forms: list[str], lexicon: Lexicon) -> bool:
    return all(not slot or not set(slot).isdisjoint(lexicon[form]) for slot, form in zip(phrase, forms, strict=True))


def _window(text: str, found: list[Token], longest: int) -> tuple[int, int]:
    """Sentences, from the one that begins the best run of found words, while they fit."""
    pieces = _sentences(text)
    if not found:
        return _grown(pieces, 0, longest)
    best = max(range(len(pieces)), key=lambda i: (_distinct(found, pieces[i][0], pieces[i][0] + longest), -i))
    start, end = _grown(pieces, best, longest)
    if end - start > 2 * longest:  # one endless sentence: cut it between words around the first of its best words
        return _inside(text, start, end, _densest(found, start, end, longest), longest)
    return start, end


def _grown(pieces: list[tuple[int, int]], first: int, longest: int) -> tuple[int, int]:
    start, end = pieces[first]
    for _, following in pieces[first + 1 :]:
        if following - start > longest:
            break
        end = following
    return start, end


def _distinct(found: list[Token], start: int, end: int) -> int:
    return len({term for token in found if start <= token.start < end for term in token.terms[:1]})


def _densest(found: list[Token], start: int, end: int, longest: int) -> int:
    inside = [token for token in found if start <= token.start < end][:200] or found[:1]
    return max(inside, key=lambda token: (_distinct(inside, token.start, token.start + longest), -token.start)).start


def _inside(text: str, start: int, end: int, at: int, longest: int) -> tuple[int, int]:
    left = max(start, at - 60)
    left = text.find(" ", left, at) + 1 if left > start else start
    right = min(end, max(left, at - 60) + longest)
    right = text.rfind(" ", at, right) if right < end else end
    return max(left, start), right if right > at else min(end, at + longest)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Spans of sentences and of the parts of lists; never empty."""
    spans: list[tuple[int, int]] = []
    for start, end in sentences(text):
        for m in _PART.finditer(text, start, end):
            spans.append((start, m.start()))
            start = m.end()
        spans.append((start, end))
    return spans or [(0, len(text))]


def _marked(text: str, start: int, end: int, found: list[Token]) -> tuple[Fragment, ...]:
    fragments = [Fragment("… ", False)] if start > 0 else []
    at = start
    for token in found:
        if token.start > at:
            fragments.append(Fragment(text[at : token.start], False))
        fragments.append(Fragment(text[token.start : token.end], True))
        at = token.end
    if at < end:
        fragments.append(Fragment(text[at:end].rstrip(), False))
    if end < len(text.rstrip()):
        fragments.append(Fragment(" …", False))
    return tuple(_joined(fragments))


def _joined(fragments: list[Fragment]) -> list[Fragment]:
    """Marked words with only a space between them become one mark."""
    joined: list[Fragment] = []
    for fragment in fragments:
        if len(joined) > 1 and fragment.marked and joined[-1].text == " " and joined[-2].marked:
            joined.pop()
            joined[-1] = Fragment(f"{joined[-1].text} {fragment.text}", True)
        else:
            joined.append(fragment)
    return joined
