"""The front page: one search box, the collections, what was learned, what is coming."""

from __future__ import annotations

import sqlite3

import kb
from kb.answers import by_acts
from kb.web.request import Request
from kb.web.response import Response
from kb.web.root import root
from kb.web.russian import all_turned

EXAMPLES = (
    "пп 1241",
    "273-фз",
    "ст. 16 273-фз",
    "дистанционные образовательные технологии",
    "как зарегистрироваться в сферуме",
)
"""What the search box suggests: one of each way of asking."""

SHOWN = 8
"""Lines of what is coming."""

OF_FIRST = 12
"""Acts shown of the richest collection."""


def page(base: sqlite3.Connection, request: Request) -> Response:
    """How the base looks this morning."""
    every, newest = kb.collections(base), kb.newest(base)
    first = [item.act for item in kb.collection(base, every[0].id).items if item.act] if every else []
    answer = {
        "holdings": kb.holdings(base),
        "collections": every,
        "acts_of_first": list({act.id: act for act in first}.values())[:OF_FIRST],
        "learned": kb.learned(base),
        "coming": [line for line in by_acts(kb.coming(base)) if line.day][:SHOWN],
        "newest": newest,
        "missing": kb.missing(base),
        "kinds": kb.kinds(base),
    }
    html = {
        "examples": EXAMPLES,
        "today": kb.today().isoformat(),
        "turned": all_turned(kb.milestones(base, (act.id for act in newest))),
    }
    said = "Открытая база знаний нормативных правовых актов"
    return Response("home.html", "База НПА", answer, html, feed=f"{root()}/feed.atom", description=said)
