"""Whole searches over the small base: what is found first, how it is shown, what is said."""

from __future__ import annotations

import csv
import io
import random
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from kb.answers.found import Filters
from kb.export.found_csv import found_csv
from kb.search import DirectHit, Hit, Results, build, search
from kb.store.connection import open_base

LINES = (Path(__file__).with_name("queries.marked.txt").read_text("utf-8")).splitlines()
CASES = [[part.strip() for part in line.split("|")] for line in LINES if not line.startswith("#")]


def name(hit: Hit | DirectHit) -> str:
    """A hit as the cases write it."""
    if isinstance(hit, DirectHit):
        return f"{hit.act}#{hit.eid}" if hit.eid else hit.act
    return hit.act or f"collection:{hit.collection}"


def passage(results: Results) -> str:
    """The first hit's passage, marked words in brackets."""
    return "".join(f"[{text}]" if marked else text for text, marked in results.hits[0].passage)


@pytest.mark.parametrize(("typed", "direct", "first"), CASES, ids=[case[0] for case in CASES])
def test_cases(base: Path, typed: str, direct: str, first: str) -> None:
    found = search(base, typed)
    assert " ".join(name(hit) for hit in found.direct) == ("" if direct == "-" else direct)
    if first != "*":
        assert [name(hit) for hit in found.hits[:1]] == ([] if first == "-" else [first])


def test_hits_say_what_they_are(base: Path) -> None:
    hit = search(base, "1678").hits[0]
    assert (hit.kind, hit.number, hit.date, hit.status) == ("pp", "1678", "2023-10-11", "in_force")
    assert hit.title and hit.title.startswith("Об утверждении Правил")


def test_the_passage_is_cut_at_sentences_and_named_by_its_unit(base: Path) -> None:
    found = search(base, "бесплатные учебники")
    assert (found.hits[0].eid, found.hits[0].unit) == ("art_34__para_1", "часть 1 статьи 34")
    assert passage(found).startswith("Учащийся вправе получать [бесплатные учебники]. Каждому")


def test_only_whole_synonymous_phrases_are_marked(base: Path) -> None:
    shown = passage(search(base, "дистанционное обучение"))
    assert "осуществляющими образовательную деятельность, [электронного обучения], [дистанционных обра" in shown


def test_guidance_is_a_hit_of_its_collection(base: Path) -> None:
    hit = search(base, "как зарегистрироваться в сферуме").hits[0]
    assert (hit.kind, hit.collection, hit.act, hit.unit) == ("guidance", "moya-shkola", "", "Сферум")


def test_a_unit_that_is_not_there_is_said_not_to_be(base: Path) -> None:
    (hit,) = search(base, "273-фз статья 99").direct
    assert hit.eid == "" and hit.note == "В тексте акта нет такой единицы: статья 99."
    (hit,) = search(base, "пп 1678 пункт 2").direct
    assert hit.note == "Текста акта в базе нет, есть только его карточка."


def test_a_well_known_act_that_is_not_there_is_said_not_to_be(base: Path) -> None:
    found = search(base, "статья 81 тк рф")
    assert found.direct == ()
    code = "Федеральный закон от 30.12.2001 № 197-ФЗ «Трудовой кодекс Российской Федерации»"
    assert f"В базе нет акта, который назван в запросе: {code}." in found.hint


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("приказ минпросвещения 999", "назван в запросе: № 999."),
        ("приказ от 16.07.2022 № 999", "назван в запросе: № 999 от 16.07.2022."),
        ("приказ от 16.07.2022", "назван в запросе: от 16.07.2022."),
        ("письмо 542", "Под этим номером в ней есть: "),
        ("07-55/7", "назван в запросе: № 07-55/7."),
        ("действует ли СанПиН 1.2.3685-21?", "Гигиенические нормативы"),
        ("тк рф ещё действует?", "№ 197-ФЗ «Трудовой кодекс Российской Федерации»."),
    ],
)
def test_an_act_that_is_named_and_not_there_is_said_not_to_be(base: Path, typed: str, said: str) -> None:
    found = search(base, typed)
    assert not found.direct and said in found.hint, found.hint
    assert found.hint.startswith("В базе нет акта, который назван в запросе: ")


def test_where_the_named_act_alone_was_asked_for_loose_words_are_no_answer(base: Path) -> None:
    assert search(base, "действует ли СанПиН 1.2.3685-21?").total == 0
    assert search(base, "приказ 999 учебники").total > 0


def test_a_command_to_copy_ends_the_hint(base: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copy(base, tmp_path / "alone.db"))  # without its index
    assert search(alone, "приказ 999").hint.endswith(f"kb index {alone}")


def test_an_empty_base_says_so(tmp_path: Path) -> None:
    open_base(tmp_path / "empty.db").close()
    build(tmp_path / "empty.db", workers=1)
    found = search(tmp_path / "empty.db", "школа")
    assert "В базе ещё ничего нет" in found.hint and found.did_you_mean is None


@pytest.mark.parametrize("typed", ["школа № 5", "1.2 ставки", "законы 2012", "с 1 сентября 2024 закон", "36 часов"])
def test_a_number_that_names_no_act_is_not_missed(base: Path, typed: str) -> None:
    assert "В базе нет акта" not in search(base, typed).hint


def test_most_of_the_words_follow_all_of_them_and_it_is_said(base: Path) -> None:
    found = search(base, "школа доступ учителей")
    assert found.relaxed and "дальше - где есть большинство слов" in found.hint
    assert found.hits[0].act == "pp-2022-07-13-1241"
    assert found.total > 1


def test_words_that_change_the_law_are_searched(base: Path) -> None:
    assert search(base, '"требуется"').hits and not search(base, '"требуется не"').hits


@pytest.mark.parametrize(
    ("typed", "better"),
    [("ghbrfp 542", "приказ 542"), ("прикза", "приказ"), ("учебнеки", "учебники"), ("приказ", None), ("лвжыдф", None)],
)
def test_did_you_mean(base: Path, typed: str, better: str | None) -> None:
    assert search(base, typed).did_you_mean == better


def test_where_a_slip_finds_nothing_the_better_spelling_is_searched(base: Path) -> None:
    found, meant = search(base, "учебнеки"), search(base, "учебники")
    assert found.instead and found.hits == meant.hits and found.total == meant.total > 0
    assert (found.query, found.did_you_mean) == ("учебнеки", "учебники")
    assert not meant.instead and not search(base, "лвжыдф").instead
    assert not search(base, "учебнеки школа").instead  # something was found as typed
    assert not search(base, "фгос ооо").instead  # names an act that is not there, and is no slip
    assert not search(base, "учебнеки лвжыдф").instead  # one word right is not all


def test_facets_count_all_that_was_found(base: Path) -> None:
    found = search(base, "школа", size=1)
    assert len(found.hits) == 1 and found.total > 3
    facets = {facet.name: {value.value: value.documents for value in facet.values} for facet in found.facets}
    assert sum(facets["kind"].values()) == found.total
    assert facets["collection"] == {"moya-shkola": 6}
    assert [facet.title for facet in found.facets] == ["Вид", "Орган", "Год", "Статус", "Подборка"]


def test_acts_are_found_by_the_collection_that_lists_them(base: Path) -> None:
    found = {hit.act: hit for hit in search(base, "что регулирует сферум").hits}
    assert {"pp-2023-10-11-1678", "pismo-minprosveshcheniya-2022-02-22-04-127"} <= set(found)
    passage = found["pp-2023-10-11-1678"].passage
    assert "".join(fragment.text for fragment in passage).startswith("В подборке: ")
    assert [fragment.text.lower() for fragment in passage if fragment.marked] == ["сферум"]


def test_filters_and_fields_confine_alike(base: Path) -> None:
    typed = search(base, "школа вид:приказ год:2022")
    asked = search(base, "школа", filters=Filters(kinds=frozenset({"prikaz"}), years=(2022, 2022)))
    assert [hit.act for hit in typed.hits] == [hit.act for hit in asked.hits] == ["prikaz-mincifry-2022-07-15-542-1"]


def test_a_day_confines_to_what_was_in_force(base: Path) -> None:
    assert search(base, "питание", at=date(2022, 6, 1)).total == 2
    assert search(base, "питание на 01.06.2022").at == "2022-06-01"
    assert search(base, "питание на 01.02.2023").total == 1
    assert "Такого дня нет" in search(base, "питание на 31.02.2023").hint


def test_in_force_stands_before_repealed(base: Path) -> None:
    found = search(base, "учебники")
    assert [hit.status for hit in found.hits] == ["in_force", "repealed"]


def test_the_score_is_explained_on_request(base: Path) -> None:
    assert search(base, "учебники").hits[0].explanation == ()
    words, status, near, total = search(base, "учебники", explain=True).hits[1].explanation
    assert "утратил силу" in status and words.startswith("слова запроса") and total.startswith("итог") and near


def test_pages_do_not_overlap(base: Path) -> None:
    whole = [name(hit) for hit in search(base, "школа", size=100).hits]
    pages = [name(hit) for page in (1, 2, 3) for hit in search(base, "школа", page=page, size=2).hits]
    assert pages == whole[:6]
    assert search(base, "школа", page=50).hits == ()


def test_the_newest_or_the_most_cited_first_on_request(base: Path) -> None:
    found = search(base, "школа", order="date")
    assert found.total == search(base, "школа").total and found.order == "date"
    days = [hit.date or "" for hit in found.hits]
    assert days == sorted(days, reverse=True) and len(set(days)) > 2
    cited = dict(open_base(base, readonly=True).execute("SELECT id, times_cited FROM acts").fetchall())
    times = [cited.get(hit.act, 0) for hit in search(base, "школа", order="cited").hits]
    assert times == sorted(times, reverse=True) and times[0] > times[-1]
    assert [hit.score for hit in found.hits] != sorted((hit.score for hit in found.hits), reverse=True)


def test_the_results_as_csv(base: Path) -> None:
    found = search(base, "пп 1241", size=2, page=2)
    rows = list(csv.reader(io.StringIO(found_csv(found).removeprefix("\ufeff")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [""] * len(found.direct) + [str(3 + i) for i in range(len(found.hits))]
    assert [row[-2] for row in rows[1:]] == [hit.act for hit in (*found.direct, *found.hits)]
    assert rows[0][1] == "Акт" and rows[1][3] in ("действует", "утратил силу", "статус неизвестен")


def test_a_cell_is_never_a_formula() -> None:
    hit = DirectHit("a", "pp", "=1", None, "=cmd|' /C calc'!A0", "@x", "in_force")
    row = next(csv.reader(io.StringIO(found_csv(Results("x", (hit,))).splitlines()[1]), delimiter=";"))
    assert [cell for cell in row if cell.startswith(("=", "@", "+", "-"))] == []


def test_kinds_by_their_short_names(base: Path) -> None:
    found = search(base, "вид:пп")
    assert found.total and {hit.kind for hit in found.hits} == {"pp"} and "Не понято" not in found.hint


def test_pages_of_a_sorted_search_do_not_overlap(base: Path) -> None:
    whole = [name(hit) for hit in search(base, "школа", size=100, order="date").hits]
    pages = [name(hit) for page in (1, 2, 3) for hit in search(base, "школа", page=page, size=2, order="date").hits]
    assert pages == whole[:6]


def test_a_sorted_search_says_that_not_all_words_are_everywhere(base: Path) -> None:
    found = search(base, "школа доступ учителей", order="date")
    assert found.relaxed and "показано и то, где есть большинство слов" in found.hint
    assert found.total == search(base, "школа доступ учителей").total


def test_there_is_no_such_order(base: Path) -> None:
    with pytest.raises(ValueError, match="alphabet"):
        search(base, "школа", order="alphabet")


def test_a_connection_does_as_well_as_a_path(base: Path) -> None:
    db = open_base(base, readonly=True)
    assert search(db, "учебники").hits == search(base, "учебники").hits
    assert db.execute("SELECT 1").fetchone() == (1,), "the caller's connection stays open"


def test_fields_not_understood_are_said_to_be(base: Path) -> None:
    found = search(base, "школа вид:абракадабра орган:нету год:когда")
    assert found.total > 3
    assert all(f"Не понято «{field}" in found.hint for field in ("вид", "орган", "год"))


HOSTILE = [
    "", " ", "(((((", '"', '"" "" ""', "*", "**", "-", "=", "-=*", "ИЛИ", "ИЛИ ИЛИ", "а*", "\x00\x01\x02",
    "'; DROP TABLE acts; --", "%" * 50, "_" * 50,
    "(a+)+$" * 100, "а" * 10_000, "1" * 10_000, "1." * 5_000, "№" * 3_000, '"а ' * 3_000, "ч3 " * 2_000,
    "ст. " * 2_500, "пп " * 3_000, "вид:" * 2_000,
    "на 01.01.2020 " * 500, "год:9999999999", "год:..", "номер:%", "\ud800", "🙂" * 2_000, "слово " * 2_000,
    "-слово " * 1_000, "а ИЛИ " * 1_500,
    "образова* " * 500, '="' + "детей " * 1_000 + '"', "статья 99999999999999999999", "п" * 3 + "." * 9_000,
    "273-фз " * 1_000,
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_get_an_answer_within_a_second(base: Path, typed: str) -> None:
    search(base, "школа")
    started = time.process_time()
    found = search(base, typed)
    assert time.process_time() - started < 1
    assert bool(found.hits) == bool(found.total)


def test_random_queries_never_fail(base: Path) -> None:
    chance = random.Random(7)
    alphabet = [
        *"абвгдеёжз \"'«»()[]{}*=-|:№.,/\\0123456789ч",
        "школа ",
        "приказ ",
        "01.02.2022 ",
        "ИЛИ ",
        "вид:",
        "ст ",
        "пп ",
    ]
    search(base, "школа")
    slowest = 0.0
    for number in range(460):  # with those above, five hundred
        typed = "".join(chance.choices(alphabet, k=chance.randrange(1, 2_000 if number % 23 == 0 else 80)))
        started = time.process_time()
        found = search(base, typed)
        assert len(found.hits) <= found.total, typed
        slowest = max(slowest, time.process_time() - started)
    assert slowest < 1
