"""Page, JSON, command, SQL and export give one text of a day, whatever the text of that day is known from."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import kb
from kb.answers import ActText
from kb.answers import words_of as words
from kb.cli import run
from kb.errors import NoText
from kb.export.formats import FORMATS
from kb.load import ingest_paths
from kb.store.connection import open_base

ROOT = Path(__file__).resolve().parents[2]
STATED = ROOT / "tests" / "editions" / "stated" / "zakon-101-mp_2024-09-05.txt"
LAW = "zakon-primern-oblast-2024-01-15-101-mp"
DAYS = ("2020-01-01", "2024-03-01", "2024-06-10", "2024-09-05", "2025-07-01", "2026-01-15", "2030-02-01")

SOURCES = {
    "computed": [ROOT / "data"],
    "noted": [STATED, ROOT / "data" / "cards"],
    "former": [STATED, ROOT / "data"],
}
"""What the text of an earlier day is known from: amending acts; an editor's notes; an earlier file of the act."""


@pytest.fixture(scope="module", params=SOURCES)
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reader")
    shutil.copy(STATED, folder)
    report = ingest_paths(folder / "base.db", SOURCES[request.param], workers=1)
    assert not report.unreadable
    return folder / "base.db"


def told(answer: ActText) -> list[tuple[str, str | None, bool]]:
    return [(unit.eid, unit.text, unit.known) for unit in answer.units]


@pytest.mark.parametrize("day", DAYS)
async def test_every_face_gives_one_text(
    base: Path, site: Any, day: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    db = open_base(base, readonly=True)
    for (act,) in db.execute("SELECT id FROM acts WHERE has_text ORDER BY id").fetchall():
        answer = kb.text(db, act, date.fromisoformat(day))
        expected = told(answer)

        page = (await site.client.get(f"/acts/{act}.json?at={day}&whole=1")).json()
        assert [(u["eid"], u["text"], u["known"]) for u in page["units"] if not u["gone"]] == expected
        assert page["caution"] == answer.caution
        html = (await site.client.get(f"/acts/{act}?at={day}&whole=1")).text
        assert {eid for eid, _, _ in expected} <= set(re.findall(r'id="([^"]+)"', html))

        assert run(["show", str(base), act, "--at", day, "--json"]) == 0
        command = json.loads(capsys.readouterr().out)
        assert [(u["eid"], u["text"], u["known"]) for u in command["units"]] == expected

        said = [(unit.eid, words(unit, day)) for unit in answer.units if words(unit, day)]
        rows = (await site.client.get(f"/kb/act_at.json?act={act}&at={day}&_shape=array&_size=max")).json()
        assert [(row["eid"], row["text"]) for row in rows] == said
        sql = f"select act_at('{act}', '{day}') as text"
        (row,) = (await site.client.get(f"/kb.json?sql={quote(sql)}&_shape=array")).json()
        known = any(text for _, text, _ in expected)
        assert row["text"] == ("\n".join(line for _, line in said) if known or not answer.caution else None)
        for eid, text, _ in [one for one in expected if one[1]][-1:]:
            rows = (await site.client.get(f"/kb/unit_at.json?act={act}&unit={eid}&at={day}&_shape=array")).json()
            assert [row["text"] for row in rows] == [text]

        if expected:
            file = FORMATS["md"].write(db, act, date.fromisoformat(day)).decode()
            flat = " ".join(re.sub(r"\\(.)", r"\1", re.sub("(?m)^#+ ", "", file)).split())
            assert all(" ".join(line.split()) in flat for _, line in said)
            assert FORMATS["akn"].write(db, act, date.fromisoformat(day)).count(b"eId=") > len(expected) // 2
        else:
            for form in FORMATS.values():
                with pytest.raises(NoText):
                    form.write(db, act, date.fromisoformat(day))
    db.close()


async def test_portions_keep_the_day_and_hold_every_unit_once(
    base: Path, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.reading.contents.PORTION", 600)
    day, db = "2024-03-01", open_base(base, readonly=True)
    expected = told(kb.text(db, LAW, date.fromisoformat(day)))
    db.close()
    first = (await site.client.get(f"/acts/{LAW}.json?at={day}")).json()
    parts = [(await site.client.get(f"/acts/{LAW}.json?at={day}&part={p['number']}")).json() for p in first["portions"]]
    assert len(parts) > 2
    assert [part["next"] for part in parts[:-1]] == [
        f"/acts/{LAW}.json?at={day}&part={part['portion']['number'] + 1}" for part in parts[:-1]
    ]
    assert parts[-1]["next"] is None
    shown = [(u["eid"], u["text"], u["known"]) for part in parts for u in part["units"] if not u["gone"]]
    assert shown == expected

    page = (await site.client.get(f"/acts/{LAW}?at={day}&part=2")).text
    assert f'<p class="onpaper">Часть 2 из {len(parts)}: ' in page  # who prints a part sees that it is one
    away = re.findall(rf'href="(/acts/{LAW}\?[^"]*part=[^"]*)"', page)
    assert away and all(f"at={day}" in address for address in away)
    eid = parts[-1]["units"][-1]["eid"]
    reached = (await site.client.get(f"/acts/{LAW}?at={day}&unit={eid}")).text
    assert f'id="{eid}"' in reached and f"Страница {len(parts)} из {len(parts)}" in reached
