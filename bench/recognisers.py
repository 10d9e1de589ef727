"""How long each stage of parsing takes, in nanoseconds a character, beside one bare pass of `re` over the same text.

    python bench/recognisers.py [FILE …]          (default: a long model text made on the spot)

The last column says how many bare passes a stage costs: a rule that has become slow shows there at once, on any
machine.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ingest
from ingest.document import Composer, Document, Style
from ingest.recognise import citations, commencement, edition_notes, operations, requisites, structure
from ingest.recognise.addresses import find_addresses
from ingest.recognise.cores import find_cores, published_at
from ingest.recognise.nouns import find_nouns
from ingest.recognise.unit_map import UnitMap

ROUNDS = 3
_BARE = re.compile(r"[А-Яа-яЁё]+")


def model_text(articles: int = 1500) -> Document:
    """A law of our own making, long enough to measure: headings, parts, points, citations, notes."""
    composer = Composer()
    for line in ("РОССИЙСКАЯ ФЕДЕРАЦИЯ", "ФЕДЕРАЛЬНЫЙ ЗАКОН", "О модельном примере"):
        composer.add(line, Style.TITLE)
    for n in range(1, articles + 1):
        composer.add(f"Статья {n}. Модельная статья", Style.HEADING)
        composer.add(
            "1. Школа применяет электронное обучение в порядке, установленном статьёй 16 Федерального закона от "
            '29 декабря 2012 года № 273-ФЗ "Об образовании в Российской Федерации":'
        )
        composer.add(f"1) в случаях, предусмотренных пунктами 1 - 3 части 2 статьи {n} настоящего Федерального закона;")
        composer.add(
            "2) на основании решения учредителя, принятого с учетом мнения родителей (законных представителей)."
        )
        composer.add(
            "2. Решение принимается в течение десяти дней. (В редакции Федерального закона от 04.08.2023 № 479-ФЗ)"
        )
    for line in ("Президент Российской Федерации", "Москва, Кремль", "1 января 2020 года", "№ 1-ФЗ"):
        composer.add(line)
    return Document("model.txt", "text", "0" * 64, composer.text, tuple(composer.blocks))


def stages(document: Document) -> dict[str, Callable[[], object]]:
    """Name → the stage, everything it needs made beforehand."""
    text = document.text
    head, _ = requisites.recognise(document)
    places = UnitMap(())
    found: dict[str, Callable[[], object]] = {
        "bare pass of re": lambda: sum(1 for _ in _BARE.finditer(text)),
        "requisites": lambda: requisites.recognise(document),
    }
    if head:
        units, _, _ = structure.recognise(document, head)
        places = UnitMap(units)
        cited, _ = citations.recognise(document, head, places)
        found |= {
            "structure": lambda: structure.recognise(document, head),
            "edition notes": lambda: edition_notes.recognise(document, places, head),
            "operations": lambda: operations.recognise(document, head, units, cited),
            "commencement": lambda: commencement.recognise(document, head, units, cited),
        }
    masked = published_at(text)
    return found | {
        "citations: publications": lambda: published_at(text),
        "citations: kind words": lambda: list(find_nouns(text)),
        "citations: cores": lambda: list(find_cores(text, masked)),
        "citations: addresses": lambda: find_addresses(text),
        "citations, whole": lambda: citations.recognise(document, head, places),
        "parse, whole": lambda: ingest.parse(document),
    }


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]]
    documents = [ingest.read(path.read_bytes(), path.name) for path in paths] or [model_text()]
    for document in documents:
        print(f"{document.name}: {len(document.text):,} characters")
        spent = {name: min(_seconds(stage) for _ in range(ROUNDS)) for name, stage in stages(document).items()}
        bare = spent["bare pass of re"]
        for name, seconds in spent.items():
            print(f"  {name:<26}{1e9 * seconds / len(document.text):8.1f} ns/char {seconds / bare:8.1f} passes")


def _seconds(stage: Callable[[], object]) -> float:
    start = time.perf_counter()
    stage()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
