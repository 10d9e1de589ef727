"""An act on a day as Akoma Ntoso 3.0 (OASIS LegalDocML, 2018): structure, identifiers, and what changed each unit.

Elements of the hierarchy: часть is ``paragraph``, пункт ``point``, подпункт ``subparagraph``, абзац ``alinea``; what
the standard has no name for is ``hcontainer`` with its own. An annex is an ``attachment``. Applied operations stand in
``analysis`` as ``textualMod``, from the unit of the amending act to the unit they changed: the proof travels with the
text.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from lxml import etree

from ingest import read_marker
from ingest.law.act_id import latin
from kb.answers import words_of
from kb.errors import NoText
from kb.reading.on_day import Text, text_on
from kb.russian import with_title
from kb.store.acts import act_row
from kb.store.rows import ActRow, OperationRow, select
from kb.store.units import UnitOnDay

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SOURCE = "#kb-npa"
"""Who says what the metadata say: this program."""

ELEMENTS = {
    "часть кодекса": "part",
    "раздел": "section",
    "подраздел": "subsection",
    "глава": "chapter",
    "статья": "article",
    "часть": "paragraph",
    "пункт": "point",
    "подпункт": "subparagraph",
    "абзац": "alinea",
}
"""Kind of a unit → element; of the others the element is ``hcontainer``."""

_TYPES = {
    "replace_words": "substitution",
    "replace_everywhere": "substitution",
    "restate": "substitution",
    "insert_words": "insertion",
    "add": "insertion",
    "delete_words": "repeal",
    "repeal": "repeal",
    "renumber": "renumbering",
}
_PRIVATE = str.maketrans({chr(code): None for code in range(32) if chr(code) not in "\t\n"})
"""Characters that XML cannot hold."""


def document(db: sqlite3.Connection, act: str, at: date | None = None) -> bytes:
    """The act as it stands at ``at`` (None: today), as XML in UTF-8; the same base gives the same bytes.

    Raises:
        UnknownAct: no act has that id.
        NoText: the base does not hold its text, or not that of the day; or nobody gave the act's own
            day, without which the standard has no identity.
    """
    row = act_row(db, act)
    if not row.has_text or not row.date:
        lacking = "Текста акта в базе нет" if not row.has_text else "Дата подписания акта неизвестна"
        raise NoText(f"{lacking}: «{row.label}» нельзя выгрузить в Akoma Ntoso.")
    return _Writer(db, row, text_on(db, row, at)).document()


class _Writer:
    """One document being written."""

    def __init__(self, db: sqlite3.Connection, row: ActRow, text: Text) -> None:
        self.db, self.row, self.day = db, row, text.day
        standing = [unit for unit in text.units() if unit.stands(text.day)]
        if not standing and text.caution:
            raise NoText(text.caution)
        self.words = {unit.eid: words_of(unit, text.day) for unit in standing}
        self.below: defaultdict[str | None, list[UnitOnDay]] = defaultdict(list)
        for unit in standing:
            self.below[unit.parent].append(unit)
        self.changes = select(
            db,
            OperationRow,
            """WHERE target = ? AND state = 'applied' AND in_force_from <= ?
               ORDER BY in_force_from, act, position""",
            (row.id, self.day),
        )

    def document(self) -> bytes:
        root = etree.Element(_name("akomaNtoso"), nsmap={None: NAMESPACE})
        act = _add(root, "act", name=latin(self.row.kind))
        self._meta(act, "!main")
        preface = _add(act, "preface")
        line = _add(preface, "longTitle")
        title = _add(line, "p")
        title.text = _clean(with_title(self.row.label, self.row.title))
        top = self.below[None]
        annexes = [unit for unit in top if unit.kind == "приложение"]
        opening = [unit for unit in top if unit.kind == "преамбула"]
        if opening:
            self._preamble(_add(act, "preamble"), opening)
        body = _add(act, "body")
        self._hierarchy(body, [unit for unit in top if unit not in annexes and unit not in opening])
        if annexes:
            self._attachments(act, annexes)
        etree.indent(root)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    # Metadata

    def _meta(self, parent: Any, component: str) -> None:
        meta = _add(parent, "meta")
        self._identification(meta, component)
        if component != "!main":
            return
        if self.row.published:
            _add(meta, "publication", date=self.row.published, name="official", showAs="Официальное опубликование")
        self._lifecycle(meta)
        if self.changes:
            self._analysis(meta)
        references = _add(meta, "references", source=SOURCE)
        _add(references, "TLCOrganization", eId=SOURCE[1:], href="/akn/ontology/organization/kb-npa", showAs="База НПА")
        for number, act in enumerate(self._amending()):
            iri, label = self._named(act)
            _add(references, "passiveRef", eId=f"ref_{number}", href=iri, showAs=label)

    def _identification(self, meta: Any, component: str) -> None:
        """Work, expression, manifestation (FRBR); the expression is dated by the day that the text is of."""
        found, iri = _add(meta, "identification", source=SOURCE), self.row.iri
        version = f"{iri}/rus@{self.day}"
        work = self._frbr(found, "FRBRWork", iri, component, str(self.row.date), "signed")
        _add(work, "FRBRcountry", value="ru")
        if self.row.number:
            _add(work, "FRBRnumber", value=self.row.number)
        if self.row.title:
            _add(work, "FRBRname", value=_clean(self.row.title))
        expression = self._frbr(found, "FRBRExpression", version, component, self.day, "version")
        _add(expression, "FRBRlanguage", language="rus")
        self._frbr(found, "FRBRManifestation", f"{version}.xml", component, self.day, "version")

    def _frbr(self, parent: Any, level: str, iri: str, component: str, day: str, name: str) -> Any:
        one = _add(parent, level)
        _add(one, "FRBRthis", value=f"{iri}/{component}")
        _add(one, "FRBRuri", value=iri)
        _add(one, "FRBRdate", date=day, name=name)
        _add(one, "FRBRauthor", href=SOURCE)
        return one

    def _lifecycle(self, meta: Any) -> None:
        lifecycle = _add(meta, "lifecycle", source=SOURCE)
        _add(lifecycle, "eventRef", date=str(self.row.date), type="generation", source=SOURCE, eId="event_signed")
        if self.row.in_force_from:
            _add(
                lifecycle, "eventRef", date=self.row.in_force_from, type="generation", source=SOURCE, eId="event_force"
            )
        by = {act: number for number, act in enumerate(self._amending())}
        days = dict.fromkeys((str(change.in_force_from), change.act) for change in self.changes)
        for number, (day, act) in enumerate(days):
            source = f"#ref_{by[act]}"
            _add(lifecycle, "eventRef", date=day, type="amendment", source=source, eId=f"event_{number}")

    def _analysis(self, meta: Any) -> None:
        passive = _add(_add(meta, "analysis", source=SOURCE), "passiveModifications")
        for number, change in enumerate(self.changes):
            modification = _add(
                passive, "textualMod", type=_TYPES.get(change.verb, "substitution"), eId=f"mod_{number}"
            )
            iri, _ = self._named(change.act)
            _add(modification, "source", href=f"{iri}/!main~{change.unit}" if change.unit else f"{iri}/!main")
            _add(modification, "destination", href=f"#{change.target_eid}" if change.target_eid else self.row.iri)

    def _amending(self) -> list[str]:
        return list(dict.fromkeys(change.act for change in self.changes))

    def _named(self, act: str) -> tuple[str, str]:
        """IRI and label of an amending act."""
        row = self.db.execute("SELECT iri, label FROM act_records WHERE id = ?", (act,)).fetchone()
        return (str(row[0]), _clean(row[1])) if row else (f"/akn/ru/act/{act}", act)

    # Text

    def _preamble(self, parent: Any, opening: list[UnitOnDay]) -> None:
        for unit in opening:
            for one in self.below[unit.eid] or [unit]:
                self._paragraphs(parent, self.words.get(one.eid, ""), eId=one.eid)

    def _hierarchy(self, parent: Any, found: Iterable[UnitOnDay]) -> None:
        for unit in found:
            self._unit(parent, unit)

    def _unit(self, parent: Any, unit: UnitOnDay) -> None:
        element = ELEMENTS.get(unit.kind)
        name = {} if element else {"name": latin(unit.kind) or "unit"}
        one = _add(parent, element or "hcontainer", eId=unit.eid, wId=unit.wid, **name)
        said, inside = self.words.get(unit.eid, ""), self.below[unit.eid]
        label, rest = _labelled(said)
        if unit.number and unit.kind != "абзац":
            _add(one, "num").text = label or unit.number
            said = rest if label else said
        heading = unit.heading if unit.leaf else said or unit.heading  # an amended heading is the container's wording
        if heading:
            _add(one, "heading").text = _clean(heading)
        if inside:
            self._hierarchy(one, inside)
        else:
            self._paragraphs(_add(one, "content"), said)

    def _paragraphs(self, parent: Any, said: str, **attributes: str) -> None:
        for number, line in enumerate(said.split("\n") if said else [""]):
            _add(parent, "p", **(attributes if number == 0 else {})).text = _clean(line)

    def _attachments(self, act: Any, annexes: list[UnitOnDay]) -> None:
        attachments = _add(act, "attachments")
        for annex in annexes:
            attachment = _add(attachments, "attachment", eId=annex.eid, wId=annex.wid)
            inside = _add(attachment, "doc", name="annex")
            self._meta(inside, annex.eid)
            if annex.heading:
                _add(_add(_add(inside, "preface"), "longTitle"), "p").text = _clean(annex.heading)
            body = _add(inside, "mainBody")
            if self.below[annex.eid]:
                self._hierarchy(body, self.below[annex.eid])
            else:
                self._paragraphs(body, self.words.get(annex.eid, ""))


def _labelled(said: str) -> tuple[str, str]:
    """The label that the wording opens with and what follows it: «5¹. Учебный профиль …» → («5¹.», «Учебный …»)."""
    end = read_marker(said).end
    return said[:end], said[end:].lstrip()


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, _name(tag), attributes)


def _clean(said: str) -> str:
    return said.translate(_PRIVATE)
