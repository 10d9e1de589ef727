"""A repeal of a whole act that leaves something out: the faces of the exception, and which act of a list it is of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_operations import law, shown

from ingest.document import Composer
from ingest.recognise.operations import candidates
from ingest.recognise.operations.clauses import TRIGGERS

FIRST = 'Федеральный закон от 1 июня 2011 года № 90-ФЗ "О первом"'
SECOND = 'Федеральный закон от 2 июня 2012 года № 91-ФЗ "О втором"'
DECREE = 'постановление Правительства Российской Федерации от 1 марта 2015 г. № 100 "О порядке"'


@pytest.mark.parametrize(
    "order",
    [
        f"Признать утратившим силу {FIRST}, за исключением статьи 5.",
        f"Признать {FIRST} утратившим силу, за исключением статьи 5.",
        f"{FIRST}, за исключением статьи 5, признать утратившим силу.",
        f"{FIRST} признать утратившим силу, за исключением статьи 5.",
        f"За исключением статьи 5 признать утратившим силу {FIRST}.",
        f"Признать утратившим силу, за исключением статьи 5, {FIRST}.",
        f"Признать утратившим силу {FIRST} (за исключением статьи 5).",
        f"Признать утратившим силу {FIRST}, кроме статьи 5.",
        f"Признать утратившим силу {FIRST}, исключая статью 5.",
        f"Признать утратившим силу {FIRST}, за изъятием положений статьи 5.",
        f"Признать утратившим силу {FIRST}, за вычетом статьи 5.",
        f"Признать утратившим силу {FIRST}, не затрагивая статью 5.",
        f"Признать утратившим силу {FIRST}, не касаясь статьи 5.",
        f"Признать утратившим силу {FIRST}, сохранив действие статьи 5.",
        f"Признать утратившим силу {FIRST}, сохранив в силе статью 5.",
        f"Признать утратившим силу {FIRST}, оставив в силе статью 5.",
        f"Признать утратившим силу {FIRST} с сохранением действия статьи 5.",
        f"Признать утратившим силу {FIRST}, при этом статья 5 сохраняет силу.",
        f"Признать утратившим силу {FIRST}, за исключением статьи 5, которая продолжает применяться.",
        f"Признать утратившим силу {FIRST}. Положения статьи 5 продолжают применяться.",
        f"Отменить {FIRST}, за исключением статьи 5.",
        f"Считать утратившим силу {FIRST}, кроме статьи 5.",
    ],
)
def test_every_face_of_an_exception_spares(order: str) -> None:
    assert [shown(o) for o in law(order).operations] == ["repeal 90 [кроме статьи 5]"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (f"{FIRST}, за исключением статьи 5, и {SECOND}", ["repeal 90 [кроме статьи 5]", "repeal 91"]),
        (f"{FIRST} и {SECOND}, за исключением статьи 5", ["repeal 90", "repeal 91 [кроме статьи 5]"]),
        (
            f"{FIRST} и {SECOND}, за исключением статьи 5 Федерального закона от 1 июня 2011 года № 90-ФЗ",
            ["repeal 90 [кроме статьи 5]", "repeal 91"],
        ),
        (
            f"{FIRST} и {SECOND}, за исключением положений об отпусках",
            [f"repeal {n} [за исключением положений об отпусках]" for n in (90, 91)],
        ),
        (
            f"{FIRST}, кроме статьи 5, {SECOND}, кроме статей 1 и 2",
            ["repeal 90 [кроме статьи 5]", "repeal 91 [кроме статьи 1, статьи 2]"],
        ),
        (
            f"{FIRST}, за исключением статей 5, 7 и 9 - 10 и части 2 статьи 12",
            ["repeal 90 [кроме статьи 5, статьи 7, статьи 9, статьи 10, части 2 статьи 12]"],
        ),
        (
            f"{DECREE}, за исключением абзаца второго пункта 3 и приложения № 2",
            ["repeal pp-2015-03-01-100 [кроме абзаца второго пункта 3, приложения 2]"],
        ),
        (
            f"{DECREE}, за исключением пунктов 15 и 16 Правил, утвержденных указанным постановлением",
            ["repeal pp-2015-03-01-100 [кроме пункта 15 (Правила), пункта 16 (Правила)]"],
        ),
        (
            f"{DECREE}, за исключением Положения, утвержденного указанным постановлением",
            ["repeal pp-2015-03-01-100 [кроме (Положение)]"],
        ),
        (f"{DECREE} в части пунктов 2 и 3", [f"repeal pp-2015-03-01-100#point_{n}" for n in (2, 3)]),
        (
            f"{FIRST} в части, касающейся отпусков, и {SECOND}",
            ["repeal 90 [в части, касающейся отпусков]", "repeal 91"],
        ),
        (
            f"{FIRST}, за исключением положений об отпусках",
            ["repeal 90 [за исключением положений об отпусках]"],
        ),
        (
            f"{FIRST}, за исключением статьи 5 в части отпусков",
            ["repeal 90 [за исключением статьи 5 в части отпусков]"],
        ),
        (
            f"{FIRST}, кроме статьи 5 {SECOND.replace('Федеральный закон', 'Федерального закона')}",
            ['repeal 90 [за исключением статьи 5 Федерального закона от 2 июня 2012 года № 91-ФЗ "О втором"]'],
        ),
    ],
)
def test_an_exception_is_of_the_act_that_it_stands_at(order: str, expected: list[str]) -> None:
    assert [shown(o) for o in law(f"Признать утратившими силу {order}.").operations] == expected


def test_items_of_a_list_have_their_own_exceptions() -> None:
    parsed = law(
        f"Признать утратившими силу с 1 января 2021 года:\n1) {FIRST}, за исключением статьи 5;\n2) {SECOND};\n"
        f"3) {DECREE}, кроме пункта 2."
    )
    assert [shown(o) for o in parsed.operations] == [
        "repeal 90 [кроме статьи 5]",
        "repeal 91",
        "repeal pp-2015-03-01-100 [кроме пункта 2]",
    ]
    assert {o.found_by for o in parsed.operations} == {"repeal/listed"}
    assert {str(o.effective.start) for o in parsed.operations} == {"2021-01-01"}


def test_what_is_not_understood_is_a_problem_with_the_words() -> None:
    parsed = law(f"Признать утратившим силу {FIRST}, за исключением положений об отпусках.")
    assert [p.message for p in parsed.problems] == [
        "Не понято, чего поручение не касается: за исключением положений об отпусках"
    ]


@given(st.one_of([st.from_regex(rf"(?i:{t.words.replace('(?=', '(?:')})", fullmatch=True) for t in TRIGGERS]))
def test_a_text_with_a_verb_of_the_table_is_looked_at(verb: str) -> None:
    verb = " ".join(verb.split())  # as every format gives its text
    composer = Composer()
    for line in ("Приказ", f"1) {verb.casefold().capitalize()} пункт 3;", verb.upper(), verb.lower()):
        composer.add(line.replace("\n", " "))
    from ingest.document import Document

    document = Document("", "text", "", composer.text, tuple(composer.blocks))
    assert {1, 2, 3} <= candidates(document)
