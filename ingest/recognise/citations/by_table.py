"""Rows of a page's table that lists acts: the columns tell number, day and title, the words above the kind.

Постановления → 2022 год
Номер | Дата | Наименование
12-п | 17.01.2022 | О внесении изменений …
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile

from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.recognise.citations.draft import Draft
from ingest.recognise.identity import day_or_problem
from ingest.recognise.nouns import find_nouns

_COLUMNS = {
    "number": pattern(r"(?i:(?:рег(?:истрационный|\.)\s*)?(?:номер|№|N)(?:\s+(?:документа|акта|[а-яё]+я))?)\s*\Z"),
    "day": pattern(r"(?i:дата|число)(?![а-яё])(?!.*(?:опубликован|размещ))"),
    "title": pattern(r"(?i:наименовани|названи|заголов|о\s+ч[её]м)"),
}
_DAY = pattern(rf"\s*(?:от\s+)?{DATE}\s*")
_NUMBER = pattern(r"\s*(?:№\s*)?(?P<number>[\dА-ЯЁа-яё][\dА-ЯЁа-яё/-]{0,14})\s*")
_ABOVE = 300
"""Characters above the table in which its heading stands."""


def by_table(text: str, hidden: Callable[[int], bool]) -> Iterator[Draft]:
    """A draft for each row under such columns; none where the words above name no kind of act, or several."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    for i, line in enumerate(lines):
        columns = _columns(line) if "\t" in line else {}
        kinds = {noun.kind for noun in find_nouns(text[max(0, starts[i] - _ABOVE) : starts[i]])} if columns else set()
        if len(kinds) == 1:
            (kind,) = kinds
            for at, row in takewhile(lambda row: "\t" in row[1], zip(starts[i + 1 :], lines[i + 1 :], strict=False)):
                if not hidden(at) and (draft := _of_row(kind, at, row, columns)):
                    yield draft


def _columns(line: str) -> dict[str, int]:
    """Which cell holds what; nothing unless each is told once."""
    cells = [cell.strip() for cell in line.split("\t")]
    found = {name: [i for i, cell in enumerate(cells) if rule.match(cell)] for name, rule in _COLUMNS.items()}
    return {name: at[0] for name, at in found.items()} if all(len(at) == 1 for at in found.values()) else {}


def _of_row(kind: str, at: int, row: str, columns: dict[str, int]) -> Draft | None:
    cells = row.rstrip("\n").split("\t")
    if len(cells) <= max(columns.values()):
        return None
    spans = []
    for cell in cells:
        spans.append((at, at + len(cell)))
        at += len(cell) + 1
    number, day = _NUMBER.fullmatch(cells[columns["number"]]), cells[columns["day"]]
    title = cells[columns["title"]].strip(' «»"')
    if not number or not _DAY.fullmatch(day) or not title:
        return None
    said, problem = day_or_problem(day.strip().removeprefix("от").strip())
    ends = sorted((spans[columns["number"]], spans[columns["day"]]))
    return Draft(
        ends[0][0],
        ends[1][1],
        kind,
        "list",
        (),
        said,
        number["number"],
        title=title,
        title_span=spans[columns["title"]],
        problem=problem,
    )
