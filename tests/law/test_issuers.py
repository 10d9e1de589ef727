"""Bodies that issue acts: phrases of running text, the list itself, and its reader."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from ingest.law import issuers, reference
from ingest.law.issuers import drop_parents, genitive, issuer, resolve

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
LINES = [
    line
    for line in Path(__file__).with_name("issuers.marked.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
BODIES = list(issuers.issuers().values())


@pytest.mark.parametrize("line", LINES)
def test_phrases(line: str) -> None:
    said, _, expected = line.partition(" => ")
    phrase, _, day = said.partition(" @ ")
    slugs = tuple(expected.split()) if expected != "-" else ()
    assert resolve(phrase, date.fromisoformat(day) if day else None) == slugs


def test_every_listed_name_is_its_own_body() -> None:
    wrong = [
        (name, body.slug)
        for body in BODIES
        for name in (body.name, body.genitive, body.short, body.name.upper(), *body.others)
        if resolve(name, body.first or body.last) != (body.slug,)
    ]
    assert len(BODIES) > 150
    assert wrong == []


def test_the_list_refers_to_itself() -> None:
    for body in BODIES:
        assert all(issuer(slug) for slug in (*body.successors, *body.parents)), body
        assert body.first is None or body.last is None or body.first <= body.last, body
        assert set(body.slug) <= set("abcdefghijklmnopqrstuvwxyz-"), body


def test_existence_in_time() -> None:
    old, new = issuer("minobr-i-nauki"), issuer("minprosveshcheniya")
    assert old and new
    assert old.existed(date(2018, 5, 14)) and not old.existed(date(2018, 5, 15))
    assert new.existed(date(2018, 5, 15)) and new.until is None and new.since == 2018


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Министерство обороны Российской Федерации", "Министерства обороны Российской Федерации"),
        ("Федеральная служба по труду и занятости", "Федеральной службы по труду и занятости"),
        ("Главный государственный санитарный врач", "Главного государственного санитарного врача"),
        ("Высший Арбитражный Суд Российской Федерации", "Высшего Арбитражного Суда Российской Федерации"),
        ("Счетная палата Российской Федерации", "Счетной палаты Российской Федерации"),
        ("Федеральный горный и промышленный надзор России", "Федерального горного и промышленного надзора России"),
    ],
)
def test_genitive(name: str, expected: str) -> None:
    assert genitive(name) == expected


def test_a_parent_is_dropped_unless_the_number_is_joint() -> None:
    assert drop_parents(("minpromtorg", "rosstandart"), "386-ст") == ("rosstandart",)
    assert drop_parents(("minobr-i-nauki", "rosobrnadzor"), "190/1512") == ("minobr-i-nauki", "rosobrnadzor")
    assert drop_parents(("fns", "mvd"), "317") == ("fns", "mvd")


def test_case_does_not_change_the_key_of_any_published_body() -> None:
    path = CORPUS / "publication_api" / "signatory-authorities.json"
    if not path.exists():
        pytest.skip("нет ../shared/corpus")
    names = [" ".join(body["name"].split()) for body in json.loads(path.read_text("utf-8"))]
    changed = [name for name in names if resolve(name) != resolve(genitive(name))]
    assert len(names) > 3000
    assert len(changed) <= 3, changed


def test_federal_bodies_of_the_portal_are_listed() -> None:
    path = CORPUS / "publication_api" / "signatory-authorities.json"
    if not path.exists():
        pytest.skip("нет ../shared/corpus")
    names = [body["name"] for body in json.loads(path.read_text("utf-8"))]
    federal = [name for name in names if name.startswith(("Федеральная служба", "Федеральное агентство"))]
    assert [name for name in federal if issuer(resolve(name)[0]) is None] == []


@pytest.mark.parametrize("name", ["issuers.yml", "known_acts.yml"])
def test_the_lists_are_yaml_that_a_library_reads_alike(name: str) -> None:
    text = Path(reference.__file__).with_name(name).read_text("utf-8")
    loaded = yaml.load(text, yaml.BaseLoader)
    assert {entry.key: entry.fields for entry in reference.entries(name)} == loaded


def test_a_broken_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.yml").write_text("prezident:\n  name: Президент\nбез двоеточия\n", "utf-8")
    monkeypatch.setattr(reference, "__file__", str(tmp_path / "reference.py"))
    with pytest.raises(ValueError, match=r"broken\.yml:3"):
        reference.entries("broken.yml")
