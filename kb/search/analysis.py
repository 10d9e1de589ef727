"""Text to terms, the same for index and query.

One compiled pattern cuts a text into forms; a dictionary (form → terms) does the rest, and each form is worked out
once in the life of a base: pymorphy3 gives every likely lemma, an unknown word gives its Snowball stem, a number as
lawyers write it gives itself and its parts. All terms of a form stand at one position, so a phrase is a run of
positions, and a stop word, which has no terms, still takes its place.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from ingest.law.numbering import canonical
from ingest.law.text import DASHES, SUPERSCRIPT_DIGITS, fold
from kb.search.language import exceptions, fingerprint, stop_words

VERSION = "2"
"""Raised whenever the same text may give other terms; an index of another version is rebuilt."""

LIKELY = 0.1
"""A lemma is taken when its readings have at least this share of probability (pymorphy3's score)."""

_RAISED = SUPERSCRIPT_DIGITS + "⁻˙"
FORM = re.compile(
    r"[а-яёa-z]{4,}"  # most words, so that they are not tried as numbers first
    rf"|(?:[а-яёa-z]{{1,3}}[{DASHES}])?\d+[{_RAISED}]*"  # «нт-1106/08», «14²»
    rf"(?:[{DASHES}./]\d+[{_RAISED}]*){{0,8}}"  # «2.4.3648-20», «13.07.2022», «542/1»
    rf"(?:[{DASHES}/]?(?:фк?3(?!\d)|[а-яёa-z]{{1,3}}(?![а-яёa-z])))?"  # «149-фз», «273-ф3», «544н»
    rf"(?:[{DASHES}/][а-яёa-z]{{1,2}}(?![а-яёa-z]))?"  # «09-10/пз-н»
    r"|[а-яёa-z]+"
)
"""A form in a lower-case text: a word, or a number with its suffixes. Linear on any input: each repetition starts with
its own character."""

_PARTS = re.compile(f"({FORM.pattern})")
_DASH = re.compile(rf"[{DASHES}⁻]")
_PART = re.compile(r"\d+|[а-яa-z]+")
_LOOKALIKE = str.maketrans({"3": "з"})
_ROMAN_TAIL = {"i": "1", "ii": "2", "iii": "3"}
_CACHE_LIMIT = 2_000_000


class Token(NamedTuple):
    """A form in its place: the text's own spelling is ``text[start:end]``."""

    start: int
    end: int
    terms: tuple[str, ...]


class Lexicon(dict[str, tuple[str, ...]]):
    """Form (lower case, as written) → its terms, () for a stop word. Works a form out when it is first asked for.

    Args:
        path: SQLite file where forms are kept between processes, or None. A broken file is put aside, never an error.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._path = path
        self._new: dict[str, tuple[str, ...]] = {}
        self._kept = _Cache(path) if path else None
        self._all = False  # whether every kept form is here already

    def __missing__(self, form: str) -> tuple[str, ...]:
        kept = self._kept.get(form) if self._kept and not self._all else None
        terms = kept if kept is not None else self._work_out(form)
        if len(self) > _CACHE_LIMIT:
            self.clear()
            self._all = False
        self[form] = terms
        if kept is None and self._kept:
            self._new[form] = terms
        return terms

    def preload(self) -> None:
        """Read every kept form at once: for a process about to index a whole base."""
        if self._kept:
            self.update(self._kept.all())
            self._all = True

    def prefetch(self, texts: Iterable[str]) -> None:
        """Read the kept forms of these texts at once."""
        if self._kept:
            self.update(self._kept.some({form for text in texts for form in FORM.findall(text.lower())}))

    def save(self) -> None:
        """Keep what was worked out since the last call."""
        if self._kept and self._new:
            self._kept.put(self._new)
            self._new = {}

    def forget_new(self) -> dict[str, tuple[str, ...]]:
        """What was worked out since the last call, for another process to keep."""
        new, self._new = self._new, {}
        return new

    def keep(self, new: dict[str, tuple[str, ...]]) -> None:
        """Keep forms worked out by another process."""
        self.update(new)
        if self._kept and new:
            self._kept.put(new)

    def note(self, stamp: str, notes: dict[str, str]) -> None:
        """Keep what was worked out of some data about terms; ``stamp``: digest of the data."""
        if self._kept:
            self._kept.put_notes(stamp, notes)

    def noted(self, stamp: str) -> Callable[[str], str | None] | None:
        """Term → its note, None when it has none; None when nothing of that stamp is kept."""
        return self._kept.note if self._kept and self._kept.note("") == stamp else None

    def terms(self, text: str) -> list[tuple[str, ...]]:
        """Terms of the text, position by position."""
        return list(map(self.__getitem__, FORM.findall(text.lower())))

    def parts(self, text: str) -> list[str]:
        """The text in lower case, cut: what stands before the first form, the form, what stands after it, and so on."""
        return _PARTS.split(_lowered(text))

    def tokens(self, parts: Sequence[str], chosen: Iterable[int]) -> list[Token]:
        """Of the forms in :meth:`parts` those of these numbers with their places, for marking words in a passage."""
        ends = list(accumulate(map(len, parts)))
        return [Token(ends[2 * i], ends[2 * i + 1], self[parts[2 * i + 1]]) for i in chosen]

    def _work_out(self, form: str) -> tuple[str, ...]:
        form = fold(form)
        if not form.isalpha():
            return number_terms(form)
        if form in stop_words():
            return ()
        return self._lemmas(form)

    def _lemmas(self, word: str) -> tuple[str, ...]:
        for pattern, lemmas in exceptions().forms:
            if pattern.fullmatch(word):
                return lemmas
        if len(word) > 60:
            return (word[:60],)
        if word.isascii():
            return (word,)
        if not _morphology().word_is_known(word):
            return (str(_stemmer().stemWord(word)),)
        return _without_unlikely(_readings(_morphology(), word))


@lru_cache(maxsize=1)
def _morphology() -> Any:
    """The dictionary, loaded when a form is first met: a process whose forms are all kept never loads it."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("russian")


def _lowered(text: str) -> str:
    """The text in lower case, as long as it was: «İ» and its like would shift every place after them."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(ch.lower()[:1] for ch in text)


def number_terms(form: str) -> tuple[str, ...]:
    """A number whole, in its canonical spelling, then the parts long enough to be asked for alone.

    >>> number_terms("149-фз"), number_terms("542/1"), number_terms("14²"), number_terms("2.4.3648-20")
    (('149-фз', '149'), ('542/1', '542'), ('14.2', '14'), ('2.4.3648-20', '3648', '20'))
    """
    whole = _DASH.sub("-", canonical(form) if any(ch in _RAISED for ch in form) else form)
    head, dash, tail = whole.rpartition("-")
    if dash and tail in ("ф3", "фк3"):
        whole = f"{head}-{tail.translate(_LOOKALIKE)}"
    elif dash and tail in _ROMAN_TAIL:
        whole = f"{head}-{_ROMAN_TAIL[tail]}"
    parts = (part for part in _PART.findall(whole) if len(part) > 1 and part not in ("фз", "фкз") and part != whole)
    return (whole[:60], *dict.fromkeys(part[:60] for part in parts))


def _readings(morphology: Any, word: str) -> dict[str, float]:
    """Lemma (ё folded) → its share of probability, likeliest first."""
    shares: dict[str, float] = {}
    for reading in morphology.parse(word):
        lemma = fold(reading.normal_form)
        shares[lemma] = shares.get(lemma, 0.0) + reading.score
    return dict(sorted(shares.items(), key=lambda item: (-item[1], item[0])))


def _without_unlikely(shares: dict[str, float]) -> tuple[str, ...]:
    dropped = {wrong for wrong, right in exceptions().instead if right in shares and wrong != right}
    kept = tuple(lemma for lemma, share in shares.items() if share >= LIKELY and lemma not in dropped)
    return kept or (next(iter(shares)),)


class _Cache:
    """Forms kept in SQLite between processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = f"{VERSION}:{fingerprint()}"
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection | None:
        try:
            return self._prepared()
        except sqlite3.OperationalError:  # busy, or not ours to write
            return self._to_read()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return self._prepared()

    def _to_read(self) -> sqlite3.Connection | None:
        try:
            connection = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            usable = connection.execute("SELECT value FROM stamp").fetchone() == (self._stamp,)
        except sqlite3.Error:
            return None
        return connection if usable else None

    def _prepared(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=5, check_same_thread=False, isolation_level=None)
        connection.execute("CREATE TABLE IF NOT EXISTS stamp (value TEXT)")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS forms (form TEXT PRIMARY KEY, terms TEXT NOT NULL) WITHOUT ROWID"
        )
        connection.execute("CREATE TABLE IF NOT EXISTS notes (term TEXT PRIMARY KEY, note TEXT NOT NULL) WITHOUT ROWID")
        if connection.execute("SELECT value FROM stamp").fetchone() != (self._stamp,):
            connection.executescript("BEGIN; DELETE FROM stamp; DELETE FROM forms; DELETE FROM notes; COMMIT")
            connection.execute("INSERT INTO stamp VALUES (?)", [self._stamp])
        return connection

    def get(self, form: str) -> tuple[str, ...] | None:
        if self._connection is None:
            return None
        row = self._connection.execute("SELECT terms FROM forms WHERE form = ?", [form]).fetchone()
        return tuple(row[0].split()) if row else None

    def some(self, forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
        if self._connection is None:
            return {}
        rows = self._connection.execute(
            "SELECT form, terms FROM forms WHERE form IN (SELECT value FROM json_each(?))", [json.dumps(list(forms))]
        )
        return {form: tuple(terms.split()) for form, terms in rows}

    def all(self) -> dict[str, tuple[str, ...]]:
        if self._connection is None:
            return {}
        return {form: tuple(terms.split()) for form, terms in self._connection.execute("SELECT form, terms FROM forms")}

    def put(self, forms: dict[str, tuple[str, ...]]) -> None:
        if self._connection is None:
            return
        self._connection.execute("BEGIN")
        self._connection.executemany(
            "INSERT OR REPLACE INTO forms VALUES (?, ?)", [(form, " ".join(terms)) for form, terms in forms.items()]
        )
        self._connection.execute("COMMIT")

    def note(self, term: str) -> str | None:
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT note FROM notes WHERE term = ?", [term]).fetchone()
        except sqlite3.OperationalError:  # written by an older version, and not ours to write
            return None
        return str(row[0]) if row else None

    def put_notes(self, stamp: str, notes: dict[str, str]) -> None:
        """Instead of those kept before; the stamp stands beside the empty term."""
        if self._connection is None:
            return
        self._connection.execute("BEGIN")
        self._connection.execute("DELETE FROM notes")
        self._connection.executemany("INSERT INTO notes VALUES (?, ?)", [("", stamp), *notes.items()])
        self._connection.execute("COMMIT")
