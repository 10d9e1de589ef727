"""Addresses of the document's own units: marked cases, the whole of parsing at work."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked_documents import document_of, styled

import ingest

_CASES = Path(__file__).with_name("own_units.marked.txt").read_text("utf-8").split("\n== ")[1:]


@pytest.mark.parametrize("case", _CASES, ids=[case.split("\n", 1)[0] for case in _CASES])
def test_addresses_in_the_act_itself(case: str) -> None:
    rows = [row for row in case.split("\n")[1:] if row]
    document = document_of([styled(row) for row in rows if not row.startswith("> ")])
    own = [c for c in ingest.parse(document).citations if c.relation == "self" and c.addresses]
    wanted = [row for row in rows if row.startswith("> ")]
    found = [f"> {c.exact} => {', '.join(c.addresses)}" for c in own if "настоящ" not in c.exact]
    assert found == wanted
