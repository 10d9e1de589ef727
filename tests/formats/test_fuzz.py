"""Documents damaged at random: read whole or refused with a sentence, never an exception.

A run of the suite tries a few hundred; ``make fuzz`` goes on for KB_FUZZ_SECONDS and damages files of the corpus too,
when it is there. What a long run finds becomes a case of test_hostile.py or a line of FOUND below.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import model_documents as model
import pytest
from document_invariants import CORPUS, check
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from ingest import parse
from ingest.errors import SourceError
from ingest.formats import ocr
from ingest.formats.registry import read
from ingest.sources import Limits, read_card_table, read_overlay
from ingest.sources.archive import is_archive, unpack

SECONDS = float(os.environ.get("KB_FUZZ_SECONDS", "0")) / 4
"""How long each of the four properties is tried; 0: once, with few examples."""

TEXT = (
    "Статья 1. Общие положения\n1. Внести в пункт 5 статьи 2 Федерального закона от 1 марта 2020 г. № 5-ФЗ изменения."
)
CARD = "- kind: pp\n  date: 2020-01-01\n  number: 5\n  title: О мерах\n  amends:\n    - {kind: fz, number: 5-ФЗ}\n"
OVERLAY = (
    "corrections:\n  - act: 5-ФЗ\n    put: {from: 01.02.2025, title: О мерах}\n"
    "    who: И\n    when: 2025-01-01\n    why: б\n"
)
CSV = "Вид;Дата;Номер;Наименование\nПриказ Минтруда России;01.02.2020;5н;О форме\n"
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row><c r="A1" t="inlineStr"><is><t>Вид</t></is></c><c r="B1" t="inlineStr"><is><t>Номер</t></is></c></row>'
    '<row><c r="A2"><v>44000</v></c></row></sheetData></worksheet>'
)
ACT = (
    f'<act><meta><docdateIPS val="01.03.2020"/><docNumberIPS val="5-ФЗ"/></meta><body><textIPS>{TEXT}'
    "&lt;ref nd=&quot;1&quot;&gt;закон&lt;/ref&gt;</textIPS></body></act>"
)

LETTER = f"From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n{TEXT}\n--x--"

DOCUMENTS = (
    ("a.docx", model.docx()), ("a.odt", model.odt()), ("a.rtf", model.rtf()), ("a.html", model.html()),
    ("a.pdf", model.pdf()), ("a.txt", "\n".join(model.expected()).encode()), ("a.xml", ACT.encode()),
    ("a.txt", model.typewriter(model.PARAGRAPHS)),
    ("a.eml", LETTER.encode()),
)  # fmt: skip
TABLES = (
    ("a.yml", CARD.encode()), ("b.yml", OVERLAY.encode()), ("a.csv", CSV.encode()),
    ("a.xlsx", model.zipped({"xl/worksheets/sheet1.xml": SHEET})),
    ("a.json", b'{"items": [{"eoNumber": "0001", "documentDate": "2020-01-01", "number": "5", "complexName": "x"}]}'),
)  # fmt: skip
ARCHIVES = (("a.zip", model.zipped({"a.txt": TEXT, "b.zip": model.zipped({"c.txt": TEXT})})),)


def _of_corpus() -> tuple[tuple[str, bytes], ...]:
    """Real files small enough to be tried often, for a long run only."""
    if not SECONDS or not CORPUS.exists():
        return ()
    files = [path for path in sorted(CORPUS.rglob("*")) if path.is_file() and path.stat().st_size < 150_000]
    return tuple((path.name, path.read_bytes()) for path in files)


@pytest.fixture(autouse=True, scope="module")
def without_recognition() -> Iterator[None]:
    """Scans take seconds a page: not here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr, "is_installed", lambda: False)
        yield


def tried(
    examples: int, *of: st.SearchStrategy[Any], also: tuple[Any, ...] = ()
) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """A property of values drawn so: tried on that many, or as long as SECONDS allow, each round from another seed.

    ``also``: values tried first.
    """

    def wrap(body: Callable[..., None]) -> Callable[[], None]:
        def once(chance: int) -> None:
            property_ = given(*of)(body)
            for values in also:
                property_ = example(*values)(property_)
            seed(chance)(
                settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))(property_)
            )()

        def rounds() -> None:
            ends, dice = time.monotonic() + SECONDS, random.SystemRandom()
            once(1)
            while time.monotonic() < ends:
                once(dice.randrange(2**62))

        rounds.__doc__, rounds.__name__ = body.__doc__, body.__name__
        return rounds

    return wrap


def damaged(whole: bytes, chance: int) -> bytes:
    """A few blows to the bytes; of a ZIP, to the bytes of one member, packed again, as often as to the file itself."""
    dice = random.Random(chance)
    if whole.startswith(b"PK") and dice.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        struck = dice.choice(sorted(members))
        members[struck] = _struck(bytes(members[struck]), dice)  # type: ignore[arg-type]
        return model.zipped(members)
    return _struck(whole, dice)


def _struck(whole: bytes, dice: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(dice.randint(1, 12)):
        at, length = dice.randrange(len(data) + 1), dice.choice((1, 1, 2, 8, 64))
        other = dice.randrange(len(data) + 1)
        blow = dice.choice((b"", dice.randbytes(length), bytes(length), b"<", b"{", b"(" * length, b"999999999",
                            bytes(data[other : other + dice.choice((8, 64, 512))])))  # fmt: skip
        data[at : at + length] = blow
    return bytes(data)


def read_or_refused(data: bytes, name: str) -> None:
    """What holds of any bytes: a whole document that parses, or a sentence."""
    try:
        document = read(data, name)
    except SourceError as error:
        sentence = str(error)
        assert sentence and sentence.endswith("."), sentence
        return
    check(document)
    parsed = parse(document)
    for unit in parsed.units:
        assert 0 <= unit.start <= unit.end <= len(document.text)
    for citation in parsed.citations:
        assert document.text[citation.start : citation.end] == citation.exact


@tried(250, st.sampled_from(DOCUMENTS + _of_corpus()), st.integers(0, 2**62))
def test_damaged_documents(whole: tuple[str, bytes], chance: int) -> None:
    """Every format, broken in a few places."""
    read_or_refused(damaged(whole[1], chance), whole[0])


NAMES = ("a.docx", "a.odt", "a.rtf", "a.html", "a.pdf", "a.doc", "a.txt", "a.xml", "a.eml", "a")
HEADS = (b"", b"{\\rtf1 ", b"<html>", b"<act>", b"%PDF-1.4\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe")


@tried(
    100,
    st.binary(max_size=3000),
    st.sampled_from(NAMES),
    st.sampled_from(HEADS),
    also=((b"\x00", "a.txt", b"\xff\xfe"),),
)
def test_any_bytes_under_any_name(data: bytes, name: str, head: bytes) -> None:
    """Noise behind the first bytes of each format."""
    read_or_refused(head + data, name)


@tried(120, st.sampled_from(TABLES), st.integers(0, 2**62))
def test_damaged_tables(whole: tuple[str, bytes], chance: int) -> None:
    """Cards, registries, the portal's answers: a table of cards with its problems, or none."""
    data = damaged(whole[1], chance)
    for found in (read_card_table(data, whole[0]), read_overlay(data, whole[0])):
        assert found is None or all(problem.message for problem in found.problems)


@tried(80, st.sampled_from(ARCHIVES), st.integers(0, 2**62))
def test_damaged_archives(whole: tuple[str, bytes], chance: int) -> None:
    """Each member gives bytes or a sentence, under the caps."""
    data = damaged(whole[1], chance)
    limits = Limits(file=100_000, total=300_000, members=50)
    if is_archive(data, whole[0]):
        items = list(unpack(data, whole[0], limits))
        assert all((item.data is None) != (item.problem is None) for item in items)
        assert sum(len(item.data or b"") for item in items) <= limits.total
