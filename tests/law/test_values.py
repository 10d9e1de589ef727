"""Value objects of the law print and parse themselves, both ways."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.law.act_id import ActId, from_iri, latin_number
from ingest.law.address import KIND_OF_PREFIX, Address, Naming, Step
from ingest.law.dates import ImpossibleDate, in_words, read_date
from ingest.law.numbering import LETTERS, canonical, each, expand, for_eid, ordinal_value, ordinal_words, sort_key
from ingest.law.text import normalise
from ingest.recognise.addresses import read_addresses

_WHOLE = st.integers(1, 400).map(str)
_NUMBER = st.one_of(_WHOLE, st.builds("{}.{}".format, _WHOLE, st.integers(1, 30)))
_LETTER = st.one_of(
    st.sampled_from([ch for ch in LETTERS if ch not in "ъь"]),
    st.builds("{}.{}".format, st.sampled_from("абвгд"), st.integers(1, 9)),
)


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    """A lawful address: some steps of the ladder, at least one, never a gap that changes the reading."""
    steps = [Step("статья", draw(_NUMBER))]
    if draw(st.booleans()):
        steps.append(Step("часть", draw(_NUMBER)))
    if draw(st.booleans()):
        steps.append(Step("пункт", draw(_NUMBER)))
        if draw(st.booleans()):
            steps.append(Step("подпункт", draw(_LETTER)))
    if draw(st.booleans()):
        steps.append(Step("абзац", draw(st.integers(1, 99).map(str))))
    return Address(tuple(steps))


@given(addresses())
def test_an_address_survives_the_way_through_words(address: Address) -> None:
    assert read_addresses(str(address)) == (address,)


@given(addresses(), st.sampled_from(list(Naming)))
def test_an_address_survives_the_way_through_its_eid(address: Address, naming: Naming) -> None:
    eid = Address.from_eid(address.eid(naming), naming).eid(naming)
    assert eid == address.eid(naming)
    if naming is not Naming.CIVIL:
        assert Address.from_eid(eid) == address


def test_a_civil_code_calls_its_parts_points() -> None:
    address = Address((Step("статья", "11.3"), Step("пункт", "7"), Step("подпункт", "3.1")))
    assert address.eid(Naming.CIVIL) == "art_11-3__para_7__point_3-1"
    assert Address.from_eid("art_11-3__para_7__point_3-1", Naming.CIVIL) == address


def test_every_prefix_is_of_one_kind() -> None:
    assert len(KIND_OF_PREFIX) == len(set(KIND_OF_PREFIX.values()))


@given(
    st.sampled_from(["fz", "fkz", "pp", "rp", "prikaz", "pismo", "ukaz"]),
    st.dates(date(1700, 1, 1), date(2190, 1, 1)),
    st.from_regex(r"[0-9]{1,4}(/[0-9]{1,3})?(-[рнфз]{1,2})?", fullmatch=True),
)
def test_an_identity_survives_the_way_through_its_iri(kind: str, day: date, number: str) -> None:
    act = ActId(kind, ("mincifry",) if kind in ("prikaz", "pismo", "ukaz") else (), day, number)
    read = from_iri(act.iri)
    assert (read.kind, read.issuers, read.date, read.number, read.iri) == (
        kind,
        act.issuers,
        day,
        latin_number(number),
        act.iri,
    )


@pytest.mark.parametrize(
    ("act", "slug", "iri"),
    [
        (ActId("fz", (), date(2012, 12, 29), "273-ФЗ"), "fz-2012-12-29-273", "/akn/ru/act/fz/2012-12-29/273-fz"),
        (
            ActId("pp", (), date(2022, 7, 13), "1241"),
            "pp-2022-07-13-1241",
            "/akn/ru/act/postanovlenie/pravitelstvo/2022-07-13/1241",
        ),
        (
            ActId("prikaz", ("mincifry",), date(2022, 7, 15), "542/1"),
            "prikaz-mincifry-2022-07-15-542-1",
            "/akn/ru/act/prikaz/mincifry/2022-07-15/542%2F1",
        ),
        (ActId("pp", (), None, "1545"), "pp-1545", "/akn/ru/act/postanovlenie/pravitelstvo/nd/1545"),
        (
            ActId("zakon", (), date(1992, 2, 21), "2395-I"),
            "zakon-1992-02-21-2395-1",
            "/akn/ru/act/zakon/1992-02-21/2395-i",
        ),
    ],
)
def test_names_of_acts(act: ActId, slug: str, iri: str) -> None:
    assert (act.slug, act.iri) == (slug, iri)


@given(st.dates(date(1800, 1, 1), date(2190, 12, 31)))
def test_a_date_survives_the_way_through_words(day: date) -> None:
    assert read_date(in_words(day)) == day == read_date(day.strftime("%d.%m.%Y")) == read_date(day.isoformat())


@pytest.mark.parametrize(
    "wording",
    [
        "12.13.2012",
        "31.02.2020",
        "273",
        "августа 2013",
        "00.01.2020",
        "32 мая 2020 г.",
        "1 фебруара 2020",
        "29.02.2023",
    ],
)
def test_a_date_that_cannot_be_is_reported_not_repaired(wording: str) -> None:
    with pytest.raises(ImpossibleDate):
        read_date(wording)


@pytest.mark.parametrize(
    ("wording", "day"),
    [
        ("«20» августа 2013 года", date(2013, 8, 20)),
        ("13.07.22", date(2022, 7, 13)),
        ("17.10.2013г.", date(2013, 10, 17)),
        ("29 дек. 2012 г.", date(2012, 12, 29)),
    ],
)
def test_dates_as_acts_write_them(wording: str, day: date) -> None:
    assert read_date(wording) == day


@given(st.integers(1, 99), st.sampled_from("mfn"), st.booleans())
def test_an_ordinal_survives_the_way_through_words(value: int, gender: str, genitive: bool) -> None:
    assert ordinal_value(ordinal_words(value, gender, genitive)) == value


@pytest.mark.parametrize("written", ["14²", "14^2", "14-2", "14_2", "14.2", "14.2."])
def test_one_number_in_many_spellings(written: str) -> None:
    assert (canonical(written), for_eid(written)) == ("14.2", "14-2")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Статья 5_1. Надзор", "Статья 5¹. Надзор"),
        ("1_2) улей;", "1²) улей;"),
        ("согласно пунктам 3_1 и 3_12 части 2.1_1", "согласно пунктам 3¹ и 3¹² части 2.1¹"),
        ("Статья в файле act_5_1.txt, № 15_1", "Статья в файле act_5_1.txt, № 15_1"),
        ("в 20_21 учебном году", "в 20_21 учебном году"),
    ],
)
def test_numbers_of_units_that_are_raised_by_a_low_line(typed: str, read: str) -> None:
    assert normalise(typed) == read


def test_order_of_numbers() -> None:
    assert sorted(["10", "9", "10.1", "11", "б", "а", "в.1", "в"], key=sort_key) == [
        "9",
        "10",
        "10.1",
        "11",
        "а",
        "б",
        "в",
        "в.1",
    ]


def test_ranges_take_what_really_stands_between() -> None:
    assert expand("14", "15") == ("14", "15")
    assert each("106 - 107") == ("106", "107")
    assert each("3, 5 - 7 и 9") == ("3", "5", "6", "7", "9")
    assert each("14.1") == ("14.1",)
    assert expand("14", "15", ("13", "14", "14.1", "15")) == ("14", "14.1", "15")
    assert expand("2", "3.2") == ("2", "3", "3.1", "3.2")
    assert expand("а", "г") == ("а", "б", "в", "г")
