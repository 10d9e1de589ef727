"""How good the order of results is: nDCG@10, MRR, zero-result share over ``tests/search/judgements.yml``, by engine.

    make relevance        builds both bases in a temporary folder
    python bench/relevance.py --demo demo.db --corpus corpus.db     takes bases that are there

The baseline is what one gets without this project's analysis: FTS5 with the ``unicode61`` tokenizer over the same
texts, all words, bm25. It knows nothing of requisites, so a number is a word to it.
"""

from __future__ import annotations

import argparse
import math
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- search: начало таблиц, их пишет make relevance -->", "<!-- search: конец таблиц -->"
FIRST_CONTACT = "nDCG@10 при первой встрече: 0,820 у Whoosh, 0,817 у tantivy; потом чинили правила"
"""nDCG@10 of the judgements «asked» before anything was mended after them."""

CORPUS = ROOT.parent / "shared" / "corpus"
DEPTH = 10

Place = tuple[str, str]
"""(act, eid of the unit shown or "")"""


class Judged(NamedTuple):
    """A query and the acts (with units, where one is expected) that answer it. ``kind``: it names the act (known), says
    what it is about (words), or asks in words of its own and was written blind (asked)."""

    base: str
    kind: str
    query: str
    wanted: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over queries, of which ``known`` name an act; ``first``: share of those with the act at rank 1; ``unit``:
    share of queries that expect a unit and show it (or a part of it) with the act found; ``empty``: share of queries
    with no result."""

    queries: int
    known: int
    ndcg: float
    mrr: float
    first: float
    unit: float
    empty: float


def judgements() -> list[Judged]:
    """The file, read."""
    said = yaml.safe_load((ROOT / "tests" / "search" / "judgements.yml").read_text("utf-8"))
    return [
        Judged(base, kind, str(query), tuple(_place(item) for item in wanted))
        for base, kinds in said.items()
        for kind, lines in kinds.items()
        for query, *wanted in lines
    ]


def measure(judged: list[Judged], ask: Callable[[Judged], list[Place]]) -> Scores:
    """Ask every query and mean the scores."""
    answers = [(item, ask(item)) for item in judged]
    with_units = [(item, found) for item, found in answers if item.wanted[0][1]]
    known = [(item, found) for item, found in answers if item.kind == "known"]
    return Scores(
        len(answers),
        len(known),
        _mean(ndcg(item, found) for item, found in answers),
        _mean(reciprocal_rank(item, found) for item, found in answers),
        _mean(float(bool(found) and found[0][0] == item.wanted[0][0]) for item, found in known),
        _mean(float(any(_shows(place, item.wanted[0]) for place in found)) for item, found in with_units),
        _mean(float(not found) for _, found in answers),
    )


def ndcg(item: Judged, found: list[Place]) -> float:
    """Normalised discounted gain of the first ten acts; every wanted act gains 1."""
    wanted = {act for act, _ in item.wanted}
    gained = sum(1 / math.log2(rank + 2) for rank, (act, _) in enumerate(found[:DEPTH]) if act in wanted)
    return gained / sum(1 / math.log2(rank + 2) for rank in range(min(DEPTH, len(wanted))))


def reciprocal_rank(item: Judged, found: list[Place]) -> float:
    """1 / rank of the first wanted act, 0 when none is among the first ten."""
    wanted = {act for act, _ in item.wanted}
    return next((1 / (rank + 1) for rank, (act, _) in enumerate(found[:DEPTH]) if act in wanted), 0.0)


def ours(bases: dict[str, Path]) -> Callable[[Judged], list[Place]]:
    """Our search over bases already indexed: direct hits first, then hits by words, each act once."""
    from kb.search import search

    def ask(item: Judged) -> list[Place]:
        found = search(bases[item.base], item.query, size=DEPTH)
        places: dict[str, str] = {}
        for hit in (*found.direct, *found.hits):
            places.setdefault(hit.act, hit.eid)
        return list(places.items())

    return ask


def fts5(bases: dict[str, Path]) -> Callable[[Judged], list[Place]]:
    """The baseline."""
    tables = {name: _fts_table(path) for name, path in bases.items()}

    def ask(item: Judged) -> list[Place]:
        words = " ".join(f'"{word}"' for word in re.findall(r"\w+", item.query))
        rows = tables[item.base].execute(
            "SELECT act FROM acts WHERE acts MATCH ? ORDER BY bm25(acts) LIMIT 10", [words]
        )
        return [(row[0], "") for row in rows]

    return ask


def _fts_table(path: Path) -> sqlite3.Connection:
    from kb.search import corpus
    from kb.store.connection import reading

    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE acts USING fts5(act UNINDEXED, text, tokenize = 'unicode61')")
    with reading(path) as db:
        for key, pieces in corpus.documents(db, sorted(corpus.digests(db))):
            table.execute("INSERT INTO acts VALUES (?, ?)", [key, "\n".join(piece.text for piece in pieces)])
    return table


def _place(item: str) -> Place:
    act, _, eid = item.partition("#")
    return act, eid


def _shows(place: Place, wanted: Place) -> bool:
    return place[0] == wanted[0] and f"{place[1]}__".startswith(f"{wanted[1]}__")


def _mean(values: Iterator[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def table(rows: dict[str, Scores]) -> str:
    """The table of the README."""
    lines = [
        "| | запросов | nDCG@10 | MRR | известный акт первым | показана нужная единица | без ответа |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, s in rows.items():
        first = f"{s.first:.0%}" if s.known else "—"
        lines.append(f"| {name} | {s.queries} | {s.ndcg:.3f} | {s.mrr:.3f} | {first} | {s.unit:.0%} | {s.empty:.0%} |")
    return "\n".join(lines)


def write_readme(path: Path, tables: str) -> None:
    """Put the tables between the marks of the README."""
    text = path.read_text("utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    path.write_text(f"{text[:start]}\n{tables}\n{text[end:]}", "utf-8")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--demo", type=Path)
    options.add_argument("--corpus", type=Path)
    options.add_argument("--engine", action="append")
    options.add_argument("--readme", type=Path, help="вписать таблицы сюда")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bases = {"demo": given.demo or _demo(Path(folder))}
        if given.corpus or CORPUS.is_dir():
            bases["corpus"] = given.corpus or _corpus(Path(folder))
        judged = [item for item in judgements() if item.base in bases]
        asked = [item for item in judged if item.kind == "asked"]
        rows = {"FTS5 unicode61": measure(judged, fts5(bases))}
        blind = {"FTS5 unicode61": measure(asked, fts5(bases))}
        from kb.search import build

        for engine in given.engine or ["whoosh", "tantivy"]:
            for path in bases.values():
                build(path, engine)
            rows[engine] = measure(judged, ours(bases))
            blind[engine] = measure(asked, ours(bases))
        own = "Из них вопросы своими словами, написанные вслепую"
        tables = f"{table(rows)}\n\n{own} ({FIRST_CONTACT}):\n\n{table(blind)}"
        print(tables)
        if given.readme:
            write_readme(given.readme, tables)


def _demo(folder: Path) -> Path:
    from click.testing import CliRunner

    from kb.cli.demo import command

    path = folder / "demo.db"
    CliRunner().invoke(command, [str(path)], catch_exceptions=False)
    return path


def _corpus(folder: Path) -> Path:
    from kb.load import ingest_paths

    path = folder / "corpus.db"
    ingest_paths(path, [CORPUS / name for name in ("seed", "pravo_html", "docx")])
    return path


if __name__ == "__main__":
    main()
