"""Folders: sorted order, odd files passed over with a reason, caps."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.sources import Limits, items_at


def test_files_come_in_sorted_order_with_names_relative_to_the_folder(tmp_path: Path) -> None:
    for name in ("б/2.txt", "а.txt", "б/1.txt", "Я.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    assert [(item.name, item.data) for item in items_at(tmp_path)] == [
        (name, name.encode()) for name in ("Я.txt", "а.txt", "б/1.txt", "б/2.txt")
    ]


def test_a_file_given_by_name_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "акт.txt").write_bytes(b"1")
    assert [item.name for item in items_at(tmp_path / "акт.txt")] == ["акт.txt"]


def test_links_and_pipes_are_passed_over_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"1")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    found = {item.name: item for item in items_at(tmp_path)}
    assert found["a.txt"].data == b"1"
    assert "ссылк" in (found["link.txt"].problem or "")
    assert "ссылк" in (found["loop"].problem or "")
    assert "FIFO" in (found["pipe"].problem or "")


def test_a_link_given_by_name_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"1")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert [(item.name, item.data) for item in items_at(tmp_path / "link.txt")] == [("link.txt", b"1")]


def test_programs_own_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"1")
    (tmp_path / ".DS_Store").write_bytes(b"1")
    (tmp_path / "~$приказ.docx").write_bytes(b"1")
    (tmp_path / "письмо.pdf.part").write_bytes(b"1")
    found = list(items_at(tmp_path))
    assert [item.name for item in found] == [".DS_Store", ".git", "~$приказ.docx", "письмо.pdf.part"]
    assert all(item.passed for item in found)


def test_too_large_a_file_is_a_problem_with_both_sizes(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"1" * 3_000)
    (item,) = items_at(tmp_path, Limits(file=2_000))
    assert item.data is None
    assert item.problem == "Файл пропущен: 3 КБ при пределе 2 КБ."


@pytest.mark.skipif(os.geteuid() == 0, reason="для root закрытых файлов нет")
def test_a_closed_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "closed.txt").write_bytes(b"1")
    (tmp_path / "closed.txt").chmod(0)
    (item,) = items_at(tmp_path)
    assert item.problem == "Файл не открывается: нет прав на чтение."


def test_nothing_there(tmp_path: Path) -> None:
    (item,) = items_at(tmp_path / "нет")
    assert item.problem == "Файл или папка не найдены."
