"""How the papers that users hold are read: requisites, act or page, structure, citations, orders, clauses on force.

Prints, for each blind set, the share of papers and the F1 of facts, and how many misreadings were said by a problem.

    python bench/papers.py [--set 01-…] [--misses] [--plain] [--only NNN]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import ingest
from tests.gold import paper_facts as facts
from tests.gold.paper_files import OFFICE, make_files
from tests.gold.papers import Paper, papers, sets


@dataclass
class Tally:
    """Hits and misses of one kind of fact."""

    title: str
    hits: int = 0
    wanted: int = 0
    found: int = 0

    def add(self, hits: int, wanted: int, found: int) -> None:
        """Count the facts of one paper."""
        self.hits, self.wanted, self.found = self.hits + hits, self.wanted + wanted, self.found + found

    def add_all(self, difference: facts.Difference) -> None:
        """Count all facts of one kind in one paper."""
        hits = (difference.wanted & difference.found).total()
        self.add(hits, difference.wanted.total(), difference.found.total())

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, per cent."""
        return 200 * self.hits / (self.wanted + self.found) if self.wanted + self.found else 100.0

    def __str__(self) -> str:
        recall, precision = 100 * self.hits / max(1, self.wanted), 100 * self.hits / max(1, self.found)
        return f"{self.title:24} {self.wanted:5} wanted  P {precision:5.1f}  R {recall:5.1f}  F1 {self.f1:5.1f}"


@dataclass
class Score:
    """What a set gave. ``misread``: papers of which head, units or orders are not as wanted; ``said``: of them, those
    with a problem row."""

    papers: int = 0
    as_act_or_page: int = 0
    clean: int = 0
    acts: int = 0
    misread: int = 0
    said: int = 0
    silent: list[str] = field(default_factory=list)
    tallies: dict[str, Tally] = field(
        default_factory=lambda: {
            name: Tally(name) for name in ("requisites", "units", "citations", "operations", "force")
        }
    )

    def count(self, paper: Paper, right_kind: bool, clean: bool, misread: bool, said: bool) -> None:
        """Count one paper."""
        self.papers += 1
        self.as_act_or_page += right_kind
        self.acts += paper.is_act
        self.clean += clean and paper.is_act
        self.misread += misread
        self.said += misread and said
        if misread and not said:
            self.silent.append(paper.name)


def score(some: Sequence[Paper], files: dict[str, Path], misses: bool) -> Score:
    """The figures of papers read from files."""
    total = Score()
    for paper in some:
        if path := files.get(paper.name):
            _read(paper, path, total, misses)
    return total


def _read(paper: Paper, path: Path, total: Score, misses: bool) -> None:
    parsed = ingest.parse(ingest.read(path.read_bytes(), path.name))
    wanted = paper.wanted
    right_kind = (parsed.act is not None) is paper.is_act
    lines = [] if right_kind else [f"read as {'act' if parsed.act else 'page' if parsed.page else 'neither'}"]
    head, units = facts.head(wanted["head"], parsed), facts.units(wanted["units"] or [], parsed)
    clauses = facts.force(wanted["force"] or [], parsed)
    for name, difference in (("requisites", head), ("units", units), ("force", clauses)):
        total.tallies[name].add_all(difference)
        lines += _odd(name, difference)
    hits, missed, more = facts.citations(wanted["citations"] or [], parsed)
    total.tallies["citations"].add(hits, hits + len(missed), hits + len(more))
    lines += [f"  citation - {want}" for want in missed]
    lines += [f"  citation + {c.exact!r} {c.act and c.act.slug} {c.addresses}" for c in more]
    hits, lost, extra = facts.operations(wanted["operations"] or [], parsed)
    total.tallies["operations"].add(hits, hits + len(lost), hits + len(extra))
    lines += [f"  operation - {want}" for want in lost]
    lines += [f"  operation + {o.verb} {o.target}" for o in extra]
    misread = not (right_kind and head.is_none and units.is_none and not lost)
    total.count(paper, right_kind, units.is_none, misread, bool(parsed.problems))
    if misses and lines:
        print(f"\n== {paper.name} ({path.suffix[1:]}; {wanted['form']})", *lines, sep="\n")
        print(*(f"  problem: {p.message}" for p in parsed.problems), sep="\n")


def _odd(name: str, difference: facts.Difference) -> list[str]:
    minus, plus = difference.wanted - difference.found, difference.found - difference.wanted
    return [f"  {name} - {fact}" for fact in minus] + [f"  {name} + {fact}" for fact in plus]


def show(title: str, total: Score) -> None:
    """Print the figures of a set."""
    print(f"\n{title}: {total.papers} papers")
    print(f"act or page              {100 * total.as_act_or_page / max(1, total.papers):5.1f} %")
    print(f"structure clean          {100 * total.clean / max(1, total.acts):5.1f} % of {total.acts} acts")
    print(*total.tallies.values(), sep="\n")
    print(f"misread papers           {total.misread}, of them with a problem row {total.said}")
    print("silent:", *total.silent)


def main() -> int:
    """Score every set, or the one that is named."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", help="name of the set's folder, all without it")
    options.add_argument("--misses", action="store_true", help="show what is missed, paper by paper")
    options.add_argument("--folder", type=Path, help="a folder of papers that are no set yet")
    options.add_argument("--plain", action="store_true", help="read every paper as plain text, make no files")
    options.add_argument("--only", help="papers whose names begin so")
    asked = options.parse_args()
    for folder in [asked.folder] if asked.folder else sets():
        if asked.set not in (None, folder.name):
            continue
        some = [paper for paper in papers(folder) if paper.name.startswith(asked.only or "")]
        with tempfile.TemporaryDirectory() as made:
            files = make_files(some, Path(made), "txt" if asked.plain or not OFFICE else None)
            show(folder.name, score(some, files, asked.misses))
        by_source = Counter(paper.wanted["source"] for paper in some)
        print("sources:", ", ".join(f"{name} {count}" for name, count in by_source.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
