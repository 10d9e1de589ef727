"""Operations applied to units: each verb, each refusal, identity through renumbering, seals."""

from __future__ import annotations

from itertools import count

import pytest

from ingest.document import Composer, Document, Style
from ingest.law.address import Naming
from ingest.law.part import read_part
from ingest.recognise import structure
from kb.editions.apply import consolidate
from kb.editions.first import first_states
from kb.editions.model import Change, Consolidated, UnitState
from kb.store.wording import seal

_IDS = count()
ARTICLE = (
    "Статья 5. Порядок",
    "1. Орган рассматривает заявление в течение пяти дней. Срок может быть продлен. Отказ обжалуется.",
    "2. К заявлению прилагаются:",
    "1) документ о личности;",
    "2) документ об образовании;",
    "3) иные документы.",
    "3. Оператор системы отвечает заявителю. Оператору системы принадлежат права.",
    "4. Первый абзац.",
    "Второй абзац.",
    "Третий абзац.",
)


def units(*lines: str) -> list[UnitState]:
    composer = Composer()
    for line in lines:
        composer.add(line, Style.ROW if "\t" in line else Style.PARAGRAPH)
    document = Document("case", "text", "0" * 64, composer.text, tuple(composer.blocks))
    return first_states(document.text, structure.recognise(document, None)[0], [])


def change(
    verb: str,
    eid: str,
    old: str | None = None,
    new: str | None = None,
    start: str | None = "2021-01-01",
    **more: object,
) -> Change:
    position = next(_IDS)
    return Change(f"c{position}", "fz-2020-01-01-1", "2020-01-01", position, verb, eid, old, new, start, **more)  # type: ignore[arg-type]


def after(*changes: Change, lines: tuple[str, ...] = ARTICLE, day: str = "2030-01-01") -> list[str]:
    return text_at(consolidate(units(*lines), changes, "act"), day)


def text_at(result: Consolidated, day: str) -> list[str]:
    standing = {v.eid: v.words for v in result.versions if v.since <= day and (v.until is None or day < v.until)}
    return [line for unit in result.units if standing.get(unit.eid) for line in standing[unit.eid].split("\n")]


def refusal(*changes: Change, lines: tuple[str, ...] = ARTICLE) -> str:
    """The one reason; the text must be as it was."""
    result = consolidate(units(*lines), changes, "act")
    (refused,) = result.refused
    assert text_at(result, "2030-01-01") == list(lines)
    return refused.reason


def changed(line: int, words: str) -> list[str]:
    return [*ARTICLE[:line], words, *ARTICLE[line + 1 :]]


@pytest.mark.parametrize(
    ("made", "line", "expected"),
    [
        (change("replace_words", "art_5__para_1", "пяти", "десяти"), 1, ARTICLE[1].replace("пяти", "десяти")),
        (
            change("delete_words", "art_5__para_1", "в течение пяти дней"),
            1,
            ARTICLE[1].replace(" в течение пяти дней", ""),
        ),
        (change("insert_words", "art_5__para_1", "пяти", "рабочих"), 1, ARTICLE[1].replace("пяти", "пяти рабочих")),
        (change("insert_words", "art_5__para_2__point_1", None, "заявителя"), 3, "1) документ о личности заявителя;"),
        (
            change("insert_words", "art_5__para_2__point_3", "", ", если они есть"),
            5,
            "3) иные документы, если они есть.",
        ),
        (change("restate", "art_5__para_2__point_2", None, "2) диплом;"), 4, "2) диплом;"),
        (
            change("restate", "art_5__para_1", None, "Второе.", part=read_part("второе предложение")),
            1,
            ARTICLE[1].replace("Срок может быть продлен.", "Второе."),
        ),
        (
            change("repeal", "art_5__para_1", part=read_part("последнее предложение")),
            1,
            ARTICLE[1].removesuffix(" Отказ обжалуется."),
        ),
        (
            change("add", "art_5__para_1", None, "Еще одно.", part=read_part("предложение")),
            1,
            ARTICLE[1] + " Еще одно.",
        ),
        (
            change("add", "art_5__para_1", None, "Новое.", part=read_part("второе предложение")),
            1,
            ARTICLE[1].replace("Срок", "Новое. Срок"),
        ),
        (
            change("restate", "art_5", None, "Статья 5. Иной порядок", part=read_part("наименование")),
            0,
            "Статья 5. Иной порядок",
        ),
        (
            change("replace_words", "art_5__para_2", "об образовании", "о квалификации"),
            4,
            "2) документ о квалификации;",
        ),
        (change("replace_words", "art_5__para_4__al_2", "Второй", "Иной"), 8, "Иной абзац."),
        (change("replace_words", "art_5__para_1__al_1", "пяти", "семи"), 1, ARTICLE[1].replace("пяти", "семи")),
    ],
)
def test_a_verb(made: Change, line: int, expected: str) -> None:
    assert after(made) == changed(line, expected)


def test_what_is_said_of_a_sentence_or_of_a_heading_reaches_no_further() -> None:
    lines = ("Статья 6. Срок и срок", "Первый срок. Второй срок. Третий срок.")
    heading, text = lines
    of_second, of_heading = {"part": read_part("второе предложение")}, {"part": read_part("наименование")}
    for made, expected in (
        (change("insert_words", "art_6", None, "дан", **of_heading), [f"{heading} дан", text]),
        (change("replace_words", "art_6", "Срок", "Время", **of_heading), ["Статья 6. Время и срок", text]),
        (change("restate", "art_6", None, "Время", **of_heading), ["Статья 6. Время", text]),
        (change("restate", "art_6", None, "Статья 6. Время", **of_heading), ["Статья 6. Время", text]),
        (change("insert_words", "art_6__al_1", None, "дан", **of_second), None),
        (change("replace_words", "art_6__al_1", "срок", "день", **of_second), None),
        (change("replace_words", "art_6__al_1", "срок", "день", inflected=True, **of_second), None),
    ):
        wanted = expected or [heading, text.replace("Второй срок", f"Второй {'срок дан' if not made.old else 'день'}")]
        assert after(made, lines=lines) == wanted
    first = change("restate", "art_6__al_1", None, "Срока нет.", part=read_part("первое предложение"))
    assert after(first, lines=lines) == [heading, text.replace("Первый срок.", "Срока нет.")]
    point = ("1. Срок - год.",)
    assert "нет наименования" in refusal(change("restate", "point_1", None, "Время", **of_heading), lines=point)


def test_the_number_of_a_unit_is_none_of_its_words() -> None:
    lines = ("5. Срок - 5 дней.",)
    assert after(change("replace_words", "point_5", "5", "7"), lines=lines) == ["5. Срок - 7 дней."]
    assert after(change("replace_everywhere", "", "5", "7"), lines=lines) == ["5. Срок - 7 дней."]
    assert "не найдены" in refusal(change("delete_words", "point_5", "5"), lines=("5. Срок - год.",))


def test_sentences_taken_out_together_are_counted_as_the_act_found_them() -> None:
    lines = ("1. Раз. Два. Три. Четыре. Пять.",)
    second, third, words = (
        change("repeal", "point_1", part=read_part("второе предложение")),
        change("repeal", "point_1", part=read_part("третье предложение")),
        change("replace_words", "point_1", "Четыре", "Шесть", part=read_part("четвертое предложение")),
    )
    assert after(second, third, words, lines=lines) == ["1. Раз. Шесть. Пять."]
    other = third._replace(act="fz-later", adopted="2020-06-01")
    assert after(second, other, lines=lines) == ["1. Раз. Три. Пять."]


@pytest.mark.parametrize(
    ("text", "which", "left"),
    [
        (
            "1. Занятия ведет А.С. Орлов. Плата - 100 руб. Иное - год.",
            "второе",
            "1. Занятия ведет А.С. Орлов. Иное - год.",
        ),
        (
            "1. Клуб открыт в 1920 г. Зал - 20 кв. м. Вход со двора.",
            "второе",
            "1. Клуб открыт в 1920 г. Вход со двора.",
        ),
        ("1. Норма есть с 2012 г. Правительство ее знает. Иное - год.", "второе", None),
        ("1. Раз. Норма есть с 2012 г. Правительство ее знает.", "последнее", None),
        (
            "1. Раз. Норма есть с 2012 г. Правительство ее знает.",
            "первое",
            "1. Норма есть с 2012 г. Правительство ее знает.",
        ),
        ("1. С 2012 г. Правительство решает. Два. Три.", "последнее", "1. С 2012 г. Правительство решает. Два."),
        ("1. С 2012 г. Правительство решает. Два.", "пятое", None),
    ],
)
def test_a_sentence_is_taken_where_it_can_be_counted(text: str, which: str, left: str | None) -> None:
    made = change("repeal", "point_1", part=read_part(f"{which} предложение"))
    if left is None:
        assert "нельзя сосчитать предложения" in refusal(made, lines=(text,))
    else:
        assert after(made, lines=(text,)) == [left]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (("restate", "point_1", None, "Текст без номера."), ["1. Текст без номера."]),
        (("restate", "point_1__al_1", None, "Текст без номера."), ["1. Текст без номера."]),
        (("restate", "point_1", None, "2. Чужой номер."), "начинается с номера 2: пункт 1"),
        (("add", "point_2", None, "Без номера."), "новая единица не начинается со своего номера: пункт 2"),
        (("add", "point_2", None, "3. Чужой номер."), "начинается с номера 3: пункт 2"),
    ],
)
def test_a_unit_keeps_its_own_number(made: tuple[str, str, None, str], expected: list[str] | str) -> None:
    lines = ("1. Раз.",)
    if isinstance(expected, list):
        assert after(change(*made), lines=lines) == expected
    else:
        assert expected in refusal(change(*made), lines=lines)


@pytest.mark.parametrize(("old", "text"), [("3", "пункт 3.1"), ("5", "10,5"), ("2", "статья 12-2"), ("эко", "био-эко")])
def test_a_part_of_a_number_or_of_a_compound_is_not_the_words(old: str, text: str) -> None:
    assert "не найдены" in refusal(change("replace_words", "point_1", old, "х"), lines=(f"1. Это {text}.",))


def test_the_only_paragraph_of_an_article_is_changed_without_its_heading() -> None:
    lines = ("Статья 6. Срок", "Срок - год.")
    assert after(change("restate", "art_6__al_1", None, "Срок - два года."), lines=lines) == [
        lines[0],
        "Срок - два года.",
    ]
    assert after(change("add", "art_6__al_2", None, "Иное не допускается."), lines=lines) == [
        *lines,
        "Иное не допускается.",
    ]
    assert "весь текст единицы" in refusal(change("repeal", "art_6__al_1"), lines=lines)


@pytest.mark.parametrize("eid", ["art_6", "art_6__para_1"])
def test_a_text_without_a_number_becomes_the_first_part(eid: str) -> None:
    """«текст статьи считать частью 1», «часть первую считать частью 1», in either order with the new part."""
    lines = ("Статья 6. Срок", "Срок - год, если:", "1) нет спора;", "2) нет иска.")
    kind = "становится: часть" if eid == "art_6" else ""
    for positions in ((1, 2), (2, 1)):
        group = [
            change("renumber", eid, None, "1", part=read_part(kind))._replace(position=positions[0]),
            change("add", "art_6__para_2", None, "2. Спор решает суд.")._replace(position=positions[1]),
        ]
        assert after(*group, lines=lines) == [lines[0], f"1. {lines[1]}", *lines[2:], "2. Спор решает суд."]


def test_one_paragraph_of_several_does_not_become_a_part() -> None:
    lines = ("Статья 6. Срок", "Срок - год.", "Срок продлевается.")
    made = change("renumber", "art_6__al_1", None, "1", part=read_part("становится: часть"))
    assert "абзац первый статьи 6 не может стать единицей другого вида" in refusal(made, lines=lines)


def test_units_are_put_in_and_taken_out() -> None:
    new = change("add", "art_5__para_2__point_2-1", None, "2.1) новый документ:\nа) один;\nб) два;")
    assert after(new) == [*ARTICLE[:5], "2.1) новый документ:", "а) один;", "б) два;", *ARTICLE[5:]]
    article = change("add", "art_5-1", None, "Статья 5.1. Новая\n1. Раз.\n2. Два.")
    assert after(article) == [*ARTICLE, "Статья 5.1. Новая", "1. Раз.", "2. Два."]
    assert after(change("repeal", "art_5__para_2")) == [*ARTICLE[:2], *ARTICLE[6:]]
    assert after(change("add", "art_5__para_4", None, "Четвертый.\nПятый.")) == [*ARTICLE, "Четвертый.", "Пятый."]
    opened = change("add", "art_5__para_3__al_2", None, "Второй абзац третьей части.")
    assert after(opened) == [*ARTICLE[:7], "Второй абзац третьей части.", *ARTICLE[7:]]


def test_a_new_paragraph_in_the_middle_moves_the_others() -> None:
    added = change("add", "art_5__para_4__al_2", None, "Новый второй.")
    moved = change("renumber", "art_5__para_4__al_2", None, "3")
    result = consolidate(units(*ARTICLE), (added, moved), "act")
    assert text_at(result, "2021-01-01") == [*ARTICLE[:8], "Новый второй.", *ARTICLE[8:]]
    wids = {v.eid: v.wid for v in result.versions if v.until is None}
    assert wids["art_5__para_4__al_3"] == "art_5__para_4__al_2"
    assert not result.refused


def test_renumbering_keeps_identity_and_makes_room() -> None:
    place = (10, 20)
    group = (
        change("add", "art_5__para_2__point_2", None, "2) совсем новый;"),
        change("renumber", "art_5__para_2__point_2", None, "3", place=place),
        change("renumber", "art_5__para_2__point_3", None, "4", place=place),
    )
    result = consolidate(units(*ARTICLE), group, "act")
    assert not result.refused
    assert text_at(result, "2021-01-01")[3:7] == [
        "1) документ о личности;",
        "2) совсем новый;",
        "3) документ об образовании;",
        "4) иные документы.",
    ]
    living = {v.eid: v.wid for v in result.versions if v.until is None}
    assert living["art_5__para_2__point_3"] == "art_5__para_2__point_2"
    assert living["art_5__para_2__point_2"] == "art_5__para_2__point_2@2021-01-01"


def test_words_everywhere_in_their_own_cases() -> None:
    made = change("replace_everywhere", "", "оператор системы", "владелец системы", inflected=True)
    line = "3. Владелец системы отвечает заявителю. Владельцу системы принадлежат права."
    assert after(made) == changed(6, line)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (change("replace_words", "art_5__para_1", "десяти", "пяти"), "слова «десяти» не найдены в части 1 статьи 5"),
        (change("delete_words", "art_5__para_2", "документ"), "слова «документ» найдены дважды в части 2 статьи 5"),
        (change("replace_words", "art_5__para_9", "а", "б"), "единицы нет: часть 9 статьи 5"),
        (change("add", "art_5__para_2__point_2", None, "2) другой;"), "единица уже есть: пункт 2 части 2 статьи 5"),
        (change("add", "art_5__para_4__al_9", None, "Девятый."), "предыдущего абзаца нет"),
        (change("insert_words", "art_5__para_2", None, "и"), "состоит из нескольких абзацев"),
        (
            change("restate", "art_5__para_1", None, "Х.", part=read_part("пятое предложение")),
            "пятое предложение не найдено в части 1 статьи 5",
        ),
        (change("restate", "art_5__para_1", None, None), "новой редакции нет в тексте поручения"),
        (change("restate", "art_5__para_1", None, "3. Х.", part=read_part("рисунок 3")), "сама не единица: рисунок 3"),
        (
            change("restate", "art_5__para_2__point_1", None, "7) не тот\n8) и не этот"),
            "новая редакция не читается как единица",
        ),
        (change("renumber", "art_5__para_2__point_1", None, "3"), "номер занят: пункт 3 части 2 статьи 5"),
        (change("replace_words", "art_5__para_3", "служба", "орган", inflected=True), "ни в одной форме не найдены"),
        (change("other", "art_5"), "применять не умеет"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(made: Change, reason: str) -> None:
    assert reason in refusal(made)


def test_an_ambiguous_form_is_refused() -> None:
    made = change("replace_words", "art_5__para_1", "орган", "служба", inflected=True)
    assert "форма «Орган» в части 1 статьи 5 неоднозначна: «Служба» или «Службу»" in refusal(made)


def test_an_unknown_day_waits_and_a_future_one_is_kept() -> None:
    waiting = change("repeal", "art_5__para_1", start=None, missing="дата официального опубликования")
    future = change("repeal", "art_5__para_4", start="2040-01-01")
    result = consolidate(units(*ARTICLE), (waiting, future), "act")
    assert [r.reason for r in result.pending] == [
        "дата вступления в силу неизвестна: не хватает сведений (дата официального опубликования)"
    ]
    assert text_at(result, "2039-12-31") == list(ARTICLE)
    assert text_at(result, "2040-01-01") == list(ARTICLE[:7])


def test_each_version_names_its_makers_and_is_sealed_to_the_one_before() -> None:
    first = change("replace_words", "art_5__para_1", "пяти", "десяти")
    second = change("replace_words", "art_5__para_1", "дней", "суток")
    third = change("replace_words", "art_5__para_1", "десяти", "трех", start="2022-01-01")
    versions = [
        v for v in consolidate(units(*ARTICLE), (third, second, first), "act").versions if v.eid == "art_5__para_1"
    ]
    assert [(v.since, v.until, v.made_by) for v in versions] == [
        ("", "2021-01-01", ()),
        ("2021-01-01", "2022-01-01", (first.id, second.id)),
        ("2022-01-01", None, (third.id,)),
    ]
    previous = ""
    for version in versions:
        assert version.hash == seal(previous, "act", version.eid, version.since, version.words)
        previous = version.hash


def test_an_undone_repeal_of_the_amending_act_changes_nothing_and_suspension_keeps_the_text() -> None:
    assert after(change("suspend", "art_5__para_1"), change("repeal", "")) == list(ARTICLE)


def test_counted_parts_are_cut_as_counted() -> None:
    lines = ("Статья 7. Права", "Первая часть.", "Вторая часть:", "раз;", "два.", "Третья часть.")
    custom = ("Статья 8. Иное", "В случаях части первой настоящей статьи.", "В случаях части второй настоящей статьи.")
    result = after(
        change("restate", "art_7", None, "Статья 7. Права\nНовая первая.\nНовая вторая:\nраз."), lines=(*lines, *custom)
    )
    assert result == ["Статья 7. Права", "Новая первая.", "Новая вторая:", "раз.", *custom]


def test_a_refusal_calls_units_as_the_act_does() -> None:
    wrong = change("replace_words", "art_5__para_1", "нет таких слов", "и этих")
    for naming, place in ((Naming.LAW, "в части 1 статьи 5"), (Naming.CIVIL, "в пункте 1 статьи 5")):
        (refused,) = consolidate(units(*ARTICLE), (wrong,), "act", naming).refused
        assert refused.reason.endswith(place)
