"""What was not understood: the page of the person who keeps the base."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from kb.web.asked import Asked
from kb.web.reading import overview, problems
from kb.web.shown import Shown

SIZE = 100


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Problems file by file, operations that did not fit, references to repealed acts, acts cited and missing."""
    number = asked.number("page", 1)
    found = problems.problems(base, SIZE, (number - 1) * SIZE)
    total = problems.count(base)
    data = {
        "problems": found,
        "total": total,
        "page": number,
        "refused": problems.refused(base),
        "dead": problems.dead_references(base),
        "missing": overview.missing(base, 20),
    }
    files = [(name, list(rows)) for name, rows in groupby(found, key=lambda problem: problem.name)]
    return Shown("problems.html", "Что не разобрано", data, {"files": files, "more": number * SIZE < total})
