"""Which address is which page. Every page has a ``.json`` twin; a part of the path in «<>» is one segment."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kb.web.answer import view
from kb.web.pages import (
    act,
    chain,
    check,
    cited_by,
    collections,
    coming,
    diff,
    download,
    feeds,
    home,
    listing,
    problems,
    robots,
    search,
    why,
)
from kb.web.response import Page


def _pattern(path: str) -> str:
    """``/acts/<act>/chain`` → a pattern of it and of its ``.json`` twin."""
    return "^" + re.sub(r"<(\w+)>", r"(?P<\1>[^/]+?)", path) + r"(?P<json>\.json)?$"


_PAGES = (
    ("/", home.page),
    ("/search", search.page),
    ("/requisites", listing.form),
    ("/acts", listing.page),
    ("/acts/<act>", act.page),
    ("/acts/<act>/card", act.card),
    ("/acts/<act>/chain", chain.page),
    ("/acts/<act>/cited-by", cited_by.page),
    ("/acts/<act>/diff", diff.page),
    ("/acts/<act>/why", why.page),
    ("/coming", coming.page),
    ("/collections", collections.every),
    ("/collections/<collection>", collections.page),
    ("/problems", problems.page),
)
_FILES: tuple[tuple[str, Page], ...] = (
    ("/feed.atom", feeds.whole_base),
    ("/acts/<act>.atom", feeds.of_act),
    ("/collections/<collection>.atom", feeds.of_collection),
    ("/issuers/<issuer>.atom", feeds.of_issuer),
    ("/search.atom", feeds.of_search),
    ("/search.csv", search.table),
    ("/robots.txt", robots.robots),
    ("/sitemap.xml", robots.sitemap),
    ("/acts/<act>/chain.svg", chain.picture),
    ("/acts/<act>/diff.html", diff.file),
    ("/acts/<act>/diff.csv", diff.table),
    ("/acts/<act>/diff.docx", diff.document),
    *((f"/acts/<act>/text{ending}", page) for ending, page in download.PAGES.items()),
)


def _file_pattern(path: str) -> str:
    return "^" + re.sub(r"<(\w+)>", r"(?P<\1>[^/]+?)", path.replace(".", r"\.")) + "$"


ROUTES: list[tuple[str, Callable[..., Any]]] = [
    *((_file_pattern(path), view(page)) for path, page in _FILES),
    *((_pattern(path), view(page)) for path, page in _PAGES),
    (r"^/check(?:(?P<json>\.json)|\.docx)?$", check.answer),
]
"""(pattern, view), tried in order."""


def is_page(path: str) -> bool:
    """Whether a page of ours stands at that path, or its file or twin."""
    return any(re.match(pattern, path) for pattern, _ in ROUTES)
