"""What a check of documents found, as a table in DOCX: to be printed, sent, and worked through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.answers import Checked, Reference
from kb.export.docx_table import Cell, Piece, document
from kb.russian import LEVELS, russian_day

_WIDTHS = (1000, 5200, 4000, 1300, 3600)
_HEAD = ("Строка", "Как в документе", "Какой это акт", "Итог", "Замечания")


def report(documents: Sequence[Checked]) -> bytes:
    """One table of every reference in the documents, in their order; each document opens with its name and counts."""
    rows: list[list[Cell]] = [[[Piece("*", name)] for name in _HEAD]]
    for checked in documents:
        rows.append([[], [Piece("*", f"{checked.name}. {_counts(checked)}")], [], [], []])
        rows += [list(_row(reference)) for reference in checked.references]
    days = " и ".join(dict.fromkeys(russian_day(checked.day) for checked in documents))
    return document(f"Ссылки на нормативные акты. Проверено на {days}", _WIDTHS, rows)


def _counts(checked: Checked) -> str:
    """«Исправить: 1, в порядке: 3.»"""
    said = ", ".join(f"{LEVELS[level]}: {count}" for level, count in checked.counts.items())
    return f"{said[:1].upper()}{said[1:]}." if said else "Ссылок на акты не найдено."


def _row(reference: Reference) -> Iterator[Cell]:
    act = reference.act
    named = (
        [act.label, f" «{act.title}»" if act.title else "", *(f"\n{unit}" for unit in reference.units)] if act else []
    )
    remarks = [f"{remark.message} {remark.advice or ''}".strip() for remark in reference.remarks]
    yield [Piece("=", str(reference.line))]
    yield [Piece("=", reference.before), Piece("*", reference.exact), Piece("=", reference.after)]
    yield [Piece("=", "".join(named))]
    yield [Piece("*" if reference.level == "wrong" else "=", LEVELS[reference.level])]
    yield [Piece("=", "\n".join(remarks) or (reference.ground or ""))]
