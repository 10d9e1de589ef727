"""Kinds of normative acts: slug, Russian names in the cases a citation uses, and the issuer a kind implies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of act.

    Attributes:
        slug: ASCII key, first part of an act's id.
        title: nominative, as in a heading: «Федеральный закон».
        short: what a card or a list shows: «ФЗ».
        stem: pattern source that matches the kind's name in any case and number, lower or capitalised first letter.
        issuers: issuer slugs that the kind implies, () when the issuer must be named.
        iri: (subtype, actor) for the Akoma Ntoso IRI; actor "" when the kind implies none.
        suffix: suffix of its numbers that the slug leaves out («-ФЗ»).
    """

    slug: str
    title: str
    short: str
    stem: str
    issuers: tuple[str, ...] = ()
    iri: tuple[str, str] = ("", "")
    suffix: str = ""


_TABLE = (
    Kind(
        "konstituciya",
        "Конституция Российской Федерации",
        "Конституция РФ",
        r"[Кк]онституци(?:я|и|ю|ей)",
        ("narod",),
        ("konstituciya", ""),
    ),
    Kind(
        "fkz",
        "Федеральный конституционный закон",
        "ФКЗ",
        r"[Фф]едеральн\w+ конституционн\w+ [Зз]акон\w*",
        ("fs",),
        ("fkz", ""),
        "-ФКЗ",
    ),
    Kind("fz", "Федеральный закон", "ФЗ", r"[Фф]едеральн\w+ [Зз]акон\w*", ("fs",), ("fz", ""), "-ФЗ"),
    Kind("zakon", "Закон", "Закон", r"[Зз]акон\w*", (), ("zakon", "")),
    Kind("osnovy", "Основы законодательства", "Основы", r"[Оо]снов\w*", (), ("osnovy", "")),
    Kind("ukaz", "Указ", "Указ", r"[Уу]каз\w*", (), ("ukaz", "")),
    Kind(
        "pp",
        "Постановление Правительства Российской Федерации",
        "ПП РФ",
        r"[Пп]остановлен\w+",
        ("pravitelstvo",),
        ("postanovlenie", "pravitelstvo"),
    ),
    Kind(
        "rp",
        "Распоряжение Правительства Российской Федерации",
        "РП РФ",
        r"[Рр]аспоряжен\w+",
        ("pravitelstvo",),
        ("rasporyazhenie", "pravitelstvo"),
        "-р",
    ),
    Kind("postanovlenie", "Постановление", "Постановление", r"[Пп]остановлен\w+", (), ("postanovlenie", "")),
    Kind("rasporyazhenie", "Распоряжение", "Распоряжение", r"[Рр]аспоряжен\w+", (), ("rasporyazhenie", "")),
    Kind("prikaz", "Приказ", "Приказ", r"[Пп]риказ\w*", (), ("prikaz", "")),
    Kind("pismo", "Письмо", "Письмо", r"[Пп]исьм\w+|[Пп]исем", (), ("pismo", "")),
    Kind("instrukciya", "Инструкция", "Инструкция", r"[Ии]нструкци\w+", (), ("instrukciya", "")),
    Kind("ukazanie", "Указание", "Указание", r"[Уу]казани\w+", (), ("ukazanie", "")),
    Kind("reshenie", "Решение", "Решение", r"[Рр]ешени\w+", (), ("reshenie", "")),
    Kind("direktiva", "Директива", "Директива", r"[Дд]иректив\w+", (), ("direktiva", "")),
    Kind("sanpin", "Санитарные правила", "СанПиН", r"(?:СанПиН|СП|ГН)", (), ("sanpin", "")),
    Kind("gost", "Государственный стандарт", "ГОСТ", r"ГОСТ", (), ("gost", "")),
    Kind(
        "ks",
        "Постановление Конституционного Суда Российской Федерации",
        "Постановление КС РФ",
        r"[Пп]остановлен\w+",
        ("ks",),
        ("sud", "ks"),
    ),
    Kind("opredelenie", "Определение", "Определение", r"[Оо]пределени\w+", (), ("opredelenie", "")),
    Kind("soglashenie", "Соглашение", "Соглашение", r"[Сс]оглашени\w+", (), ("soglashenie", "")),
    Kind("konvenciya", "Конвенция", "Конвенция", r"[Кк]онвенци\w+", (), ("konvenciya", "")),
    Kind("pakt", "Пакт", "Пакт", r"[Пп]акт\w*", (), ("pakt", "")),
    Kind("dogovor", "Договор", "Договор", r"[Дд]оговор\w*", (), ("dogovor", "")),
    Kind("ustav", "Устав", "Устав", r"[Уу]став\w*", (), ("ustav", "")),
    Kind("polozhenie", "Положение", "Положение", r"[Пп]оложени\w+", (), ("polozhenie", "")),
    Kind("pravila", "Правила", "Правила", r"[Пп]равил\w*", (), ("pravila", "")),
    Kind("poryadok", "Порядок", "Порядок", r"[Пп]оряд(?:ок|к\w+)", (), ("poryadok", "")),
    Kind("reglament", "Регламент", "Регламент", r"[Рр]егламент\w*", (), ("reglament", "")),
    Kind("programma", "Программа", "Программа", r"[Пп]рограмм\w*", (), ("programma", "")),
    Kind("plan", "План", "План", r"[Пп]лан\w*", (), ("plan", "")),
    Kind("grafik", "График", "График", r"[Гг]рафик\w*", (), ("grafik", "")),
    Kind("rezhim", "Режим", "Режим", r"[Рр]ежим\w*", (), ("rezhim", "")),
    Kind("protokol", "Протокол", "Протокол", r"[Пп]ротокол\w*", (), ("protokol", "")),
    Kind("kodeks-etiki", "Кодекс", "Кодекс", r"[Кк]одекс\w*", (), ("kodeks-etiki", "")),
    Kind("koncepciya", "Концепция", "Концепция", r"[Кк]онцепци\w+", (), ("koncepciya", "")),
    Kind("strategiya", "Стратегия", "Стратегия", r"[Сс]тратеги\w+", (), ("strategiya", "")),
    Kind("metodika", "Методика", "Методика", r"[Мм]етодик\w*", (), ("metodika", "")),
    Kind("rekomendacii", "Рекомендации", "Рекомендации", r"[Рр]екомендаци\w+", (), ("rekomendacii", "")),
    Kind("trebovaniya", "Требования", "Требования", r"[Тт]ребовани\w+", (), ("trebovaniya", "")),
    Kind("standart", "Стандарт", "Стандарт", r"[Сс]тандарт\w*", (), ("standart", "")),
    Kind("normy", "Нормы", "Нормы", r"[Нн]орм\w*", (), ("normy", "")),
    Kind("perechen", "Перечень", "Перечень", r"[Пп]еречен\w+|[Пп]еречн\w+", (), ("perechen", "")),
    Kind("sostav", "Состав", "Состав", r"[Сс]остав\w*", (), ("sostav", "")),
    Kind("pasport", "Паспорт", "Паспорт", r"[Пп]аспорт\w*", (), ("pasport", "")),
    Kind("politika", "Политика", "Политика", r"[Пп]олитик\w*", (), ("politika", "")),
    Kind("izmeneniya", "Изменения", "Изменения", r"[Ии]зменени\w+", (), ("izmeneniya", "")),
    Kind("akt", "Акт", "Акт", r"[Аа]кт\w*", (), ("akt", "")),
)

KINDS: dict[str, Kind] = {kind.slug: kind for kind in _TABLE}
"""Every kind by its slug, most general last."""


def kind(slug: str) -> Kind:
    """The kind of that slug; an unknown slug is «Акт»."""
    return KINDS.get(slug) or KINDS["akt"]
