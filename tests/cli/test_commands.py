"""Every command, run as a person runs it: arguments in, printed lines and an exit code out."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from command import KB

from kb.cli import COMMANDS, run

ROOT = Path(__file__).resolve().parents[2]
REGULATION = "postanovlenie-pravitelstv-primern-oblast-2024-03-01-201-mp"


class Shell:
    """Runs commands and keeps what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object, code: int = 0) -> str:
        """What the command printed as its answer; ``code`` is the exit code it must give."""
        given = run([str(argument) for argument in arguments])
        self.said = self._capsys.readouterr()
        assert given == code, self.said
        return self.said.out

    def json(self, *arguments: object, code: int = 0) -> Any:
        return json.loads(self(*arguments, "--json", code=code))


@pytest.fixture
def kb(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def test_help_names_every_command(kb: Shell) -> None:
    shown = kb("--help")
    assert all(f"  {name} " in shown for name in COMMANDS)
    assert kb() == shown
    assert "0.1.0" in kb("--version")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_russian_help(kb: Shell, name: str) -> None:
    shown = kb(name, "--help")
    assert "Использование: kb" in shown and "Параметры" in shown
    assert not any(word in shown for word in ("Usage", "Options", "Show this", "[OPTIONS]"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fnord"], "Нет такой команды: fnord"),
        (["show"], "Не хватает: БАЗА"),
        (["show", "demo.db"], "Не хватает: АКТ"),
        (["diff", "demo.db", "101-мп"], "Не хватает: --from ДЕНЬ"),
        (["show", "none.db", "1"], "Базы «none.db» нет"),
        (["show", "none.db", "1", "2"], "Лишнее в командной строке: 2"),
        (["show", "none.db", "1", "--fnord"], "Нет такого параметра: --fnord"),
        (["show", "none.db", "1", "--at", "31.02.2020"], "такого дня нет"),
        (["search", "none.db", "слово"], "Базы «none.db» нет"),
        (["serve", "none.db"], "Базы «none.db» нет"),
        (["reparse", "none.db"], "Базы «none.db» нет"),
    ],
)
def test_wrong_usage_is_told_in_russian(kb: Shell, arguments: list[str], words: str) -> None:
    kb(*arguments, code=2)
    assert words in kb.said.err and "Error" not in kb.said.err


def test_parse_answers_by_the_contract(kb: Shell) -> None:
    page = ROOT / "data" / "pages" / "moya-shkola-i-sferum.txt"
    answer = kb.json("parse", page)
    named = "source text act page aliases units citations operations notes commencement problems"
    assert set(answer) == set(named.split())
    assert answer["page"]["title"] and all(
        answer["text"][c["start"] : c["end"]] == c["exact"] for c in answer["citations"]
    )


def test_parse_several_files_a_line_each(kb: Shell, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    files = [ROOT / "data" / "acts" / "zakon-101-mp.txt", tmp_path / "broken.docx", tmp_path / "none.txt"]
    good, broken, missing = map(json.loads, kb("parse", *files, "--json", code=1).splitlines())
    assert good["act"]["id"] == "zakon-primern-oblast-2024-01-15-101-mp"
    for answer, name in ((broken, "broken.docx"), (missing, "none.txt")):
        assert answer["source"]["name"] == name and answer["error"] and answer["problems"]


def test_parse_reads_standard_input_and_starts_light() -> None:
    line = 'Федеральный закон от 29 декабря 2012 г. № 273-ФЗ "Об образовании в Российской Федерации"'.encode()
    done = subprocess.run([*KB, "parse", "-", "--json"], input=line, capture_output=True, check=True)
    assert json.loads(done.stdout)["act"]["id"] == "fz-2012-12-29-273"
    heavy = ("datasette", "whoosh", "pymorphy3", "lxml", "numpy", "sqlite_utils", "yaml", "sqlite3")
    code = f"import sys; from kb.cli import run; run(['parse', '-']); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], input=line, capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_parse_summary_for_people(kb: Shell) -> None:
    shown = kb("parse", ROOT / "data" / "acts" / "zakon-101-mp.txt")
    assert "zakon-primern-oblast-2024-01-15-101-mp" in shown and "единиц:" in shown


def test_ingest_reports_and_exit_codes(kb: Shell, tmp_path: Path) -> None:
    base = tmp_path / "base.db"
    assert "Добавлено: 1 файл." in kb("ingest", base, ROOT / "data" / "pages")
    (tmp_path / "empty.txt").touch()
    kb("ingest", base, tmp_path / "empty.txt", code=1)
    assert "empty.txt:" in kb.said.err
    assert kb.json("ingest", base, ROOT / "data" / "pages")["known"] == 1
    kb("ingest", base, tmp_path / "none", code=1)
    assert "не найдены" in kb.said.err
    assert "empty.txt" in kb("problems", base, code=1)


def test_search(kb: Shell, demo: Path) -> None:
    shown = kb("search", demo, "дистанционное обучение")
    assert "1. Постановление Правительства РФ от 11.10.2023 № 1678" in shown
    assert kb("search", demo, "542/1").startswith("→ Приказ Минцифры России от 15.07.2022 № 542/1")
    assert kb.json("search", demo, "приказ", "--kind", "приказ", "--from", "2022")["total"] == 1
    kb("search", demo, "абракадабра", code=1)


def test_show_an_act_and_a_unit(kb: Shell, demo: Path) -> None:
    shown = kb("show", demo, "101-МП")
    assert "Закон Примерной области от 15.01.2024 № 101-МП" in shown and "не является правовым актом" in shown
    assert "Статья 1. Предмет регулирования" in shown
    unit = kb("show", demo, "101-МП", "--unit", "часть 3 статьи 4")
    assert "\n3. " in unit and "Статья 1" not in unit
    answer = kb.json("show", demo, REGULATION, "--unit", "att_1__point_6")
    assert answer["unit"] == "att_1__point_6" and answer["units"][0]["eid"] == "att_1__point_6"


def test_show_what_is_not_there(kb: Shell, demo: Path) -> None:
    kb("show", demo, "999-МП", code=1)
    assert "нет акта" in kb.said.err
    kb("show", demo, "101-МП", "--unit", "статья 77", code=1)
    assert "нет единицы" in kb.said.err
    kb("show", demo, "о внесении изменений в положение о модельной школьной", code=1)
    assert kb.said.err.count("\n  ") > 1  # candidates, a line each


def test_chain(kb: Shell, demo: Path) -> None:
    shown = kb("chain", demo, "пп 1241")
    assert "№ 1545 (дата не указана)" in shown
    answer = kb.json("chain", demo, REGULATION)
    days = [entry["act"]["date"] for entry in answer["amended_by"]]
    assert days == sorted(days) and len(days) >= 4
    one = kb.json("chain", demo, REGULATION, "--unit", "пункт 6")
    assert 0 < len(one["amended_by"]) < len(days)


def test_a_unit_beside_the_name(kb: Shell, demo: Path) -> None:
    asked = "201-мп п 7 приложения 1"
    assert kb("show", demo, asked) == kb("show", demo, "201-мп", "--unit", "пункт 7 приложения 1")
    assert kb("why", demo, asked) == kb("why", demo, "201-мп", "п 7 приложения 1")
    assert kb.json("chain", demo, asked) != kb.json("chain", demo, "201-мп")
    kb("why", demo, "201-мп", code=1)
    assert "Не сказано, какая единица" in kb.said.err


def test_status_and_why(kb: Shell, demo: Path) -> None:
    assert "На 04.09.2024: действует." in kb("status", demo, "101-мп ч 3 ст 5", "--at", "04.09.2024")
    later = kb("status", demo, "101-мп ч 3 ст 5", "--at", "21.09.2024")
    assert "На 21.09.2024: не действует. Утратила силу с 21.09.2024: Закон Примерной области" in later
    told = kb("why", demo, "201-мп п 7 приложения 1")
    assert "Слова исключены: Постановление Правительства Примерной области от 10.04.2024 № 215-МП" in told
    assert "Не применено: слова «еженедельно, по понедельникам,» не найдены" in told


def test_what_comes_next_act_by_act(kb: Shell, demo: Path) -> None:
    lines = kb("coming", demo, "--from", "20.09.2024", "--to", "01.10.2024").splitlines()
    assert lines[0] == "21.09.2024"
    units = [line.strip() for line in lines if line.startswith("      ")]
    assert units[:2] == ["пункт 1 статьи 2: изменяется (слова заменены)", "пункт 2.1 статьи 2: вступает в силу"]
    assert sum("Основание: Закон Примерной области от 05.09.2024 № 120-МП" in line for line in lines) == 1
    assert "позже" in kb("coming", demo, "--from", "01.01.2099", "--to", "02.01.2099")


def test_dead_references_are_a_code(kb: Shell, demo: Path) -> None:
    shown = kb("dead", demo, code=1)
    assert "№ 205-МП" in shown and "Утратил силу с 01.01.2026" in shown
    assert kb.json("dead", demo, "285-мп", code=1)["cited"]["number"] == "205-МП"
    assert "не найдено" in kb("dead", demo, "101-мп")


def test_diff(kb: Shell, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = kb("diff", demo, "101-мп", "--from", "01.09.2024", "--to", "01.10.2024")
    assert "пункт 1 статьи 2 - изменено: Закон Примерной области от 05.09.2024 № 120-МП" in shown
    assert "или {+педагогический +}работник[- школы-];" in shown
    assert "Различий нет." in kb("diff", demo, "101-мп", "--from", "01.02.2024", "--to", "02.02.2024")
    monkeypatch.setenv("KB_TODAY", "2025-02-03")
    assert "с 01.09.2024 по 03.02.2025" in kb("diff", demo, "101-мп", "--from", "01.09.2024")


def test_check_a_document(kb: Shell, demo: Path, tmp_path: Path) -> None:
    document = tmp_path / "программа.txt"
    document.write_text("По постановлению Правительства Примерной области от 4 марта 2024 г. № 205-МП.", "utf-8")
    assert "утратил" in kb("check", demo, document, code=1).lower()


@pytest.mark.parametrize(("to", "mark"), [("md", b"# "), ("docx", b"PK"), ("akn", b"<?xml")])
def test_export_to_a_file(kb: Shell, demo: Path, tmp_path: Path, to: str, mark: bytes) -> None:
    written = tmp_path / "акт"
    kb("export", demo, "101-мп", "--format", to, "--output", written)
    assert written.read_bytes().startswith(mark)


def test_problems_and_corrections(kb: Shell, demo: Path) -> None:
    assert "№ 290-МП: не применено изменение, пункт 7 приложения 1" in kb("problems", demo, code=1)
    assert "corrections/model.yml, строка 3" in kb("corrections", demo)


def test_cite(kb: Shell, demo: Path) -> None:
    assert kb("cite", demo, "1678").startswith("Российская Федерация. Правительство. Об утверждении Правил")
    assert "№ 273-ФЗ" in kb.json("cite", demo, "273-фз")["reference"]
    law = (
        "Закон{} Примерной области от 15.01.2024 № 101-МП «О модельной школьной информационной системе» (ред. от {})\n"
    )
    assert kb("cite", demo, "101-мп", "--inline") == law.format("", "20.05.2025")
    assert kb("cite", demo, "101-мп ст 4.1", "--at", "2025-01-01") == "статья 4.1 " + law.format("а", "05.09.2024")
    assert kb.json("cite", demo, "101-мп", "--unit", "ст. 2")["inline"].startswith("статья 2 Закона Примерной области")


def test_verify_and_index(kb: Shell, demo: Path) -> None:
    assert "цела" in kb("verify", demo)
    assert "соответствует" in kb("index", demo)
    assert "соответствует" in kb("index", demo, "--rebuild")


def test_reparse(kb: Shell, tmp_path: Path) -> None:
    base = tmp_path / "base.db"
    kb("ingest", base, ROOT / "data" / "pages")
    assert "Добавлено: 1 файл." in kb("reparse", base, "--workers", "1")


def test_serve_answers(demo: Path) -> None:
    running = subprocess.Popen([*KB, "serve", str(demo), "--port", "8923"], stdout=subprocess.PIPE, text=True)
    stop = threading.Timer(30, running.kill)
    stop.start()
    try:
        assert running.stdout is not None
        assert "http://127.0.0.1:8923" in running.stdout.readline()
        assert "273-ФЗ" in _page("http://127.0.0.1:8923/acts/fz-2012-12-29-273")
        assert json.loads(_page("http://127.0.0.1:8923/kb/acts.json?_shape=array&kind=fz"))
    finally:
        stop.cancel()
        running.kill()
        running.communicate()


def _page(address: str) -> str:
    for _ in range(100):
        try:
            with urlopen(address, timeout=20) as answer:
                return str(answer.read().decode())
        except ConnectionError:
            time.sleep(0.1)
        except OSError as error:
            if "refused" not in str(error):
                raise
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def test_days_of_an_act_whose_text_is_not_held_are_not_called_equal(kb: Shell, demo: Path) -> None:
    """«No differences» of a text nobody has would be a guess."""
    assert kb("diff", demo, "пп 1678", "--from", "2024-01-01", "--to", "2025-01-01", code=1) == ""
    assert "Текста этого акта в базе нет" in kb.said.err


def test_a_folder_without_files_is_said_to_have_none(kb: Shell, tmp_path: Path) -> None:
    (tmp_path / "пусто").mkdir()
    kb("ingest", tmp_path / "base.db", tmp_path / "пусто")
    assert "файлов нет: добавлять нечего" in kb.said.err
    assert "В базе ещё ничего нет" in kb("search", tmp_path / "base.db", "школа", code=1)
