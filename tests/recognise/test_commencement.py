"""Clauses on force: wordings, scopes, defaults, and the dating of operations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ingest
from ingest.parsed import Commencement, Parsed
from ingest.recognise.commencement import PUBLICATION, day_of, effective

_CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
_HEAD = "РОССИЙСКАЯ ФЕДЕРАЦИЯ\nФЕДЕРАЛЬНЫЙ ЗАКОН\nОб образце\nПринят Государственной Думой 1 марта 2020 года\n"
_BODY = (
    "Статья 1. Предмет\n1. Первое:\n1) раз;\n2) два.\n2. Второе.\nСтатья 2. Еще\nТекст.\nСтатья 3. Вступление в силу\n"
)
_TAIL = "\nПрезидент Российской Федерации В.Путин\nМосква, Кремль\n10 марта 2020 года\n№ 50-ФЗ\n"

_CASES = [
    (
        "Настоящий Федеральный закон вступает в силу с 1 сентября 2020 года.",
        [("main", "2020-09-01", "fixed date")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу со дня его официального опубликования.",
        [("main", None, "on publication")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу по истечении ста восьмидесяти дней после дня его официального "
        "опубликования.",
        [("main", None, "180 days after publication")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу по истечении одного месяца со дня его официального опубликования.",
        [("main", None, "1 month after publication")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу с 1 января 2021 года, но не ранее чем по истечении одного месяца "
        "со дня его официального опубликования и не ранее 1-го числа очередного налогового периода.",
        [("main", None, "1st day of the next period, not before 1 month after publication")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу со дня его подписания.",
        [("main", "2020-03-10", "on signing")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу с 1 сентября 2020 года, за исключением пункта 2 части 1 статьи 1 "
        "настоящего Федерального закона, вступающего в силу с 1 января 2022 года.",
        [("main", "2020-09-01", "fixed date"), ("art_1__para_1__point_2", "2022-01-01", "fixed date")],
    ),
    (
        "1. Настоящий Федеральный закон вступает в силу со дня его официального опубликования, за исключением части 2 "
        "статьи 1 настоящего Федерального закона.\n"
        "2. Часть 2 статьи 1 и статья 2 настоящего Федерального закона вступают в силу с 1 июля 2021 года.",
        [("main", None, "on publication"), ("art_1__para_2 art_2", "2021-07-01", "fixed date")],
    ),
    (
        "Настоящий Федеральный закон действует до 1 сентября 2029 года.",
        [("main", None, "expiry"), ("main", None, "10 days after publication")],
    ),
    (
        "Действие настоящего Федерального закона распространяется на правоотношения, возникшие с 1 января 2019 года.",
        [("main", None, "10 days after publication")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу с 1 мая 2020 года, за исключением части 1 статьи 1 и статьи 2, "
        "вступающих в силу со дня официального опубликования, и части 2 статьи 1, вступающей в силу с 1 июля 2021 "
        "года.",
        [
            ("main", "2020-05-01", "fixed date"),
            ("art_1__para_1 art_2", None, "on publication"),
            ("art_1__para_2", "2021-07-01", "fixed date"),
        ],
    ),
    (
        "Настоящий Федеральный закон вступает в силу с 1 мая 2020 года. Статья 2 настоящего Федерального закона "
        "вступает в силу с 1 июля 2020 года.",
        [("main", "2020-05-01", "fixed date"), ("art_2", "2020-07-01", "fixed date")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу с 1 сентября 2020 г.; статья 2 вступает в силу с 1 декабря "
        "2020 г.",
        [("main", "2020-09-01", "fixed date"), ("art_2", "2020-12-01", "fixed date")],
    ),
    (
        "Ввести в действие настоящий Федеральный закон с 1 января 2021 года.",
        [("main", "2021-01-01", "fixed date")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу по истечении трех месяцев после дня его официального "
        "опубликования, но не ранее 1 января 2021 года.",
        [("main", None, "3 months after publication, not before 2021-01-01")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу через полгода после его официального опубликования.",
        [("main", None, "6 months after publication")],
    ),
    (
        "Настоящий Федеральный закон вступает в силу с 1-го числа очередного налогового периода по налогу на "
        "имущество.",
        [("main", None, "1st day of the next period")],
    ),
    (
        "Признать утратившими силу:\n1) постановление от 1 марта 2005 г. № 30, за исключением пункта 4, который "
        "утрачивает силу с 1 июля 2021 г.;",
        [("main", None, "10 days after publication")],
    ),
    (
        "Правительству принять меры до вступления в силу настоящего Закона.",
        [("main", None, "10 days after publication")],
    ),
]


def parse(clause: str, body: str = _BODY) -> Parsed:
    return ingest.parse(ingest.read((_HEAD + body + clause + _TAIL).encode(), "case.txt"))


def shown(clause: Commencement) -> tuple[str, str | None, str]:
    return " ".join(clause.scope), clause.start_date.isoformat() if clause.start_date else None, clause.rule


@pytest.mark.parametrize(("clause", "expected"), _CASES)
def test_wording(clause: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = [c for c in parse(clause).commencement if c.rule != "retroactive"]
    assert [shown(c) for c in found] == expected


def test_a_silent_law_takes_the_default_and_says_so() -> None:
    (clause,) = parse("Настоящая статья заключительная.").commencement
    assert (clause.rule, clause.basis, clause.start_date) == ("10 days after publication", "default", None)


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ("Указ Президента Российской Федерации от 7 мая 2014 г. № 3001", "7 days after publication"),
        ("Указ Президиума Верховного Совета СССР от 3 марта 1980 г. № 3001-X", None),
        ("Приказ Минтруда России от 7 мая 2014 г. № 3001н", "10 days after publication"),
        ("Приказ Минтруда России от 7 мая 1993 г. № 301", None),
        ("Приказ Примерной школы от 7 мая 2014 г. № 31", None),
    ],
)
def test_the_default_is_for_acts_that_the_decree_speaks_of(head: str, rule: str | None) -> None:
    text = f"{head}\n\nО примере\n\n1. Утвердить пример.\n"
    found = ingest.parse(ingest.read(text.encode(), "case.txt")).commencement
    assert [clause.rule for clause in found] == ([rule] if rule else [])


def test_expiry_and_retroaction_keep_their_days() -> None:
    expiry = parse("Настоящий Федеральный закон действует по 31 августа 2029 года включительно.").commencement[0]
    assert expiry.until == date(2029, 9, 1)
    both = parse(
        "Настоящий Федеральный закон вступает в силу с 1 мая 2020 года и действует до 1 мая 2021 года."
    ).commencement[0]
    assert (both.start_date, both.until) == (date(2020, 5, 1), date(2021, 5, 1))
    back = parse(
        "1. Настоящий Федеральный закон вступает в силу с 1 мая 2020 года.\n"
        "2. Положения статьи 1 настоящего Федерального закона распространяются на правоотношения, возникшие с "
        "1 января 2020 года."
    ).commencement[1]
    assert (back.scope, back.retroactive) == (("art_1",), date(2020, 1, 1))


def test_the_most_particular_clause_dates_a_unit() -> None:
    clauses = parse(
        "Настоящий Федеральный закон вступает в силу с 1 сентября 2020 года, за исключением статьи 1, вступающей "
        "в силу по истечении десяти дней после дня официального опубликования настоящего Федерального закона."
    ).commencement
    assert effective("art_2", clauses).start == date(2020, 9, 1)
    inside = effective("art_1__para_2", clauses)
    assert (inside.start, inside.basis, inside.missing) == (None, "clause", PUBLICATION)
    assert effective("art_1", ()).basis == "unknown"


@pytest.mark.parametrize(
    ("rule", "published", "expected"),
    [
        ("10 days after publication", "2012-12-30", "2013-01-10"),
        ("180 days after publication", "2013-06-07", "2013-12-05"),
        ("1 month after publication", "2021-01-31", "2021-03-01"),
        ("on publication", "2021-01-31", "2021-01-31"),
        ("the day after publication", "2021-01-31", "2021-02-01"),
        ("first day of the month after publication", "2021-01-31", "2021-02-01"),
    ],
)
def test_days_counted_from_publication(rule: str, published: str, expected: str) -> None:
    assert day_of(rule, date.fromisoformat(published)) == date.fromisoformat(expected)
    assert day_of(rule, None) is None


def test_a_clause_may_date_one_paragraph_of_new_wording() -> None:
    body = (
        'Статья 1\nВнести в Федеральный закон от 5 мая 2010 года № 77-ФЗ "Об образце" следующие изменения:\n'
        '1) дополнить частями 8 и 9 статью 5 следующего содержания:\n"8. Восьмая.\n9. Девятая.";\n'
        "Статья 2\n1. Настоящий Федеральный закон вступает в силу с 1 мая 2020 года.\n"
    )
    parsed = parse(
        "2. Абзац третий пункта 1 статьи 1 настоящего Федерального закона вступает в силу с 1 января 2021 года.", body
    )
    days = {o.target.eid: o.effective.start for o in parsed.operations}
    assert days == {"art_5__para_8": date(2020, 5, 1), "art_5__para_9": date(2021, 1, 1)}


def test_a_clause_on_a_point_dates_what_is_numbered_under_it() -> None:
    text = (
        "АДМИНИСТРАЦИЯ ГОРОДА ПРИМЕРСКА\nПОСТАНОВЛЕНИЕ\nот 5 марта 2024 г. № 12\nОб изменениях\n"
        "1. Внести в постановление администрации города от 1 июня 2019 г. № 40 изменения:\n"
        "1.1. в пункте 3 слово «пять» заменить словом «шесть»;\n"
        "1.2. пункт 5 признать утратившим силу.\n"
        "2. Постановление вступает в силу с 1 апреля 2024 г., за исключением пункта 1, вступающего в силу с 1 мая "
        "2024 г.\n"
    )
    parsed = ingest.parse(ingest.read(text.encode(), "case.txt"))
    assert [(o.within, o.effective.start) for o in parsed.operations] == [
        ("point_1-1", date(2024, 5, 1)),
        ("point_1-2", date(2024, 5, 1)),
    ]


@pytest.mark.skipif(not _CORPUS.exists(), reason="нет ../shared/corpus")
def test_a_law_in_four_stages() -> None:
    path = _CORPUS / "pravo_html" / "amending-fz_2025-05.html"
    parsed = ingest.parse(ingest.read(path.read_bytes(), path.name))
    days = {o.within: o.effective.start for o in parsed.operations}
    assert days["art_1__point_1"] == date(2026, 9, 1)
    assert days["art_1__point_4"] == date(2026, 3, 1)
    assert days["art_2__point_5__subpara_в"] == date(2025, 10, 1)
    assert days["art_2__point_1"] is None  # со дня опубликования, а дата опубликования неизвестна


_MARKED = Path(__file__).with_name("commencement.marked.txt").read_text("utf-8").split("\n== ")
_HEADS = dict(head.rstrip("\n").split("\n", 1) for head in _MARKED[0].split("\n@@ ")[1:])


def _told(clause: Commencement) -> str:
    days = (("from", clause.start_date), ("until", clause.until), ("back", clause.retroactive))
    return f"> {' '.join(clause.scope)} | {clause.rule} | {' '.join(f'{w} {d}' for w, d in days if d)}".rstrip()


@pytest.mark.parametrize("case", _MARKED[1:], ids=[case.split("\n", 1)[0] for case in _MARKED[1:]])
def test_marked_papers(case: str) -> None:
    _, head, *rows = (row for row in case.split("\n") if row)
    text = "\n".join([_HEADS[head.removeprefix("@ ")], *(row for row in rows if not row.startswith("> "))])
    found = [c for c in ingest.parse(ingest.read(text.encode(), "case.txt")).commencement if c.basis == "clause"]
    assert [_told(clause) for clause in found] == [row for row in rows if row.startswith("> ")]
