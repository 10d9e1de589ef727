"""Archives: nested, hostile, broken - each refused with a sentence, the rest goes on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ingest.sources import Item, Limits, items_at
from ingest.sources.archive import is_archive


def packed(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def unpacked(tmp_path: Path, data: bytes, limits: Limits = Limits()) -> list[Item]:  # noqa: B008
    (tmp_path / "a.zip").write_bytes(data)
    return list(items_at(tmp_path, limits))


def test_members_come_sorted_under_the_archives_name(tmp_path: Path) -> None:
    found = unpacked(tmp_path, packed({"б.txt": b"2", "а/в.txt": b"1"}))
    assert [(item.name, item.data) for item in found] == [("a.zip/а/в.txt", b"1"), ("a.zip/б.txt", b"2")]


def test_archives_inside_archives_are_opened_up_to_the_depth(tmp_path: Path) -> None:
    nested = packed({"2.zip": packed({"3.zip": packed({"4.txt": b"4"})})})
    assert [item.name for item in unpacked(tmp_path, nested)] == ["a.zip/2.zip/3.zip/4.txt"]
    (refused,) = unpacked(tmp_path, nested, Limits(depth=2))
    assert (refused.name, refused.problem) == ("a.zip/2.zip/3.zip", "Архив не открыт: вложенность больше 2.")


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "c:\\x.txt", "..\\x.txt"])
def test_climbing_names_are_refused(tmp_path: Path, name: str) -> None:
    refused, good = sorted(unpacked(tmp_path, packed({name: b"1", "good.txt": b"2"})), key=lambda i: i.data is not None)
    assert refused.problem == "Файл архива пропущен: его имя ведёт за пределы архива."
    assert ".." not in refused.name.split("/")
    assert good.data == b"2"


def test_a_bomb_is_refused_by_its_ratio_and_the_rest_is_read(tmp_path: Path) -> None:
    found = unpacked(tmp_path, packed({"bomb.txt": bytes(5_000_000), "good.txt": b"2"}))
    assert "архивы-бомбы" in (found[0].problem or "")
    assert found[1].data == b"2"


def test_too_large_a_member_is_refused_with_the_size(tmp_path: Path) -> None:
    (item,) = unpacked(tmp_path, packed({"a.txt": b"x" * 50_000}), Limits(file=10_000))
    assert item.problem == "Файл архива пропущен: он больше 10 КБ."


def test_a_lie_about_the_size_is_no_way_around_the_cap(tmp_path: Path) -> None:
    """The size written in the archive is made small: what is unpacked no longer fits it, and the member is refused."""
    data = packed({"a.txt": b"x" * 50_000}).replace((50_000).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    (item,) = unpacked(tmp_path, data, Limits(file=10_000))
    assert item.data is None


def test_the_total_of_nested_archives_is_capped(tmp_path: Path) -> None:
    found = unpacked(tmp_path, packed({f"{i}.zip": packed({"x": b"y" * 4_000}) for i in range(3)}), Limits(total=9_000))
    assert any("больше чем в 9 КБ" in (item.problem or "") for item in found)
    assert sum(len(item.data or b"") for item in found) <= 9_000


def test_too_many_members(tmp_path: Path) -> None:
    found = unpacked(tmp_path, packed({f"{i}.txt": b"1" for i in range(5)}), Limits(members=3))
    assert len([item for item in found if item.data]) == 3
    assert found[-1].problem == "Архив прочитан не до конца: в нём больше 3 файлов."


def test_russian_names_of_old_archivers(tmp_path: Path) -> None:
    data = packed({"a_name.txt": b"1"}).replace(b"a_name.txt", "приказ.txt".encode("cp866"))
    assert [item.name for item in unpacked(tmp_path, data)] == ["a.zip/приказ.txt"]


@pytest.mark.parametrize("cut", [40, 100])
def test_half_an_archive_is_a_problem(tmp_path: Path, cut: int) -> None:
    (item,) = unpacked(tmp_path, packed({"a.txt": b"text " * 200})[:cut])
    assert item.problem == "Архив повреждён: оглавление ZIP не читается."


def test_a_damaged_member_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    data = packed({"a.txt": b"A" * 64, "b.txt": b"2"}, zipfile.ZIP_STORED).replace(b"A" * 64, b"B" * 64)
    found = unpacked(tmp_path, data)
    assert found[0].problem == "Файл архива повреждён и не распаковывается."
    assert found[1].data == b"2"


@pytest.mark.parametrize(
    ("head", "title"), [(b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07\x00", "RAR"), (b"\x1f\x8b\x08", "GZIP")]
)
def test_other_archives_are_refused_by_name(tmp_path: Path, head: bytes, title: str) -> None:
    (item,) = unpacked(tmp_path, head + bytes(20))
    assert item.problem == f"Архив {title} не открывается: распакуйте его и передайте папку или ZIP."


def test_documents_that_are_zip_files_are_not_archives() -> None:
    assert not is_archive(packed({"[Content_Types].xml": b"", "word/document.xml": b""}), "a.docx")
    assert not is_archive(packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt")
    assert is_archive(packed({"1.txt": b""}), "a.bin")


def test_a_member_without_a_name_stops_nothing(tmp_path: Path) -> None:
    """Found by fuzzing: :meth:`zipfile.ZipInfo.is_dir` looks at the last letter of the name."""
    whole = bytearray(packed({"x": b"1", "y.txt": b"2"}))
    at = whole.find(b"PK\x01\x02")
    whole[at + 28 : at + 30], whole[at + 46 : at + 47] = b"\0\0", b""
    end = whole.find(b"PK\x05\x06")
    whole[end + 12] -= 1
    found = unpacked(tmp_path, bytes(whole))
    assert found[-1].data == b"2" and len(found) == 2
