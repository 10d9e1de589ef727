"""The gold can be read, is large enough, and says what it means."""

from __future__ import annotations

import re

import pytest
from notation import BadGold, cases, read, target

KINDS = ("citations", "addresses", "titles", "requisites")
SLUG = re.compile(r"[a-z]+(?:-[a-z0-9]+)+|-")


def test_marks_and_titles_are_cut_out_of_the_text() -> None:
    text, marks, titles = read('По [[пункту 2 ПП № 5|pp-5/Правила#point_2@2020-01-02!cites]] "{{О чае}}".')
    assert text == 'По пункту 2 ПП № 5 "О чае".'
    (mark,) = marks
    assert text[mark.start : mark.end] == "пункту 2 ПП № 5"
    assert mark.target == ("pp-5", "Правила", ("point_2",), "2020-01-02", "cites", "resolved", frozenset())
    assert [(text[t.start : t.end], t.of) for t in titles] == [("О чае", 0)]


def test_title_inside_a_mark_belongs_to_it() -> None:
    text, _, titles = read("[[ПП № 1|pp-1]], [[Закон «{{О чае}}» № 2|zakon-2]]")
    assert [(text[t.start : t.end], t.of) for t in titles] == [("О чае", 1)]


def test_statuses() -> None:
    assert target("?a-1,b-2").status == "ambiguous"
    assert target("?").status == "unknown"
    assert target("~").status == "free"


@pytest.mark.parametrize("broken", ["[[нет цели]]", "[[a|fz-1]", "{{нет конца", "лишняя }}", "[[a|№ 5]]", "[[a|]]"])
def test_broken_notation_is_refused(broken: str) -> None:
    with pytest.raises(BadGold):
        read(broken)


def test_there_are_at_least_400_cases_and_a_sixth_are_negatives() -> None:
    every = [case for kind in KINDS for case in cases(kind)]
    negative = [case for case in every if not case.marks and not case.titles and case.expected in ("", "-")]
    assert len(every) >= 400
    assert len(negative) * 8 >= len(every)


@pytest.mark.parametrize("kind", KINDS)
def test_no_case_stands_twice_and_every_target_is_a_slug(kind: str) -> None:
    texts = [case.text for case in cases(kind)]
    assert len(texts) == len(set(texts))
    for case in cases(kind):
        acts = [mark.target.act for mark in case.marks if mark.target.act]
        acts += [case.expected.split()[0]] if case.expected else []
        assert all(SLUG.fullmatch(act) for act in acts), f"строка {case.line}"


@pytest.mark.parametrize(
    "form",
    [
        'п.п. "а" п. 5 ПП РФ от 13.07.22 №1241',
        "ПП РФ от 13.07.2022 № 1241",
        "статье 14^2",
        "ст. 14²",
        "ст. 14.2",
        "пункты 1 - 3, 5 и 7 части 2 статьи 8",
        "Конституции (статья 43, часть 2)",
        'подпункт "в1" пункта 4',
        "ФГОС ООО",
        "закон об образовании",
        "Указанное постановление",
        "СанПиН 2.4.3648-20",
        "приказ Минпросвещения и Рособрнадзора от 07.11.2018 № 190/1512",
        "17.10.2013г. № 1155 г. Москва",
        "273-Ф3",
        "Федеральный закон № 149 от 27.07.2006 ФЗ",
    ],
)
def test_every_form_the_parser_must_know_by_name_has_a_case(form: str) -> None:
    assert any(form in case.text for kind in KINDS for case in cases(kind))
