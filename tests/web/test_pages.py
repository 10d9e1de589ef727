"""Every page and its JSON twin, over a base made by the real pipeline."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from web_acts import HOSTILE, REGULATION

import ingest
from kb import learned

ACT = f"/acts/{REGULATION}"
PAGES = (
    "/",
    "/search",
    f"/search?q={quote('модельная школьная система')}",
    "/acts",
    "/acts?held=1",
    "/requisites",
    "/coming",
    ACT,
    f"{ACT}?at=2024-06-01",
    f"{ACT}?whole=1",
    f"{ACT}/card",
    f"{ACT}/chain",
    f"{ACT}/diff",
    f"{ACT}/why?unit=att_1__point_7",
    f"{ACT}/diff?from=2024-04-01&to=2025-04-01&view=inline",
    f"{ACT}/cited-by",
    "/collections",
    "/collections/moya-shkola",
    "/problems",
    "/acts/pp-2022-07-13-1241",
    "/acts/pp-1545",
)


@pytest.fixture
def pages(base: Path) -> tuple[str, ...]:
    """The pages, the collection under its real id."""
    import sqlite3

    with sqlite3.connect(base) as db:
        collection = db.execute("SELECT id FROM collections").fetchone()[0]
    db.close()
    return tuple(page.replace("moya-shkola", collection) for page in PAGES)


def twin_of(page: str) -> str:
    path, mark, query = page.partition("?")
    return f"{path}.json{mark}{query}"


async def test_every_page_answers_in_russian(site: Any, pages: tuple[str, ...]) -> None:
    for page in pages:
        answer = await site.client.get(page)
        assert answer.status_code == 200, page
        assert '<html lang="ru">' in answer.text, page
        assert answer.text.count("<h1") == 1, page
        assert re.search(r"<title>[^<]+</title>", answer.text), page


async def test_every_page_has_a_json_twin(site: Any, pages: tuple[str, ...]) -> None:
    for page in pages:
        answer = await site.client.get(twin_of(page))
        assert answer.status_code == 200, page
        assert isinstance(answer.json(), dict), page


async def test_the_page_names_its_twin_and_the_twin_answers(site: Any) -> None:
    text = (await site.client.get(f"{ACT}/cited-by?unit=point_2")).text
    twin = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)">', text)
    assert twin and twin[1] == f"{ACT}/cited-by.json?unit=point_2"
    assert (await site.client.get(twin[1])).json()["unit"] == "point_2"


class Tags(HTMLParser):
    """Start tags of a page with their attributes, as a browser would read them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def inline_or_foreign(text: str) -> list[tuple[str, dict[str, str | None]]]:
    """Tags that carry code or style in themselves, or fetch something from another host."""

    def bad(tag: str, attributes: dict[str, str | None]) -> bool:
        inline = tag == "style" or "style" in attributes or any(name.startswith("on") for name in attributes)
        bare = tag == "script" and "src" not in attributes and attributes.get("type") != "application/ld+json"
        fetched = attributes.get("src") or (attributes.get("href") if tag == "link" else None) or ""
        return inline or bare or "//" in fetched.split("?")[0]

    return [(tag, attributes) for tag, attributes in Tags(text).found if bad(tag, attributes)]


def test_the_look_for_inline_code_sees_it() -> None:
    assert len(inline_or_foreign('<p style="x"><img src="//a.b"><b onclick=x><script>1</script><style></style>')) == 5
    assert inline_or_foreign('<p title="&#34; onerror=x"><script src="/kb.js"></script>') == []


async def test_no_page_runs_anything_inline_or_from_elsewhere(site: Any, pages: tuple[str, ...]) -> None:
    for page in (*pages, "/kb", "/kb/acts", "/kb/amendment_chain", "/kb?sql=select+1"):
        answer = await site.client.get(page)
        assert "unsafe-inline" not in answer.headers["content-security-policy"], page
        assert inline_or_foreign(answer.text) == [], page


async def test_an_act_reads_like_a_law(site: Any) -> None:
    text = (await site.client.get(ACT)).text
    assert re.search(
        r'<div class="unit d0 numbered[^"]*" id="point_1">.*?<span class="num">1\.</span> Утвердить', text, re.S
    )
    assert re.search(r'id="point_2__subpara_а"', text)
    assert '<section class="sec sec-att" id="att_1">' in text
    assert 'href="/acts/zakon-primern-oblast-2024-01-15-101-mp?unit=art_5__para_2#art_5__para_2"' in text
    assert 'href="#att_1"' in text, "the contents lead to the annex"


async def test_superscripts_are_typeset(site: Any) -> None:
    from kb.web.typeset import wording

    assert wording("статья 10¹ и 6³⁻¹") == "статья 10<sup>1</sup> и\u00a06<sup>3-1</sup>"


async def test_a_unit_of_the_act_can_be_asked_for(site: Any) -> None:
    assert (await site.client.get(f"{ACT}?unit=att_1")).status_code == 200
    away = await site.client.get(f"{ACT}?unit=art_9999")
    assert (away.status_code, away.headers["location"]) == (302, ACT)


async def test_a_unit_may_be_asked_for_in_words(site: Any) -> None:
    words = quote("п. 7 приложения 1")
    led = await site.client.get(f"{ACT}?unit={words}")
    assert (led.status_code, led.headers["location"]) == (302, f"{ACT}?unit=att_1__point_7#att_1__point_7")
    for page in ("why", "chain", "cited-by", "diff"):
        said = (await site.client.get(f"{ACT}/{page}.json?unit={words}")).json()
        assert said == (await site.client.get(f"{ACT}/{page}.json?unit=att_1__point_7")).json()


@pytest.mark.parametrize("page", ["", "/why", "/chain", "/cited-by", "/diff"])
async def test_a_program_is_told_that_there_is_no_such_unit(site: Any, page: str) -> None:
    answer = await site.client.get(f"{ACT}{page}.json?unit=art_9999")
    assert answer.status_code == 404
    assert "нет единицы «art_9999»" in answer.text  # as letters, not as escapes
    assert answer.json()["near"] == [ACT.removeprefix("/acts/")]


async def test_an_act_known_by_citation_has_a_card(site: Any) -> None:
    text = (await site.client.get("/acts/pp-1545")).text
    assert "Текста этого акта в базе нет" in text
    assert "дата не названа ни в одном источнике" in text
    assert "Где упомянут" in text


async def test_an_unknown_act_gets_suggestions(site: Any) -> None:
    answer = await site.client.get("/acts/pp-2022-07-13-1242")
    assert answer.status_code == 404
    assert "В базе нет акта по запросу" in answer.text
    assert "/acts/pp-2022-07-13-1241" in answer.text
    assert (await site.client.get("/acts/nope.json")).json()["ok"] is False


async def test_an_address_typed_as_people_name_an_act_leads_to_it(site: Any) -> None:
    for page, twin in (("/acts/201-мп", ACT), ("/acts/201-мп.json", f"{ACT}.json")):
        answer = await site.client.get(quote(page))
        assert (answer.status_code, answer.headers["location"]) == (302, twin)


async def test_structured_data_is_legislation(site: Any) -> None:
    text = (await site.client.get(ACT)).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert found
    said = json.loads(found[1])
    assert (said["@type"], said["legislationDate"]) == ("Legislation", "2024-03-01")


@pytest.mark.parametrize("feed", ["/feed.atom", f"{ACT}.atom", f"/search.atom?q={quote('школа')}"])
async def test_feeds_are_atom(site: Any, feed: str) -> None:
    answer = await site.client.get(feed)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.text)
    assert root.findall("{http://www.w3.org/2005/Atom}entry"), feed


async def test_acts_of_an_issuer_have_their_feed(site: Any) -> None:
    issuer = (await site.client.get(f"{ACT}.json")).json()["passport"]["issuers"][0]["id"]
    page = (await site.client.get(f"/acts?issuer={issuer}")).text
    assert f'<link rel="alternate" type="application/atom+xml" href="/issuers/{issuer}.atom"' in page
    feed = await site.client.get(f"/issuers/{issuer}.atom")
    titles = re.findall(r"<entry><title>([^<]+)", feed.text)
    assert titles and all("Правительства Примерной области" in title for title in titles)


async def test_a_collection_has_a_feed_of_its_acts(site: Any, base: Path, tmp_path: Path) -> None:
    (collection,) = (await site.client.get("/collections.json")).json()["collections"]
    path = f"/collections/{collection['id']}"
    page = (await site.client.get(path)).text
    assert f'<a href="{path}.atom">Следить за этой страницей (Atom)</a>' in page
    assert (await site.client.get(f"{path}.atom")).headers["content-type"].startswith("application/atom+xml")
    act = ACT.removeprefix("/acts/")
    with contextlib.closing(sqlite3.connect(shutil.copy(base, tmp_path / "copy.db"))) as copy:
        assert learned(copy, 50) and not learned(copy, 50, collection=collection["id"])  # the base learns of texts
        copy.execute("UPDATE collection_items SET act = ? WHERE act IS NOT NULL", (act,))
        assert learned(copy, 50, collection=collection["id"]) == learned(copy, 50, [act])
    assert (await site.client.get("/collections/nope.atom")).status_code == 404
    assert "Следить за базой (Atom)" in (await site.client.get("/acts")).text


async def test_a_feed_of_no_search_is_refused(site: Any) -> None:
    assert (await site.client.get("/search.atom")).status_code == 400


async def test_a_program_pages_through_all_acts_by_next(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.web.pages.listing.SIZE", 7)
    seen: list[str] = []
    address = "/acts.json?sort=date"
    while address:
        answer = (await site.client.get(address)).json()
        seen += [act["id"] for act in answer["acts"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"] > 7
    assert answer["size"] == 7


async def test_every_long_answer_tells_where_it_goes_on(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.web.pages.search.SIZE", 2)
    monkeypatch.setattr("kb.web.pages.cited_by.SIZE", 1)
    for first in (f"/search.json?q={quote('школа')}", f"{ACT}/cited-by.json"):
        one = (await site.client.get(first)).json()
        two = (await site.client.get(one["next"])).json()
        assert ".json?" in one["next"] and "page=2" in one["next"] and two != one


async def test_what_is_coming_is_told_by_days(site: Any) -> None:
    ahead = (await site.client.get("/coming.json")).json()
    assert [(one["day"], one["what"], one["act"]["number"], one["where"]) for one in ahead["events"]] == [
        ("2030-01-01", "begins", "340-МП", None),
        ("2030-01-01", "changes", "201-МП", "пункт 2 приложения 1"),
        ("2030-01-01", "begins", "201-МП", "пункт 12 приложения 1"),
        ("2031-04-01", "ends", "201-МП", None),
    ]
    assert ahead["from"] == "2026-01-16"  # today's is in force already
    for days, count in (("2030-01-01&to=2030-01-01", 3), ("2030-01-02&to=2031-03-31", 0), ("2030-01-02", 1)):
        answer = (await site.client.get(f"/coming.json?from={days}")).json()
        assert len(answer["events"]) == count, days
    page = (await site.client.get("/coming")).text
    assert 'href="/coming?from=2026-02-01&amp;to=2026-02-28">следующий месяц</a>' in page
    assert 'href="/coming"' in (await site.client.get("/")).text
    assert (await site.client.get("/coming?from=2030-01-02&to=2030-01-01")).status_code == 400


async def test_a_year_is_four_digits(site: Any) -> None:
    answer = await site.client.get("/acts.json?year=abc")
    assert answer.status_code == 400 and "четырьмя цифрами" in answer.text


async def test_the_head_of_an_act_tells_its_edition(site: Any) -> None:
    head = (await site.client.get(ACT)).text.partition("</header>")[2].partition("</header>")[0]
    assert re.search(r'class="turned">с изменениями по\s[\d.]+, изменится\s01\.01\.2030', head)
    assert "turned" not in (await site.client.get(f"{ACT}?at=2024-06-10")).text.partition('id="text"')[0]


async def test_the_keeper_sees_references_to_repealed_acts(site: Any) -> None:
    dead = (await site.client.get("/problems.json")).json()["dead"]
    assert [(one["unit"], one["cited"]["number"]) for one in dead] == [("point_3", "205-МП")]
    assert "Ссылки на утратившие силу" in (await site.client.get("/problems")).text


async def test_robots_lead_to_the_sitemap_and_it_to_the_acts(site: Any) -> None:
    assert "/sitemap.xml" in (await site.client.get("/robots.txt")).text
    root = ElementTree.fromstring((await site.client.get("/sitemap.xml")).text)
    assert any(
        loc.text and loc.text.endswith(ACT) for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    )


async def test_the_timeline_is_a_picture_of_links(site: Any) -> None:
    answer = await site.client.get(f"{ACT}/chain.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    links = ElementTree.fromstring(answer.text).findall(".//{http://www.w3.org/2000/svg}a")
    rows = re.findall(r'<tr id="by-', (await site.client.get(f"{ACT}/chain")).text)
    assert len(links) == len(rows) >= 5


async def test_the_graph_names_who_changed_the_act_and_whom_it_changed(site: Any) -> None:
    page = (await site.client.get(f"{ACT}/chain")).text
    drawn = re.search(r'<svg class="graph".*?</svg>', page, re.S)
    assert drawn
    acts = set(re.findall(r'<a href="/acts/([^"]+)"', drawn[0]))
    data = (await site.client.get(f"{ACT}/chain.json")).json()
    assert acts == {link["act"]["id"] for link in data["amended_by"]} | {one["act"]["id"] for one in data["amends"]}


async def test_the_chain_of_one_unit(site: Any) -> None:
    data = (await site.client.get(f"{ACT}/chain.json?unit=att_1__point_2")).json()
    assert [link["act"]["number"] for link in data["amended_by"]] == ["215-МП", "340-МП"]
    touched = [one["unit"] for link in data["amended_by"] for one in link["changes"]]
    assert set(touched) == {"att_1__point_2"}, "what changed other words of the annex did not change this point"
    page = (await site.client.get(f"{ACT}/chain?unit=att_1__point_2")).text
    assert "Показать всю цепочку" in page


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("201-мп", ACT),
        ("пп 1241", "/acts/pp-2022-07-13-1241"),
        ("п. 7 приложения 1 201-мп", f"{ACT}?unit=att_1__point_7"),
        ("п. 7 приложения 1 201-мп на 01.06.2024", f"{ACT}?at=2024-06-01&unit=att_1__point_7"),
        ("201-мп на 01.06.2024", f"{ACT}?at=2024-06-01"),
    ],
)
async def test_a_citation_typed_into_the_box_goes_to_the_act_or_unit(site: Any, typed: str, path: str) -> None:
    answer = await site.client.get(f"/search?q={quote(typed)}")
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(path)
    page = (await site.client.get(answer.headers["location"])).text
    assert f"По запросу «{typed}» открыт этот акт" in page and "all=1" in page
    listed = await site.client.get(f"/search?q={quote(typed)}&all=1")
    assert listed.status_code == 200 and 'class="direct"' in listed.text
    assert (await site.client.get(f"/search.json?q={quote(typed)}")).json()["direct"]


@pytest.mark.parametrize("typed", ["школьная система", "201-мп школа", "999-мп", "ст. 99 201-мп"])
async def test_words_and_citations_that_lead_nowhere_stay_in_the_search(site: Any, typed: str) -> None:
    assert (await site.client.get(f"/search?q={quote(typed)}")).status_code == 200


async def test_a_slip_is_offered_right_even_where_the_other_words_find_something(site: Any) -> None:
    page = (await site.client.get(f"/search?q={quote('модельная школная система')}")).text
    assert re.search(r'Возможно, вы имели в виду: <a href="[^"]+">модельная школьная система</a>', page)
    assert "Всех слов вместе нет нигде" in page.replace("\u00a0", " ")


async def test_results_and_acts_can_be_put_in_another_order(site: Any) -> None:
    found = (await site.client.get(f"/search.json?q={quote('школьная система')}&sort=date")).json()["hits"]
    days = [hit["date"] for hit in found if hit["date"]]
    assert len(days) > 3 and days == sorted(days, reverse=True)
    acts = (await site.client.get("/acts.json?sort=cited")).json()["acts"]
    counts = [act["times_cited"] for act in acts]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[-1]
    for page in ("/acts?sort=no", f"/search?q={quote('школа')}&sort=no"):
        assert (await site.client.get(page)).status_code == 400


async def test_results_as_csv_are_those_of_the_page(site: Any) -> None:
    answer = await site.client.get(f"/search.csv?q={quote('школьная система')}&sort=date")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))[1:]
    results = (await site.client.get(f"/search.json?q={quote('школьная система')}&sort=date")).json()
    assert [row[-2] for row in rows][: len(results["hits"])] == [hit["act"] for hit in results["hits"]]
    assert (await site.client.get("/search.csv")).status_code == 400


async def test_what_comes_into_force_is_told_once_an_act(site: Any) -> None:
    coming = (await site.client.get("/.json")).json()["coming"]
    keys = [(one["day"], one["act"]["id"], (one["by"] or {}).get("id")) for one in coming]
    assert len(keys) == len(set(keys))
    assert any(one["units"] > 1 for one in coming)


async def test_a_day_past_says_how_often_the_text_has_changed_since(site: Any) -> None:
    text = (await site.client.get(f"{ACT}?at=2024-06-10")).text
    assert re.search(r"С тех пор он изменился \d+\u00a0раз", text)
    now = (await site.client.get(ACT)).text
    assert "Изменится 1\u00a0января\u00a02030\u00a0г." in now and "С тех пор" not in now


async def test_a_fresh_index_is_found_fresh(site: Any) -> None:
    results = (await site.client.get(f"/search.json?q={quote('школа')}")).json()
    assert results["total"] > 0 and results["hint"] == ""


async def test_the_text_of_a_day(site: Any) -> None:
    then = (await site.client.get(f"{ACT}?at=2024-04-15")).text
    now = (await site.client.get(ACT)).text
    later = (await site.client.get(f"{ACT}?at=2030-02-01")).text
    assert "Оператором системы является" in then and "Владельцем системы является" in now
    assert 'id="att_1__point_5-1"' not in then and 'id="att_1__point_5-1"' in now
    assert "Пункт 3 утратил силу с\u00a001.01.2026." in now and "Признать утратившим силу" in then
    assert 'id="att_1__point_12"' not in now and 'id="att_1__point_12"' in later
    assert "Контроль и\u00a0обращения" in then and "Проверки и\u00a0обращения" in now
    assert re.search(r'<a href="[^"]+at=2026-01-01" aria-current="true"', now), "the edition shown is marked"


async def test_a_list_says_since_when_an_act_is_so(site: Any) -> None:
    listed = (await site.client.get("/acts?kind=postanovlenie")).text
    found = (await site.client.get(f"/search?q={quote('модельная школьная система')}")).text
    said = {"201-mp": "с изменениями по 01.01.2026, изменится 01.01.2030", "205-mp": "с 01.01.2026"}
    for page in (listed, found):
        for number, words in said.items():
            (line,) = re.findall(rf'<p class="act-head"><a [^>]+-{number}">.+?</p>', page)
            assert f'<span class="turned">{words}</span>' in line.replace("\u00a0", " ")


async def test_no_sentence_ends_with_two_periods(site: Any, pages: tuple[str, ...]) -> None:
    repealed, coming = "2024-03-04-205-mp", "2025-10-10-340-mp"
    acts = [f"/acts/postanovlenie-pravitelstv-primern-oblast-{name}" for name in (repealed, coming)]
    for page in (*pages, *acts):
        text = re.sub(r"<[^>]+>", "", (await site.client.get(page)).text.partition("<main")[2])
        assert not re.search(r"г\.\.", text), page


async def test_what_reads_otherwise_today_is_marked_with_the_act_that_made_it_so(site: Any) -> None:
    page = (await site.client.get(f"{ACT}?at=2024-04-15")).text
    (line,) = re.findall(r'<div class="unit[^"]* otherwise" id="att_1__point_2".+', page)
    assert "сегодня иначе с\u00a001.05.2024" in line and 'href="/acts/postanovlenie-' in line
    assert f'href="{ACT}/diff?from=2024-04-15&amp;to=2026-01-15&amp;unit=att_1__point_2"' in line
    assert "Сравнить с сегодняшним" in page and "сегодня иначе" not in (await site.client.get(ACT)).text
    twin = (await site.client.get(f"{ACT}.json?at=2024-04-15")).json()
    (unit,) = [one for one in twin["units"] if one["eid"] == "att_1__point_2"]
    assert unit["differs"]["day"] == "2024-05-01" and [act["number"] for act in unit["differs"]["by"]] == ["215-МП"]


async def test_two_days_are_compared_with_grounds_and_dates(site: Any) -> None:
    page = (await site.client.get(f"{ACT}/diff?from=01.04.2024&to=01.04.2025")).text
    row = re.search(r'<tr id="d-att_1__point_3">.*?</tr>', page, re.S)
    assert row
    assert "<del>Оператором</del>" in row[0] and "<ins>Владельцем</ins>" in row[0]
    assert ">260-МП<" in row[0] and "с&nbsp;01.01.2025" in row[0]
    only = (await site.client.get(f"{ACT}/diff.json?from=2024-04-01&to=2025-04-01")).json()
    assert {d["what"] for d in only["differences"]} >= {"reworded", "added", "removed"}
    nothing = (await site.client.get(f"{ACT}/diff?from=2024-04-01&to=2024-04-02")).text
    assert "текст не изменился" in nothing


async def test_the_comparison_can_be_taken_away(site: Any) -> None:
    answer = await site.client.get(f"{ACT}/diff.csv?from=2024-04-01&to=2025-04-01")
    assert answer.headers["content-disposition"] == f'attachment; filename="{REGULATION}_2024-04-01_2025-04-01.csv"'
    lines = answer.text.removeprefix("\ufeff").split("\r\n")
    assert lines[0] == "Единица;Что;Было на 01.04.2024;Стало на 01.04.2025;Основание;Дата"
    assert len(lines) > 10


async def test_the_comparison_as_one_html_file_needs_nothing_else(site: Any) -> None:
    answer = await site.client.get(f"{ACT}/diff.html?from=2024-04-01&to=2025-04-01")
    assert answer.headers["content-disposition"].endswith('_2024-04-01_2025-04-01.html"')
    tags = Tags(answer.text).found
    assert not [tag for tag, _ in tags if tag in ("script", "link", "img")]
    assert all((attributes.get("href") or "http").startswith("http") for _, attributes in tags)
    assert "<del>Оператором</del>" in answer.text and "<ins>Владельцем</ins>" in answer.text
    text = ingest.read(answer.content, "diff.html").text
    assert "Было на 01.04.2024" in text and "с 01.01.2025" in text


async def test_the_whole_text_can_stand_around_what_changed(site: Any) -> None:
    changes = (await site.client.get(f"{ACT}/diff?from=2024-04-01&to=2025-04-01")).text
    whole = (await site.client.get(f"{ACT}/diff?from=2024-04-01&to=2025-04-01&whole=1")).text
    assert 'id="d-point_1"' not in changes
    order = [
        whole.index(f'id="d-{eid}"') for eid in ("point_1", "point_2__subpara_б", "att_1__sec_I", "att_1__point_3")
    ]
    assert order == sorted(order)
    assert re.findall(r'<tr id="d-[^"]+">', whole) == re.findall(r'<tr id="d-[^"]+">', changes), "changed rows stay"


async def test_the_comparison_as_docx_can_be_read_back(site: Any) -> None:
    answer = await site.client.get(f"{ACT}/diff.docx?from=2024-04-01&to=2025-04-01")
    assert answer.headers["content-disposition"].endswith('_2024-04-01_2025-04-01.docx"')
    text = ingest.read(answer.content, "diff.docx").text
    assert "Было на 01.04.2024" in text
    assert "3. Оператором системы является" in text and "3. Владельцем системы является" in text


async def test_why_a_unit_reads_so(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (await site.client.get(f"{ACT}/why?unit=att_1__point_7")).text
    assert page.index("Исходный текст") > page.index("С 1\u00a0мая\u00a02024") > page.index("С 1\u00a0января\u00a02025")
    assert "<del> и\u00a0родителям (законным представителям)</del>" in page
    assert "слова &#34;и родителям (законным представителям)&#34; исключить" in page.replace("\u00a0", " ")
    assert "не применено" in page and "не найдены в пункте 7" in page.replace("\u00a0", " ")
    monkeypatch.setattr("kb.web.filters._LONG_SAME", 20)
    cut = (await site.client.get(f"{ACT}/why?unit=att_1__point_7")).text
    versions = re.findall(r'<p class="wording" dir="auto">(.*?)</p>', cut)
    assert ["[…]" in version for version in versions] == [False, True, False]  # today's and the first are whole
    text = (await site.client.get(ACT)).text
    assert re.search(f'<a href="{ACT}/why\\?unit=att_1__point_7" aria-label="[^"]+">почему так</a>', text)
    assert (await site.client.get(f"{ACT}/why?unit=nope")).status_code == 404


async def test_a_card_has_no_text_to_compare(site: Any) -> None:
    answer = await site.client.get("/acts/pp-1545/diff")
    assert answer.status_code == 404
    assert "сравнивать нечего" in answer.text


async def test_hostile_text_is_shown_as_text(site: Any) -> None:
    for page in (
        f"/acts/{HOSTILE}",
        "/acts?held=1",
        f"/search?q={quote('666-мп')}&all=1",
        f"/search?q={quote('заголовок')}",
        "/",
        f"/kb/acts?id={HOSTILE}",
    ):
        answer = await site.client.get(page)
        assert answer.status_code == 200, page
        assert not re.search(r"<script>|<img|<a href=.?javascript|чужим заголовком</h1>", answer.text), page
    text = (await site.client.get(f"/acts/{HOSTILE}")).text
    assert "&lt;script&gt;alert" in text
    assert "{{ 7 * 7 }}" in text


def nasty() -> list[str]:
    lines = (Path(__file__).parent / "nasty_queries.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


PARAMETERS = {
    "/search": ("q",),
    "/acts": ("number", "title", "from", "kind", "page"),
    ACT: ("unit", "at", "part"),
    f"{ACT}/cited-by": ("unit", "page"),
    f"{ACT}/chain": ("unit",),
    f"{ACT}/diff": ("from", "unit"),
    f"{ACT}/why": ("unit",),
}
"""Which parameters of which page take what a visitor types."""


@pytest.mark.parametrize("path", PARAMETERS)
async def test_nasty_queries_get_an_answer_or_a_polite_no(site: Any, path: str) -> None:
    queries = nasty()
    assert len(queries) >= 200
    for number, query in enumerate(queries if path == "/search" else queries[::4]):
        name = PARAMETERS[path][number % len(PARAMETERS[path])]
        address = f"{path}?{re.sub('^q=', name + '=', query)}"
        answer = await site.client.get(address)
        assert answer.status_code in (200, 302, 400, 404), address
        if answer.status_code >= 400:
            assert re.search(r"<h1>[А-ЯЁ][^<]+</h1>", answer.text), address


async def test_sql_functions(site: Any) -> None:
    sql = (
        f"select address_text('art_28__para_3') as a, unit_at('{REGULATION}', 'point_1', null) as u,"
        " json_array_length(kb_search('школа')) as n, act_at('нет такого', null) as x,"
        f" status_at('{REGULATION}', 'att_1__point_6', '2025-07-01') as s,"
        f" status_ground('{REGULATION}', null, '2032-01-01') as g, status_at('нет такого', null, null) as z"
    )
    row = (await site.client.get(f"/kb.json?_shape=array&sql={quote(sql)}")).json()[0]
    assert row["a"] == "часть 3 статьи 28"
    assert row["u"].startswith("1. Утвердить")
    assert row["n"] >= 1
    assert row["x"] is None and row["z"] is None
    assert row["s"] == "suspended"
    assert row["g"] == "Срок действия истёк 01.04.2031."


async def test_sql_reads_acts_and_units_as_people_write_them(site: Any) -> None:
    sql = (
        "select act_id('201-мп') as a, act_id('201-мп абракадабра') as x, act_id('201-мп п. 7') as y,"
        " unit_id('201-мп', 'п. 7 Положения') as u, unit_id('201-мп', 'п. 7 абракадабры') as z,"
        " unit_at('201-мп', 'п. 7 абракадабры', null) as w, unit_id('201-мп', 'art_99') as e"
    )
    row = (await site.client.get(f"/kb.json?_shape=array&sql={quote(sql)}")).json()[0]
    assert (row["a"], row["u"], row["e"]) == (REGULATION, "att_1__point_7", "art_99")
    assert (row["x"], row["y"], row["z"], row["w"]) == (None, None, None, None)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("amendment_chain", {"unit": ("att_1__point_2", "п. 2 Положения")}),
        ("act_at", {"at": ("2025-01-01", "2025-01-01")}),
        ("unit_at", {"at": ("2025-01-01", "2025-01-01"), "unit": ("att_1__point_2", "п. 2 Положения")}),
        ("coming", {"since": ("2024-01-01", "2024-01-01")}),
        ("cited_by", {"unit": ("", "")}),
        ("dead_references", {}),
    ],
)
async def test_canned_queries_take_an_act_as_people_write_it(
    site: Any, query: str, asked: dict[str, tuple[str, str]]
) -> None:
    keys, words = ({name: said[i] for name, said in asked.items()} for i in (0, 1))
    address = f"/kb/{query}.json?_shape=array&"
    by_key = (await site.client.get(address + urlencode({"act": REGULATION, **keys}))).json()
    assert by_key == (await site.client.get(address + urlencode({"act": "201-мп", **words}))).json()
    assert by_key or query == "dead_references"


async def test_an_act_on_a_day_has_the_status_of_that_day(site: Any) -> None:
    page = (await site.client.get(f"{ACT}?at=2024-03-01")).text
    assert "Не вступил в силу" in page and "Действует" not in page.partition("</header>")[0].partition("act-status")[2]
    twin = (await site.client.get(f"{ACT}.json?at=2032-01-01")).json()
    assert (twin["status"]["code"], twin["status"]["at"]) == ("repealed", "2032-01-01")
    unit = (await site.client.get(f"{ACT}/why.json?unit=att_1__point_6&at=2025-07-01")).json()["status"]
    assert unit["code"] == "suspended"


async def test_the_base_answers_under_its_own_name_whatever_its_file_is(site: Any) -> None:
    rows = (await site.client.get("/kb/acts.json?_shape=array&kind=pp")).json()
    assert {row["kind"] for row in rows} == {"pp"}
    chain = (await site.client.get(f"/kb/amendment_chain.json?act={REGULATION}&_shape=array")).json()
    assert "postanovlenie-pravitelstv-primern-oblast-2025-02-03-290-mp" in {row["by_act"] for row in chain}


@pytest.mark.parametrize("ending", [".docx", ".md", ".akn.xml"])
async def test_the_text_can_be_taken_away(site: Any, ending: str) -> None:
    act = "zakon-primern-oblast-2024-01-15-101-mp"
    page = await site.client.get(f"/acts/{act}?at=2024-09-01")
    assert f'href="/acts/{act}/text{ending}?at=2024-09-01"' in page.text
    answer = await site.client.get(f"/acts/{act}/text{ending}?at=2024-09-01")
    assert answer.status_code == 200 and answer.content
    assert answer.headers["content-disposition"] == f'attachment; filename="{act}_2024-09-01{ending}"'
    assert (await site.client.get(f"/acts/pp-2022-07-13-1241/text{ending}")).status_code == 404


@pytest.mark.parametrize("page", ["", "/why", "/chain", "/cited-by", "/diff"])
@pytest.mark.parametrize("form", ["", ".json"])
async def test_words_of_a_unit_that_are_not_understood_are_named(site: Any, page: str, form: str) -> None:
    answer = await site.client.get(f"{ACT}{page}{form}?unit={quote('пункт 7 абракадабры')}")
    assert answer.status_code == 404
    assert "не понято: «абракадабры»" in answer.text.replace("\u00a0", " ")


async def test_a_point_of_the_named_annex_is_no_point_of_the_act(site: Any) -> None:
    led = await site.client.get(f"{ACT}?unit={quote('пункт 2 Положения')}")
    assert led.headers["location"] == f"{ACT}?unit=att_1__point_2#att_1__point_2"


async def test_words_beside_a_unit_are_looked_for_in_it(site: Any) -> None:
    found = (await site.client.get(f"/search.json?q={quote('п. 7 Положения 201-мп чаты')}")).json()
    (hit,) = found["direct"]
    assert (hit["eid"], hit["inside"], hit["note"]) == ("att_1__point_7", ["чаты"], "")
    assert {"text": "чаты", "marked": True} in hit["passage"]
    assert "В базе нет акта" not in found["hint"]


@pytest.mark.parametrize("page", ["/acts.json?", "/search.json?q=система&"])
async def test_a_code_is_taken_in_the_words_it_is_shown_in(site: Any, page: str) -> None:
    """A value that is none is refused: an empty list would say that the base has no such acts."""
    by_code = await site.client.get(f"{page}status=in_force&kind=zakon")
    by_words = await site.client.get(f"{page}status={quote('Действует')}&kind={quote('закон')}")
    assert by_code.json() == by_words.json() and by_code.json()["total"]
    for wrong in ("status=alive", "kind=nope"):
        refused = await site.client.get(page + wrong)
        assert refused.status_code == 400 and "Бывает" in refused.json()["error"]
