"""No address, header or form is an error of ours: every route and Datasette's tables with what nobody means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from raw import Raw, ask
from web_acts import REGULATION

from kb.web.routes import ROUTES

SEGMENTS = (
    "%00", "", "x%0Ay", "%", "%zz", "%E0%A4", "%ED%A0%80", "%FF", "..", "%2e%2e%2f", "%5C", "x" * 3000, "%D0%B0" * 1000,
    "~00", "~ZZ", "~", "~ED~A0~80", "'", '"', "%3Cb%3E", "-1", "x%7F", "%C2%9B31m", "%E2%80%AE", "%AD", ".json", "%25",
)  # fmt: skip
QUERIES = (
    "at=%00", "at=2022-02-31", "at=31.02.2022", "at=99999-01-01", "at=0000-00-00", "page=-1", "page=x", "page=1e3",
    "page=99999999999999999999", "q=%ED%A0%80", "q=%FF", "q=%", "q=%00", "q=" + "a" * 5000, "q=" + "a" * 13_000,
    "&".join(f"a{n}=1" for n in range(100)), "q=a&q=b", "page=1&page=2", "unit=%00", "unit=" + "x" * 600, "part=-1",
    "from=2022-02-31", "to=zz", "from=2024-01-01&to=2023-01-01", "status=nope", "kind=nope", "sort=nope", "=", "&&&",
    "%00=1", "%ED%A0%80=1", "q=%E2%80%AE", "_size=-1", "_size=x", "_sort=nope", "_trace=1",
)  # fmt: skip
OF_TABLES = (
    "_size=0", "_size=99999999999999999999", "_sort=id&_sort_desc=id", "_facet=nope", "_facet_array=nope",
    "_facet_date=nope", "_facet_size=x", "_next=x", "_next=~ZZ", "_sort=id&_next=1", "_shape=nope", "_nocol=nope",
    "_col=nope", "_where=nope(", "_where=", "_search_nope=x", "_through={", "_through={}", "_through=[]", "_ttl=x",
    "_ttl=99999999999999999999999", "_labels=x", "id__nope=1", "id__in=[", "id__in=[{", "id__arraycontains=x", "nope=1",
    "_filter_column=nope&_filter_op=nope&_filter_value=x", "_blob_column=nope", "sql=", "sql=select", "sql=insert",
    "sql=select+1;select+2", "sql=select+:x", "sql=select+1&_timelimit=x", "sql=select+1&_timelimit=-1",
    "sql=select+zeroblob(10)", "sql=select+char(55296)", "_shape=arrayfirst", "_extra=x", "_format=nope",
)  # fmt: skip
HEADERS = (
    "Range: bytes=x", "Range: bytes=99999999999-1", 'If-None-Match: \xff"', "If-None-Match: *",
    "If-Modified-Since: yesterday", "Accept-Language: ;;;q=zz", "Accept-Language: \xff\xfe", "Cookie: =;=;\xff",
    "Cookie: ds_actor=x.y.z", "Cookie: ds_messages=\xff", "Cookie: a[]=b; $Path=1", "Cookie: ds_csrftoken=zzz",
    "Accept: \xff", "Accept-Encoding: x;q=z", "Authorization: Bearer \xff", "X-Forwarded-Proto: javascript",
    "Content-Type: \xff", "Upgrade: websocket",
)  # fmt: skip
FORM = "Content-Type: application/x-www-form-urlencoded"
FORMS = (
    (FORM, b"&".join(b"f%d=1" % n for n in range(21))),
    (FORM, b"text=%ED%A0%80&at=%00"),
    (FORM, b"text=x&at=31.02.2022"),
    (FORM, b"\xff\xfe"),
    ("Content-Type: multipart/form-data", b"x"),
    (f"Content-Type: multipart/form-data; boundary={'x' * 300}", b"x"),
    ("Content-Type: multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="f"\r\n'),
    ("Content-Type: application/json", b"{"),
    ("X-CSRFToken: \xff", b"x"),
)
TABLES = (
    "/kb", "/kb.json", "/kb.csv", "/kb/acts", "/kb/acts.json", "/kb/acts.csv", "/kb/acts.blob", "/kb/units",
    f"/kb/acts/{REGULATION}", f"/kb/acts/{REGULATION}.json", "/kb/in_force.json", "/kb/acts_by_requisites",
)  # fmt: skip
OF_DATASETTE = ("/-/metadata", "/-/actor.json", "/-/messages", "/-/logout", "/-/auth-token", "/-/permissions", "/kb.db")
WAYS = (
    "/{}",
    "/kb/{}",
    "/kb/acts/{}",
    "/kb/acts.{}",
    "/kb/{}.json",
    "/-/{}",
    "/-/static/{}",
    "/-/static-plugins/kb-npa/{}",
)


def routes(segment: str) -> list[str]:
    """Every route of ours, with the segment in its place."""
    bare = (re.sub(r"\(\?P<json>\\\.json\)\?|\(\?:.*\)\?|[\^$\\]", "", pattern) for pattern, _ in ROUTES)
    return [re.sub(r"\(\?P<\w+>\[/\]\+\?\)", lambda _: segment, one) for one in bare]


def requests() -> Iterator[tuple[str, tuple[str, ...], str, bytes]]:
    """(target, headers, method, body)"""
    for segment in SEGMENTS:
        for target in dict.fromkeys([*routes(segment), *(way.format(segment) for way in WAYS)]):
            yield target, (), "GET", b""
    pages = list(dict.fromkeys(routes(REGULATION)))
    for page, query in (*product(pages, QUERIES), *product(TABLES, QUERIES + OF_TABLES)):
        yield f"{page}?{query}", (), "GET", b""
    for page, header in product(("/", f"/acts/{REGULATION}", "/acts.json", "/kb/acts", "/-/static/app.css"), HEADERS):
        yield page, (header,), "GET", b""
    for page in ("/", "/acts", "/check", "/check.json", *TABLES, *OF_DATASETTE):
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "FOO"):
            yield page, (), method, b""
        for header, body in FORMS:
            yield page, (header,), "POST", body
            yield page, (header, "Cookie: a=b"), "POST", body


def complaint(got: Raw, method: str) -> str:
    """What is wrong with an answer; "" when nothing is."""
    if got.status >= 500 or got.status == 0 or "Traceback" in got.text:
        return "a failure"
    of_sqlite = '"ok": false, ' in got.text  # Datasette's own word to a program, of the SQL that it sent
    if got.status >= 400 and method != "HEAD" and not of_sqlite and not re.search("[а-яё]{3}.*[.:]", got.text):
        return "no sentence"
    return ""


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # coroutines that Datasette drops
def test_every_route_answers_what_nobody_means(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    wrong, count = [], 0
    for target, headers, method, body in requests():
        got = ask(address, target, *headers, method=method, body=body)
        count += 1
        if said := complaint(got, method):
            wrong.append((said, got.status, method, target[:60], headers, body[:30], got.text[:80]))
    assert not wrong, f"{len(wrong)} of {count}: {wrong[::9]}"
    assert count > 2500
    assert "Traceback" not in capfd.readouterr().err


def test_the_routes_are_those_of_the_site() -> None:
    assert {"/", f"/acts/{REGULATION}/chain.svg", f"/issuers/{REGULATION}.atom", "/check"} <= set(routes(REGULATION))


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/acts/%00", 400),
        ("/acts//x", 404),
        ("/acts/%zz", 400),
        (f"/acts/{'x' * 3000}", 414),
        (f"/?q={'x' * 13_000}", 414),
        (f"/acts/{REGULATION}?at=2022-02-31", 400),
        ("/acts?page=-1", 400),
        ("/kb/acts?_size=-1", 400),
        ("/kb/acts?_sort=nope", 400),
        ("/search?q=100%", 200),
        ("/acts/%E2%80%AE", 404),
    ],
)
def test_what_is_wrong_is_told_by_the_status(address: str, target: str, status: int) -> None:
    assert ask(address, target).status == status


def test_what_is_no_http_is_told_in_russian(address: str) -> None:
    got = ask(address, "/", "no header")
    assert (got.status, got.text) == (400, "Запрос записан не по правилам HTTP.\n")
