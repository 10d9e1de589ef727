"""What a search found, as CSV: semicolons and a byte order mark, as a Russian spreadsheet opens it."""

from __future__ import annotations

import csv
import io

from kb.russian import STATUSES
from kb.search import DirectHit, Hit, Results

COLUMNS = ("№", "Акт", "Название", "Статус", "Единица", "Отрывок", "Дата", "Номер", "Код акта", "Код единицы")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def found_csv(found: Results) -> str:
    """A row for every hit of the page, those named by requisites first, without a number."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    first = (found.page - 1) * found.size + 1
    for named in found.direct:
        writer.writerow(["", *map(_plain, _cells(named))])
    for number, hit in enumerate(found.hits, first):
        writer.writerow([number, *map(_plain, _cells(hit))])
    return out.getvalue()


def _cells(hit: DirectHit | Hit) -> tuple[str, ...]:
    passage = "".join(part.text for part in hit.passage)
    status = STATUSES.get(hit.status, "")
    return hit.label, hit.title or "", status, hit.unit, passage, hit.date or "", hit.number or "", hit.act, hit.eid


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (CSV injection, OWASP)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
