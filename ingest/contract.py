"""The parse contract: records as the JSON that docs/parse-contract.md promises to programs."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from ingest.law.act_id import ActId
from ingest.law.address import Address
from ingest.law.part import Part
from ingest.law.pattern import pattern
from ingest.parsed import Citation, Operation, Page, Parsed, Requisites


def as_json(parsed: Parsed) -> dict[str, Any]:
    """The object that docs/parse-contract.md promises."""
    doc = parsed.document
    return {
        "source": {"name": doc.name, "format": doc.format, "sha256": doc.sha256},
        "text": doc.text,
        "act": _requisites(parsed.act),
        "page": _page(parsed.page),
        "aliases": [{"scheme": scheme, "value": value} for scheme, value in doc.aliases],
        "units": [unit._asdict() for unit in parsed.units],
        "citations": [_citation(c) for c in parsed.citations],
        "operations": [_operation(o) for o in parsed.operations],
        "notes": [
            {
                "in": n.within,
                "verb": n.verb,
                "by": _act(n.by),
                "start": n.start,
                "end": n.end,
                "found_by": n.found_by,
            }
            for n in parsed.notes
        ],
        "commencement": [
            {
                "scope": list(c.scope),
                "from": _iso(c.start_date),
                "rule": c.rule,
                "until": _iso(c.until),
                "start": c.start,
                "end": c.end,
                "basis": c.basis,
                "retroactive": _iso(c.retroactive),
                "found_by": c.found_by,
            }
            for c in parsed.commencement
        ],
        "problems": [{"start": p.start, "message": p.message, "rule": p.rule} for p in parsed.problems],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _act(act: ActId | None) -> dict[str, Any]:
    if act is None:
        return {"id": None, "kind": None, "issuers": [], "number": None, "date": None}
    return {
        "id": act.slug,
        "kind": act.kind,
        "issuers": list(act.issuers),
        "number": act.number,
        "date": _iso(act.date),
    }


def _requisites(head: Requisites | None) -> dict[str, Any] | None:
    if head is None:
        return None
    return {
        **_act(head.id),
        "title": head.title,
        "start": head.start,
        "end": head.end,
        "iri": head.id.iri,
        "naming": str(head.naming),
        "adopted": [{"by": a.by, "date": a.day.isoformat(), "protocol": a.protocol} for a in head.adopted],
        "approved_by": _act(head.approved_by) if head.approved_by else None,
        "registered": None
        if head.registered is None
        else {"date": _iso(head.registered[0]), "number": head.registered[1]},
        "place": head.place,
        "signed_by": head.signed_by,
    }


def _citation(c: Citation) -> dict[str, Any]:
    return {
        "start": c.start,
        "end": c.end,
        "exact": c.exact,
        "in": c.within,
        **_act(c.act),
        "title": c.title,
        "addresses": list(c.addresses),
        "component": c.component,
        "relation": c.relation,
        "status": c.status,
        "candidates": list(c.candidates),
        "edition": _iso(c.edition),
        "form": c.form,
        "by": c.by.slug if c.by else None,
    }


def _operation(o: Operation) -> dict[str, Any]:
    target = {
        "id": o.target.act.slug if o.target.act else None,
        "component": o.target.component,
        "eid": o.target.eid,
        "title": o.target.title,
    }
    effective = {
        "from": _iso(o.effective.start),
        "basis": o.effective.basis,
        "missing": o.effective.missing,
        "until": _iso(o.effective.until),
    }
    return {
        "start": o.start,
        "end": o.end,
        "in": o.within,
        "verb": o.verb,
        "target": target,
        "old": o.old,
        "new": o.new,
        "effective": effective,
        "occurrence": str(o.part or ""),
        "part": _part(o.part),
        "inflected": o.inflected,
        "found_by": o.found_by,
    }


def _part(part: Part | None) -> dict[str, Any] | None:
    """Its kind, and its own fields by their names; units as component, eid and words."""
    if part is None:
        return None
    found: dict[str, Any] = {"kind": _KIND.sub(r"_\g<0>", type(part).__name__).lower().lstrip("_")}
    for field in fields(part):
        value = getattr(part, field.name)
        found[field.name] = [_unit(unit) for unit in value] if field.name == "units" else value
    return found


_KIND = pattern(r"[A-Z]")


def _unit(unit: Address) -> dict[str, Any]:
    return {"component": unit.component, "eid": unit.eid(), "words": str(unit)}


def _page(page: Page | None) -> dict[str, Any] | None:
    if page is None:
        return None
    sections = [
        {
            "title": s.title,
            "start": s.start,
            "end": s.end,
            "text": s.text,
            "steps": list(s.steps),
            "links": [{"text": text, "url": url} for text, url in s.links],
        }
        for s in page.sections
    ]
    return {"title": page.title, "sections": sections}
