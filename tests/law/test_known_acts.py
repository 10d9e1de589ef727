"""Acts known by name: names in any case, their places in running text, the list itself."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ingest.law.address import Naming
from ingest.law.issuers import issuer
from ingest.law.known_acts import by_id, by_name, known_acts, may_name, of_article, pattern

LINES = [
    line
    for line in Path(__file__).with_name("known_acts.marked.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
ACTS = list(known_acts().values())


@pytest.mark.parametrize("line", LINES)
def test_names(line: str) -> None:
    said, _, expected = line.partition(" => ")
    name, _, day = said.partition(" @ ")
    found = by_name(name, date.fromisoformat(day) if day else None)
    assert " ".join(act.act_id.slug for act in found) == ("" if expected == "-" else expected)


def test_every_act_is_found_by_its_names() -> None:
    assert [act.act_id.slug for act in ACTS] == list(known_acts())
    for act in ACTS:
        assert by_id(act.act_id.slug) is act
        assert all(issuer(slug) for slug in act.act_id.issuers), act
        for name in (act.title, *act.names):
            assert act in by_name(name, act.since), name


def test_every_name_is_found_in_running_text() -> None:
    short = re.compile(pattern())
    for act in ACTS:
        for name in act.names:
            found = short.search(f"Как говорит {name}, так и есть.")
            assert found is not None, name
            assert may_name(f"По {found[0]}") and may_name(name[0].upper() + name[1:]), name
            assert act in by_name(found[0], act.since), name


def test_a_text_without_names_spares_the_pattern() -> None:
    assert not may_name("Школьный звонок в 8:30, столовая работает до 15:00.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("по статье 81 ТК РФ и нормам Трудового кодекса", ["ТК РФ", "Трудового кодекса"]),
        ("требования ФГОС НОО, ФГОС ООО", ["ФГОС НОО", "ФГОС ООО"]),
        ("Законом РФ о недрах и законом об образовании в РФ", ["Законом РФ о недрах", "законом об образовании в РФ"]),
        ("законами о недрах", []),
        ("Конституции Республики Примерной", []),
        ("Конституционный Суд", []),
        ("ОСК РФ, СКРФ", []),
        ("Гражданский кодекс Российской Федерации", ["Гражданский кодекс Российской Федерации"]),
    ],
)
def test_places(text: str, names: list[str]) -> None:
    assert re.findall(pattern(), text) == names


def test_an_article_tells_the_parts_of_a_code_apart() -> None:
    parts = by_name("ГК РФ")
    assert [act.act_id.number for act in of_article(parts, "454")] == ["14-ФЗ"]
    assert [act.act_id.number for act in of_article(parts, "152.2")] == ["51-ФЗ"]
    assert of_article(parts, "без номера") == parts
    assert of_article(parts, "9999") == parts


def test_what_articles_fall_into() -> None:
    naming = {
        slug: known_acts()[slug].naming for slug in ("fz-1994-11-30-51", "fz-2012-12-29-273", "pp-1993-10-23-1090")
    }
    assert list(naming.values()) == [Naming.CIVIL, Naming.LAW, Naming.DECREE]
