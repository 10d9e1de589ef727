"""One file ready for the base: every row it gives, made where the file was parsed.

Bytes become a filing in a worker process; the process that writes only puts its rows where they belong
(:mod:`kb.store.write`).
"""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ingest import CardTable, Document, Overlay, Parsed, Problem, Requisites
from ingest.law.letter_case import sentence_case
from kb.store.cards import card_evidence, card_statements
from kb.store.corrections.overlay import CORRECTIONS, correction_rows
from kb.store.issuer_names import dictionary_names, issuer_names
from kb.store.records import records
from kb.store.rows import (
    AliasRow,
    ProblemRow,
    SourceRow,
    StatementRow,
    Tables,
    TextRow,
    as_json,
    by_table,
    iso,
    of_plain,
    plain,
)
from kb.store.source import packed_bytes, packed_text, source_id, tag
from kb.store.wording import merged


@dataclass(frozen=True, slots=True)
class Filing:
    """What stands in the base of one source.

    Attributes:
        source: its row; ``known_from`` is the day of this filing, which a source that is here already does not take.
        packed, text: its bytes and its text as :mod:`kb.store.source` packs them; None: no text was read.
        cuts: spans of the text that are no words of an act, merged, as JSON.
        always: rows that stand whether the source speaks for its act or not: statements, aliases, problems, names of
            issuers, corrections.
        spoken: rows that stand when it does, its records; None: nothing was read.
    """

    source: SourceRow
    packed: bytes
    text: bytes | None
    always: Tables
    spoken: Tables | None
    cuts: str = "[]"

    @property
    def unread(self) -> str | None:
        """The sentence that says why the file gave nothing; None when it was read."""
        return ProblemRow(*self.always[ProblemRow][0]).message if self.spoken is None else None

    def known(self, day: str) -> Filing:
        """The same, of a source that the base has known since another day."""
        return replace(
            self, source=self.source._replace(known_from=day), spoken=self.spoken and _known(self.spoken, day)
        )


def sent(filings: Iterable[Filing]) -> bytes:
    """Filings on their way to another process: marshal reads rows back three times as fast as pickle does."""
    return marshal.dumps(
        [
            (tuple(f.source), f.packed, f.text, plain(f.always), None if f.spoken is None else plain(f.spoken), f.cuts)
            for f in filings
        ]
    )


def received(data: bytes) -> list[Filing]:
    """The filings that another process has :func:`sent`."""
    return [
        Filing(SourceRow(*source), packed, text, of_plain(always), None if spoken is None else of_plain(spoken), cuts)
        for source, packed, text, always, spoken, cuts in marshal.loads(data)
    ]


def _known(spoken: Tables, day: str) -> Tables:
    return {
        of: [TextRow(*row)._replace(known_from=day) for row in rows] if of is TextRow else rows
        for of, rows in spoken.items()
    }


def file_parsed(parsed: Parsed, data: bytes, known: date, parser: str) -> Filing:
    """A document that was read. ``known``: the day it came; ``parser``: version of the parser that made ``parsed``."""
    doc, source = parsed.document, source_id(parsed.document.sha256)
    found = records(parsed, known.isoformat())
    return Filing(
        source=SourceRow(
            source,
            doc.sha256,
            doc.name,
            doc.format,
            len(data),
            parser,
            known.isoformat(),
            found.act,
            found.collection.id if found.collection else None,
            _edition(parsed),
        ),
        packed=packed_bytes(data),
        text=packed_text(doc.text, data),
        always=by_table(
            [_head(parsed.act, doc, source)] if parsed.act else [],
            [AliasRow(scheme, value, found.act, source) for scheme, value in sorted(set(doc.aliases))]
            if found.act
            else [],
            _problems(parsed, source, found.act),
            issuer_names(parsed),
        ),
        spoken=found.tables(),
        cuts=as_json(merged(parsed.not_of_the_act)),
    )


def file_card_table(table: CardTable, name: str, data: bytes, known: date, parser: str) -> Filing:
    """A table of cards. It holds no act of its own, so it always speaks."""
    source = _source_row(name, "cards", data, known, parser)
    statements, aliases = card_statements(table, source.id)
    names = dictionary_names(table.issuers, source.id)
    always = by_table(statements, aliases, _problems_of(table.problems, source), names)
    return Filing(source, packed_bytes(data), None, always, card_evidence(table, source.id))


def file_overlay(overlay: Overlay, name: str, data: bytes, known: date, parser: str) -> Filing:
    """A file of corrections by people."""
    source = _source_row(name, CORRECTIONS, data, known, parser)
    always = by_table(_problems_of(overlay.problems, source), correction_rows(overlay.corrections, source.id))
    return Filing(source, packed_bytes(data), None, always, {})


def _problems_of(problems: Iterable[Problem], source: SourceRow) -> list[ProblemRow]:
    return [
        ProblemRow(f"{tag(source.id)}:{i}", source.id, source.name, None, problem.start, problem.rule, problem.message)
        for i, problem in enumerate(problems)
    ]


def file_unread(name: str, data: bytes, message: str, known: date, parser: str) -> Filing:
    """Bytes that no reader takes, with the sentence that says why."""
    source = _source_row(name, None, data, known, parser)
    problem = ProblemRow(f"{tag(source.id)}:0", source.id, name, None, None, "read", message)
    return Filing(source, packed_bytes(data), None, by_table([problem]), None)


def _source_row(name: str, of_format: str | None, data: bytes, known: date, parser: str) -> SourceRow:
    sha256 = hashlib.sha256(data).hexdigest()
    return SourceRow(source_id(sha256), sha256, name, of_format, len(data), parser, known.isoformat(), None, None, None)


def _edition(parsed: Parsed) -> str | None:
    """Day of the latest act that the text's own notes name; a source may also state the day of its edition outright."""
    days = [note.by.date.isoformat() for note in parsed.notes if note.by.date]
    stated = parsed.document.metadata.get("edition")
    return stated or max(days, default=None)


def _head(head: Requisites, doc: Document, source: int) -> StatementRow:
    registered_on, registered = head.registered or (None, None)
    return StatementRow(
        source=source,
        start=head.start,
        end=head.end,
        act=head.id.slug,
        role="head",
        kind=head.id.kind,
        issuers=json.dumps(head.id.issuers, ensure_ascii=False),
        number=head.id.number,
        date=iso(head.id.date),
        title=sentence_case(head.title, doc.text) if head.title else None,
        naming=str(head.naming),
        published=doc.metadata.get("published"),
        registered=registered,
        registered_on=iso(registered_on),
        adopted=json.dumps([(a.by, a.day.isoformat(), a.protocol) for a in head.adopted], ensure_ascii=False),
        place=head.place,
        signed_by=head.signed_by,
        model=int(doc.metadata.get("model") == "true"),
    )


def _problems(parsed: Parsed, source: int, act: str | None) -> list[ProblemRow]:
    doc = parsed.document
    said = [(w.start, w.rule, w.message) for w in doc.warnings] + [
        (p.start, p.rule, p.message) for p in parsed.problems
    ]
    return [
        ProblemRow(f"{tag(source)}:{i}", source, doc.name, act, start, rule, message)
        for i, (start, rule, message) in enumerate(dict.fromkeys(said))
    ]
