"""Strict precision, recall and F1 of the parser over tests/gold, kind by kind.

    python bench/score_gold.py [--misses 5] [--readme README.md]

Kinds that a folder has no cases of are left out. A citation is a hit when its span, its act, its status and the edition
it names are all right; an address when its act, component and eId are; a head when its identity is; a title when every
character is; an operation when verb, target, wording and whatever else its case asks are; a clause on force when its
scope and its days are. What is found beside what is marked counts against precision, unless the mark says that it may
be found or not («~», tests/gold/notation.py).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import ingest  # noqa: E402
from ingest.law.text import spelled  # noqa: E402
from ingest.parsed import Citation, Parsed  # noqa: E402
from ingest.recognise.addresses import find_addresses  # noqa: E402
from tests.gold import force, shells  # noqa: E402
from tests.gold.notation import BLIND, FOLDER, Case, Mark, cases  # noqa: E402

BEGIN, END = "<!-- gold: начало таблицы, её пишет make score -->", "<!-- gold: конец таблицы -->"
FIRST_CONTACT = {
    "ссылка на акт": 92.4,
    "адрес в ссылке": 93.4,
    "адрес в тексте": 94.2,
    "отношение": 88.9,
    "реквизиты акта": 79.4,
    "название": 89.2,
    "поручение": 90.6,
    "цель поручения": 92.0,
    "срок действия": 85.9,
}
"""F1 in per cent of the blind cases when the parser saw them first, before any rule was mended after them."""
_PAGE = "Примеры для проверки\n\n"


@dataclass
class Tally:
    """Hits and misses of one kind of thing. Equal expectations of a case are counted as often as they stand there."""

    title: str
    hits: int = 0
    expected: int = 0
    found: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, case: Case | shells.Case, expected: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Compare what one case expects with what was found in it."""
        wanted, got = Counter(expected), Counter(found)
        self.hits += sum((wanted & got).values())
        self.expected += wanted.total()
        self.found += got.total()
        for sign, odd in (("-", wanted - got), ("+", got - wanted)):
            self.misses += [f"{sign} {thing}   [{case.line}] {_short(case.text)}" for thing in odd]

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 1.0 when nothing was found."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is marked that was found, 1.0 when nothing is marked."""
        return self.hits / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(folder: Path = FOLDER) -> list[Tally]:
    """The tallies of every kind over the cases of a folder, in the order of the table."""
    citation, address, plain = Tally("ссылка на акт"), Tally("адрес в ссылке"), Tally("адрес в тексте")
    relation, head, title = Tally("отношение"), Tally("реквизиты акта"), Tally("название")
    for case in cases("citations", folder):
        found = _citations(case)
        _score_citations(case, found, citation, address, relation)
        _score_titles(case, found, title)
    for case in cases("titles", folder):
        _score_titles(case, _citations(case), title)
    for case in cases("addresses", folder):
        _score_addresses(case, plain)
    for case in cases("requisites", folder):
        _score_head(case, head, title)
    return [citation, address, plain, relation, head, title, *score_changes(folder)]


def score_changes(folder: Path) -> list[Tally]:
    """The tallies of operations and of clauses on force; none where the folder has no such cases."""
    operation, target, clause = Tally("поручение"), Tally("цель поручения"), Tally("срок действия")
    for case in _in_shells(folder, "operations"):
        found, wanted = force.parse(case).operations, [shells.operation(line) for line in case.expected]
        operation.add(case, *force.paired(wanted, found, force.asked, force.shown))
        target.add(case, map(force.wanted_target, wanted), map(force.target_of, found))
    for case in _in_shells(folder, "commencement"):
        clauses, stated = force.parse(case).commencement, [shells.clause(line) for line in case.expected]
        clause.add(case, *force.paired(stated, clauses, force.asked_clause, force.shown_clause))
    return [tally for tally in (operation, target, clause) if tally.expected]


def _in_shells(folder: Path, name: str) -> Iterator[shells.Case]:
    path = folder / f"{name}.marked.txt"
    return shells.cases(path) if path.exists() else iter(())


def parse(case: Case) -> Parsed:
    """The case read as a document: as it stands when it is a whole one, else as a line of a page."""
    text = case.text if case.whole else _PAGE + case.text
    return ingest.parse(ingest.read(f"{text}\n".encode(), "gold.txt"))


def _citations(case: Case) -> list[Citation]:
    """Citations of the case, spans counted in its own text; of a line of a page, the page's heading left out."""
    parsed = parse(case)
    at = parsed.document.text.find(spelled(case.text))
    if at < 0:
        raise ValueError(f"строка {case.line}: чтение изменило текст случая")
    return [c._replace(start=c.start - at, end=c.end - at) for c in parsed.citations if c.start >= at]


def _score_citations(case: Case, found: list[Citation], citation: Tally, address: Tally, relation: Tally) -> None:
    marks = [mark for mark in case.marks if mark.target.status != "free"]
    counted = [c for c in found if not _free(case, c.start, c.end)]
    by_span = {(c.start, c.end): c for c in counted}
    citation.add(case, [_expected(case, m, by_span) for m in marks], [_shown(case, c, marks) for c in counted])
    address.add(
        case,
        [(m.target.act, m.target.component, eid) for m in marks for eid in m.target.eids],
        [(c.act.slug if c.act else None, c.component, eid) for c in counted for eid in c.addresses],
    )
    related = [m for m in marks if m.target.relation]
    spans = [c for m in related if (c := by_span.get((m.start, m.end)))]
    relation.add(case, [(m.target.act, m.target.relation) for m in related], [(_slug(c), c.relation) for c in spans])


def _expected(case: Case, mark: Mark, by_span: dict[tuple[int, int], Citation]) -> Hashable:
    """The mark in the form of :func:`_shown`; candidates that were asked for and found are taken as found."""
    target, found = mark.target, by_span.get((mark.start, mark.end))
    candidates = target.candidates
    if found is not None and candidates <= set(found.candidates):
        candidates = frozenset(found.candidates)
    exact = case.text[mark.start : mark.end]
    return exact, mark.start, target.status, target.act, tuple(sorted(candidates)), target.edition


def _shown(case: Case, c: Citation, marks: list[Mark]) -> Hashable:
    mark = next((m for m in marks if (m.start, m.end) == (c.start, c.end)), None)
    act = _slug(c) if c.status == "resolved" and (mark is None or mark.target.act != "-") else None
    act = mark.target.act if mark is not None and mark.target.act == "-" else act
    edition = c.edition.isoformat() if c.edition else None
    return case.text[c.start : c.end], c.start, c.status, act, tuple(sorted(c.candidates)), edition


def _score_titles(case: Case, found: list[Citation], title: Tally) -> None:
    """Titles of acts named inside a title are not marked, and titles known from elsewhere in the text are not asked."""
    spans = [(t.start, t.end) for t in case.titles]
    own = [c for c in found if c.title and c.title_span and not any(s < c.start < e for s, e in spans)]
    title.add(case, _wordings(case), [*_own_title(case), *(c.title for c in own)])


def _own_title(case: Case) -> list[str]:
    """The title of the act that the case is, where it is marked."""
    act = parse(case).act if case.whole and any(t.of < 0 for t in case.titles) else None
    return [act.title] if act and act.title else []


def _wordings(case: Case) -> list[str]:
    """The marked titles; one that is printed over several lines is one title, joined by spaces."""
    return [" ".join(case.text[t.start : t.end].split()) for t in case.titles]


def _score_addresses(case: Case, plain: Tally) -> None:
    found = [m for m in find_addresses(case.text) if not _free(case, m.start, m.end)]
    plain.add(
        case,
        [(m.start, m.end, eid) for m in case.marks for eid in m.target.eids],
        [(m.start, m.end, address.eid()) for m in found for address in m.addresses],
    )


def _score_head(case: Case, head: Tally, title: Tally) -> None:
    parsed = parse(case)
    act, *stated = case.expected.split()
    wanted = {"id": act, **dict(fact.split("=", 1) for fact in stated)} if act != "-" else {}
    found: dict[str, str | None] = {}
    if parsed.act is not None:
        found["id"] = parsed.act.id.slug
        for fact in wanted.keys() - {"id"}:
            found[fact] = _fact(parsed, fact)
    head.add(case, wanted.items(), found.items())
    got = [parsed.act.title] if parsed.act and parsed.act.title else []
    title.add(case, _wordings(case), got)


def _fact(parsed: Parsed, fact: str) -> str | None:
    act = parsed.act
    if act is None:
        return None
    if fact == "adopted":
        return act.adopted[0][1].isoformat() if act.adopted else None
    day, number = act.registered or (None, "")
    return f"{day}/{number}"


def _free(case: Case, start: int, end: int) -> bool:
    return any(m.target.status == "free" and m.start < end and start < m.end for m in case.marks)


def _slug(c: Citation) -> str | None:
    return c.act.slug if c.act else None


def _short(text: str) -> str:
    return text.replace("\n", " ¶ ")[:160]


def table(tallies: list[Tally], first: dict[str, float] | None = None) -> str:
    """The figures as a Markdown table, numbers as the user's language writes them; ``first`` adds the F1 of the first
    contact.
    """
    rows = ["| что | случаев | точность | полнота | F1 |", "|---|---:|---:|---:|---:|"]
    rows += [
        f"| {t.title} | {t.expected} | {100 * t.precision:.1f} % | {100 * t.recall:.1f} % | {100 * t.f1:.1f} % |"
        for t in tallies
    ]
    if first:
        met = ["F1 при первой встрече |", "---:|", *(f"{first[t.title]:.1f} % |" for t in tallies)]
        rows = [f"{row}{' ' * (not cell.startswith('-'))}{cell}" for row, cell in zip(rows, met, strict=True)]
    return "\n".join(rows).replace(".", ",")


def write_readme(path: Path, tallies: list[Tally], blind: list[Tally]) -> None:
    """Put both tables between the marks of the README."""
    text = path.read_text("utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    tables = f"{table(tallies)}\n\nСлучаи, написанные вслепую:\n\n{table(blind, FIRST_CONTACT)}"
    path.write_text(f"{text[:start]}\n{tables}\n{text[end:]}", "utf-8")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", type=int, default=0, help="show so many misses of each kind")
    options.add_argument("--readme", type=Path, help="write the table into this file, between its marks")
    asked = options.parse_args()
    tallies, blind = score(), score(BLIND)
    show("gold", tallies, asked.misses)
    show("blind gold", blind, asked.misses)
    if asked.readme:
        write_readme(asked.readme, tallies, blind)
    return 0


def show(name: str, tallies: list[Tally], misses: int) -> None:
    """Print the figures, with the first misses of each kind."""
    print(f"{name:<18}{'expected':>9}{'found':>7}{'hits':>6}{'P':>8}{'R':>8}{'F1':>8}")
    for t in tallies:
        print(f"{t.title:<18}{t.expected:>9}{t.found:>7}{t.hits:>6}{t.precision:>8.3f}{t.recall:>8.3f}{t.f1:>8.3f}")
        for miss in t.misses[:misses]:
            print(f"    {miss}")


if __name__ == "__main__":
    sys.exit(main())
