"""How quick the search is: ours beside stock Whoosh, tantivy and FTS5, on bases cut from ../shared/corpus.

    python bench/search.py                        2,000 acts, 20,000 acts, 100,000 units: some twenty minutes
    python bench/search.py --only 2000            one base of the three: 2000, 20000 or units
    python bench/search.py --keep /tmp/bases      bases are made once and kept there

Every contender gets the terms of the same analysis, forms worked out beforehand, two processors, and the same questions
drawn from the base's own words. Building and asking go in rounds, contender after contender in each; medians of the
rounds are printed. Last come the figures that are promised, each with its limit.

«холодный» is the first page of results in a new process, libraries imported, files of the index in the system's cache.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from _contenders import (
    CONTENDERS,
    KINDS,
    TOP,
    Asked,
    BareTantivy,
    Contender,
    Ours,
    OurTantivy,
    OurWhoosh,
    StockTantivy,
    StockWhoosh,
    documents,
    whole_text,
)
from _corpus_base import ACT_BYTES, make
from _fresh import first_answer, served_memory

from kb.search import search, update
from kb.search.analysis import Lexicon
from kb.search.index import forms_of
from kb.store.connection import open_base, transaction

BASES = {"2000": (2_000, ACT_BYTES), "20000": (20_000, ACT_BYTES), "units": (250, 165_000)}
"""Acts and bytes of an act; the last one has a hundred thousand units in long acts."""

PER_KIND = 30
RANDOM = 500
LENGTHS = {"слово": 1, "и": 3}


class Promise(NamedTuple):
    """A figure and its limit: at most, or at least where ``least``."""

    what: str
    value: float
    limit: float
    unit: str = ""
    least: bool = False

    def __str__(self) -> str:
        kept = self.value >= self.limit if self.least else self.value <= self.limit
        sign = "≥" if self.least else "≤"
        return (
            f"{'да ' if kept else 'НЕТ'}  {self.what}: {self.value:.4g}{self.unit} ({sign} {self.limit:g}{self.unit})"
        )


# Questions


def questions(base: Path, kinds: Iterable[str], count: int, seed: int = 5) -> list[Asked]:
    """Runs of words from random places of random acts, ``count`` of each kind."""
    chance = random.Random(seed)
    lexicon = Lexicon(forms_of(base))
    db = sqlite3.connect(base)
    acts = [row[0] for row in db.execute("SELECT id FROM acts ORDER BY id")]
    some = chance.sample(acts, min(len(acts), 400))
    texts = [row[0] for act in some for row in db.execute("SELECT text FROM unit_texts WHERE act = ?", [act])]
    db.close()
    found: list[Asked] = []
    for kind in kinds:
        wanted = len(found) + count
        while len(found) < wanted:
            words = chance.choice(texts).lower().split()
            length = LENGTHS.get(kind, 2)
            at = chance.randrange(max(1, len(words) - length))
            run = [word.strip('.,;:()«»"') for word in words[at : at + length]]
            terms = [lexicon[word] for word in run]
            if len(run) == length and all(map(_plain, run, terms)):
                found.append(Asked(kind, tuple(options[0] for options in terms), " ".join(run)))
    return found


def _plain(word: str, terms: tuple[str, ...]) -> bool:
    return word.isalpha() and len(word) > 3 and len(terms) == 1


# Measures


def build(contenders: Sequence[Contender], rounds: int) -> dict[str, float]:
    """Contender → seconds, the median of the rounds."""
    took: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for _ in range(rounds):
        for contender in contenders:
            contender.empty()
            began = time.perf_counter()
            contender.build()
            took[contender.name].append(time.perf_counter() - began)
    return {name: statistics.median(seconds) for name, seconds in took.items()}


def ask(contenders: Sequence[Contender], asked: list[Asked], rounds: int) -> dict[str, dict[str, list[list[float]]]]:
    """Contender → kind → milliseconds of each round; the first round over everything is not counted."""
    times: dict[str, dict[str, list[list[float]]]] = {c.name: {kind: [] for kind in KINDS} for c in contenders}
    for number in range(rounds + 1):
        for contender in contenders:
            took: dict[str, list[float]] = {kind: [] for kind in KINDS}
            for one in asked:
                began = time.perf_counter()
                contender.ask(one)
                took[one.kind].append(1000 * (time.perf_counter() - began))
            for kind in KINDS if number else ():
                times[contender.name][kind].append(took[kind])
    return times


def quantile(share: float, rounds: list[list[float]]) -> float:
    """Median over the rounds of the quantile."""
    return statistics.median(sorted(took)[min(len(took) - 1, int(share * len(took)))] for took in rounds)


def unequal(base: Path, whoosh: OurWhoosh, tantivy: OurTantivy, stock: StockWhoosh) -> tuple[int, int, int]:
    """Of :data:`RANDOM` questions: totals unlike stock Whoosh's, best ten unlike its, totals unlike tantivy's."""
    kinds = ("слово", "и", "или", "фраза", "без", "фильтр")
    totals = best = others = 0
    for one in questions(base, kinds, -(-RANDOM // len(kinds)), seed=17)[:RANDOM]:
        theirs = stock.found(one, 4 * TOP)
        total = whoosh.searcher.count(one.node, one.filters)
        totals += total != len(theirs)
        others += total != tantivy.searcher.count(one.node, one.filters)
        ours = whoosh.searcher.keys(one.node, one.filters, TOP)
        # of documents with one score either may stand first, and there may be more of them than were asked for
        best += not (_best(ours, theirs) or _best(ours, stock.found(one, None)))
    return totals, best, others


def _best(keys: Sequence[str], results: Any) -> bool:
    """Whether the documents have the best scores of the results, up to rounding."""
    scores = {hit["key"]: hit.score for hit in results}
    first = sorted(scores.values(), reverse=True)[:TOP]
    ours = [scores.get(key, 0.0) for key in keys]
    return all(abs(a - b) <= 1e-6 * max(a, b) for a, b in zip(ours, first, strict=True))


def updated(contender: Ours) -> float:
    """Seconds from a changed act to its being found, another's index and process kept open."""
    word = "переименованный"
    db = open_base(contender.own)
    (act,) = db.execute("SELECT id FROM acts ORDER BY id LIMIT 1 OFFSET 100").fetchone()
    with transaction(db):
        db.execute("UPDATE act_records SET title = ? WHERE id = ?", [f"О дельфинах, {word}", act])
    db.close()
    began = time.perf_counter()
    update(contender.own)
    found = search(contender.own, f"дельфины {word}")
    took = time.perf_counter() - began
    if act not in [hit.act for hit in found.hits]:
        raise RuntimeError(f"{contender.name}: a changed act is not found")
    return took


def cold(contender: Ours, asked: list[Asked]) -> tuple[float, float]:
    """95th percentile of the first answer, and the median of a whole process, in milliseconds."""
    took = [first_answer(contender.own, one.typed) for one in asked[:: max(1, len(asked) // 24)]]
    firsts = sorted(first for first, _ in took)
    return firsts[int(0.95 * len(firsts))], statistics.median(whole for _, whole in took)


# Telling


def bench(name: str, folder: Path, rounds: int) -> list[Promise]:
    """Measure on one base; the promises that are made for it."""
    acts, act_bytes = BASES[name]
    base = make(folder / f"{name}.db", acts, act_bytes)
    text = _prepared(base)
    with tempfile.TemporaryDirectory() as scratch:
        contenders = [kind(base, Path(scratch) / str(i)) for i, kind in enumerate(CONTENDERS)]
        seconds = build(contenders, rounds)
        for contender in contenders:
            contender.open()
        print(f"\n== {acts} актов, {_units(base)} единиц, текста {text / 1e6:.0f} МБ\n")
        print("| | актов/с | индекс, МБ |\n|---|--:|--:|")
        for one in contenders:
            print(f"| {one.name} | {acts / seconds[one.name]:.0f} | {one.size() / 1e6:.0f} |")
        asked = questions(base, KINDS, PER_KIND)
        times = ask(contenders, asked, rounds)
        print("\n| мс, p50 / p95 | " + " | ".join(KINDS) + " |\n|---|" + "--:|" * len(KINDS))
        for who, kinds in times.items():
            cells = [f"{quantile(0.5, took):.1f} / {quantile(0.95, took):.1f}" for took in kinds.values()]
            print(f"| {who} | " + " | ".join(cells) + " |", flush=True)
        return _promises(name, contenders, seconds, times, asked, text)


def _promises(
    name: str,
    contenders: Sequence[Contender],
    seconds: dict[str, float],
    times: dict[str, dict[str, list[list[float]]]],
    asked: list[Asked],
    text: int,
) -> list[Promise]:
    whoosh, tantivy, stock = contenders[:3]
    assert isinstance(whoosh, OurWhoosh) and isinstance(tantivy, OurTantivy) and isinstance(stock, StockWhoosh)
    rate = seconds[stock.name] / seconds[whoosh.name]
    found = [Promise("индексация нашим Whoosh против Whoosh как есть, раз", rate, 3, least=True)]
    found += [
        Promise(f"{one.name}: {kind}, p95", quantile(0.95, times[one.name][kind]), limit, " мс")
        for one, limit in ((whoosh, 50), (tantivy, 20))
        for kind in KINDS
    ]
    ours = quantile(0.95, times[tantivy.name]["отрывки"])
    for theirs, whose in ((BareTantivy, "голого"), (StockTantivy, "как есть")):
        ratio = ours / quantile(0.95, times[theirs.name]["отрывки"])
        found.append(Promise(f"наш tantivy против {whose}: отрывки, p95, раз", ratio, 2))
    found += [Promise(f"{one.name}: индекс к тексту, раз", one.size() / text, 1) for one in (whoosh, tantivy)]
    for one in (whoosh, tantivy):
        first, whole = cold(one, asked)
        found.append(Promise(f"{one.name}: холодный, p95", first, 50 if name == "2000" else 350, " мс"))
        print(f"{one.name}: весь новый процесс от запуска до ответа, p50 {whole:.0f} мс")
        memory = served_memory(one.own, [question.typed for question in asked])
        found.append(Promise(f"{one.name}: память kb serve", memory, 400, " МБ"))
    totals, best, others = unequal(whoosh.base, whoosh, tantivy, stock)
    found += [
        Promise(f"из {RANDOM} запросов итог не как у Whoosh как есть", totals, 0),
        Promise(f"из {RANDOM} запросов первые десять не как у Whoosh как есть", best, 0),
        Promise(f"из {RANDOM} запросов итог не как у tantivy", others, 0),
    ]
    return found + [
        Promise(f"{one.name}: изменённый акт найден через", updated(one), 1, " с") for one in (whoosh, tantivy)
    ]


def _prepared(base: Path) -> int:
    """Work out the forms of the base; bytes of its text."""
    forms_of(base).parent.mkdir(exist_ok=True)
    lexicon = Lexicon(forms_of(base))
    lexicon.preload()
    size = 0
    for document, _ in documents(base):
        text = whole_text(document)
        lexicon.terms(text)
        size += len(text.encode())
    lexicon.save()
    return size


def _units(base: Path) -> int:
    db = open_base(base, readonly=True)
    (units,) = db.execute("SELECT count(*) FROM units").fetchone()
    db.close()
    return int(units)


def main() -> None:
    """Measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", action="append", choices=BASES, help="какая из баз")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--keep", type=Path, help="папка, где базы остаются между запусками")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep = given.keep or Path(folder)
        keep.mkdir(exist_ok=True)
        promises = {name: bench(name, keep, given.rounds) for name in given.only or BASES}
    for name, made in promises.items():
        print(f"\n== обещанное, база {name}")
        for promise in made:
            print(promise)


if __name__ == "__main__":
    main()
