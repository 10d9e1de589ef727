"""Local acts through `kb ingest`: an order and what it approves, who is meant, who is another, what is no act."""

from __future__ import annotations

import io
import itertools
import random
import sqlite3
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from bases import DATA, dump, given, store

import kb
from kb.load import ingest_paths
from kb.store.connection import open_base

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SCHOOL = (
    "Муниципальное бюджетное общеобразовательное учреждение\n«Средняя общеобразовательная школа № {n}» г. Ключевска\n"
    "(МБОУ «СОШ № {n}» г. Ключевска)\n\n"
)
ORDER = (
    SCHOOL + "ПРИКАЗ\n\n06.04.2021                    № 15-о\n\nОб утверждении Положения о кружках\n\n"
    "В целях развития кружков приказываю:\n\n1. Утвердить Положение о кружках.\n2. Приказ вступает в силу с 10 апреля"
    " 2021 года.\n\nДиректор                 А.Б. Ветров\n"
)
PAPER = (
    "УТВЕРЖДЕНО\nприказом директора {school}\nот {day} № 15-о\n\nПОЛОЖЕНИЕ\n{title}\n\n1. Общие положения\n\n"
    "1.1. Кружок открывается по просьбе не менее десяти учеников.\n1.2. Занятия ведёт педагог школы.\n\n2. Порядок\n\n"
    "2.1. Расписание вывешивается в вестибюле.\n2.2. Журнал ведётся на бумаге.\n"
)
SHORT = "МБОУ «СОШ № 7»"
CHANGING = (
    SCHOOL + "ПРИКАЗ\n\n01.09.2022                    № 44-о\n\nО внесении изменений в Положение о кружках\n\n"
    "приказываю:\n\n1. Внести в Положение о кружках, утверждённое приказом директора от 06.04.2021 № 15-о, следующие"
    " изменения:\n1) в пункте 2.2 слова «на бумаге» заменить словами «в электронном виде».\n2. Настоящий приказ"
    " вступает в силу с 5 сентября 2022 года.\n\nДиректор                 А.Б. Ветров\n"
)
REPEALING = (
    SCHOOL + "ПРИКАЗ\n\n10.01.2024                    № 2-о\n\nОб отмене приказа\n\nприказываю:\n\n"
    "1. Признать утратившим силу приказ директора от 06.04.2021 № 15-о «Об утверждении Положения о кружках».\n"
    "2. Настоящий приказ вступает в силу с 1 февраля 2024 года.\n\nДиректор                 А.Б. Ветров\n"
)
ORDER_7 = "prikaz-mbou-sosh-7-klyuchevsk-2021-04-06-15-o"


def paper(school: str = SHORT, day: str = "06.04.2021", title: str = "О КРУЖКАХ") -> str:
    return PAPER.format(school=school, day=day, title=title)


def base_of(folder: Path, **files: str | bytes) -> Path:
    """A base into which `kb ingest` took the files."""
    (folder / "given").mkdir()
    for name, text in files.items():
        kind = "docx" if isinstance(text, bytes) else "txt"
        (folder / "given" / f"{name}.{kind}").write_bytes(text if isinstance(text, bytes) else text.encode())
    ingest_paths(folder / "base.db", [folder / "given"], workers=1)
    return folder / "base.db"


def acts(base: Path, kind: str) -> list[str]:
    with sqlite3.connect(base) as db:
        return [id for (id,) in db.execute("SELECT id FROM acts WHERE kind = ? AND has_text ORDER BY id", (kind,))]


@pytest.mark.parametrize("school", [SHORT, "МБОУ «СОШ № 7» г. Ключевска", ""])
def test_the_order_and_what_it_approved_know_each_other(tmp_path: Path, school: str) -> None:
    text = paper(school) if school else SCHOOL.format(n=7) + paper("")
    base = base_of(tmp_path, order=ORDER.format(n=7), paper=text)
    (approved,) = acts(base, "polozhenie")
    held = kb.passport(base, approved)
    assert held.approved_by and held.approved_by.id == ORDER_7
    assert [one.id for one in kb.passport(base, ORDER_7).approves] == [approved]
    assert [one.id for one in kb.chain(base, ORDER_7).approves] == [approved]
    assert "approved_by" in {passage.relation for passage in kb.cited_by(base, ORDER_7).passages}


@pytest.mark.parametrize(
    ("school", "day", "orders"),
    [
        (SHORT, "07.04.2021", [7]),  # another day
        ("МБОУ «СОШ № 70»", "06.04.2021", [7]),  # 7 begins 70 as digits, not as a name
        ("МБОУ «СОШ № 8»", "06.04.2021", [7]),
        ("МБДОУ «Детский сад № 7»", "06.04.2021", [7]),
    ],
)
def test_what_does_not_agree_is_not_joined(tmp_path: Path, school: str, day: str, orders: list[int]) -> None:
    base = base_of(tmp_path, paper=paper(school, day), **{f"order{n}": ORDER.format(n=n) for n in orders})
    (approved,) = acts(base, "polozhenie")
    by = kb.passport(base, approved).approved_by
    assert by and not by.has_text
    assert all(not kb.passport(base, order).approves for order in acts(base, "prikaz"))


def test_of_two_schools_that_fit_none_is_chosen(tmp_path: Path) -> None:
    other = ORDER.format(n=7).replace("Ключевска", "Заречного")
    base = base_of(tmp_path, one=ORDER.format(n=7), other=other, paper=paper())
    (approved,) = acts(base, "polozhenie")
    by = kb.passport(base, approved).approved_by
    assert len(acts(base, "prikaz")) == 2 and by and not by.has_text


def test_a_change_of_what_the_order_approved_lands_in_the_paper(tmp_path: Path) -> None:
    base = base_of(tmp_path, order=ORDER.format(n=7), paper=paper(), changing=CHANGING.format(n=7))
    (approved,) = acts(base, "polozhenie")
    (unit,) = kb.text(base, approved, unit="2.2").units
    assert unit.text and "в электронном виде" in unit.text
    assert not kb.chain(base, ORDER_7).amended_by


@pytest.mark.parametrize(
    "others",
    [
        {},  # the paper is not held
        {"one": paper(), "two": paper(title="О СЕКЦИЯХ")},  # two papers of the order are called so
    ],
)
def test_a_change_waits_where_the_paper_is_not_known(tmp_path: Path, others: dict[str, str]) -> None:
    base = base_of(tmp_path, order=ORDER.format(n=7), changing=CHANGING.format(n=7), **others)
    assert [entry.changes[0].state for entry in kb.chain(base, ORDER_7).amended_by] == ["refused"]
    assert not any(kb.chain(base, one).amended_by for one in acts(base, "polozhenie"))


def test_a_change_lands_in_the_annex_that_the_order_itself_has(tmp_path: Path) -> None:
    below = paper().partition("№ 15-о\n\n")[2]
    annexed = f"{ORDER.format(n=7)}\n\nУТВЕРЖДЕНО\nприказом от 06.04.2021 № 15-о\n\n{below}"
    base = base_of(tmp_path, order=annexed, paper=paper(), changing=CHANGING.format(n=7))
    assert [entry.changes[0].state for entry in kb.chain(base, ORDER_7).amended_by] == ["applied"]


def test_what_a_repealed_order_approved_says_so(tmp_path: Path) -> None:
    base = base_of(tmp_path, order=ORDER.format(n=7), paper=paper(), repealing=REPEALING.format(n=7))
    (approved,) = acts(base, "polozhenie")
    found = kb.passport(base, approved)
    assert found.act.status != "repealed"
    assert found.status_ground and "Утвердивший его акт утратил силу с 01.02.2024" in found.status_ground
    assert "Утвердивший" not in kb.status(base, approved, kb.today().replace(2023, 1, 1)).ground


def test_every_order_of_loads_gives_one_base(tmp_path: Path) -> None:
    texts = [ORDER.format(n=7), paper(), CHANGING.format(n=7), REPEALING.format(n=7)]
    files = [given(f"{i}.txt", text) for i, text in enumerate(texts)]
    dumps = set()
    for i, order in enumerate(itertools.permutations(files)):
        db = open_base(tmp_path / f"{i}.db")
        for one in order:
            store(db, [one])
        dumps.add(dump(db))
        db.close()
    assert len(dumps) == 1


def test_a_local_act_is_called_by_its_school_and_title(tmp_path: Path) -> None:
    base = base_of(tmp_path, order=ORDER.format(n=7), paper=paper())
    (approved,) = acts(base, "polozhenie")
    assert kb.passport(base, approved).act.label == "Положение МБОУ «СОШ № 7» от 06.04.2021 «О кружках»"
    (issuer,) = kb.passport(base, ORDER_7).issuers
    assert issuer.name.startswith("Муниципальное бюджетное") and issuer.short == "МБОУ «СОШ № 7» г. Ключевска"
    assert kb.cite(base, approved).reference.startswith("МБОУ «СОШ № 7». О кружках : Положение МБОУ «СОШ № 7» от 06.04")


# one paper or two


def as_docx(text: str) -> bytes:
    """The lines as paragraphs of a package."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n") if line)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return made.getvalue()


@pytest.mark.parametrize(
    ("one", "other", "kind", "count"),
    [
        (ORDER.format(n=7), ORDER.format(n=9), "prikaz", 2),
        (paper(), paper(title="О СЕКЦИЯХ"), "polozhenie", 2),
        (paper(), paper("МБОУ «СОШ № 9»"), "polozhenie", 2),
        (paper(), paper(day="06.04.2023"), "polozhenie", 2),  # approved anew: another act, though called the same
        (paper(), "docx", "polozhenie", 1),
        (ORDER.format(n=7), "docx", "prikaz", 1),
    ],
)
def test_one_paper_is_one_act_and_two_are_two(tmp_path: Path, one: str, other: str, kind: str, count: int) -> None:
    base = base_of(tmp_path, one=one, other=as_docx(one) if other == "docx" else other)
    assert len(acts(base, kind)) == count


def test_a_later_text_of_a_paper_is_told_apart(tmp_path: Path) -> None:
    later = paper().replace("О КРУЖКАХ\n", "О КРУЖКАХ\n(с изменениями от 01.09.2022)\n").replace("бумаге", "экране")
    base = base_of(tmp_path, one=paper(), later=later)
    (act,) = acts(base, "polozhenie")
    editions = {source.name: (source.edition, source.speaks) for source in kb.passport(base, act).sources}
    assert editions == {"later.txt": ("2022-09-01", True), "one.txt": (None, False)}


# what is no act


def not_understood() -> dict[str, str]:
    """Sixty documents of which nothing can be understood, of eight sorts."""
    lots = random.Random(7)
    words = "ветер лампа сорок окно бежать тихо стол зелёный вчера кот дорога гора пять лист снег рыба море".split()
    names = "Белова Иван Ким Ольга Серов Пётр Лунина Анна Дроздов Егор".split()

    def line(of: list[str], length: int) -> str:
        return " ".join(lots.choice(of) for _ in range(length))

    sorts = [
        lambda: "\n".join(line(words, lots.randint(3, 12)).capitalize() + "." for _ in range(20)),
        lambda: "\n".join(f"{i}. {line(names, 2)}" for i in range(1, 25)),
        lambda: "\n".join("\t".join(str(lots.randint(1, 999)) for _ in range(6)) for _ in range(20)),
        lambda: f"Пирог\n\nМука - {lots.randint(9, 99)} г\nСахар - 2 ложки\n\nВыпекать {lots.randint(9, 99)} минут.",
        lambda: "\n".join(f"{lots.choice(('ФИО', 'Класс', 'Адрес', 'Подпись'))}: ______________" for _ in range(12)),
        lambda: "\n".join(f"def f{i}(x):\n    return x + {lots.randint(1, 99)}\n" for i in range(9)),
        lambda: "\n".join(f"12:0{lots.randint(0, 9)}:11 INFO job {lots.randint(1, 99)} finished" for _ in range(20)),
        lambda: f"Приложение\n\n{line(words, 6).capitalize()}\n\n" + "\n".join(line(words, 5) for _ in range(10)),
    ]
    return {f"paper{i:02}": sorts[i % len(sorts)]() for i in range(60)}


def test_each_paper_that_is_not_understood_is_told_of(tmp_path: Path) -> None:
    given = not_understood()
    base = base_of(tmp_path, **given)
    with sqlite3.connect(base) as db:
        told = dict(db.execute("SELECT name, message FROM problems ORDER BY start IS NOT NULL"))
        assert db.execute("SELECT count(*) FROM collections").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM acts WHERE has_text").fetchone() == (0,)
    assert {f"{name}.txt" for name in given} == told.keys()
    assert all(message.endswith(".") for message in told.values())


def test_a_form_is_no_collection(tmp_path: Path) -> None:
    form = "Заявление\n\nПрошу принять моего ребёнка ______________ в кружок.\n\nДата ______   Подпись ______\n"
    headless = paper().partition("ПОЛОЖЕНИЕ\n")[2]
    base = base_of(tmp_path, form=form, headless=headless, annex="Приложение\n\nФорма журнала\n\nДата | Тема\n")
    with sqlite3.connect(base) as db:
        before = db.execute("SELECT count(*) FROM collections").fetchone()
        told = {name for (name,) in db.execute("SELECT DISTINCT name FROM problems")}
    assert before == (0,) and told == {"form.txt", "headless.txt", "annex.txt"}
    ingest_paths(base, [DATA], workers=1)
    pages = {one.title for one in kb.collections(base)}
    assert pages and not pages & {"Заявление", "Приложение", "Общие положения"}
