"""A base of any size for measuring: acts cut from the corpus, runs of its paragraphs with numbers and words varied."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path

from ingest import read
from kb.store.connection import open_base, transaction

CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "corpus"
ACT_BYTES = 11_600

_KINDS = ("fz", "pp", "prikaz", "pismo", "rasporyazhenie")
_ISSUERS = ("minprosveshcheniya", "mincifry", "mintrud", "minzdrav")
_STATUSES = ("in_force", "in_force", "in_force", "repealed", "unknown")
_NUMBER = re.compile(r"\d+")


def paragraphs() -> list[str]:
    """Every paragraph of the official pages of the corpus, 40 characters and longer."""
    found = []
    for path in sorted((CORPUS / "pravo_html").glob("*.html")):
        document = read(path.read_bytes(), path.name)
        found += [line for line in document.text.split("\n") if len(line) >= 40]
    return found


def make(path: Path, acts: int, act_bytes: int = ACT_BYTES, seed: int = 1) -> Path:
    """A base with that many acts at ``path``; the same call makes the same base."""
    if path.exists():
        return path
    chance = random.Random(seed)
    lines = paragraphs()
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    db = open_base(draft)
    with transaction(db):
        db.execute(
            "INSERT INTO sources (id, sha256, name, format, size, parser, known_from) "
            "VALUES (1, '1', 's', 'text', 0, '1', '2026-01-01')"
        )
        for issuer in _ISSUERS:
            db.execute("INSERT INTO issuers (id, name, short) VALUES (?, ?, ?)", [issuer, f"Орган {issuer}", issuer])
        for number in range(1, acts + 1):
            _act(db, number, list(_run(lines, act_bytes, chance)), chance)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    draft.rename(path)
    return path


def _run(lines: list[str], size: int, chance: random.Random) -> Iterator[str]:
    at, taken = chance.randrange(len(lines)), 0
    while taken < size:
        line = _varied(lines[at % len(lines)], chance)[: 2 * size]
        taken += len(line.encode())
        at += 1
        yield line


def _varied(line: str, chance: random.Random) -> str:
    """Other numbers, and now and then two words swapped."""
    line = _NUMBER.sub(lambda m: str(chance.randrange(1, 10 ** len(m[0][:4]))), line)
    words = line.split(" ")
    if len(words) > 6:
        i = chance.randrange(len(words) - 1)
        words[i], words[i + 1] = words[i + 1], words[i]
    return " ".join(words)


def _act(db: object, number: int, lines: list[str], chance: random.Random) -> None:
    kind, status = chance.choice(_KINDS), chance.choice(_STATUSES)
    date = f"{chance.randrange(1995, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    act = f"{kind}-{date}-{number}"
    title = "О " + " ".join(lines[0].split()[:9])
    execute = db.execute  # type: ignore[attr-defined]
    execute(
        "INSERT INTO act_records (id, kind, number, number_key, date, title, label, known_from, has_text, naming, iri, "
        "source, times_cited) VALUES (?, ?, ?, ?, ?, ?, ?, '2026-01-01', 1, 'decree', '', 1, ?)",
        [
            act,
            kind,
            str(number),
            str(number),
            date,
            title,
            f"{kind} от {date} № {number}",
            chance.randrange(20),
        ],
    )
    execute("INSERT INTO act_statuses VALUES (?, '', NULL, ?, '')", [act, status])
    execute("INSERT INTO act_issuers VALUES (?, ?)", [act, chance.choice(_ISSUERS)])
    for position, line in enumerate(lines):
        eid = f"point_{position + 1}"
        execute(
            'INSERT INTO units (act, position, eid, wid, component, kind, number, start, "end", last, leaf) '
            "VALUES (?, ?, ?, ?, 'main', 'пункт', ?, 0, 0, ?, 1)",
            [act, position, eid, eid, str(position + 1), position],
        )
        execute(
            "INSERT INTO unit_texts (act, eid, text, known_from, hash) VALUES (?, ?, ?, '2026-01-01', ?)",
            [act, eid, line, hashlib.sha256(line.encode()).hexdigest()],
        )
