"""What was not understood: the page of the person who keeps the base."""

from __future__ import annotations

import sqlite3
from itertools import groupby

import kb
from kb.web.request import Request
from kb.web.response import Response
from kb.web.twin import address

SIZE = 100

MOST_DEAD = 30
"""Dead references that are shown; all of them stand in a table."""


def page(base: sqlite3.Connection, request: Request) -> Response:
    """Problems file by file, operations that did not fit, references to repealed acts, acts cited and missing."""
    number = request.number("page", 1)
    found = kb.problems(base, SIZE, (number - 1) * SIZE)
    total = kb.count_problems(base)
    answer = {
        "problems": found,
        "total": total,
        "page": number,
        "refused": kb.refused(base),
        "dead": kb.dead(base)[:MOST_DEAD],
        "missing": kb.missing(base, 20),
    }
    more = number * SIZE < total
    files = [(name, list(rows)) for name, rows in groupby(found, key=lambda problem: problem.name)]
    onward = address(request.again(page=number + 1)) if more else None
    return Response("problems.html", "Что не разобрано", answer, {"files": files, "more": more}, next=onward)
