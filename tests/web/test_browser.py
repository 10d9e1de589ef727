"""A walk through the pages in a real Chromium: by mouse, on a phone, by keyboard alone; what axe-core says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from browser import ENTER, ESCAPE, TAB, Browser, missing
from plain import datasette
from web_acts import HOMESCHOOL, HOSTILE, REGULATION

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
QUERY = "модельная школьная информационная система"
SIX = {
    "home": "/",
    "search": f"/search?q={quote(QUERY)}",
    "act": f"/acts/{REGULATION}",
    "chain": f"/acts/{REGULATION}/chain",
    "diff": f"/acts/{REGULATION}/diff?from=2024-04-01&to=2025-04-01",
    "cited-by": f"/acts/{REGULATION}/cited-by",
    "table": "/kb/acts",
}

EVERY = {
    **SIX,
    "edition": f"/acts/{REGULATION}?at=2024-06-10",
    "why": f"/acts/{REGULATION}/why?unit=att_1__point_7",
    "card": "/acts/pp-1545",
    "whole comparison": f"/acts/{REGULATION}/diff?from=2024-04-01&to=2025-04-01&whole=1&view=inline",
    "acts": "/acts",
    "requisites": "/requisites",
    "collection": "/collections/fgis-moya-shkola-i-ikop-sferum",
    "check": "/check",
    "problems": "/problems",
    "nothing found": f"/search?q={quote('абракадабра')}",
    "coming": "/coming",
    "query": f"/kb/amendment_chain?act={REGULATION}&unit=",
    "database": "/kb",
}
"""The six main pages and all the others."""

AXE_RUN = """return axe.run(document).then(found => ({
    passes: found.passes.length,
    violations: found.violations.map(rule => [rule.id, rule.nodes.slice(0, 3).map(node => node.html)]),
}))"""

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "")

Open = Callable[..., Browser]


@pytest.fixture(scope="module")
def browsers() -> Iterator[dict[tuple[object, ...], Browser]]:
    """Windows opened so far, by size."""
    opened: dict[tuple[object, ...], Browser] = {}
    yield opened
    for browser in opened.values():
        browser.quit()


@pytest.fixture
def window(browsers: dict[tuple[object, ...], Browser]) -> Open:
    """Opens a window of a size, or gives the one already open."""

    def opened(width: int = 1280, height: int = 900, dark: bool = False) -> Browser:
        key = (width, height, dark)
        if key not in browsers:
            browsers[key] = Browser(width, height, dark)
        return browsers[key]

    return opened


def walk(browser: Browser, address: str) -> None:
    """Home → search «дистанционные образовательные технологии» → act → unit → its chain → two days → JSON twin."""
    browser.open(address)
    browser.type("#q", "дистанционные образовательные технологии" + ENTER)
    browser.wait(lambda: "/search?q=" in browser.address)
    assert "Дистанционные образовательные технологии" in browser.text(f".hits a.where[href*='{HOMESCHOOL}'] ~ mark")
    browser.click(f".hits a.where[href*='{HOMESCHOOL}']")
    browser.wait(lambda: browser.address.endswith("#point_2"))
    assert browser.run("return document.querySelector(':target').id") == "point_2"
    browser.click("#point_2 .margin a[href*='/why?']")
    browser.wait(lambda: "/why?unit=point_2" in browser.address)
    assert browser.text("del") == "двух" and browser.text("ins") == "трех"
    browser.click(".act-kind a")
    browser.wait(lambda: browser.address.endswith("#point_2"))
    browser.click(".tabs a[href$='/chain']")
    browser.wait(lambda: browser.address.endswith("/chain"))
    assert browser.run("return document.querySelectorAll('svg.timeline a').length") == 1
    assert "пункт 2" in browser.text("table.chain tbody")
    browser.click(".tabs a[href$='/diff']")
    browser.wait(lambda: browser.address.endswith("/diff"))
    browser.run("document.querySelector('#from').value = '01.03.2025'")
    browser.click(".days button")
    browser.wait(lambda: "from=01.03.2025" in browser.address)
    assert browser.run("return document.querySelectorAll('table.compare ins').length") == 2
    browser.open(
        address + browser.run("return document.querySelector('link[type=\"application/json\"]').getAttribute('href')")
    )
    assert '"differences"' in browser.text("body")


def test_the_walk(window: Open, address: str) -> None:
    walk(window(), address)


def test_the_walk_on_a_phone(window: Open, address: str) -> None:
    walk(window(360, 740), address)


@pytest.mark.parametrize("page", EVERY)
def test_nothing_is_wider_than_a_phone(window: Open, address: str, page: str) -> None:
    browser = window(360, 740)
    browser.open(address + EVERY[page])
    assert browser.run("return document.documentElement.scrollWidth") <= 360


def tab_to(browser: Browser, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is on such an element, and see that the focus is seen."""
    for _ in range(most):
        browser.press(TAB)
        if browser.run("return document.activeElement.matches(arguments[0])", selector):
            assert browser.run("return getComputedStyle(document.activeElement).outlineStyle") != "none", selector
            return
    raise AssertionError(f"Tab does not come to {selector}")


def test_by_keyboard_alone(window: Open, address: str) -> None:
    browser = window()
    browser.open(address)
    browser.press(TAB)
    assert browser.run("return document.activeElement.className") == "skip", "the first stop skips the header"
    tab_to(browser, "#q")
    browser.press("дистанционные образовательные технологии" + ENTER)
    browser.wait(lambda: "/search?q=" in browser.address)
    tab_to(browser, f".hits a.where[href*='{HOMESCHOOL}']")
    browser.press(ENTER)
    browser.wait(lambda: browser.address.endswith("#point_2"))
    tab_to(browser, "#point_2 .perma")
    browser.press(ENTER)
    browser.wait(lambda: browser.run("return !!document.querySelector('.unit-menu:not([hidden])')"))
    tab_to(browser, ".unit-menu a[href*='/chain?unit=point_2']")
    browser.press(ENTER)
    browser.wait(lambda: "/chain?unit=point_2" in browser.address)
    tab_to(browser, ".tabs a[href$='/diff']")
    browser.press(ENTER)
    browser.wait(lambda: browser.address.endswith("/diff"))
    tab_to(browser, "#from")
    browser.press("01.03.2025" + ENTER)  # Tab chose the whole day that stood there
    browser.wait(lambda: "from=01.03.2025" in browser.address)
    tab_to(browser, ".bottom a[href*='.json']", most=120)
    browser.press(ENTER)
    browser.wait(lambda: "/diff.json?" in browser.address)
    assert '"differences"' in browser.text("body")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("page", EVERY)
def test_axe_finds_nothing(window: Open, address: str, page: str, dark: bool) -> None:
    if not AXE.exists():
        pytest.skip("нет axe-core (make tools)")
    browser = window(dark=dark)
    browser.open(address + EVERY[page])
    browser.run(AXE.read_text("utf-8"))
    found = browser.run(AXE_RUN)
    assert found["violations"] == []
    assert found["passes"] > 15, "axe-core looked at the page"


@pytest.mark.parametrize("page", SIX)
def test_no_console_error_and_no_request_leaves_the_host(window: Open, address: str, page: str) -> None:
    browser = window()
    browser.console(), browser.requested()
    browser.open(address + SIX[page])
    assert browser.console() == []
    requested = [url for url in browser.requested() if not url.startswith("data:")]
    assert requested and all(url.startswith(address) for url in requested)


def test_hostile_text_does_nothing(window: Open, address: str) -> None:
    browser = window()
    browser.console()
    browser.open(f"{address}/acts/{HOSTILE}")
    assert "<script>alert" in browser.text("h1")
    assert browser.run("return document.querySelectorAll('main script, main img').length") == 0
    assert browser.console() == []


@pytest.mark.parametrize("page", SIX)
def test_enlarged_to_twice_everything_keeps_its_place(window: Open, address: str, page: str) -> None:
    browser = window(640, 450)  # what a window of 1280 by 900 is to a page enlarged to 200 %
    browser.open(address + SIX[page])
    assert browser.run("return document.documentElement.scrollWidth") <= 640


def test_a_cited_act_shows_its_card(window: Open, address: str) -> None:
    browser = window()
    browser.open(f"{address}/acts/{REGULATION}")
    browser.run("document.querySelector('a.cite[href*=\"101-mp\"]').focus()")
    browser.wait(lambda: browser.run("return !!document.querySelector('.hovercard:not([hidden])')"))
    assert "101-МП" in browser.text(".hovercard") and "Действует" in browser.text(".hovercard")
    browser.press(ESCAPE)
    assert browser.run("return document.querySelector('.hovercard').hidden")


def test_the_contents_can_be_narrowed(window: Open, address: str) -> None:
    browser = window()
    browser.open(f"{address}/acts/{REGULATION}")
    browser.type("#narrow", "проверки")
    shown = browser.run("return [...document.querySelectorAll('.contents li:not([hidden])')].map(li => li.textContent)")
    assert len(shown) == 1 and "Проверки" in unquote(shown[0])


def test_a_unit_offers_its_address_and_its_history(window: Open, address: str) -> None:
    browser = window()
    browser.open(f"{address}/acts/{REGULATION}")
    browser.run("document.querySelector('#att_1__point_2 .perma').focus()")
    browser.press(ENTER)
    browser.wait(lambda: browser.run("return !!document.querySelector('.unit-menu:not([hidden])')"))
    offered = browser.run(
        "return [...document.querySelectorAll('.unit-menu :is(a, button)')].map(one => one.textContent)"
    )
    assert "Скопировать ссылку на текст от 15.01.2026" in offered and "Почему текст такой" in offered
    assert browser.address.endswith("#att_1__point_2")
    browser.press(ESCAPE)
    assert browser.run("return document.activeElement.className") == "perma", "the focus comes back"
    browser.run("document.querySelector('#att_1__point_2 .perma').click()")
    browser.click(".unit-menu a[href*='/diff?']")
    browser.wait(lambda: "/diff?from=" in browser.address)
    assert browser.run("return document.querySelectorAll('table.compare tbody tr').length") == 1


def test_the_slider_leads_from_edition_to_edition(window: Open, address: str) -> None:
    browser = window()
    browser.open(f"{address}/acts/{REGULATION}")
    browser.run("document.querySelector('#slide').focus()")
    browser.press("\ue012")  # the left arrow
    browser.wait(lambda: "at=2025-06-05" in browser.address)
    assert "5 июня 2025" in browser.text(".banner-waiting").replace("\u00a0", " ")


def test_a_unit_is_copied_as_a_document_cites_it(window: Open, address: str) -> None:
    browser = window()
    browser.open(f"{address}/acts/{REGULATION}?at=2024-06-01")
    rights = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.command("Browser.grantPermissions", rights)
    browser.run("document.querySelector('#att_1__point_7 .perma').click()")
    copying = "[...document.querySelectorAll('.unit-menu button')].find(b => b.textContent.includes('для документа'))"
    browser.run(f"{copying}.click()")
    browser.wait(lambda: browser.run(f"return !{copying}"))  # the button says «Скопировано» for a while
    assert browser.run("return navigator.clipboard.readText()") == (
        "пункт 7 приложения 1 к постановлению Правительства Примерной области от 01.03.2024 № 201-МП "
        "«Об утверждении Положения о модельной школьной информационной системе» (ред. от 10.04.2024)"
    )


def test_menus_and_cards_lead_into_a_site_that_stands_below_a_path(window: Open, base: Path, tmp_path: Path) -> None:
    browser = window()
    with datasette(base, "--setting", "base_url", "/npa/", folder=tmp_path) as site:
        browser.open(f"{site.host}/npa/acts/{REGULATION}")
        browser.run("document.querySelector('#att_1__point_2 .perma').click()")
        ways = browser.run("return [...document.querySelectorAll('.unit-menu a')].map(way => way.getAttribute('href'))")
        assert len(ways) == 4 and all(way.startswith(f"/npa/acts/{REGULATION}/") for way in ways)
        browser.run("document.querySelector('a.cite[href^=\"/npa/acts/\"]').focus()")
        browser.wait(lambda: browser.run("return !!document.querySelector('.hovercard:not([hidden])')"))
        assert browser.text(".hovercard .card-label")
