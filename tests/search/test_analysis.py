"""Forms and their terms, the kept forms, and time on nasty text."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kb.search.analysis import FORM, Lexicon
from kb.search.language import broader, exceptions, question_words, stop_words, synonyms

CASES = [
    line.split(" -> ")
    for line in (Path(__file__).with_name("analysis.marked.txt").read_text("utf-8")).splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


@pytest.mark.parametrize(("form", "terms"), CASES, ids=[form for form, _ in CASES])
def test_terms_of_a_form(lexicon: Lexicon, form: str, terms: str) -> None:
    assert FORM.findall(form) == [form], "the form must be one token"
    assert lexicon[form] == (() if terms == "-" else tuple(terms.split()))


def test_a_stop_word_keeps_its_position(lexicon: Lexicon) -> None:
    assert lexicon.terms("право на образование") == [("право",), (), ("образование",)]


def test_tokens_carry_their_places(lexicon: Lexicon) -> None:
    text = "Приказ № 542/1 о детях"
    assert [(text[t.start : t.end], t.terms) for t in lexicon.tokens(lexicon.parts(text), range(4))] == [
        ("Приказ", ("приказ",)), ("542/1", ("542/1", "542")), ("о", ()), ("детях", ("ребенок",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "word", ["не", "ни", "без", "кроме", "или", "если", "до", "после", "за", "исключением", "только", "кроме"]
)
def test_no_stop_word_changes_the_law(word: str) -> None:
    assert word not in stop_words() | question_words()


def test_forms_are_kept_between_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Lexicon(tmp_path / "forms.db")
    expected = {form: first[form] for form in ("детей", "судов", "149-фз", "в")}
    first.save()
    loads = "kept forms must not load the dictionary"
    monkeypatch.setattr("kb.search.analysis._morphology", lambda: pytest.fail(loads))
    second = Lexicon(tmp_path / "forms.db")
    assert {form: second[form] for form in expected} == expected


def test_a_broken_file_of_forms_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "forms.db"
    path.write_bytes(b"not a database at all, and longer than a header of SQLite would be" * 20)
    lexicon = Lexicon(path)
    assert lexicon["детей"] == ("ребенок",)
    lexicon.save()
    assert Lexicon(path).terms("детей") == [("ребенок",)]


@pytest.mark.parametrize("junk", ["1-", "1.", "а", "1а", "1/а-", "¹", "9", "a1-", "-", "1/1-а/"])
def test_time_is_linear_on_nasty_text(junk: str) -> None:
    text = junk * (200_000 // len(junk))
    started = time.process_time()
    FORM.findall(text)
    assert time.process_time() - started < 1


def test_language_data_says_what_it_means() -> None:
    assert all(len(group) > 1 for group in synonyms())
    assert all(wide for _, wide in broader())
    assert all("ё" not in pattern.pattern for pattern, _ in exceptions().forms)


def test_forms_that_may_only_be_read_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "forms.db"
    first = Lexicon(path)
    expected = first["детей"]
    first.save()
    busy = sqlite3.connect(path, isolation_level=None)
    busy.execute("DELETE FROM stamp WHERE value = ''")
    monkeypatch.setattr("kb.search.analysis._Cache._prepared", _refused)
    monkeypatch.setattr("kb.search.analysis._morphology", lambda: pytest.fail("the forms are there to be read"))
    assert Lexicon(path)["детей"] == expected
    assert path.is_file()
    busy.close()


def _refused(kept: object) -> sqlite3.Connection:
    raise sqlite3.OperationalError("attempt to write a readonly database")


def test_importing_the_search_is_light() -> None:
    code = "import sys, kb.search; print(sorted({'whoosh', 'numpy', 'pymorphy3', 'yaml'} & sys.modules.keys()))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
