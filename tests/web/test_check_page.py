"""The page that checks somebody's own document: a form, a file, a pasted text, bytes from a program, bad luck."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from ingest import read
from kb.web import intake
from kb.web.pages import check
from kb.web.sandbox import Refused, checked_apart

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
    monkeypatch.setattr(intake, "LARGEST", 1000)
    answer = await site.client.post("/check", content=b"x" * 2000, headers={"content-type": "text/plain"})
    assert answer.status_code == 413 and "Слишком много данных" in answer.text


async def test_a_form_that_is_none(site: Any) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = await site.client.post("/check", content=b"not a form", headers=headers)
    assert answer.status_code == 400


def test_a_document_that_takes_too_long_is_given_up(base: Path) -> None:
    started = time.monotonic()
    with pytest.raises(Refused, match="слишком долго"):
        checked_apart(str(base), TEXT.encode() * 20_000, "долго.txt", date(2026, 2, 1), seconds=0.05)
    assert time.monotonic() - started < 10


async def test_a_form_of_too_many_fields_is_given_up(site: Any) -> None:
    for sent in ({"data": {f"f{n}": "1" for n in range(21)}}, {"files": {f"f{n}": (None, "1") for n in range(21)}}):
        answer = await site.client.post("/check", **sent)
        assert answer.status_code == 400 and "слишком много полей" in answer.text


async def test_one_file_at_a_time(site: Any) -> None:
    answer = await site.client.post("/check", files=[("file", ("а.txt", b"x")), ("file", ("б.txt", b"y"))])
    assert answer.status_code == 400 and "один файл" in answer.text


async def test_only_so_many_documents_at_a_time(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "MOST_DOCUMENTS", 0)
    answer = await site.client.post("/check", data={"text": TEXT})
    assert answer.status_code == 503 and "Повторите через минуту" in answer.text


async def test_a_form_of_datasette_is_small(site: Any) -> None:
    answer = await site.client.post("/-/messages", content=b"x" * 200_000)
    assert answer.status_code == 413 and "не больше 100 КБ" in answer.text


async def test_a_document_being_checked_makes_nobody_wait(site: Any) -> None:
    """20 MB of citations, and a form of percent signs: what runs on the server's one loop meanwhile never pauses."""
    await site.client.post("/check.json", data={"text": TEXT})  # the first check also starts the process that forks
    line = "1. Исполняется Закон Примерной области от 15.01.2024 № 101-МП и постановление от 04.03.2024 № 205-МП.\n\n"
    large = (line * 60_000).encode()[: 19 << 20]
    longest, last, over = 0.0, time.process_time(), asyncio.Event()

    async def watch() -> None:
        nonlocal longest, last
        while not over.is_set():
            await asyncio.sleep(0.01)
            now = time.process_time()  # what this process itself computed: other programs may be busy too
            longest, last = max(longest, now - last), now

    async def parts(data: bytes) -> AsyncIterator[bytes]:
        for at in range(0, len(data), 1 << 16):
            yield data[at : at + (1 << 16)]
            await asyncio.sleep(0)

    watching = asyncio.create_task(watch())
    kinds = (("text/plain", large), ("application/x-www-form-urlencoded", b"text=" + b"%D0%B0" * 160_000))
    answers = [
        await site.client.post("/check.json", content=parts(data), headers={"content-type": kind})
        for kind, data in kinds
    ]
    over.set()
    await watching
    assert (answers[0].status_code == 400 and "ссылок на акты" in answers[0].text) or "долго" in answers[0].text
    assert answers[1].status_code == 200
    assert longest < 0.2, f"the loop stood still for {longest:.3f} s"
