"""How orders to change an act are carried out: what became of each, by kind, over the blind sets of pairs.

    python bench/pairs.py [--set 01] [--misses] [--only NNN]

A set's own README tells what it met the first time; what was mended since makes it a guard. An order that was not
recognised stays in the count.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.editions.pair_sets import Judgement, Outcome, Pair, judged, pairs, sets


def main() -> int:
    """Print the figures of the sets; 1 when an order was applied wrongly or missed in silence."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--set", action="append", default=[])
    asked.add_argument("--only", default="")
    asked.add_argument("--misses", action="store_true")
    said = asked.parse_args()
    silent = 0
    for name in said.set or sets():
        chosen = [pair for pair in pairs(name) if pair.folder.name.startswith(said.only)]
        with ProcessPoolExecutor() as pool:
            found = list(pool.map(_judged, chosen))
        if said.misses:
            _print_misses(found)
        silent += _print_figures(name, found)
    return int(silent > 0)


def _judged(pair: Pair) -> Judgement:
    with tempfile.TemporaryDirectory() as folder:
        return judged(pair, Path(folder))


def _print_figures(name: str, found: Iterable[Judgement]) -> int:
    """The figures of one set; how many orders came out wrong without a word."""
    every: Counter[Outcome] = Counter()
    by_kind: dict[str, Counter[Outcome]] = defaultdict(Counter)
    exact = count = strays = 0
    for judgement in found:
        count, exact, strays = count + 1, exact + judgement.exact, strays + len(judgement.strays)
        for order, outcome in zip(judgement.pair.orders, judgement.outcomes, strict=True):
            every[outcome] += 1
            by_kind[order.kind][outcome] += 1
            by_kind["на приложениях" if order.annex else "на самом акте"][outcome] += 1
    print(f"{name}: {count} пар, точных текстов {exact}; чужих строк изменено {strays}")
    for kind, outcomes in [("всего поручений", every), *sorted(by_kind.items())]:
        shares = "  ".join(f"{outcome} {outcomes[outcome]}" for outcome in Outcome)
        right = 100 * outcomes[Outcome.RIGHT] / outcomes.total()
        print(f"  {kind:20} {outcomes.total():4}  {shares}  верно {right:.1f} %")
    return every[Outcome.WRONG] + every[Outcome.MISSED]


def _print_misses(found: Iterable[Judgement]) -> None:
    for judgement in found:
        if judgement.exact:
            continue
        print(f"\n== {judgement.pair.folder.name}")
        for number, (order, outcome) in enumerate(zip(judgement.pair.orders, judgement.outcomes, strict=True), 1):
            if outcome is not Outcome.RIGHT:
                print(f"  {number}. {order.kind}: {outcome}{' (следовало отказать)' if order.refuse else ''}")
        print("\n".join(f"  {line[:150]}" for line in judgement.strays))


if __name__ == "__main__":
    sys.exit(main())
