"""Parts of a target print and parse themselves, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.law.address import PREFIXES, Address, Step
from ingest.law.numbering import LETTERS
from ingest.law.part import (
    LAST,
    After,
    Annexed,
    Becomes,
    Column,
    Dash,
    Everywhere,
    Except,
    Footnote,
    Heading,
    LastParagraph,
    Only,
    Other,
    Part,
    Row,
    Sentence,
    read_part,
)

_WHOLE = st.integers(1, 400).map(str)
_NUMBER = st.one_of(_WHOLE, st.builds("{}.{}".format, _WHOLE, st.integers(1, 30)))
_LETTER = st.sampled_from(LETTERS)
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters='"«»\x00'), min_size=1).filter(lambda t: t == t.strip())
_NAME = st.one_of(_NUMBER, st.builds('"{}"'.format, _TEXT), st.builds("«{}»".format, _TEXT))
_UNNUMBERED = ("преамбула", "наименование")
_ORDINAL = ("абзац", "предложение")


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    """Any steps from the larger to the smaller; a part of a code in several acts is printed as a part of an article."""
    kinds = draw(st.lists(st.sampled_from([k for k in PREFIXES if k != "часть кодекса"]), min_size=1, unique=True))
    steps = []
    for kind in sorted(kinds, key=list(PREFIXES).index):
        number = st.just("") if kind in _UNNUMBERED else _WHOLE if kind in _ORDINAL else st.one_of(_NUMBER, _LETTER)
        steps.append(Step(kind, draw(number)))
    return Address(tuple(steps), draw(st.sampled_from(["main", "Правила", "Положение"])))


@given(addresses())
def test_an_address_is_read_as_it_is_printed(address: Address) -> None:
    assert Address.from_words(address.genitive) == address
    assert Address.from_words(str(address)) == Address(address.steps)


_PARTS = st.one_of(
    st.builds(Sentence, st.lists(st.one_of(st.integers(1, 120)), max_size=3).map(tuple)),
    st.builds(Sentence, st.just((LAST,))),
    st.builds(
        Row,
        st.lists(_NAME, min_size=1, max_size=3).map(tuple),
        st.one_of(st.just(""), _NAME),
        st.sampled_from(["строка", "позиция"]),
    ),
    st.builds(Row, st.just(()), st.just(""), st.sampled_from(["строка", "позиция"])),
    st.builds(Column, st.one_of(st.just(""), _NAME)),
    st.builds(Footnote, st.one_of(st.just(""), st.integers(1, 999).map(str))),
    st.builds(Dash, st.one_of(st.none(), st.integers(1, 120))),
    st.builds(After, st.text(st.characters(codec="utf-8"))),
    st.builds(Except, st.lists(addresses(), min_size=1, max_size=4).map(tuple)),
    st.builds(Except, st.just(()), st.builds("{} положений {}".format, st.sampled_from(
        ["за исключением", "с изъятием", "исключая", "сохранив действие"]), _TEXT)),
    st.builds(Only, st.builds("в части {}".format, st.sampled_from(["утверждения", "пунктов", ", касающейся"]))),
    st.builds(Becomes, st.sampled_from(["часть", "пункт", "абзац"])),
    st.sampled_from([Heading(), LastParagraph(), Everywhere(), Annexed()]),
    st.builds(Other, st.sampled_from(["рисунок 3", "формула", "таблица 2", "в той же редакции"])),
)  # fmt: skip


@given(_PARTS)
def test_a_part_is_read_as_it_is_printed(part: Part) -> None:
    assert read_part(str(part)) == part


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_what_is_read_prints_what_is_read_again(words: str) -> None:
    part = read_part(words)
    assert part is not None
    assert read_part(str(part)) == part


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("строку 5", Row(("5",))),
        ("строку № 2.1", Row(("2.1",))),
        ("позиции 5 и 6", Row(("5", "6"), "", "позиция")),
        ('строку "Итого"', Row(('"Итого"',))),
        ("графе третьей строки 5 слова", Row(("5",), "3")),
        ('столбце "Срок" позиции 3 цифры', Row(("3",), '"Срок"', "позиция")),
        ("графу 2", Column("2")),
        ("сноске <1> слова", Footnote("1")),
        ("дефисе втором слово", Dash(2)),
        ("последнее предложение", Sentence((LAST,))),
        ("второе предложение, третье предложение", Sentence((2, 3))),
        ("кроме статьи 5", Except((Address((Step("статья", "5"),)),))),
        ("кроме случаев, когда срок не истек", Except((), "кроме случаев, когда срок не истек")),
        ("кроме того", Other("кроме того")),
        ("в части, касающейся школ", Only("в части, касающейся школ")),
        ("в части второй", Other("в части второй")),
        ("строку 2 таблицы в графе", Other("строку 2 таблицы в графе")),
    ],
)
def test_how_instructions_word_a_part(words: str, part: Part) -> None:
    assert read_part(words) == part


def test_no_words_are_the_whole() -> None:
    assert read_part("") is None
