"""Heads of papers of schools and other institutions, as their typists lay them out."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest

CASES = Path(__file__).with_suffix("").with_name("local_heads.marked.txt").read_text("utf-8").split("\n== ")[1:]
POINTS = (
    "1. Общие положения\n1.1. Образцы хранятся в шкафу и выдаются под подпись.\n1.2. Шкаф закрывается на ключ.\n"
    "2. Ответственность\n2.1. За порядок в шкафу отвечает дежурный.\n"
)


def read(head: str) -> ingest.Requisites:
    above, _, below = head.partition("\n~\n")
    act = ingest.parse(ingest.read(f"{above}\n\n{POINTS}\n{below}\n".encode(), "paper.txt")).act
    assert act is not None
    return act


def told(act: ingest.Requisites) -> list[str]:
    """The record in the notation of the cases."""
    approved, adopted = act.approved_by, act.adopted[0] if act.adopted else None
    fields = {
        "number": act.id.number,
        "title": act.title,
        "approved": approved and f"{approved.kind} {approved.date} {approved.number}",
        "adopted": adopted and f"{adopted.by} {adopted.day} {adopted.protocol}",
        "signed": act.signed_by,
    }
    whose = f"=> {act.id.kind} {'+'.join(act.id.issuers)} {act.id.date or '-'}"
    return [whose, *(f"{name}: {value}" for name, value in fields.items() if value)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition("\n")[0])
def test_heads(case: str) -> None:
    head, _, wanted = case.partition("\n")[2].partition("\n=> ")
    assert told(read(head)) == f"=> {wanted}".strip().splitlines()
