"""Acts chosen by their requisites, and how many there would be with one choice more."""

from __future__ import annotations

from kb.answers import Listing, Wanted
from kb.store.acts import REF, ref
from kb.store.clock import today
from kb.store.connection import Base, reading

SIZE = 40
"""Acts of a page."""


_TODAY = "since <= :today AND (until IS NULL OR until > :today)"
_WHERE = f"""
    (:kind = '' OR a.kind = :kind)
    AND (:issuer = '' OR EXISTS (SELECT 1 FROM act_issuers i WHERE i.act = a.id AND i.issuer = :issuer))
    AND (:number = '' OR a.number_key = :number OR a.number_key LIKE :number || '-%')
    AND (:title = '' OR a.title LIKE '%' || :title || '%' OR a.title LIKE '%' || :title_up || '%')
    AND (:since = '' OR a.date >= :since) AND (:until = '' OR a.date <= :until)
    AND (:year = '' OR substr(a.date, 1, 4) = :year)
    AND (:status = '' OR a.id IN (SELECT act FROM act_statuses WHERE status = :status AND {_TODAY}))
    AND (:text = '' OR a.has_text = CAST(:text AS INTEGER))
"""
_FACETS = {
    "kind": f"SELECT a.kind, count(*) FROM act_records a WHERE {_WHERE} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12",
    "issuer": "SELECT i.issuer, count(*) FROM act_records a JOIN act_issuers i ON i.act = a.id"
    f" WHERE {_WHERE} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12",
    "status": "SELECT s.status, count(*) FROM act_statuses s JOIN act_records a ON a.id = s.act"
    f" WHERE {_TODAY} AND {_WHERE} GROUP BY 1 ORDER BY 2 DESC, 1",
    "year": "SELECT substr(a.date, 1, 4), count(*) FROM act_records a"
    f" WHERE {_WHERE} AND a.date IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 12",
    "text": f"SELECT CAST(a.has_text AS TEXT), count(*) FROM act_records a WHERE {_WHERE} GROUP BY 1 ORDER BY 1 DESC",
}


ORDERS = {
    "text": "a.has_text DESC, a.date IS NULL, a.date DESC, a.id",
    "date": "a.date IS NULL, a.date DESC, a.id",
    "old": "a.date IS NULL, a.date, a.id",
    "cited": "a.times_cited DESC, a.date IS NULL, a.date DESC, a.id",
}
"""What may stand first: acts with text, the newest, the oldest, the most cited."""


def listing(base: Base, wanted: Wanted, page: int = 1, size: int = SIZE, order: str = "text") -> Listing:
    """Acts that fit, and how many there would be with one choice more; ``order`` as in :data:`ORDERS`.

    Raises:
        KnowledgeBaseError: no such base.
        KeyError: there is no such order.
    """
    values = _values(wanted)
    fitting = f"SELECT a.id FROM act_records a WHERE {_WHERE} ORDER BY {ORDERS[order]} LIMIT :limit OFFSET :offset"
    sql = f"SELECT {REF} FROM ({fitting}) f JOIN acts a ON a.id = f.id ORDER BY {ORDERS[order]}"
    with reading(base) as db:
        (total,) = db.execute(f"SELECT count(*) FROM act_records a WHERE {_WHERE}", values).fetchone()
        found = db.execute(sql, {**values, "limit": size, "offset": (page - 1) * size})
        acts = tuple(map(ref, found))
        facets = {name: tuple((row[0], row[1]) for row in db.execute(sql, values)) for name, sql in _FACETS.items()}
    return Listing(wanted, total, page, size, acts, facets)


def issuers(base: Base) -> dict[str, str]:
    """Short names of the issuers of acts in the base, by id, in alphabetical order."""
    sql = "SELECT id, short FROM issuers WHERE id IN (SELECT issuer FROM act_issuers) ORDER BY short"
    with reading(base) as db:
        return {row[0]: row[1] for row in db.execute(sql)}


def _values(wanted: Wanted) -> dict[str, str]:
    """Bound values; LIKE knows no case of Cyrillic letters, so a title is tried as typed and with a capital."""
    return {
        **{field: getattr(wanted, field) for field in ("kind", "issuer", "since", "until", "year", "status", "text")},
        "number": wanted.number.lower().replace(" ", "").lstrip("№n"),
        "title": wanted.title,
        "today": today().isoformat(),
        "title_up": wanted.title[:1].upper() + wanted.title[1:],
    }
