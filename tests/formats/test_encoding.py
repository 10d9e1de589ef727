"""Russian letters in every encoding they come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import Unreadable
from ingest.formats.encoding import declared_charset, decode, miscalled
from ingest.formats.registry import read

LINES = (
    "Приказ № 5",
    "О мерах по реализации закона",
    "ПОСТАНОВЛЕНИЕ",
    "Статья 1. Общие положения",
    "В соответствии с Федеральным законом «Об образовании» приказываю: 1. Утвердить Положение.",
    "письмо от 22.02.2022",
)
ENCODINGS = ("utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line", LINES)
def test_short_lines_are_read_in_every_encoding(line: str, encoding: str) -> None:
    line = line.encode(encoding, "replace").decode(encoding)  # cp866 and koi8-r have no «»
    assert decode(line.encode(encoding)).text == line


@pytest.mark.parametrize("declared", ["windows-1251", "utf-8", "koi8-r", "iso-8859-1", "нет такой", ""])
def test_a_false_declaration_of_a_page_changes_nothing(declared: str) -> None:
    text = "Об информации, информационных технологиях и о защите информации"
    assert decode(text.encode(), declared).text == text
    assert decode(text.encode("cp1251"), declared).text == text


def test_a_few_scratches_do_not_make_utf8_something_else() -> None:
    whole = ("Федеральный закон от 29 декабря 2012 г. № 273-ФЗ. " * 20).encode()
    decoded = decode(whole[:100] + b"\xff" + whole[100:])
    assert decoded.encoding == "utf-8"
    assert decoded.broken == 1


def test_declared_charset_is_found_in_both_forms() -> None:
    assert declared_charset(b'<meta charset="utf-8">') == "utf-8"
    assert (
        declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')
        == "windows-1251"
    )
    assert declared_charset(b"<p>") is None


@pytest.mark.parametrize("noise", [bytes(range(256)) * 40, b"\x00\x01\x02\x03" * 100])
def test_noise_is_no_text(noise: bytes) -> None:
    with pytest.raises(Unreadable, match="не похож на текст"):
        decode(noise)


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Unreadable:
        return
    assert isinstance(decoded.text, str)
    assert decoded.broken == decoded.text.count("\ufffd") or decoded.encoding == "utf-8"


@pytest.mark.parametrize("page", ["cp1251", "koi8-r", "cp866"])
@pytest.mark.parametrize("declared", ["cp1252", "iso-8859-1", "cp850"])
def test_russian_letters_called_latin_are_known(page: str, declared: str) -> None:
    text = "Приказываю утвердить порядок ведения реестра и внести в него изменения"
    assert miscalled(text.encode(page), declared) == page


@pytest.mark.parametrize("text", ["L'été à la forêt: où êtes-vous, élève?" * 20, "Größe, Fußgängerüberführung" * 20])
def test_latin_letters_stay_latin(text: str) -> None:
    assert miscalled(text.encode("cp1252"), "cp1252") is None
    assert miscalled("Приказ об утверждении".encode("cp1251"), "cp1251") is None
    assert miscalled(b"x", "no such page") is None


ORDER = "РАСПОРЯЖЕНИЕ\nО выдаче учебников\n1. Выдать учебники до 5 сентября.\n2. Сверить список класса."


@pytest.mark.parametrize(
    ("page", "taken_for"),
    [("utf-8", "cp1251"), ("utf-8", "cp1252"), ("cp1251", "latin-1"), ("koi8-r", "latin-1"), ("koi8-r", "cp1251")],
)
def test_letters_that_came_out_wrong_are_put_right(page: str, taken_for: str) -> None:
    wrong = "".join(bytes([byte]).decode(taken_for, "ignore") or chr(byte) for byte in ORDER.encode(page))
    document = read(wrong.encode(), "a.txt")
    assert (document.text, document.warnings) == (ORDER, ())


@pytest.mark.parametrize("wrong", [ORDER.encode("cp866").decode("cp1251", "replace"), ORDER.replace("а", "\ufffd")])
def test_letters_that_nobody_can_read_are_told(wrong: str) -> None:
    assert [warning.rule for warning in read(wrong.encode(), "a.txt").warnings] == ["encoding"]


def test_western_words_and_small_languages_are_no_garbled_letters() -> None:
    for line in ("Décision du comité des écoles", "Мәктәп турында нигезләмә: укучыларның хокуклары", "РЕРАСПРЕДЕЛЕНИЕ"):
        assert read(line.encode(), "a.txt").text == line
        assert not read(line.encode(), "a.txt").warnings
