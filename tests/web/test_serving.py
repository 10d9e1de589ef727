"""Serving a base that others write to, a base with monstrous text; the plugin as `datasette` itself loads it."""

from __future__ import annotations

import re
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from web_acts import HOSTILE, REGULATION

from kb.load import ingest_paths
from kb.web.access import Access
from kb.web.serve import application
from kb.web.typeset import LONGEST_PARAGRAPH

ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def serving(base: Path, access: Access | None = None) -> AsyncIterator[Any]:
    """The site over a base, closed afterwards."""
    served = application(base, access=access)
    await served.invoke_startup()
    try:
        yield served
    finally:
        for database in served.databases.values():
            database.close()
        served.executor.shutdown()


@pytest.fixture
def copy(base: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes a copy of the base and its index to be written to."""

    def copied() -> Path:
        with sqlite3.connect(base) as source, sqlite3.connect(tmp_path / "copy.db") as target:
            source.backup(target)
        source.close()
        target.close()
        for index in base.parent.glob(f"{base.name}.index*"):
            shutil.copytree(index, tmp_path / index.name.replace(base.name, "copy.db"))
        return tmp_path / "copy.db"

    return copied


async def test_pages_keep_answering_while_the_base_is_written(copy: Callable[[], Path], tmp_path: Path) -> None:
    base, folder = copy(), tmp_path / "more"
    folder.mkdir()
    model = (ROOT / "data" / "acts" / "postanovlenie-205-mp.txt").read_text("utf-8")
    for number in range(700, 715):
        (folder / f"{number}.txt").write_text(model.replace("№ 205-МП", f"№ {number}-МП"), "utf-8")
    writer = threading.Thread(target=lambda: ingest_paths(base, [folder], workers=1))
    answers = []
    async with serving(base) as site:
        writer.start()
        while writer.is_alive() or len(answers) < 10:
            for page in ("/", f"/acts/{REGULATION}", "/acts", "/search?q=205-мп&all=1"):
                answers.append((await site.client.get(page)).status_code)
        writer.join()
        new = await site.client.get("/acts/postanovlenie-pravitelstv-primern-oblast-2024-03-04-714-mp")
    assert set(answers) == {200}
    assert new.status_code == 200, "and what was written is shown"


async def test_a_page_that_the_browser_has_is_not_sent_again_until_the_base_changes(
    copy: Callable[[], Path], tmp_path: Path
) -> None:
    base, more = copy(), tmp_path / "715.txt"
    model = (ROOT / "data" / "acts" / "postanovlenie-205-mp.txt").read_text("utf-8")
    more.write_text(model.replace("№ 205-МП", "№ 715-МП"), "utf-8")
    async with serving(base) as site:
        first = await site.client.get("/acts")
        kept = {"If-None-Match": first.headers["etag"]}
        again = await site.client.get("/acts", headers=kept)
        ingest_paths(base, [more], workers=1)
        changed = await site.client.get("/acts", headers=kept)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert changed.status_code == 200 and "715-МП" in changed.text


async def test_files_may_be_kept_for_ever_because_their_address_names_their_contents(base: Path) -> None:
    async with serving(base) as site:
        page = (await site.client.get("/")).text
        style = re.search(r'<link rel="stylesheet" href="([^"]+)">', page)
        assert style and "?v=" in style[1]
        answer = await site.client.get(style[1])
    assert "immutable" in answer.headers["cache-control"]


async def test_a_paragraph_of_ten_megabytes_is_served_in_part_and_says_so(copy: Callable[[], Path]) -> None:
    base = copy()
    with sqlite3.connect(base) as db:
        db.execute(
            "UPDATE unit_texts SET text = ? WHERE act = ? AND eid = 'point_1'",
            ("1. " + "слово <b> " * 1_000_000, HOSTILE),
        )
    db.close()
    async with serving(base) as site:
        page = await site.client.get(f"/acts/{HOSTILE}")
        twin = await site.client.get(f"/acts/{HOSTILE}.json?unit=point_1")
    assert page.status_code == 200
    assert len(page.text) < 4 * LONGEST_PARAGRAPH
    assert f"Показаны первые {LONGEST_PARAGRAPH} знаков из 10000003" in page.text
    assert "слово <b>" not in page.text and "слово &lt;b&gt;" in page.text
    assert len(twin.text) > 9_000_000


def ingested_act(base: Path) -> str:
    """The act that was made of long.txt."""
    db = sqlite3.connect(base)
    act = db.execute("SELECT act FROM sources WHERE name = 'long.txt'").fetchone()[0]
    db.close()
    return str(act)


async def test_a_long_act_comes_in_portions_and_a_unit_in_its_own(copy: Callable[[], Path], tmp_path: Path) -> None:
    base, source = copy(), tmp_path / "long.txt"
    words = "Школа подключается к системе по заявлению своего директора и сообщает об этом родителям. " * 20
    articles = "\n\n".join(f"Статья {n}. О подключении\n\n1. {words}\n\n2. {words}" for n in range(1, 81))
    source.write_text(
        f"ЗАКОН\n\nПримерной области\n\nот 5 июня 2024 г. № 808-МП\n\nО длинном законе\n\n{articles}", "utf-8"
    )
    ingest_paths(base, [source], workers=1)
    act = f"/acts/{ingested_act(base)}"
    async with serving(base) as site:
        first = (await site.client.get(act)).text
        far = (await site.client.get(f"{act}?unit=art_70__para_2")).text
        whole = (await site.client.get(f"{act}?whole=1")).text
        beyond = await site.client.get(f"{act}?part=99")
        data = (await site.client.get(f"{act}.json")).json()
    assert 'id="art_1"' in first and 'id="art_70"' not in first
    assert 'id="art_70__para_2"' in far and 'id="art_1"' not in far
    assert 'id="art_1"' in whole and 'id="art_70__para_2"' in whole
    assert beyond.status_code == 400
    portions = data["portions"]
    assert [p["first"] for p in portions[1:]] == [p["last"] + 1 for p in portions[:-1]], (
        "nothing is lost between portions"
    )
    assert portions[-1]["last"] == max(entry["last"] for entry in data["contents"])


async def test_datasette_finds_the_plugin_by_itself(base: Path) -> None:
    from datasette.app import Datasette

    served = Datasette([str(base)])
    await served.invoke_startup()
    page = await served.client.get(f"/acts/{REGULATION}")
    plugins = (await served.client.get("/-/plugins.json")).json()
    style = await served.client.get("/-/static-plugins/kb-npa/kb.css")
    for database in served.databases.values():
        database.close()
    served.executor.shutdown()
    assert page.status_code == 200
    assert [(p["static"], p["templates"]) for p in plugins if p["name"] == "kb-npa"] == [(True, True)]
    assert style.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"/acts/{REGULATION}.json",
        "/acts/nope.json",
        f"/acts/{REGULATION}.json?at=31.02.2024",
        "/acts/201-мп.json",
        "/feed.atom",
        f"/acts/{REGULATION}/diff.csv",
        "/kb/acts.json",
        "/kb/nope.json",
    ],
)
async def test_a_page_of_another_host_may_read_every_answer_of_a_public_site(base: Path, address: str) -> None:
    async with serving(base, Access(public=True)) as site:
        answer = await site.client.get(address)
    assert answer.headers.get_list("access-control-allow-origin") == ["*"], answer.status_code


async def test_an_act_named_as_people_write_it_keeps_what_else_is_asked(site: Any) -> None:
    answer = await site.client.get("/acts/201-мп.json?at=2024-06-10")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/acts/{REGULATION}.json?at=2024-06-10")


async def test_entries_of_a_feed_are_the_same_under_every_name(site: Any) -> None:
    told = [
        (await site.client.get("/feed.atom", headers={"host": host})).text for host in ("localhost", "other.example")
    ]
    found = [re.findall("<id>([^<]*)</id>", one) for one in told]
    assert found[0] == found[1] and len(set(found[0])) == len(found[0]) > 1
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", one) for one in found[0])
