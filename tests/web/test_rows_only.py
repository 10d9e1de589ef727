"""No page parses a document or reads a source's bytes: whatever it tells stands in rows."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest

import ingest
import kb
from ingest.document import Document
from ingest.parsed import Parsed
from kb.editions.prove import replay
from kb.load import ingest_paths
from kb.store.connection import open_base
from kb.web.routes import ROUTES
from kb.web.serve import application

ROOT = Path(__file__).resolve().parents[2]
STATED = ROOT / "tests" / "editions" / "stated" / "zakon-101-mp_2024-09-05.txt"
LAW = "/acts/zakon-primern-oblast-2024-01-15-101-mp"
FORMER, STATED_DAY, COMING = "2024-03-01", "2024-09-05", "2030-02-01"
TYPED = "вопрос.txt"
"""What kb.store.find.act calls the words of a visitor, which are read as a citation would be."""

PAGES = (
    "/", "/search?q=школьная+система", "/search?q=101-мп", "/search.csv?q=система", "/search.atom?q=система",
    "/requisites", "/acts", "/acts/101-мп", f"{LAW}/card", f"{LAW}/chain", f"{LAW}/chain?unit=art_2__point_1",
    f"{LAW}/chain.svg", f"{LAW}/cited-by", f"{LAW}.atom", "/coming", "/collections", "/problems", "/feed.atom",
    "/robots.txt", "/sitemap.xml", "/issuers/pravitelstvo.atom", "/collections/none", "/collections/none.atom",
)  # fmt: skip
DATED = (
    f"{LAW}?at={{}}", f"{LAW}?at={{}}&unit=art_2__point_1", f"{LAW}?at={{}}&unit=art_99", f"{LAW}?at={{}}&whole=1",
    f"{LAW}/why?at={{}}&unit=art_2__point_1", f"{LAW}/why?at={{}}&unit=art_2__point_2.1",
    f"{LAW}/diff?from={{}}&to=2025-01-01", f"{LAW}/diff?from={{}}&to=2025-01-01&unit=art_2&view=inline&whole=1",
    f"{LAW}/diff.html?from={{}}&to=2025-01-01", f"{LAW}/diff.csv?from={{}}&to=2025-01-01",
    f"{LAW}/diff.docx?from={{}}&to=2025-01-01", "/acts?at={}", "/coming?from={}", "/search?q=система&at={}",
    *(f"{LAW}/text.{ending}?at={{}}" for ending in ("md", "docx", "akn.xml")),
    f"/kb/act_at.json?act={LAW[6:]}&at={{}}", f"/kb/unit_at.json?act={LAW[6:]}&unit=art_2__point_1&at={{}}",
    f"/kb.json?sql=select+act_at('{LAW[6:]}','{{}}')",
)  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's acts, one of them in two editions."""
    path = tmp_path_factory.mktemp("rows") / "base.db"
    assert not ingest_paths(path, [STATED, ROOT / "data"], workers=1).unreadable
    return path


def refuse(*_: object) -> NoReturn:
    raise AssertionError("a page reads the bytes of a source")


def only_typed(document: Document) -> Parsed:
    return PARSE(document) if document.name == TYPED else refuse()


PARSE = ingest.parse


@pytest.fixture
def rows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsing, and the bytes of sources, are out of reach."""
    monkeypatch.setattr(ingest, "parse", only_typed)
    for name, module in list(sys.modules.items()):
        if name.startswith("kb.") and hasattr(module, "source_bytes"):
            monkeypatch.setattr(module, "source_bytes", refuse)


@pytest.fixture
async def site(base: Path) -> AsyncIterator[Any]:
    served = application(base)
    await served.invoke_startup()
    yield served
    for database in served.databases.values():
        database.close()


async def test_every_page_is_told_from_rows(site: Any, rows_only: None) -> None:
    asked = [*PAGES, *(page.format(day) for page in DATED for day in (FORMER, STATED_DAY, COMING))]
    answers = {}
    for page in asked:
        answers[page] = await site.client.get(page, follow_redirects=True)
        path, mark, query = page.partition("?")
        if not re.search(r"\.\w+$", path) and path != "/":
            answers[f"{path}.json"] = await site.client.get(f"{path}.json{mark}{query}", follow_redirects=True)
    assert {page for page, answer in answers.items() if answer.status_code >= 500} == set()
    assert sum(answer.status_code == 200 for answer in answers.values()) > 0.8 * len(answers)
    paths = [page.partition("?")[0] for page in answers]
    assert [of for of, _ in ROUTES if "/check" not in of and not any(re.match(of, path) for path in paths)] == []


async def test_the_earlier_edition_is_among_them(site: Any, base: Path, rows_only: None) -> None:
    told = (await site.client.get(f"{LAW}.json?at={FORMER}&unit=art_2__point_1")).json()
    assert "доведён до этого дня" in told["caution"]
    with open_base(base, readonly=True) as db:
        assert kb.compare(db, "101-МП", date(2024, 3, 1), date(2025, 1, 1)).stated


def test_what_parses_is_caught(base: Path, rows_only: None) -> None:
    with open_base(base, readonly=True) as db, pytest.raises(AssertionError):
        list(replay(db))
