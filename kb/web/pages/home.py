"""The front page: one search box, the collections, what was learned, what is coming."""

from __future__ import annotations

import sqlite3

from kb.store.clock import today
from kb.web.asked import Asked
from kb.web.reading import collections, overview
from kb.web.reading.coming import coming
from kb.web.reading.turns import turns
from kb.web.root import root
from kb.web.shown import Shown

EXAMPLES = (
    "пп 1241",
    "273-фз",
    "ст. 16 273-фз",
    "дистанционные образовательные технологии",
    "как зарегистрироваться в сферуме",
)
"""What the search box suggests: one of each way of asking."""


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """How the base looks this morning."""
    every, newest = collections.collections(base), overview.newest(base)
    data = {
        "holdings": overview.holdings(base),
        "collections": every,
        "acts_of_first": collections.acts(base, every[0].id) if every else (),
        "learned": overview.learned(base),
        "coming": coming(base, today()),
        "newest": newest,
        "missing": overview.missing(base),
        "kinds": overview.kinds(base),
    }
    return Shown(
        "home.html",
        "База НПА",
        data,
        {"examples": EXAMPLES, "today": today().isoformat(), "turns": turns(base, (act.id for act in newest))},
        feed=f"{root()}/feed.atom",
        description="Открытая база знаний нормативных правовых актов",
    )
