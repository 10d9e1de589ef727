"""Addresses that acts give of their own units: how many are read, and how many name a unit that the act has not.

python bench/own_addresses.py [FILE …] [--misses]          (default: the pages and files of the corpus)
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import ingest
from bench._corpus_base import CORPUS
from ingest.parsed import Citation, Parsed


def own(parsed: Parsed) -> Iterator[tuple[Citation, str, bool]]:
    """Each citation of the act by itself with one address, and whether the act has a unit of that address."""
    units = {unit.eid for unit in parsed.units}
    for citation in parsed.citations:
        if citation.relation == "self":
            inside = citation.component if citation.component.startswith("att_") else ""
            for address in citation.addresses:
                yield (
                    citation,
                    address,
                    not units.isdisjoint({address, f"{inside}__{address}", address.partition("__sent_")[0]}),
                )


def main() -> int:
    """Count over every file, and print what is missing when asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--misses", action="store_true", help="print each address that is of no unit")
    asked = options.parse_args()
    total = lost = said = 0
    for path in asked.files or [p for room in ("pravo_html", "docx") for p in sorted((CORPUS / room).iterdir())]:
        parsed = ingest.parse(ingest.read(path.read_bytes(), path.name))
        found = list(own(parsed))
        missing = [(c, address) for c, address, held in found if not held]
        told = sum(p.rule == "citation-address" for p in parsed.problems)
        total, lost, said = total + len(found), lost + len(missing), said + told
        print(f"{path.name:40} {len(found):6} addresses, {len(missing):5} of no unit, {told:5} said")
        for citation, address in missing if asked.misses else ():
            print(f"    {address:44} {' '.join(citation.exact.split())[:90]}  < {citation.within}")
    print(f"{'all':40} {total:6} addresses, {lost:5} of no unit ({100 * lost / max(1, total):.2f} %), {said} said")
    return 0


if __name__ == "__main__":
    sys.exit(main())
