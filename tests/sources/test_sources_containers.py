"""Files that hold many documents: Parquet, 7z, lists of saved pages, letters with attachments."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest import parse, read
from ingest.sources import Limits, items_at
from ingest.sources.parquet import act_xml

ROW = {
    "pravogovruNd": "102000001",
    "issuedByIPS": "Правительство Российской Федерации",
    "docdateIPS": "01.03.2020",
    "docNumberIPS": "5",
    "headingIPS": "О мерах <важных> & прочих",
    "doc_typeIPS": "Постановление",
    "statusIPS": "Действует без изменений",
    "classifierByIPS": ["010.000.000", "020.000.000"],
    "keywordByIPS": None,
    "textIPS": "ПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ\nПОСТАНОВЛЕНИЕ\nот 1 марта 2020 г. № 5\nг. Москва\n"
    "О мерах\n1. Принять меры.\n2. Отчитаться\x0b о них.",
}
needs_7z = pytest.mark.skipif(not shutil.which("7z"), reason="нет программы 7z")


def test_a_row_is_read_as_the_act_it_holds() -> None:
    document = read(act_xml(ROW), "1.xml")
    assert document.format == "ruslawod" and document.aliases == (("nd", "102000001"),)
    assert document.metadata["classifier"] == "010.000.000; 020.000.000"
    assert document.metadata["title"] == "О мерах <важных> & прочих" and "keywords" not in document.metadata
    act = parse(document).act
    assert act is not None and act.id.slug == "pp-2020-03-01-5"


def test_rows_of_a_parquet_file(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="нет pyarrow (kb-npa[parquet])")
    from pyarrow import parquet

    rows = [{**ROW, "pravogovruNd": str(number)} for number in range(150)]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "acts.parquet")
    found = list(items_at(tmp_path))
    assert [item.name for item in found] == [f"acts.parquet/{number}.xml" for number in range(150)]
    assert found[7].data == act_xml(rows[7])
    assert all(item.problem for item in items_at(tmp_path, Limits(file=100)))
    parquet.write_table(pyarrow.table({"a": [1]}), tmp_path / "acts.parquet")
    (other,) = items_at(tmp_path)
    assert "не собрание RusLawOD" in (other.problem or "")
    (tmp_path / "acts.parquet").write_bytes(b"PAR1 broken")
    (broken,) = items_at(tmp_path)
    assert "повреждён" in (broken.problem or "")


def test_parquet_without_its_library_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "acts.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (item,) = items_at(tmp_path)
    assert "pip install 'kb-npa[parquet]'" in (item.problem or "")


def packed_7z(folder: Path, *options: str) -> Path:
    """Everything in the folder's «in» as a 7z archive."""
    archive = folder / "out" / "a.7z"
    archive.parent.mkdir()
    command = ["7z", "a", *options, str(archive), "."]
    subprocess.run(command, cwd=folder / "in", check=True, stdout=subprocess.DEVNULL)
    return archive


@needs_7z
def test_a_7z_archive_is_read_as_a_stream(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("в.txt", "3")
    (tmp_path / "in" / "б").mkdir(parents=True)
    (tmp_path / "in" / "а.txt").write_text("один")
    (tmp_path / "in" / "пусто.txt").touch()
    (tmp_path / "in" / "б" / "2.txt").write_bytes(b"2" * 3000)
    (tmp_path / "in" / "i.zip").write_bytes(inner.getvalue())
    path = packed_7z(tmp_path)
    found = {item.name: item.data for item in items_at(path)}
    assert found == {
        "a.7z/а.txt": "один".encode(), "a.7z/пусто.txt": b"", "a.7z/б/2.txt": b"2" * 3000, "a.7z/i.zip/в.txt": b"3",
    }  # fmt: skip
    capped = {item.name: item.problem for item in items_at(path, Limits(file=1000)) if item.problem}
    assert set(capped) == {"a.7z/б/2.txt"}
    (refused,) = items_at(path, Limits(total=2000))
    assert "распаковывается больше" in (refused.problem or "")
    assert [item.name for item in path.parent.iterdir()] == ["a.7z"]


@needs_7z
def test_a_7z_archive_closed_or_broken(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("один" * 100)
    path = packed_7z(tmp_path, "-pсекрет")
    (closed,) = items_at(path)
    assert "паролем" in (closed.problem or "")
    path.write_bytes(path.read_bytes()[:60])
    (broken,) = items_at(path)
    assert "повреждён" in (broken.problem or "")


def test_7z_without_the_program_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    monkeypatch.setenv("PATH", "")
    (item,) = items_at(tmp_path / "a.7z")
    assert "apt install p7zip-full" in (item.problem or "")


def test_pages_saved_earlier_come_under_their_addresses(tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "1.html").write_bytes(b"1")
    (tmp_path / "example.org" / "acts").mkdir(parents=True)
    (tmp_path / "example.org" / "acts" / "акт.html").write_bytes(b"2")
    (tmp_path / "pages.urls").write_text(
        "# страницы\nhttp://example.org/?nd=1\tsaved/1.html\nhttps://example.org/acts/%D0%B0%D0%BA%D1%82.html\n\n"
        "https://example.org/none.html\nhttp://example.org/x ../../etc/passwd\nне адрес\n",
        "utf-8",
    )
    found = list(items_at(tmp_path / "pages.urls"))
    assert [(item.name, item.data) for item in found[:2]] == [
        ("http://example.org/?nd=1", b"1"),
        ("https://example.org/acts/%D0%B0%D0%BA%D1%82.html", b"2"),
    ]
    assert "ничего не скачивает" in (found[2].problem or "")
    assert [item.problem or "" for item in found[3:]] == [
        "Строка 6 списка адресов не понята: «http://example.org/x ../../etc/passwd».",
        "Строка 7 списка адресов не понята: «не адрес».",
    ]


def test_attachments_of_a_letter_are_documents(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "a@example.org", "Приказ"
    letter.set_content("Направляем приказ.")
    letter.add_attachment(b"text", maintype="application", subtype="octet-stream", filename="приказ/1.txt")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("в.txt", "3")
    letter.add_attachment(inner.getvalue(), maintype="application", subtype="zip", filename="a.zip")
    (tmp_path / "l.eml").write_bytes(bytes(letter))
    found = list(items_at(tmp_path))
    assert [item.name for item in found] == ["l.eml", "l.eml/приказ_1.txt", "l.eml/a.zip/в.txt"]
    assert found[0].data == bytes(letter) and found[1].data == b"text" and found[2].data == b"3"
