"""Every face answers every question as the verb does, field by field: the tables are in :mod:`faces`.

A small part is asked each time; KB_WHOLE=1 asks of every act and unit of the demo, and of 300 units of the corpus.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from asking import Faces, Place, opened, places, questions
from faces import FACES, LACKING, NAMES, QUESTIONS, TODAY

from kb.load import ingest_paths
from kb.web.serve import application

WHOLE = os.environ.get("KB_WHOLE") == "1"
SHARED = Path(os.environ.get("KB_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FOLDERS = [SHARED / "corpus" / name for name in ("seed", "pravo_html", "docx", "doc", "pdf")]
SMALL, OF_CORPUS = 20, 300
"""Places that are asked about: of the demo each time, of the corpus when all is."""


@pytest.fixture(scope="session", autouse=True)
def the_day() -> Iterator[None]:
    """The day that every face takes for today."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_TODAY", TODAY.isoformat())
        yield


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of the real acts of the corpus."""
    if not all(folder.is_dir() for folder in FOLDERS):
        pytest.skip("нет ../shared/corpus")
    path = tmp_path_factory.mktemp("corpus") / "corpus.db"
    ingest_paths(path, FOLDERS, workers=1)
    return path


@pytest.fixture(scope="session")
def answers() -> dict[tuple[str, str], dict[Any, Any]]:
    """What the verb has said already, by the base and the question: of the last question alone."""
    return {}


@pytest.fixture(scope="session")
def count(request: pytest.FixtureRequest) -> Iterator[Counter[str]]:
    """How many questions were asked of each base, told at the end."""
    asked: Counter[str] = Counter()
    yield asked
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print("\n" + ", ".join(f"{base}: {number} questions" for base, number in asked.items()))


@pytest.fixture(params=["demo", "corpus"] if WHOLE else ["demo"])
async def faces(
    request: pytest.FixtureRequest, answers: dict[tuple[str, str], dict[Any, Any]], count: Counter[str]
) -> AsyncIterator[Faces]:
    """All faces of a base."""
    path: Path = request.getfixturevalue(request.param)
    site = application(path)
    await site.invoke_startup()
    with opened(path) as base:
        of = request.param, request.node.callspec.params.get("question", "")
        if of not in answers:
            answers.clear()
        asking = Faces(path, base, site, answers.setdefault(of, {}))
        yield asking
        count[request.param] += asking.asked
    for database in site.databases.values():
        database.close()
    site.executor.shutdown()


def chosen(faces: Faces, question: str) -> list[Place]:
    """The places that this run asks about, the same each time; of the corpus units, or the acts that they are of where
    the question has no unit: a whole code on a page takes seconds."""
    everything = places(faces.base)
    if faces.path.name == "corpus.db":
        units = random.Random(14).sample([place for place in everything if place.unit], OF_CORPUS)
        acts = sorted({Place(unit.act, None, True) for unit in units}, key=str)
        return units if "unit" in QUESTIONS[question].of else acts
    return everything if WHOLE else everything[:1] + random.Random(14).sample(everything[1:], SMALL)


@pytest.mark.parametrize(("question", "face"), FACES)
async def test_the_face_says_what_the_verb_says(faces: Faces, question: str, face: str) -> None:
    differing = []
    for asked in questions(QUESTIONS[question], chosen(faces, question)):
        for way in FACES[question, face]:
            if way.when(asked):
                verb, said = faces.verb(QUESTIONS[question], way, asked), await faces.face(way, asked)
                if said != verb:
                    differing.append("\n  ".join(map(str, (way.line, asked, *difference(verb, said)))))
    assert not differing, "\n".join([f"{len(differing)} из {faces.asked}", *differing[:5]])


def difference(verb: Any, face: Any, where: str = "") -> tuple[str, Any, Any]:
    """(path, verb's value, face's value) of the first field in which they are not the same."""
    if isinstance(verb, dict) and isinstance(face, dict) and verb.keys() == face.keys():
        pairs = [(f"{where}.{name}", verb[name], face[name]) for name in verb]
    elif isinstance(verb, list) and isinstance(face, list) and len(verb) == len(face):
        pairs = [(f"{where}[{i}]", *both) for i, both in enumerate(zip(verb, face, strict=True))]
    else:
        return where, verb, face
    return next((difference(one, other, path) for path, one, other in pairs if one != other), (where, verb, face))


def test_the_tables_cover_every_question_and_face() -> None:
    assert not FACES.keys() & LACKING.keys()
    assert FACES.keys() | LACKING.keys() == set(product(QUESTIONS, NAMES))
    assert all(LACKING.values()) and all(FACES.values())


@pytest.mark.parametrize("spoiled", ["ground", "code"])
async def test_a_field_that_is_another_is_seen(faces: Faces, spoiled: str) -> None:
    (asked, *_) = questions(QUESTIONS["status"], [place for place in places(faces.base) if place.unit])
    way = FACES["status", "command"][0]
    said = await faces.face(way, asked)
    verb = faces.verb(QUESTIONS["status"], replace(way, told=lambda answer, _: {**answer, spoiled: "x"}), asked)
    assert difference(verb, said) == (f".{spoiled}", "x", said[spoiled])
