"""Heads of acts: marked cases, then every act of the corpus by the identity that its source is known under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

import ingest
from ingest.document import Composer, Document, Span, Style
from ingest.law.address import Naming
from ingest.law.text import normalise
from ingest.recognise.requisites import recognise

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
CASES = Path(__file__).with_name("requisites.marked.txt")


class Case(NamedTuple):
    """A head, the identity it names, and the other facts that must be read: («title», «О …»)."""

    name: str
    text: str
    identity: str
    facts: tuple[tuple[str, str], ...]


def cases() -> Iterator[Case]:
    for part in CASES.read_text("utf-8").split("\n== ")[1:]:
        name, _, body = part.strip().partition("\n")
        head, _, expected = body.partition("\n=> ")
        identity, *facts = expected.splitlines()
        yield Case(name, head, identity, tuple((f.partition(": ")[0], f.partition(": ")[2]) for f in facts))


def document(text: str, style: Style = Style.PARAGRAPH) -> Document:
    composer = Composer()
    for line in text.splitlines():
        composer.add(normalise(line), style)
    return Document("head.txt", "text", "", composer.text, tuple(composer.blocks))


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_heads(case: Case) -> None:
    found, problems = recognise(document(case.text))
    if case.identity == "-":
        assert found is None
        return
    assert found is not None
    assert fnmatch(found.id.slug, case.identity)
    read = {
        "title": [str(found.title)],
        "place": [str(found.place)],
        "signed": [str(found.signed_by)],
        "registered": [f"{found.registered[0]} {found.registered[1]}" if found.registered else "None"],
        "adopted": [f"{adopted.day} {adopted.by}" for adopted in found.adopted],
        "problem": [problem.message for problem in problems],
    }
    for name, value in case.facts:
        assert value in read[name]
    if not any(name == "problem" for name, _ in case.facts):
        assert problems == ()


def test_the_span_holds_the_head_and_not_the_body() -> None:
    text = "МОДЕЛЬНЫЙ АКТ.\nМЭР МОСКВЫ\nУКАЗ\nот 1 марта 2024 г. № 1-УМ\nО модели\n1. Утвердить модель."
    found, _ = recognise(document(text))
    assert found is not None
    head = document(text).text[found.start : found.end]
    assert head == "МЭР МОСКВЫ\nУКАЗ\nот 1 марта 2024 г. № 1-УМ\nО модели"


def test_a_note_inside_the_title_is_left_out() -> None:
    note = "(Наименование в редакции Федерального закона от 01.01.2020 № 1-ФЗ)"
    whole = document(f"ФЕДЕРАЛЬНЫЙ ЗАКОН\nО модели {note}\nСтатья 1\n1 мая 2019 года\n№ 9-ФЗ", Style.TITLE)
    at = whole.text.index(note)
    noted = Document(whole.name, "pravo_html", "", whole.text, whole.blocks, (Span(at, at + len(note)),))
    found, _ = recognise(noted)
    assert found is not None
    assert found.title == "О модели"


@pytest.mark.parametrize("style", [Style.TITLE, Style.CENTRE])
def test_a_title_goes_on_in_its_own_style(style: Style) -> None:
    found, _ = recognise(document("ФЕДЕРАЛЬНЫЙ ЗАКОН\nО модели\nЗемли и неба\nСтатья 1\n1 мая 2019 г.\n№ 9-ФЗ", style))
    assert found is not None
    assert found.title == "О модели Земли и неба"


CARD = {"issued_by": "Указ Президента Российской Федерации", "date": "15.03.2001", "number": "22", "title": "О модели"}


@pytest.mark.parametrize(
    "text", ["Утвердить модель.", "УКАЗ\nПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\nО модели\n1. Утвердить."]
)
def test_a_card_says_what_the_text_does_not(text: str) -> None:
    found, problems = recognise(replace(document(text), format="ruslawod", metadata=CARD))
    assert found is not None
    assert (found.id.slug, found.title, problems) == ("ukaz-prezident-2001-03-15-22", "О модели", ())


def test_a_card_does_not_overrule_the_text() -> None:
    text = "УКАЗ\nПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\nот 1 мая 2002 г. № 7\nО другой модели\n1. Утвердить."
    found, _ = recognise(replace(document(text), format="ruslawod", metadata=CARD))
    assert found is not None
    assert (found.id.slug, found.title) == ("ukaz-prezident-2002-05-01-7", "О другой модели")


def test_the_properties_of_a_file_are_no_card() -> None:
    assert recognise(replace(document("Утвердить модель."), format="docx", metadata=CARD))[0] is None


def test_nothing_is_found_in_nothing() -> None:
    found, problems = recognise(document(""))
    assert found is None
    assert [problem.message for problem in problems] == ["Реквизиты акта в начале документа не найдены."]


OFFICIAL = {  # internal number of the official system → identity
    "102027595": ("konstituciya-1993-12-12-bn", Naming.LAW),
    "102033239": ("fz-1994-11-30-51", Naming.CIVIL),
    "102038209": ("fz-1995-11-16-167", Naming.LAW),
    "102038925": ("fz-1995-12-29-223", Naming.CIVIL),
    "102046246": ("fz-1997-03-19-60", Naming.CIVIL),
    "102054722": ("fz-1998-07-31-146", Naming.CIVIL),
    "102073184": ("fz-2001-10-25-136", Naming.CIVIL),
    "102074279": ("fz-2001-12-30-197", Naming.LAW),
    "102079219": ("fz-2002-07-24-95", Naming.LAW),
    "102107048": ("fz-2006-06-03-74", Naming.LAW),
    "102110364": ("fz-2006-12-04-200", Naming.LAW),
    "273-fz_2024-12-28": ("fz-2012-12-29-273", Naming.LAW),
    "478-fz_2023-08-04": ("fz-2023-08-04-478", Naming.LAW),
    "605577371": ("fz-1998-07-31-146", Naming.CIVIL),
    "amending-fz_2025-05": ("fz-2025-05-23-124", Naming.LAW),
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_official_pages(name: str) -> None:
    found, problems = recognise(_corpus(f"pravo_html/{name}.html"))
    assert found is not None
    assert (found.id.slug, found.naming) == OFFICIAL[name]
    assert found.title and "редакции" not in found.title
    assert problems == ()


def test_a_code_without_date_keeps_none() -> None:
    found, problems = recognise(_corpus("pravo_html/102010101.html"))
    assert found is not None
    assert (found.id.kind, found.id.date, found.id.number) == ("zakon", None, None)
    assert {problem.message for problem in problems} == {"Дата акта не указана.", "Номер акта не указан."}


WORD = {
    "docx/fz-269_2020-07-31.docx": "fz-2020-07-31-269",
    "docx/fz-311_2021-07-02.docx": "fz-2021-07-02-311",
    "docx/pp-1243_2020-08-17.docx": "pp-2020-08-17-1243",
    "docx/pp-354_annexes.docx": "pp-2011-05-06-354",
    "docx/ukaz-1237_nested-annexes.docx": "ukaz-prezident-1999-09-16-1237",
    "docx/закон.docx": "zakon-1992-02-21-2395-1",
    "docx/кодекс_с_частью.docx": "fz-2004-12-29-190",
    "docx/прав_распр_без_назв.docx": "rp-2022-01-17-16",
    "docx/совместный_приказ_слеш.docx": "prikaz-fns-mvd-2017-05-29-317-mmv-7-2-481",
    "docx/указ.docx": "ukaz-prezident-2021-11-01-617",
    "docx/фз.docx": "fz-2018-02-05-1",
    "doc/fsfr-prikaz-09-10pz-n_amending.doc": "prikaz-fsfr-2009-04-02-09-10-pz-n",
    "doc/fz-41_2009-04-05_amending.doc": "fz-2009-04-05-41",
    "doc/minobrnauki-prikaz-413.doc": "prikaz-minobr-i-nauki-2012-05-17-413",
    "doc/rosstat-prikaz-61.doc": "prikaz-rosstat-2008-03-18-61",
    "doc/rp-1993.doc": "rp-2009-12-17-1993",
    "doc/tyumen-duma_2008.doc": "reshenie-tyumensk-gorodsk-dum-2008-03-27-9",
    "doc/tyumen-duma_2009_amending.doc": "reshenie-tyumensk-gorodsk-dum-2009-03-26-257",
}


@pytest.mark.parametrize("name", WORD)
def test_word_files(name: str) -> None:
    found, _ = recognise(_corpus(name))
    assert found is not None
    assert found.id.slug == WORD[name]


def test_the_seed_page_is_no_act() -> None:
    assert recognise(_corpus("seed/000_62f6688327bed210.txt"))[0] is None


def _corpus(name: str) -> Document:
    path = CORPUS / name
    if not path.exists():
        pytest.skip("нет ../shared/corpus")
    try:
        return ingest.read(path.read_bytes(), path.name)
    except ingest.MissingProgram as error:
        pytest.skip(str(error))
