"""Whether two identities are of one act with a slip in the typing: all requisites alike but one.

Numbers begin anew each year, so one number of one body has one day in a year; and days that differ in the year alone
are a slip far oftener than a chance.
"""

from __future__ import annotations

from datetime import date

from ingest.law.act_id import ActId


def differs_by_a_slip(cited: ActId, known: ActId) -> bool:
    """Whether kind, issuers and number are alike, and of day, month and year two.

    >>> first, second = (ActId("pp", (), date(2022, month, 13), "1241") for month in (7, 8))
    >>> differs_by_a_slip(first, second), differs_by_a_slip(first, first)
    (True, False)
    """
    if not (cited.date and known.date and cited.number):
        return False
    alike = (cited.kind, cited.issuers, cited.number.upper()) == (
        known.kind,
        known.issuers,
        (known.number or "").upper(),
    )
    return alike and _parts_that_differ(cited.date, known.date) == 1


def _parts_that_differ(one: date, other: date) -> int:
    return sum((one.day != other.day, one.month != other.month, one.year != other.year))
