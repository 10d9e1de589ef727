"""A file of corrections as rows, waiting to be laid over what parsing said."""

from __future__ import annotations

from collections.abc import Iterable

from ingest import Correction
from kb.store.rows import CorrectionRow, as_json, iso
from kb.store.source import tag

CORRECTIONS = "corrections"
"""``sources.format`` of an overlay file."""


def correction_rows(corrections: Iterable[Correction], source: int) -> list[CorrectionRow]:
    """Rows of an overlay file, waiting to be laid over; ``source``: its number."""
    return [
        CorrectionRow(
            f"{tag(source)}:c{c.start}",
            source,
            c.start,
            None,
            None,
            as_json({key: value for key, value in c.subject._asdict().items() if value is not None}),
            as_json(c.put),
            c.who,
            iso(c.when) or "",
            c.why,
        )
        for c in corrections
    ]
