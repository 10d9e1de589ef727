"""One text in every wrapping that a person may bring gives the same records: act, units, citations, orders, notes,
clauses on force. LibreOffice and antiword make the files of office programs, model_wrappings those no program makes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from email import message_from_bytes, policy
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import model_wrappings as model
import pytest

import ingest
from ingest.law.text import superscript
from tests.gold.paper_files import OFFICE

SCHOOL = (
    "МУНИЦИПАЛЬНОЕ ОБЩЕОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ «ОБРАЗЦОВСКАЯ ШКОЛА № 7»",
    "ПРИКАЗ",
    "от 3 сентября 2021 г. № 45",
    "Об утверждении Положения о школьной библиотеке",
    "В соответствии с частью 3 статьи 30 Федерального закона от 29 декабря 2012 г. № 273-ФЗ «Об образовании в "
    "Российской Федерации» приказываю:",
    "1. Утвердить прилагаемое Положение о школьной библиотеке.",
    "2. Приказ от 5 мая 2018 г. № 12 признать утратившим силу.",
    "3. Настоящий приказ вступает в силу с 1 октября 2021 г.",
    "Директор И.И. Образцов",
    "УТВЕРЖДЕНО",
    "приказом директора школы",
    "от 3 сентября 2021 г. № 45",
    "ПОЛОЖЕНИЕ О ШКОЛЬНОЙ БИБЛИОТЕКЕ",
    "1. Общие положения",
    "1.1. Библиотека работает в часы, которые установил директор.",
    "1.2. Книги выдаются на четырнадцать дней:",
    "а) учащимся;",
    "б) учителям.",
    "2. Порядок работы",
    "2.1. Читатель бережёт книги.",
)
ORDER = (
    "МИНИСТЕРСТВО ПРОСВЕЩЕНИЯ РОССИЙСКОЙ ФЕДЕРАЦИИ",
    "ПРИКАЗ",
    "от 6 октября 2020 г. № 9715",
    "Об утверждении Порядка хранения образцов",
    "(в ред. приказа Минпросвещения России от 01.02.2022 № 9044)",
    "В соответствии с пунктом 4 статьи 7 Федерального закона от 29 декабря 2012 г. № 273-ФЗ приказываю:",
    "1. Утвердить прилагаемый Порядок хранения образцов.",
    "2. Признать утратившим силу приказ Министерства образования и науки РФ от 4 марта 2013 г. № 9168.",
    "(п. 2 в ред. приказа Минпросвещения России от 01.02.2022 № 9044)",
    "3. Настоящий приказ вступает в силу с 1 января 2021 г.",
    "Министр С.С. Образцов",
    "Приложение",
    "к приказу Министерства просвещения Российской Федерации",
    "от 6 октября 2020 г. № 9715",
    "Порядок хранения образцов",
    "1. Образцы хранит школа.",
    "2. Образец заменяется, если он:",
    "1) утрачен;",
    "2) повреждён.",
    "(п. 2 в ред. приказа Минпросвещения России от 01.02.2022 № 9044)",
    "3. Школа ведёт опись образцов.",
    "4. Опись хранится три года.",
)
LAW = (
    "ОБРАЗЦОВСКАЯ ОБЛАСТЬ",
    "ЗАКОН",
    "от 7 июня 2016 г. № 91-ОЗ",
    "О внесении изменений в Закон Образцовской области «О библиотеках»",
    "Статья 1",
    "Внести в Закон Образцовской области от 5 мая 2010 г. № 12-ОЗ «О библиотеках» следующие изменения:",
    "1) в статье 4{1} слова «читальный зал» заменить словами «центр»;",
    "2) дополнить статьёй 7{2} следующего содержания:",
    "«Статья 7{2}. Выдача книг",
    "Книги выдаются на дом.»;",
    "3) статью 9 признать утратившей силу.",
    "Статья 1{1}",
    "Установить, что статья 4{1} применяется к правоотношениям с 1 января 2016 г.",
    "Статья 2",
    "Настоящий Закон вступает в силу по истечении десяти дней после дня его официального опубликования.",
    "Губернатор области А.А. Образцов",
)
MODELS = {"school": SCHOOL, "order": ORDER, "law": LAW}

_OFFICE_MADE = {
    "docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8",
    "pdf": "pdf:writer_pdf_Export", "html": "html:HTML (StarWriter)", "xml": "xml:MS Word 2003 XML",
}  # fmt: skip
_MADE = [*product(MODELS, _OFFICE_MADE), ("school", "txt"), ("order", "txt")]
"""(act, ending) of files that LibreOffice makes, and of the texts that antiword makes of its .doc; it lays raised
figures down («4¹» is «41»), so the law is not among these."""
ANTIWORD = shutil.which("antiword")
MUST = os.environ.get("KB_TOOLS") == "1"
"""Whether the programs must be there: in CI a test that is skipped for want of one fails."""


def records(data: bytes, name: str) -> dict[str, Any]:
    """What is parsed, spans apart; a raised figure and «5.1» of an encoding without raised figures are one."""
    parsed = ingest.parse(ingest.read(data, name))
    head = parsed.act and replace(parsed.act, start=0, end=0, title=_plain(parsed.act.title))
    return {
        "act": head,
        "units": [(u.eid, u.kind, _plain(u.heading)) for u in parsed.units],
        "citations": [
            (c.act and c.act.slug, c.addresses, c.relation, _plain(c.exact), c.within) for c in parsed.citations
        ],
        "operations": [(o.verb, o.target, o.within, _plain(o.old), _plain(o.new)) for o in parsed.operations],
        "notes": [(n.within, n.verb, n.by) for n in parsed.notes],
        "clauses": [(c.scope, c.start_date, c.rule, c.until, c.basis, c.retroactive) for c in parsed.commencement],
    }


def _plain(words: str | None) -> str | None:
    raised = str.maketrans({superscript(str(figure)): f".{figure}" for figure in range(10)})
    return None if words is None else " ".join(words.translate(raised).split())


@cache
def expected(act: str) -> dict[str, Any]:
    return records(model.plain(MODELS[act]), "utf-8.txt")


def test_the_models_hold_what_is_compared() -> None:
    assert [unit[0] for unit in expected("school")["units"]][-2:] == ["att_1__sec_2", "att_1__point_2-1"]
    assert [len(expected("order")[kind]) for kind in ("citations", "notes", "clauses")] == [3, 3, 1]
    assert [note[0] for note in expected("order")["notes"]] == ["", "point_2", "att_1__point_2"]
    assert len(expected("law")["operations"]) == 3


@pytest.mark.parametrize("name", model.BUILT)
@pytest.mark.parametrize("act", MODELS)
def test_built_wrappings_give_the_same_records(act: str, name: str) -> None:
    assert records(model.BUILT[name](MODELS[act]), name) == expected(act)


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """(act, ending) → the file that LibreOffice made."""
    if OFFICE is None or ANTIWORD is None:
        (pytest.fail if MUST else pytest.skip)("нет LibreOffice или antiword: их ставит make tools")
    folder = tmp_path_factory.mktemp("office")
    for act, paragraphs in MODELS.items():
        (folder / f"{act}.fodt").write_text(model.flat_odt(paragraphs), "utf-8")
    sources = [str(folder / f"{act}.fodt") for act in MODELS]
    for kind in _OFFICE_MADE.values():
        command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", str(folder), *sources], check=True, capture_output=True, timeout=120)
    for act in MODELS:
        command = [ANTIWORD, "-m", "UTF-8.txt", "-w", "0", str(folder / f"{act}.doc")]
        typed = subprocess.run(command, check=True, capture_output=True, timeout=60)
        (folder / f"{act}.txt").write_bytes(typed.stdout)
    return {(act, ending): folder / f"{act}.{ending}" for act, ending in _MADE}


@pytest.mark.parametrize(("act", "ending"), _MADE)
def test_files_of_office_programs_give_the_same_records(
    office_files: dict[tuple[str, str], Path], act: str, ending: str
) -> None:
    path = office_files[act, ending]
    assert records(path.read_bytes(), path.name) == expected(act)


def test_a_letter_hands_on_the_file_attached_to_it() -> None:
    attached = model.archive(ORDER)
    letter = model.letter(attached, "приказ.rtf")
    document = ingest.read(letter, "letter.eml")
    assert [warning.rule for warning in document.warnings] == ["attachment"]
    (part,) = message_from_bytes(letter, policy=policy.default).iter_attachments()
    assert records(part.get_payload(decode=True), part.get_filename() or "") == expected("order")
