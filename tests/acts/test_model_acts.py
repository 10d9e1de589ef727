"""The demo's model acts: marked as such, read whole, their orders as a person derived them from the text."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

import ingest
from ingest.parsed import Operation, Parsed
from ingest.sources import items_at

HERE = Path(__file__).parent
ACTS = HERE.parents[1] / "data" / "acts"
MARK = "МОДЕЛЬНЫЙ АКТ. Написан для проверки программы, не является правовым актом."
FILES = sorted(path.name for path in ACTS.iterdir())


@lru_cache(maxsize=1)
def parsed() -> dict[str, Parsed]:
    """File name → what was understood."""
    return {item.name: ingest.parse(ingest.read(item.data or b"", item.name)) for item in items_at(ACTS)}


def number(name: str) -> str:
    """«postanovlenie-201-mp.txt» → «201-МП»."""
    return name.split(".")[0].split("-", 1)[1].replace("mp", "МП")


def written(operation: Operation, act: str) -> str:
    """An operation in the form of a line of operations.txt."""
    target = operation.target
    whole = (target.act.number if target.act else None) or "?"
    annex = "" if target.component == "main" else f"/{target.component}"
    unit = f"#{target.eid}" if target.eid else ""
    start = operation.effective.start
    since = start.isoformat() if start else "опубл." if operation.effective.missing else "?"
    return " | ".join((act, operation.within, operation.verb, whole + annex + unit, since))


@pytest.mark.parametrize("name", FILES)
def test_a_model_act_says_what_it_is_in_its_first_line(name: str) -> None:
    assert parsed()[name].document.text.startswith(MARK)


@pytest.mark.parametrize("name", FILES)
def test_a_model_act_is_read_as_the_act_it_plays(name: str) -> None:
    act = parsed()[name].act
    assert act is not None
    assert act.id.number == number(name)
    assert act.id.kind == name.split("-")[0]
    assert "primern" in act.id.slug and act.id.date is not None and act.title
    assert parsed()[name].problems == ()


def test_every_order_is_read_and_nothing_more() -> None:
    lines = [line for line in (HERE / "operations.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    found = [written(o, number(name)) for name, act in parsed().items() for o in act.operations]
    assert sorted(found) == sorted(lines)


def test_the_model_acts_order_everything_that_can_be_ordered() -> None:
    """Every verb of the contract, of units and of whole acts, of sentences and of headings, in every form of a word."""
    orders = [o for act in parsed().values() for o in act.operations]
    assert {o.verb for o in orders} == {
        "replace_words", "insert_words", "delete_words", "restate", "add", "repeal", "renumber", "replace_everywhere",
        "suspend",
    }  # fmt: skip
    assert {o.verb for o in orders if not o.target.eid} == {"repeal", "replace_everywhere"}
    assert {str(o.part) for o in orders} >= {"второе предложение", "наименование"}
    assert any(o.inflected for o in orders) and any(o.verb == "insert_words" and not o.old for o in orders)


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in HERE.glob("*/expected-*.txt")}))
def test_the_first_expected_text_is_the_source_itself(folder: str) -> None:
    """What the later ones differ in was derived by hand; the first must be the act as its file has it."""
    name = next(name for name, act in parsed().items() if act.act and act.act.id.slug == folder)
    first = min((HERE / folder).glob("expected-*.txt"))
    assert first.read_text("utf-8") == parsed()[name].document.text.removeprefix(MARK).lstrip("\n") + "\n"


def test_days_between_changes_name_texts_that_are_there() -> None:
    for table in HERE.glob("*/dates.txt"):
        for line in table.read_text("utf-8").splitlines():
            day, text = line.split()
            assert (table.parent / text).is_file()
            assert f"expected-{day}.txt" >= text
