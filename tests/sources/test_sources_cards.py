"""Cards in YAML: what they say, and how a bad one is refused alone."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.law.act_id import ActId
from ingest.parsed import Problem
from ingest.sources import Card, read_card_table

FULL = """
- kind: prikaz
  issuers: [Минцифры России]
  date: 2022-07-15
  number: 542/1
  title: О мероприятиях
  published: {date: 2022-07-18, place: портал}
  in_force: {from: 2022-07-29, until: 2029-09-01, ground: пункт 3}
  registered: {date: 15.08.2022, number: 69632}
  aliases: {nd: 102162745, title: [первое, второе]}
  amends:
    - {kind: pp, date: 2011-06-08, number: 451, component: Положение, unit: подпункт "а" пункта 2}
  source: откуда
  model: true
"""


def table(text: str) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    found = read_card_table(text.encode(), "карточки.yml")
    assert found is not None
    return found.cards, found.problems


def test_every_field_of_a_card() -> None:
    (card,), problems = table(FULL)
    assert problems == ()
    assert card.id == ActId("prikaz", ("mincifry",), date(2022, 7, 15), "542/1")
    assert (card.title, card.published, card.published_in) == ("О мероприятиях", date(2022, 7, 18), "портал")
    assert (card.in_force_from, card.in_force_until, card.ground) == (date(2022, 7, 29), date(2029, 9, 1), "пункт 3")
    assert card.registered == (date(2022, 8, 15), "69632")
    assert card.aliases == (("nd", "102162745"), ("title", "первое"), ("title", "второе"))
    (relation,) = card.relations
    assert (relation.kind, relation.act.slug) == ("amends", "pp-2011-06-08-451")
    assert (relation.component, relation.unit) == ("Положение", 'подпункт "а" пункта 2')
    assert (card.source, card.model, card.start) == ("откуда", True, 2)


def test_what_a_card_does_not_say_is_absent() -> None:
    (card,), _ = table("- {kind: pp, number: 1545}")
    assert card.id == ActId("pp", ("pravitelstvo",), None, "1545")
    assert (card.title, card.published, card.in_force_from, card.registered, card.relations) == (None,) * 4 + ((),)


def test_numbers_stay_as_they_are_written() -> None:
    (card,), _ = table("- {kind: pismo, issuers: [Минпросвещения России], date: 2022-02-22, number: 04-127}")
    assert card.id.number == "04-127"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("{kind: prikas, number: 1}", "вид акта «prikas» не известен"),
        ("{kind: pp}", "нет ни номера, ни названия"),
        ("{kind: pp, number: 1, date: 31.02.2020}", "такого дня нет: «31.02.2020» (поле «date»)"),
        ("{kind: pp, number: 1, titel: x}", "неизвестное поле «titel»"),
        ("{kind: pp, number: 1, published: 2020-01-01}", "в «published» ожидаются поля date, place"),
        ("{kind: pp, number: 1, amends: 451}", "ожидается описание акта"),
        ("{kind: pp, number: [1]}", "в «number» ожидается текст"),
    ],
)
def test_a_bad_card_is_refused_alone(wrong: str, why: str) -> None:
    cards, (problem,) = table(f"- {wrong}\n- {{kind: pp, number: 2}}")
    assert [card.id.number for card in cards] == ["2"]
    assert why in problem.message
    assert problem.start == 1


@pytest.mark.parametrize("data", [b"- [1", b"\xff\xfe\x00", b"- a: [b\n- c", b"- {{a: b}: c}", b"[" * 5000])
def test_what_is_no_yaml_is_one_problem(data: bytes) -> None:
    found = read_card_table(data, "x.yml")
    assert found is not None and found.cards == ()
    assert "не читается как YAML" in found.problems[0].message


def test_other_yaml_is_not_ours() -> None:
    assert read_card_table(b"title: metadata\ndatabases: {}", "metadata.yml") is None
