"""Operations of amending acts: wordings as data, whole acts for what is inherited, spans, time linear."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

import ingest
from ingest.parsed import Operation, Parsed

_FILE = Path(__file__).parent / "operations.marked.txt"
_CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
_HEAD = (
    'РОССИЙСКАЯ ФЕДЕРАЦИЯ\nФЕДЕРАЛЬНЫЙ ЗАКОН\nО внесении изменений в Федеральный закон "Об образце"\n'
    "Принят Государственной Думой 1 марта 2020 года\nСтатья 1\n"
)
_LEAD = (
    'Внести в Федеральный закон от 5 мая 2010 года № 77-ФЗ "Об образце" '
    "(Собрание законодательства Российской Федерации, 2010, № 19, ст. 2285) следующие изменения:\n"
)
_TAIL = (
    "\nСтатья 2\nНастоящий Федеральный закон вступает в силу с 1 мая 2020 года.\n"
    "Президент Российской Федерации В.Путин\nМосква, Кремль\n10 марта 2020 года\n№ 50-ФЗ\n"
)


def parse(text: str) -> Parsed:
    return ingest.parse(ingest.read(text.encode(), "case.txt"))


def law(*articles: str) -> Parsed:
    """A federal law of these articles, the last of them its entry into force."""
    body = "\n".join(f"Статья {number}\n{text}" for number, text in enumerate(articles, 1))
    head = _HEAD.rpartition("Статья 1")[0]
    return parse(head + body + _TAIL.replace("Статья 2", f"Статья {len(articles) + 1}"))


def shown(operation: Operation) -> str:
    """The operation in the notation of the marked file."""
    target = operation.target
    act = target.act.slug if target.act else "?"
    act = act.rpartition("-")[2] if act.startswith("fz-") else act
    component = f"@{target.component}" if target.component != "main" else ""
    eid = f"#{target.eid}" if target.eid else ""
    words = [f"{operation.verb} {act}{component}{eid}"]
    if operation.part:
        words.append(f"[{operation.part}]")
    if operation.old is not None:
        words.append(f"{{{operation.old}}}")
    if operation.new is not None:
        words.append("→ {" + operation.new.replace("\n", " / ") + "}")
    if operation.inflected:
        words.append("~")
    return " ".join(words)


def _cases() -> list[tuple[str, list[str]]]:
    blocks = "\n".join(line for line in _FILE.read_text("utf-8").splitlines() if not line.startswith("#")).split("\n\n")
    cases = []
    for block in filter(str.strip, blocks):
        lines = block.strip().splitlines()
        source = "\n".join(line for line in lines if not line.startswith("> "))
        cases.append((source, [line[2:] for line in lines if line.startswith("> ")]))
    return cases


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_case(text: str, expected: list[str]) -> None:
    assert [shown(o) for o in parse(_HEAD + _LEAD + text + _TAIL).operations] == expected


def test_an_annex_of_changes_names_its_act_in_the_heading_and_by_pointing_back() -> None:
    parsed = parse(
        "ПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ\nПОСТАНОВЛЕНИЕ\nот 5 мая 2021 г. № 700\nМОСКВА\n"
        "О внесении изменений в постановление Правительства Российской Федерации от 1 марта 2015 г. № 100\n"
        "Правительство Российской Федерации постановляет:\n"
        "Утвердить прилагаемые изменения, которые вносятся в постановление Правительства Российской Федерации "
        "от 1 марта 2015 г. № 100.\n"
        "Председатель Правительства\nРоссийской Федерации М.Мишустин\n"
        "УТВЕРЖДЕНЫ\nпостановлением Правительства\nРоссийской Федерации\nот 5 мая 2021 г. № 700\n"
        "ИЗМЕНЕНИЯ,\nкоторые вносятся в постановление Правительства Российской Федерации от 1 марта 2015 г. № 100\n"
        '1. В пункте 2 слова "А" заменить словами "Б".\n'
        "2. В Правилах оказания услуг, утвержденных указанным постановлением:\n"
        'а) пункт 5 дополнить словами "и другие";\n'
        'б) в приложении № 1 к указанным Правилам:\nв пункте 4:\nв абзаце первом слово "вправе" исключить;\n'
        "пункт 6 признать утратившим силу;\n"
    )
    assert [shown(o) for o in parsed.operations] == [
        "replace_words pp-2015-03-01-100#point_2 {А} → {Б}",
        "insert_words pp-2015-03-01-100@Правила#point_5 → {и другие}",
        "delete_words pp-2015-03-01-100@Правила#att_1__point_4__al_1 {вправе}",
        "repeal pp-2015-03-01-100@Правила#att_1__point_6",
    ]


def test_acts_and_units_are_repealed_as_a_list() -> None:
    parsed = law(
        "Признать утратившими силу:\n"
        '1) статью 5 Федерального закона от 1 июня 2011 года № 90-ФЗ "О первом";\n'
        '2) Федеральный закон от 2 июня 2012 года № 91-ФЗ "О втором";\n'
        '3) пункты 1 и 3 статьи 2 Федерального закона от 3 июня 2013 года № 92-ФЗ "О третьем".',
        'Статью 6 Федерального закона от 5 мая 2011 года № 79-ФЗ "Об исключении" исключить.',
    )
    assert [shown(o) for o in parsed.operations] == [
        "repeal 90#art_5",
        "repeal 91",
        "repeal 92#art_2__point_1",
        "repeal 92#art_2__point_3",
        "repeal 79#art_6",
    ]
    first = parsed.operations[0]
    assert parsed.document.text[first.start :].startswith("Признать утратившими силу")


def test_an_annex_that_the_order_names_is_what_changes() -> None:
    parsed = law(
        "Внести изменение в Положение о примере, утвержденное постановлением Правительства Российской Федерации "
        'от 1 марта 2015 г. № 100, дополнив пункт 5 словами "и другие".',
        "Внести изменение в постановление Правительства Российской Федерации от 2 марта 2015 г. № 200, изложив Порядок "
        "отбора, утвержденный указанным постановлением, в новой редакции согласно приложению.",
        'В статье 7 Устава города Примера, принятого решением Думы города Примера от 3 марта 2009 г. № 300, слова "А" '
        'заменить словами "Б".',
    )
    assert [shown(o) for o in parsed.operations] == [
        "insert_words pp-2015-03-01-100@Положение#point_5 → {и другие}",
        "restate pp-2015-03-02-200@Порядок [редакция в приложении]",
        "replace_words reshenie-dum-gorod-primer-2009-03-03-300@Устав#art_7 {А} → {Б}",
    ]


def test_the_title_names_the_act_that_an_order_leaves_out() -> None:
    parsed = parse(
        "СЛУЖБА ПРИМЕРНОЙ ОБЛАСТИ\nПРИКАЗ\n5 мая 2021 г. № 31\n"
        "О внесении изменений в Административный регламент выдачи\n"
        "Примерным управлением области справок, утвержденный приказом\nСлужбы Примерной области от 01.03.2015 № 10\n"
        "ПРИКАЗЫВАЮ:\n"
        "Внести изменения в Регламент выдачи справок, изложив пункт 3 в следующей редакции:\n«3. Третий.».\n"
    )
    (operation,) = parsed.operations
    assert shown(operation).endswith("-2015-03-01-10@Регламент#point_3 → {3. Третий.}")
    assert parsed.act and parsed.act.title and parsed.act.title.endswith("от 01.03.2015 № 10")


def test_a_suspension_keeps_its_last_day() -> None:
    parsed = law(
        "Приостановить до 1 января 2023 года действие части 2 статьи 4 Федерального закона от 5 мая 2011 года № 78-ФЗ "
        '"О приостановке".'
    )
    (operation,) = parsed.operations
    assert shown(operation) == "suspend 78#art_4__para_2"
    assert (str(operation.effective.start), str(operation.effective.until)) == ("2020-05-01", "2023-01-01")


def test_a_repeal_may_name_its_own_day_and_reach_of_a_part() -> None:
    parsed = law(
        "Признать утратившими силу с 1 января 2021 года:\n"
        '1) статью 5 Федерального закона от 1 июня 2011 года № 90-ФЗ "О первом";\n'
        '2) Федеральный закон от 1 июня 2012 года № 91-ФЗ "О втором" в части утверждения перечня примеров.',
        "Статью 6 Федерального закона от 1 июня 2011 года № 90-ФЗ признать утратившей силу.",
    )
    assert [shown(o) for o in parsed.operations] == [
        "repeal 90#art_5",
        "repeal 91 [в части утверждения перечня примеров]",
        "repeal 90#art_6",
    ]
    assert [str(o.effective.start) for o in parsed.operations] == ["2021-01-01", "2021-01-01", "2020-05-01"]


def test_the_act_may_stand_between_a_verb_said_first_and_its_words() -> None:
    parsed = law(
        'Дополнить Федеральный закон от 1 июня 2011 года № 90-ФЗ "О первом" статьей 5.1 следующего содержания:\n'
        '"Статья 5.1. Новая\nТекст.".',
        'В Федеральном законе от 2 июня 2012 года № 91-ФЗ "О втором":\n1) статью 5 исключить;\n2) статью 6 исключить.',
        "В статье 1 Федерального закона от 3 июня 2013 года № 92-ФЗ и статье 2 Федерального закона от 4 июня 2014 года "
        '№ 93-ФЗ слова "А" заменить словами "Б".',
    )
    assert [shown(o) for o in parsed.operations] == [
        "add 90#art_5-1 → {Статья 5.1. Новая / Текст.}",
        "repeal 91#art_5",
        "repeal 91#art_6",
        "replace_words 92#art_1 {А} → {Б}",
        "replace_words 93#art_2 {А} → {Б}",
    ]


def test_acts_of_a_list_share_the_word_above_it() -> None:
    parsed = parse(
        "ПРИМЕРСКАЯ ГОРОДСКАЯ ДУМА\nРЕШЕНИЕ\nот 25 марта 2010 года № 310\nО признании утратившими силу решений\n"
        "Примерская городская Дума РЕШИЛА:\n1. Признать утратившими силу решения Примерской городской Думы:\n"
        '- от 01.02.2001 № 11 "О первом";\n- от 02.03.2002 № 12 "О втором".\nГлава города И.И. Примеров\n'
    )
    assert [o.target.act.number for o in parsed.operations if o.target.act] == ["11", "12"]


def test_the_annex_of_a_list_is_known_by_its_number() -> None:
    parsed = parse(
        "МИНИСТЕРСТВО ФИНАНСОВ РОССИЙСКОЙ ФЕДЕРАЦИИ\nПРИКАЗ\nот 1 февраля 2022 г. № 15н\nО примерах\n"
        "В целях порядка приказываю:\n1. Утвердить Порядок согласно приложению № 1.\n"
        "2. Признать утратившими силу приказы согласно приложению № 2 к настоящему приказу.\n"
        "3. Настоящий приказ вступает в силу с 1 мая 2022 г.\nМинистр А.Г. Силуанов\n"
        "Приложение № 1\nПОРЯДОК\n1. Приказ Министерства финансов Российской Федерации от 9 мая 2010 г. № 9н чтут.\n"
        "Приложение № 2\nПЕРЕЧЕНЬ\nПРИКАЗОВ МИНИСТЕРСТВА\n"
        '1. Приказ Министерства финансов Российской Федерации от 1 марта 2010 г. № 13н "О первых".\n'
        "2. Пункты 2 и 3 приказа Министерства финансов Российской Федерации от 2 апреля 2011 г. № 27н.\n"
    )
    assert [(shown(o), o.within, str(o.effective.start)) for o in parsed.operations] == [
        ("repeal prikaz-minfin-2010-03-01-13n", "att_2__point_1", "2022-05-01"),
        ("repeal prikaz-minfin-2011-04-02-27n#point_2", "att_2__point_2", "2022-05-01"),
        ("repeal prikaz-minfin-2011-04-02-27n#point_3", "att_2__point_2", "2022-05-01"),
    ]


def test_acts_are_repealed_by_a_list_in_an_annex() -> None:
    parsed = parse(
        "ПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ\nПОСТАНОВЛЕНИЕ\nот 5 мая 2021 г. № 700\nМОСКВА\n"
        "О признании утратившими силу\n"
        "Правительство Российской Федерации постановляет:\n"
        "Признать утратившими силу акты Правительства Российской Федерации по перечню согласно приложению.\n"
        "Председатель Правительства\nРоссийской Федерации М.Мишустин\n"
        "ПРИЛОЖЕНИЕ\nк постановлению Правительства\nРоссийской Федерации\nот 5 мая 2021 г. № 700\n"
        "ПЕРЕЧЕНЬ\nутративших силу актов Правительства Российской Федерации\n"
        '1. Постановление Правительства Российской Федерации от 3 марта 2012 г. № 171 "О первом".\n'
        '2. Пункт 5 постановления Правительства Российской Федерации от 4 апреля 2013 г. № 300 "О втором".\n'
    )
    assert [shown(o) for o in parsed.operations] == ["repeal pp-2012-03-03-171", "repeal pp-2013-04-04-300#point_5"]


def test_a_heading_in_capitals_names_the_annex_it_changes() -> None:
    parsed = parse(
        "МИНИСТЕРСТВО ФИНАНСОВ РОССИЙСКОЙ ФЕДЕРАЦИИ\nПРИКАЗ\nот 1 февраля 2022 г. № 15н\nО внесении изменений\n"
        "Утвердить прилагаемые изменения.\nМинистр А.Г. Силуанов\n"
        "УТВЕРЖДЕНЫ\nприказом Министерства финансов\nот 1 февраля 2022 г. № 15н\n"
        "ИЗМЕНЕНИЯ, КОТОРЫЕ ВНОСЯТСЯ В ПОРЯДОК ПРИМЕРОВ, УТВЕРЖДЕННЫЙ ПРИКАЗОМ МИНИСТЕРСТВА ФИНАНСОВ РОССИЙСКОЙ "
        'ФЕДЕРАЦИИ ОТ 10 ДЕКАБРЯ 2010 Г. № 170Н\n1. В пункте 3 слова "А" исключить.\n'
    )
    assert [shown(o) for o in parsed.operations] == ["delete_words prikaz-minfin-2010-12-10-170n@Порядок#point_3 {А}"]


def test_the_label_of_an_article_is_no_address() -> None:
    parsed = parse(
        _HEAD.rpartition("Статья 1")[0]
        + "Статья 1. Внести в часть вторую Налогового кодекса Российской Федерации следующие изменения:\n"
        '1. В статье 145:\nв пункте 1 слова "А" исключить;\nв третьем абзаце пункта 4 слова "Б" исключить.\n'
        '2. В абзаце первом подпункта 19 пункта 2 статьи 149 слова "В" исключить.\n'
        "Статья 2. Внести в абзац первый пункта 1 статьи 174 части второй Налогового кодекса Российской Федерации "
        'изменение, заменив слова "Г" словами "Д".' + _TAIL.replace("Статья 2", "Статья 3")
    )
    assert [shown(o) for o in parsed.operations] == [
        "delete_words 117#art_145__para_1 {А}",
        "delete_words 117#art_145__para_4__al_3 {Б}",
        "delete_words 117#art_149__para_2__point_19__al_1 {В}",
        "replace_words 117#art_174__para_1__al_1 {Г} → {Д}",
    ]


def test_charters_and_principles_are_changed_like_laws() -> None:
    parsed = law(
        "Внести в статью 53 Устава Примерной области от 18 октября 2001 года № 716-ОЗ (с последующими изменениями) "
        'следующие изменения:\nчасть 2 признать утратившей силу;\nв части 4 слова "А" исключить.',
        "Внести в Основы законодательства Российской Федерации о примерах от 11 февраля 1993 года № 4462-I изменение, "
        "признав часть вторую статьи 5 утратившей силу.",
    )
    assert [shown(o) for o in parsed.operations] == [
        "repeal ustav-primern-oblast-2001-10-18-716-oz#art_53__para_2",
        "delete_words ustav-primern-oblast-2001-10-18-716-oz#art_53__para_4 {А}",
        "repeal osnovy-1993-02-11-4462-1#art_5__para_2",
    ]


def test_a_number_that_may_be_true_is_not_taken_for_a_flattened_one() -> None:
    parsed = parse(
        _HEAD + _LEAD + '1) в статье 5:\nа) пункт 12 изложить в следующей редакции:\n"12) двенадцатый;";\n'
        'б) дополнить пунктом 37 следующего содержания:\n"37) тридцать седьмой;".' + _TAIL
    )
    assert [o.target.eid for o in parsed.operations] == ["art_5__point_12", "art_5__point_37"]


def test_prose_about_changing_is_no_operation() -> None:
    parsed = parse(
        "РОССИЙСКАЯ ФЕДЕРАЦИЯ\nФЕДЕРАЛЬНЫЙ ЗАКОН\nО перевозках\nПринят Государственной Думой 1 марта 2020 года\n"
        "Статья 1. Реестр\n1. Перевозчик обязан исключить пассажира из реестра в случаях, предусмотренных статьей 5 "
        'Федерального закона от 5 мая 2010 года № 77-ФЗ "Об образце".\n'
        "2. Суд вправе приостановить исполнение решения, дополнить его и заменить меру." + _TAIL
    )
    assert parsed.operations == ()


def test_spans_lie_in_order_and_hold_their_wording() -> None:
    parsed = parse(_HEAD + _LEAD + _FILE.read_text("utf-8").split("\n\n")[9] + _TAIL)
    text = parsed.document.text
    spans = [(o.start, o.end) for o in parsed.operations]
    assert spans
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    for operation in parsed.operations:
        assert operation.new is None or operation.new.splitlines()[0] in text[operation.start : operation.end]


def test_lost_superscripts_are_read_from_order_and_reported() -> None:
    parsed = parse(
        _HEAD + _LEAD + '1) в статье 209 слова "А" исключить;\n2) дополнить статьей 2091 следующего содержания:\n'
        '"Статья 2091. Новая";\n3) в статье 210 слова "Б" исключить.' + _TAIL
    )
    assert [o.target.eid for o in parsed.operations] == ["art_209", "art_209-1", "art_210"]
    assert [p.message for p in parsed.problems if p.rule == "flattened-superscript"] == [
        "Номер «2091» прочитан как 209.1: надстрочные цифры в источнике потеряны"
    ]


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        '" ',
        'слова "',
        'слова "А" заменить словами "Б", ',
        "пункт 1 ",
        "(",
        "дополнить ",
        "признать утратившими силу ",
        "1",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(count: int) -> float:
        document = ingest.read((_HEAD + _LEAD + "1) " + piece * count + _TAIL).encode(), "case.txt")
        start = time.perf_counter()
        ingest.parse(document)
        return time.perf_counter() - start

    small = min(seconds(200_000 // len(piece) // 8) for _ in range(2))
    assert seconds(200_000 // len(piece)) < max(small, 0.05) * 40


@pytest.mark.skipif(not _CORPUS.exists(), reason="нет ../shared/corpus")
@pytest.mark.parametrize(
    ("name", "count", "problems"),
    [
        ("docx/fz-311_2021-07-02.docx", 53, 0),
        ("docx/fz-269_2020-07-31.docx", 78, 0),
        ("docx/указ.docx", 3, 0),
        ("pravo_html/amending-fz_2025-05.html", 117, 0),
        ("pravo_html/478-fz_2023-08-04.html", 0, 0),
        ("pravo_html/102033239.html", 0, 0),
    ],
)
def test_real_acts(name: str, count: int, problems: int) -> None:
    path = _CORPUS / name
    parsed = ingest.parse(ingest.read(path.read_bytes(), path.name))
    assert len(parsed.operations) == count
    assert all(o.target.act for o in parsed.operations)
    assert sum(p.rule == "operations" for p in parsed.problems) == problems
