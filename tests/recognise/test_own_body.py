"""A body named by its kind alone is the act's own; one named by anything else is another."""

from __future__ import annotations

import pytest

import ingest

LETTERHEAD = {
    "ministry": ("МИНИСТЕРСТВО КУЛЬТУРЫ И АРХИВОВ ЗАОЗЁРНОЙ ОБЛАСТИ", "ПРИКАЗ"),
    "town": ("АДМИНИСТРАЦИЯ ГОРОДА ВЕРХНЕГОРСКА", "ПОСТАНОВЛЕНИЕ"),
    "office": ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА ВЕРХНЕГОРСКА", "ПРИКАЗ"),
    "duma": ("ЛЕСНОГОРСКАЯ ГОРОДСКАЯ ДУМА", "РЕШЕНИЕ"),
    "school": ("МБОУ «Средняя школа № 9 города Верхнегорска»", "ПРИКАЗ"),
}
SAID = (
    ("ministry", "приказ министерства", "ministerstv-kultur-arkhiv-zaozern-oblast"),
    ("ministry", "приказ", "ministerstv-kultur-arkhiv-zaozern-oblast"),
    ("ministry", "постановление Правительства области", "pravitelstv-zaozern-oblast"),
    ("ministry", "приказ министерства лесных ремёсел", "ministerstv-lesn-remesel"),
    ("ministry", "приказ Министерства культуры Российской Федерации", "minkultury"),
    ("ministry", "закон Заозёрной области", "zaozern-oblast"),
    ("ministry", "закон области", "zaozern-oblast"),
    ("town", "постановление администрации", "administrac-gorod-verkhnegorsk"),
    ("town", "постановление администрации города", "administrac-gorod-verkhnegorsk"),
    ("town", "постановление администрации города Нижнегорска", "administrac-gorod-nizhnegorsk"),
    ("town", "решение", ""),
    ("office", "приказ управления образования", "upravlen-obrazovan-administrac-gorod-verkhnegorsk"),
    ("office", "постановление администрации города", "administrac-gorod-verkhnegorsk"),
    ("duma", "решение Думы", "lesnogorsk-gorodsk-dum"),
    ("duma", "решение городской Думы", "lesnogorsk-gorodsk-dum"),
    ("school", "приказ", "mbou-ssh-9-verkhnegorsk"),
    ("school", "приказ по школе", "mbou-ssh-9-verkhnegorsk"),
    ("school", "приказ директора школы", "mbou-ssh-9-verkhnegorsk"),
    ("school", "постановление администрации города", "administrac-gorod"),
)


@pytest.mark.parametrize(("whose", "said", "meant"), SAID)
def test_whose_the_act_is(whose: str, said: str, meant: str) -> None:
    body, kind = LETTERHEAD[whose]
    text = (
        f"{body}\n{kind}\nот 12 марта 2021 г. № 45\nО порядке хранения журналов\n"
        f"1. Считать основанием {said} от 3 февраля 2015 г. № 17.\n2. Контроль оставляю за собой.\n"
    )
    parsed = ingest.parse(ingest.read(text.encode(), "a.txt"))
    (cited,) = (one.act for one in parsed.citations if one.act and one.act.number == "17")
    assert "-".join(cited.issuers) == meant
