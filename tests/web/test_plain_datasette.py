"""The plugin as somebody who knows Datasette meets it: `datasette any.db`, beside other databases, below a path."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from plain import Answer, Site, datasette, written
from web_acts import REGULATION

from kb.web.metadata import of_base

ROOT = Path(__file__).resolve().parents[2]
ACT = f"/acts/{REGULATION}"
PAGES = (
    "/",
    "/search",
    f"/search?q={quote('модельная школьная система')}",
    "/acts",
    "/requisites",
    "/coming",
    "/collections",
    "/problems",
    "/check",
    ACT,
    f"{ACT}/card",
    f"{ACT}/chain",
    f"{ACT}/diff",
    f"{ACT}/why?unit=att_1__point_7",
    f"{ACT}/cited-by",
)
FILES = ("/feed.atom", f"{ACT}.atom", "/robots.txt", "/sitemap.xml", "/search.csv?q=273", f"{ACT}/diff.html")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody else's database, with a table named and filled like one of ours."""
    path = tmp_path_factory.mktemp("other") / "other.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE acts(id TEXT PRIMARY KEY, act TEXT, collection TEXT, status TEXT)")
        db.execute("INSERT INTO acts VALUES ('pp-1545', 'pp-1545', 'x', 'in_force')")
        db.execute("CREATE VIEW dead_references AS SELECT * FROM acts")
    return path


def rechristened(base: Path, folder: Path, name: str) -> Path:
    """The base with its index under another name."""
    with closing(sqlite3.connect(base)) as source, closing(sqlite3.connect(folder / name)) as target:
        source.backup(target)
    for index in base.parent.glob(f"{base.name}.index*"):
        shutil.copytree(index, folder / index.name.replace(base.name, name))
    return folder / name


@pytest.fixture(scope="module")
def beside(base: Path, other: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`datasette other.db "any name.db" search.db`: ours neither first nor named «kb», and another one of ours."""
    folder = tmp_path_factory.mktemp("beside")
    with datasette(other, base, rechristened(base, folder, "search.db"), folder=folder) as site:
        yield site


@pytest.fixture(scope="module")
def below(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`datasette "any name.db" --setting base_url /npa/`."""
    with datasette(base, "--setting", "base_url", "/npa/", folder=tmp_path_factory.mktemp("below")) as site:
        yield site


@pytest.fixture(scope="module")
def alone(other: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`datasette other.db empty.db`: no base of ours."""
    folder = tmp_path_factory.mktemp("alone")
    (folder / "empty.db").touch()
    with datasette(other, folder / "empty.db", folder=folder) as site:
        yield site


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_beside_another_database(beside: Site, page: str) -> None:
    path, mark, query = page.partition("?")
    assert beside.get(page).status == 200
    assert json.loads(beside.get(f"{path}.json{mark}{query}").text)
    assert 'href="/any+name"' in beside.get(page).text, "«Таблицы» leads to the base that the pages read"


def test_the_other_database_is_left_alone(beside: Site) -> None:
    pages = [beside.get(f"/other{path}") for path in ("", "/acts", "/acts/pp-1545", "/dead_references")]
    assert [page.status for page in pages] == [200] * 4
    assert not any("База" in page.text or "/acts/pp-1545" in page.text.replace("/other/acts/", "") for page in pages)
    assert not any("content-security-policy" in page.headers for page in pages), "its own scripts run"
    assert list(json.loads(beside.get("/-/metadata.json").text)["databases"]) == ["any name", "search"]
    assert (
        "no such function"
        in beside.get("/other.json?sql=select+kb_search('273-фз')".replace("фз", "%D1%84%D0%B7")).text
    )
    long = beside.get("/other.json?sql=select+length(hex(zeroblob(20000000)))&_shape=arrayfirst")
    assert json.loads(long.text) == [40_000_000], "the limits are those of our bases"
    assert "other.db" in beside.get("/other.json?sql=select+file+from+pragma_database_list").text
    gone = beside.get("/other/nope")
    assert gone.status == 404 and "Такой страницы нет" not in gone.text


def test_each_of_several_bases_is_described_and_queried_and_only_the_first_has_pages(beside: Site) -> None:
    for address in ("/any+name", "/search_2"):  # a database «search» moves aside for our page of that name
        table = beside.get(f"{address}/acts")
        assert "<h1>Акты</h1>" in table.text and "Ключ акта латиницей" in table.text
        assert "facet-results" in table.text
        assert beside.get(f"{address}/in_force.json?at=&kind=&_shape=array").status == 200
        counted = beside.get(f"{address}.json?sql=select+json_array_length(kb_search('273'))+as+n&_shape=array")
        assert json.loads(counted.text)[0]["n"] > 0
    assert 'href="/acts/pp-1545"' in beside.get("/any+name/acts?id=pp-1545").text
    assert 'href="/acts/pp-1545"' not in beside.get("/search_2/acts?id=pp-1545").text, "the pages read another base"


def test_without_a_base_of_ours_the_plugin_is_silent(alone: Site) -> None:
    index = alone.get("/")
    assert index.status == 200 and "<title>Datasette: other, empty</title>" in index.text
    absent = [alone.get(page) for page in ("/acts", ACT, "/search.json?q=273", "/robots.txt")]
    assert {answer.status for answer in absent} == {404}
    assert not any("База" in answer.text for answer in (index, *absent))
    found = alone.crawl("/")
    assert {answer.status for answer in found.values()} == {200}
    assert json.loads(alone.get("/-/metadata.json").text) == {}


@pytest.fixture(scope="module")
def reached(below: Site) -> dict[str, Answer]:
    """All that can be reached from the front page of a site that stands below a path."""
    return below.crawl("/npa/")


def test_every_address_begins_where_the_site_stands(below: Site, reached: dict[str, Answer]) -> None:
    pages = {
        a: answer for a, answer in reached.items() if answer.headers.get("content-type", "").startswith("text/html")
    }
    for page in PAGES:
        pages[f"/npa{page}"] = below.get(f"/npa{page}")
        assert pages[f"/npa{page}"].status == 200, page
    astray = [
        (page, address)
        for page, answer in pages.items()
        for address in written(answer.text)
        if not address.startswith(("/npa/", "#", "?", "https://", f"{below.host}/npa/"))
    ]
    assert not astray
    assert not [
        (page, found) for page, answer in pages.items() for found in re.findall(r'"url": "/(?!npa/)', answer.text)
    ]


def test_every_address_answers(reached: dict[str, Answer]) -> None:
    assert not [(address, answer.status) for address, answer in reached.items() if answer.status >= 400]
    assert {"/npa/acts", "/npa/check", "/npa/feed.atom", "/npa/any+name", "/npa/any+name/acts"} <= set(reached)
    assert any(address.startswith("/npa/acts/") and address.endswith("/chain.json") for address in reached)


def test_files_and_twins_give_addresses_that_can_be_asked_for(below: Site) -> None:
    for path in FILES[:4]:
        text = below.get(f"/npa{path}").text
        given = re.findall(rf'{below.host}(/[^<"\s]*)', text)
        assert given and all(address.startswith("/npa/") for address in given), path
    assert "Disallow: /npa/any+name/" in below.get("/npa/robots.txt").text
    assert f'href="{below.host}/npa/acts/' in below.get(f"/npa{ACT}/diff.html?from=2024-04-01&to=2025-04-01").text


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        (f"/search?q={quote('201-мп')}", f"{ACT}?q={quote('201-мп')}"),
        (f"/acts/{quote('201-мп')}?at=2024-06-10", f"{ACT}?at=2024-06-10"),
        (f"/acts/{quote('201-мп')}.json", f"{ACT}.json"),
        (f"{ACT}?unit=art_99", ACT),
        ("/acts/", "/acts"),
    ],
)
def test_redirects_stay_in_the_site(below: Site, asked: str, there: str) -> None:
    answer = below.get(f"/npa{asked}")
    assert (answer.status, answer.headers["location"]) == (302, f"/npa{there}")


def test_a_document_is_checked_and_files_are_kept_below_a_path(below: Site) -> None:
    told = below.get("/npa/check.json", "постановление от 01.03.2024 № 201-МП".encode())
    assert told.status == 200 and json.loads(told.text)["checked"]
    style = re.search(r'<link rel="stylesheet" href="([^"]+)">', below.get("/npa/").text)
    assert style and "immutable" in below.get(style[1]).headers["cache-control"]
    assert "unsafe-inline" not in below.get("/npa/acts").headers["content-security-policy"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel carries."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


_WHERE = "import kb.web.metadata as m; print(m.__file__, m.place(), len(m.of_base()['queries']))"


def _found(folder: Path, *paths: Path) -> list[str]:
    """Of the package that a process finds from ``folder``: its module, its metadata.yml, how many queries it gives."""
    command = [sys.executable, "-c", f"import sys; sys.path[:1] = {[str(path) for path in paths]}; {_WHERE}"]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()


def test_metadata_yml_is_found_in_a_checkout_an_editable_install_and_a_wheel(wheel: Path, tmp_path: Path) -> None:
    queries = str(len(of_base()["queries"]))
    at_the_top = [str(ROOT / "kb/web/metadata.py"), str(ROOT / "metadata.yml"), queries]
    assert _found(tmp_path, ROOT) == at_the_top
    assert _found(tmp_path) == at_the_top, "the tests run in an editable install (make test)"
    assert _found(tmp_path, wheel) == [str(wheel / "kb/web/metadata.py"), str(wheel / "kb/web/metadata.yml"), queries]


@pytest.mark.parametrize("way", ["-m of a checkout", "the wheel alone"])
def test_every_table_view_and_query_answers(way: str, base: Path, wheel: Path, tmp_path: Path) -> None:
    ours = rechristened(base, tmp_path, "base.db")
    arguments = [ours, "-m", ROOT / "metadata.yml"] if way.startswith("-m") else [ours]
    with datasette(*arguments, library=None if way.startswith("-m") else wheel, folder=tmp_path) as site:
        for name, said in {**of_base()["tables"], **of_base()["queries"]}.items():
            given = "&".join(f"{parameter}=" for parameter in said.get("params", ()))
            page, twin = site.get(f"/base/{name}?{given}"), site.get(f"/base/{name}.json?_shape=objects&{given}")
            assert (page.status, twin.status) == (200, 200), name
            assert f"<h1>{said['title']}</h1>" in page.text, name
        assert "Готовые запросы" in site.get("/base").text


def test_a_base_of_another_version_is_not_shown_and_its_owner_is_told(base: Path, tmp_path: Path) -> None:
    old = rechristened(base, tmp_path, "old.db")
    with closing(sqlite3.connect(old)) as db:
        db.execute("PRAGMA user_version = 1")
    command = [sys.executable, "-m", "datasette", str(old), "--get", "/old.json"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "создана прежней версией программы" in done.stderr and "kb reparse" in done.stderr
    assert json.loads(done.stdout)["queries"] == []
