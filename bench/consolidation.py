"""Amending laws applied to the codes they change, against the official texts: applied, refused, wrong.

    python bench/consolidation.py ../shared/corpus

The official text already holds the changes. So restated units are put in again and must come out letter for letter as
they are, wherever no later act has touched them; words to be replaced must be gone, words put in must stand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import ingest
from ingest.document import Span
from ingest.parsed import Operation, Parsed
from kb.editions.apply import consolidate
from kb.editions.first import first_states
from kb.editions.model import Change, Consolidated, UnitState
from kb.editions.words import positions
from kb.store.wording import merged

PAIRS = (
    ("docx/fz-311_2021-07-02.docx", "pravo_html/102074279.html"),
    ("docx/fz-269_2020-07-31.docx", "pravo_html/102073184.html"),
    ("docx/fz-269_2020-07-31.docx", "pravo_html/102110364.html"),
)


def main(corpus: Path) -> int:
    """Print a line for each pair and for each operation that is wrong; 1 when any is."""
    bad = 0
    for amending, code in PAIRS:
        if not (corpus / amending).exists() or not (corpus / code).exists():
            print(f"{amending}: нет в корпусе")
            continue
        law, act = _parsed(corpus / amending), _parsed(corpus / code)
        orders = [o for o in law.operations if act.act and o.target.act == act.act.id and o.target.component == "main"]
        restated = [o for o in orders if o.verb == "restate" and not o.occurrence]
        states = _states(act)
        result = consolidate(states, [_change(o, i) for i, o in enumerate(restated)], "act")
        later = _touched_later(law, act)
        wrong = list(_wrong(restated, result, later))
        words = [o for o in orders if o.verb in ("replace_words", "insert_words", "delete_words")]
        unlike = [o.target.eid for o in words if _disagrees(o, states, later)]
        print(
            f"{Path(amending).name} → {Path(code).name}: изложено единиц {len(restated)}, применено "
            f"{len(result.applied)}, отклонено {len(result.refused)}, применено неверно {len(wrong)}; "
            f"замен слов {len(words)}, с официальным текстом расходятся {len(unlike)}"
        )
        for line in (
            *(f"  отклонено: {r.reason}" for r in result.refused),
            *wrong,
            *(f"  слова: {eid}" for eid in unlike),
        ):
            print(line)
        bad += len(wrong)
    return 1 if bad else 0


def _parsed(path: Path) -> Parsed:
    return ingest.parse(ingest.read(path.read_bytes(), path.name))


def _states(act: Parsed) -> list[UnitState]:
    cuts = merged([*act.document.notes, *(Span(n.start, n.end) for n in act.notes)])
    return first_states(act.document.text, act.units, cuts)


def _change(o: Operation, position: int) -> Change:
    return Change(str(position), "law", "2000-01-01", position, o.verb, o.target.eid, o.old, o.new, "2000-01-01")


def _touched_later(law: Parsed, act: Parsed) -> set[str]:
    """Units that an act signed after the law has changed, by the notes."""
    day = law.act.id.date if law.act else None
    return {n.within for n in act.notes if day and n.by.date and n.by.date > day}


def _wrong(restated: list[Operation], result: Consolidated, later: set[str]) -> Iterator[str]:
    """Units that come out otherwise than they officially stand."""
    official = {v.eid: v.words for v in result.versions if v.since == ""}
    now = {v.eid: v.words for v in result.versions if v.until is None}
    for i, o in enumerate(restated):
        eid = o.target.eid
        within = {e for e in official.keys() | now.keys() if e == eid or e.startswith(eid + "__")}
        if str(i) in result.applied and not within & later:
            yield from (f"  неверно: {e}" for e in within if _level(official.get(e)) != _level(now.get(e)))


def _level(words: str | None) -> str:
    return " ".join((words or "").split())


def _disagrees(o: Operation, states: list[UnitState], later: set[str]) -> bool:
    """The official unit, untouched since, lacks the new words."""
    eid = o.target.eid
    text = "\n".join(s.words for s in states if s.eid == eid or s.eid.startswith(eid + "__") or s.eid + "__al_1" == eid)
    return bool(text and o.new and eid not in later and not positions(text, o.new))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus")))
