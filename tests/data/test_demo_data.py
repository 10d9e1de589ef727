"""What the demo is made of: facts only, nothing invented, everything readable."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ingest
from ingest.law.act_id import ActId
from ingest.sources import Card, CardTable, items_at, read_card_table

DATA = Path(__file__).parents[2] / "data"
PAGE = DATA / "pages" / "moya-shkola-i-sferum.txt"

EIGHT = [
    ActId("rasporyazhenie", ("minprosveshcheniya",), date(2021, 9, 1), "210-р").slug,
    ActId("pismo", ("minprosveshcheniya",), date(2022, 2, 22), "04-127").slug,
    "pp-2022-07-13-1241",
    "prikaz-mincifry-2022-07-15-542-1",
    "pismo-minprosveshcheniya-2022-08-26-04-643",
    "fz-2006-07-27-149",
    "pp-1545",
    "pp-2023-10-11-1678",
]


def table(name: str) -> CardTable:
    found = read_card_table((DATA / "cards" / name).read_bytes(), name)
    assert found is not None
    return found


def card(slug: str) -> Card:
    return next(card for card in table("moya-shkola.yml").cards if card.id.slug == slug)


def test_the_page_cites_the_eight_acts_in_order() -> None:
    parsed = ingest.parse(ingest.read(PAGE.read_bytes(), PAGE.name))
    own = [c.act.slug for c in parsed.citations if c.act and c.by is None]
    assert own == EIGHT
    assert parsed.act is None and parsed.page is not None
    assert [section.title for section in parsed.page.sections][2:4] == [
        "Нормативные документы",
        "Алгоритм действий для учеников и родителей",
    ]
    assert sum((section.steps for section in parsed.page.sections), ())[0].startswith("Установите VK Мессенджер")
    links = [link for section in parsed.page.sections for link in section.links]
    assert [url for _, url in links] == ["https://sferum.ru", "https://vk.com/sferum"]


@pytest.mark.parametrize("name", ["moya-shkola.yml", "model.yml"])
def test_every_card_is_read(name: str) -> None:
    cards, problems, _ = table(name)
    assert problems == () and cards
    assert len({card.id.slug for card in cards}) == len(cards)


def test_each_of_the_eight_acts_has_a_card_and_nothing_is_invented() -> None:
    assert [card.id.slug for card in table("moya-shkola.yml").cards][:8] == EIGHT
    undated = card("pp-1545")
    assert (undated.id.date, undated.published, undated.in_force_from) == (None, None, None)


def test_who_amends_whom() -> None:
    (amended,) = card("pp-1545").relations
    assert (amended.kind, amended.act.slug, amended.component) == ("amends", "pp-2022-07-13-1241", "Положение")
    (amended,) = card("pp-2022-07-13-1241").relations
    assert (amended.act.slug, amended.unit) == ("pp-2011-06-08-451", 'подпункт "а" пункта 2')


def test_only_model_cards_are_marked_as_model_ones() -> None:
    assert all(card.model for card in table("model.yml").cards)
    assert not any(card.model for card in table("moya-shkola.yml").cards)


def test_every_model_act_has_the_card_that_gives_its_day_of_publication() -> None:
    published = {card.id.slug: card.published for card in table("model.yml").cards}
    acts = [ingest.parse(ingest.read(item.data or b"", item.name)).act for item in items_at(DATA / "acts")]
    assert {act.id.slug for act in acts if act} == published.keys()
    assert all(day is not None for day in published.values())
