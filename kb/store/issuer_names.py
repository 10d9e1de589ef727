"""Names of issuers that the reference list does not know - a region's government, a city's duma - as printed.

The parser gives such an issuer a key made of its name's words; the words themselves stand in the head of the act
(«ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ» above the kind, «ЗАКОН ПРИМЕРНОЙ ОБЛАСТИ» below it) or in citations of it. A school
is called in full by its letterhead and for short by stamps: the full name is shown, the short one stands in labels.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ingest import Parsed, kind_word
from ingest.law.issuers import genitive, resolve
from ingest.law.letter_case import sentence_case, small_letters
from ingest.law.organisations import ORGANISATION, short_name
from kb.store.labels import IssuerName, issuer
from kb.store.printed_names import nominative
from kb.store.rows import IssuerNameRow
from kb.store.source import source_id

NAME, GENITIVE, SHORT = "name", "genitive", "short"

_OBLIQUE = re.compile(r"[а-яё-]+(?:ого|его|ой|ей|ому|им|ым)\s")
_AFTER_KIND = re.compile(r"[А-Яа-яЁё]+\s+(?P<who>[А-ЯЁ][^№\d\"«»]{3,150}?)\s+(?:от|№|N)(?!\w)")


def issuer_names(parsed: Parsed) -> list[IssuerNameRow]:
    """What the document calls each issuer that the list does not hold."""
    found: dict[tuple[str, str], str] = {}
    for slug, form, words in (*_in_head(parsed), *_in_citations(parsed), *_organisations(parsed)):
        found[slug, form] = min(found.get((slug, form), words), words)
    source = source_id(parsed.document.sha256)
    return [IssuerNameRow(source, slug, form, words) for (slug, form), words in sorted(found.items())]


def dictionary_names(names: Iterable[str], source: int) -> list[IssuerNameRow]:
    """Names that a list of bodies gives to those that the reference list does not hold; a name of several is left."""
    found: dict[str, str] = {}
    for name in names:
        slugs = resolve(name)
        if len(slugs) == 1 and issuer(slugs[0]) is None:
            found[slugs[0]] = min(found.get(slugs[0], name), name)
    return [IssuerNameRow(source, slug, NAME, words) for slug, words in sorted(found.items())]


def known_names(db: sqlite3.Connection, issuers: Iterable[str]) -> dict[str, IssuerName]:
    """Names of those issuers that the list does not hold: of several the first by alphabet."""
    found: dict[str, IssuerName] = {}
    for slug in issuers:
        if issuer(slug) is None:
            name, of = _first_by_alphabet(db, slug, NAME), _first_by_alphabet(db, slug, GENITIVE)
            short = _first_by_alphabet(db, slug, SHORT)
            shown = name or (of and nominative(of)) or short
            if shown:
                short = short or short_name(shown)
                found[slug] = IssuerName(shown, short or shown, short or of or genitive(shown))
    return found


def _first_by_alphabet(db: sqlite3.Connection, slug: str, form: str) -> str | None:
    """One step in the index, however many acts the issuer has."""
    found = db.execute("SELECT min(words) FROM issuer_names WHERE issuer = ? AND form = ?", (slug, form)).fetchone()
    return str(found[0]) if found[0] else None


@contextmanager
def names_watched(db: sqlite3.Connection, source: int | None, new: Iterable[IssuerNameRow]) -> Iterator[None]:
    """Acts of an issuer whose best-known name changes in the block are noted to be made again.

    ``source``: one whose own names go in the block; ``new``: names that come.
    """
    watched = sorted({row.issuer for row in new} | (_named_by(db, source) if source is not None else set()))
    before = known_names(db, watched)
    yield
    after = known_names(db, watched)
    for slug in watched:
        if before.get(slug) != after.get(slug):
            db.execute("INSERT OR IGNORE INTO stale SELECT act FROM act_issuers WHERE issuer = ?", (slug,))


def _named_by(db: sqlite3.Connection, source: int) -> set[str]:
    return {slug for (slug,) in db.execute("SELECT DISTINCT issuer FROM issuer_names WHERE source = ?", (source,))}


def _in_head(parsed: Parsed) -> Iterator[tuple[str, str, str]]:
    """A line of the head that is an issuer's name and nothing else; after the kind it stands in the genitive."""
    act = parsed.act
    if act is None:
        return
    strange = {slug for slug in act.id.issuers if issuer(slug) is None}
    if not strange:
        return
    for i, line in enumerate(parsed.document.text[act.start : act.end].split("\n")[:8]):
        kind = kind_word(line)  # «ЗАКОН ПРИМЕРНОЙ ОБЛАСТИ» on one line
        words = kind[1] if kind and kind[1] else line
        slugs = resolve(words)
        if len(slugs) == 1 and slugs[0] in strange:
            yield slugs[0], GENITIVE if i or kind else NAME, small_letters(words)


def _organisations(parsed: Parsed) -> Iterator[tuple[str, str, str]]:
    """Names of organisations in the head, its stamps and in citations, in the form that each is printed in."""
    act = parsed.act
    named = [c.act for c in parsed.citations if c.act] + ([act.id] if act else [])
    strange = {slug for one in named for slug in one.issuers if issuer(slug) is None}
    if not strange:
        return
    head = [parsed.document.text[act.start : act.end]] if act else []
    for passage in (*head, *(c.exact for c in parsed.citations)):
        for m in ORGANISATION.finditer(" ".join(passage.split())):
            words = m[0].strip(" ,")
            slugs, form = resolve(words), _form(words)
            if len(slugs) == 1 and slugs[0] in strange:
                yield slugs[0], form, words if form == SHORT else sentence_case(words, parsed.document.text)


def _form(words: str) -> str:
    if short_name(words) == words:
        return SHORT
    return GENITIVE if _OBLIQUE.match(words.lower()) else NAME


def _in_citations(parsed: Parsed) -> Iterator[tuple[str, str, str]]:
    for citation in parsed.citations:
        if citation.act is None or len(citation.act.issuers) != 1 or issuer(citation.act.issuers[0]):
            continue
        m = _AFTER_KIND.match(citation.exact)
        if m and resolve(m["who"]) == citation.act.issuers:
            yield citation.act.issuers[0], GENITIVE, m["who"]
