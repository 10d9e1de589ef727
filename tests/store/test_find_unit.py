"""What a person types as a unit → that unit, or a sentence that says which words are not understood; in every face."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import bases
import pytest
from command import KB

from ingest.law.address import Naming, in_words
from kb.errors import AmbiguousUnit, UnknownAct, UnknownUnit
from kb.store.connection import open_base
from kb.store.find.place import the_place
from kb.store.find.question import read, read_unit
from kb.store.find.unit import the_unit

CASES = [
    [part.strip() for part in line.split("|")]
    for line in Path(__file__).with_name("find_unit.marked.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
MODEL = "МОДЕЛЬНЫЙ АКТ. Написан для проверки программы, правом не является.\n\n"
ACTS = {
    "кружки": (
        "10-сд",
        """ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ
ПОСТАНОВЛЕНИЕ
от 10 января 2024 г. № 10-СД
Об утверждении Порядка кружков

Правительство Примерной области постановляет:
1. Утвердить прилагаемый Порядок кружков.
2. Настоящее постановление вступает в силу с 1 февраля 2024 г.

Председатель Правительства Примерной области П.П. Примеров

Утвержден
постановлением Правительства
Примерной области
от 10 января 2024 г. № 10-СД

Порядок кружков

1. Кружок ведет учитель.
2. Занятие длится 40 минут.
3. В кружок берут:
а) учеников;
б) их родителей.

Приложение
к Порядку кружков

Список занятий

1. Шахматы.
2. Пение.
""",
    ),
    "мосты": (
        "11-сд",
        """МИНИСТЕРСТВО ДОРОГ ПРИМЕРНОЙ ОБЛАСТИ
ПРИКАЗ
от 12 января 2024 г. № 11-СД
О мостах

Приказываю:
1. Утвердить:
Правила осмотра мостов согласно приложению № 1;
Требования к мостам согласно приложению № 2.
2. Настоящий приказ вступает в силу с 1 февраля 2024 г.

Министр П.П. Примеров

Приложение № 1
к приказу Министерства дорог
Примерной области
от 12 января 2024 г. № 11-СД

Правила осмотра мостов

1. Мост осматривают весной.
2. Осмотр ведет инженер.

Приложение № 2
к приказу Министерства дорог
Примерной области
от 12 января 2024 г. № 11-СД

Требования к мостам

1. Мост крепок.
2. Мост широк.
3. Мост красив.
""",
    ),
    "сады": (
        "78-мп",
        """Закон Примерной области
от 3 марта 2021 г. № 78-МП
О садах

Статья 5. Деревья
1. Деревья растут.
2. Деревья бывают:
1) плодовые:
а) яблони;
б) груши;
2) иные.

Статья 6. Кусты
1. Кусты растут.
2. Кусты цветут.
""",
    ),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("units") / "base.db"
    db = open_base(path)
    bases.store(db, [bases.given(f"{name}.txt", MODEL + text) for name, (_, text) in ACTS.items()])
    db.close()
    return path


@pytest.fixture(scope="module")
def town(path: Path) -> Iterator[sqlite3.Connection]:
    db = open_base(path, readonly=True)
    yield db
    db.close()


@pytest.mark.parametrize(("act", "typed", "said"), CASES, ids=[f"{act}: {typed}" for act, typed, _ in CASES])
def test_unit(town: sqlite3.Connection, act: str, typed: str, said: str) -> None:
    found = the_place(town, ACTS[act][0]).act
    if said.startswith("!"):
        with pytest.raises(UnknownUnit) as refused:
            the_unit(town, found, typed)
        assert said[1:].strip() in str(refused.value)
    elif said.startswith("?"):
        with pytest.raises(AmbiguousUnit) as several:
            the_unit(town, found, typed)
        assert [line.split()[0] for line in several.value.candidates] == said[1:].split()
    else:
        assert the_unit(town, found, typed) == said


@pytest.mark.parametrize(
    ("typed", "eid"),
    [
        ("п. 2 Порядка 10-сд", "att_1__point_2"),
        ("10-сд приложение, пункт 2", "att_1__point_2"),
        ("п. 2 10-сд Порядка", "att_1__point_2"),
        ("Порядок кружков 10-сд п. 2", "att_1__point_2"),
        ('пункт 2 постановления № 10-СД "Об утверждении Порядка кружков"', "point_2"),
        ("78-мп 5 ч2", "art_5__para_2"),
        ("вторая часть статьи 5 закона 78-мп", "art_5__para_2"),
        ("закон о садах № 78-мп", None),
        ("приказ министерства дорог 11-сд", None),
    ],
)
def test_the_two_in_one(town: sqlite3.Connection, typed: str, eid: str | None) -> None:
    assert the_place(town, typed).unit == eid


def test_every_unit_is_found_by_its_own_words(town: sqlite3.Connection, base: sqlite3.Connection) -> None:
    asked = "SELECT u.act, u.eid, a.naming FROM units u JOIN acts a ON a.id = u.act"
    for db in (town, base):
        units = [tuple(row) for row in db.execute(asked)]
        assert len(units) > 20
        assert [eid for act, eid, naming in units if the_unit(db, act, in_words(eid, Naming(naming))) != eid] == []


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("78-мп 5 ч2 п1 абракадабра", "«абракадабра»"),
        ("ст. 5 78-мп сайт", "«сайт»"),
        ("закон о мостах 78-мп", "«мостах»"),
        ("78-мп в ред. от 01.03.2024", "названа редакция"),
    ],
)
def test_words_left_beside_an_act_are_refused_by_name(town: sqlite3.Connection, typed: str, named: str) -> None:
    with pytest.raises(UnknownAct, match=named):
        the_place(town, typed)


@pytest.mark.parametrize(
    ("typed", "left"),
    [("Ст. 5  78-МП  про Сайт", ["про", "Сайт"]), ("ТК РФ увольнение", ["увольнение"]), ("78-мп 5 ч2 Ёж", ["Ёж"])],
)
def test_words_left_keep_their_place(typed: str, left: list[str]) -> None:
    assert [typed[one.start : one.end] for one in read(typed).rest] == left


def test_no_word_is_dropped_without_a_word() -> None:
    """What a typed unit is made of was read, is idle, or is told to be left."""
    asked = read_unit("раз пункт 2 два Порядка три 77 четыре")
    assert [one.word for one in (*asked.rest, asked.bare) if one] == ["раз", "два", "три", "четыре", "77"]
    assert (str(asked.where.addresses[0]), asked.where.annexes) == ("пункт 2", ("Порядок",))


@pytest.mark.parametrize("command", ["show", "status", "why", "chain", "cite"])
def test_commands_refuse_alike(path: Path, command: str) -> None:
    for typed in (["10-сд", "--unit", "пункт 2 абракадабры"], ["10-сд п. 2 абракадабры"]):
        done = subprocess.run([*KB, command, str(path), *typed], capture_output=True, text=True)
        assert done.returncode != 0
        assert "не понято: «абракадабры»" in done.stderr + done.stdout


def test_a_comparison_refuses_alike(path: Path) -> None:
    asked = ["10-сд", "--from", "2024-02-01", "--to", "2024-03-01", "--unit", "п. 2 абвгд"]
    done = subprocess.run([*KB, "diff", str(path), *asked], capture_output=True, text=True)
    assert done.returncode != 0 and "не понято: «абвгд»" in done.stderr + done.stdout
