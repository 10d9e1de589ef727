"""The page that checks somebody's own document: a form, a file, a pasted text, bytes from a program, bad luck."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote

import pytest

from ingest import read
from kb.web import posted
from kb.web.sandbox import Refused, parsed_apart

TEXT = (
    "Рабочая программа\n\n"
    "1. Школы подключены по постановлению Правительства Примерной области от 04.03.2024 № 205-МП.\n\n"
    "2. Исполняется Закон Примерной области от 15.01.2024 № 101-МП."
)


async def test_the_form(site: Any) -> None:
    answer = await site.client.get("/check")
    assert answer.status_code == 200 and 'enctype="multipart/form-data"' in answer.text
    assert "set-cookie" not in answer.headers


async def test_a_file_is_checked(site: Any) -> None:
    files = {"file": ("программа.txt", TEXT.encode(), "text/plain")}
    answer = await site.client.post("/check", files=files, data={"text": "", "at": "01.02.2026"})
    assert answer.status_code == 200, answer.text
    assert "программа.txt" in answer.text and "Утратил силу с" in answer.text
    for level in ("wrong", "fine"):  # a count leads to the first of its kind
        assert f'href="#first-{level}"' in answer.text and answer.text.count(f'id="first-{level}"') == 1
    assert 'href="/acts/postanovlenie-pravitelstv-primern-oblast-2024-03-04-205-mp"' in answer.text


async def test_a_pasted_text_has_a_json_twin(site: Any) -> None:
    answer = await site.client.post("/check.json", data={"text": TEXT, "at": "01.02.2026"})
    assert answer.status_code == 200
    found = answer.json()["checked"]
    assert found["counts"] == {"wrong": 1, "fine": 1} and found["day"] == "2026-02-01"
    assert found["name"] == "Вставленный текст"
    assert [reference["level"] for reference in found["references"]] == ["wrong", "fine"]


async def test_the_report_is_a_table_in_word(site: Any) -> None:
    page = (await site.client.get("/check")).text
    assert 'formaction="/check.docx"' in page
    files = {"file": ("программа.txt", TEXT.encode(), "text/plain")}
    answer = await site.client.post("/check.docx", files=files, data={"at": "01.02.2026"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].endswith(quote("Проверка программа.docx"))
    said = read(answer.content, "отчёт.docx").text
    for words in (
        "Проверено на 01.02.2026",
        "программа.txt. Исправить: 1, в порядке: 1.",
        "подключены по постановлению Правительства Примерной области от 04.03.2024 № 205-МП.",
        "Утратил силу с 01.01.2026",
        "Найдите акт, который действует вместо него",
    ):
        assert words in said
    assert (await site.client.post("/check.docx", data={"text": ""})).status_code == 400


async def test_a_program_sends_bytes(site: Any) -> None:
    answer = await site.client.post(
        "/check.json?name=программа.txt&at=2025-06-01", content=TEXT.encode(), headers={"content-type": "text/plain"}
    )
    found = answer.json()["checked"]
    assert (found["name"], found["day"], found["counts"]) == ("программа.txt", "2025-06-01", {"fine": 2})


@pytest.mark.parametrize(
    ("files", "fields", "said"),
    [
        (None, {"text": ""}, "проверять нечего"),
        ({"file": ("пусто.docx", b"PK\x03\x04 broken", "application/zip")}, {}, "повреждён"),
        ({"file": ("../../etc/x.txt", TEXT.encode(), "text/plain")}, {"at": "31.02.2026"}, "Такой даты нет"),
    ],
)
async def test_what_cannot_be_checked_is_said(site: Any, files: Any, fields: dict[str, str], said: str) -> None:
    answer = await site.client.post("/check", files=files, data=fields)
    assert answer.status_code == 400 and said in answer.text


async def test_hostile_text_is_shown_as_text(site: Any) -> None:
    text = "1. <script>alert(1)</script> Закон Примерной области от 15.01.2024 № 101-МП <img src=x onerror=alert(1)>"
    answer = await site.client.post("/check", files={"file": ("<b>.txt", text.encode(), "text/plain")})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and "<img src=x" not in answer.text and "<b>.txt" not in answer.text


async def test_a_body_too_large_is_given_up(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted, "LARGEST", 1000)
    answer = await site.client.post("/check", content=b"x" * 2000, headers={"content-type": "text/plain"})
    assert answer.status_code == 400 and "слишком велик" in answer.text


async def test_a_form_that_is_none(site: Any) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = await site.client.post("/check", content=b"not a form", headers=headers)
    assert answer.status_code == 400


def test_a_document_that_takes_too_long_is_given_up() -> None:
    started = time.monotonic()
    with pytest.raises(Refused, match="слишком долго"):
        parsed_apart(TEXT.encode() * 20_000, "долго.txt", seconds=0.05)
    assert time.monotonic() - started < 10
