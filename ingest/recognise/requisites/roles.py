"""What a line at the top of an act is: its kind, a date and number, a place, an adoption line, a title, or the body.

Each rule is one small pattern over one line; the order of :data:`ROLES` decides where two could hold.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.recognise.cores import Core, find_cores
from ingest.recognise.requisites.dated_line import SETTLEMENT, read_dated_line
from ingest.recognise.requisites.registration import STAMP


class Role(StrEnum):
    """Role of a line in an act's head."""

    NOTE = "note"  # an editor's note, «(в ред. …)», «Утратил силу - …»
    STATE = "state"  # «РОССИЙСКАЯ ФЕДЕРАЦИЯ» above a law
    REGISTRATION = "registration"  # stamp of the Ministry of Justice
    ADOPTION = "adoption"  # «Принят Государственной Думой …»
    STAMP = "stamp"  # «УТВЕРЖДЕНО …», «Приложение № 1»: an annex begins
    PART = "part"  # «ЧАСТЬ ПЕРВАЯ» of a code
    KIND = "kind"  # «ПРИКАЗ», «Распоряжение Правительства РФ», with or without date and number
    CODE = "code"  # «Трудовой кодекс Российской Федерации», «КОНСТИТУЦИЯ …»: kind and title in one
    CORE = "core"  # date, number, or both
    CONTACT = "contact"  # of a letterhead: an address, telephones, ИНН
    PLACE = "place"  # «МОСКВА», «г. Тюмень», «Москва, Кремль»
    BODY = "body"  # the act's text has begun
    OTHER = "other"  # a title, a body's name, anything


KIND_WORDS = (  # words of a kind line, upper case → kind
    (r"ФЕДЕРАЛЬНЫЙ ?КОНСТИТУЦИОННЫЙ ?ЗАКОН", "fkz"),
    (r"ФЕДЕРАЛЬНЫЙ ?ЗАКОН", "fz"),
    (r"(?:(?:ОБЛАСТНОЙ|КРАЕВОЙ|ОКРУЖНОЙ|КОНСТИТУЦИОННЫЙ) )?ЗАКОН", "zakon"),
    (r"УКАЗ", "ukaz"),
    (r"ПОСТАНОВЛЕНИЕ", "postanovlenie"),
    (r"РАСПОРЯЖЕНИЕ", "rasporyazhenie"),
    (r"(?:СОВМЕСТНЫЙ ?)?ПРИКАЗ|ВЫПИСКА ИЗ ПРИКАЗА", "prikaz"),
    (r"(?:ИНФОРМАЦИОННОЕ |ИНСТРУКТИВНОЕ )?ПИСЬМО", "pismo"),
    (r"РЕШЕНИЕ", "reshenie"),
    (r"ИНСТРУКЦИЯ", "instrukciya"),
    (r"УКАЗАНИЕ", "ukazanie"),
    (r"ДИРЕКТИВА", "direktiva"),
    (r"ОПРЕДЕЛЕНИЕ", "opredelenie"),
    (r"СОГЛАШЕНИЕ", "soglashenie"),
    (r"КОНВЕНЦИЯ", "konvenciya"),
    (r"УСТАВ", "ustav"),
    (r"ПОЛОЖЕНИЕ", "polozhenie"),
    (r"ПРАВИЛА", "pravila"),
)
_KIND = pattern("(?:" + "|".join(f"(?P<{slug}>{words})" for words, slug in KIND_WORDS) + r")(?![А-ЯЁ-])")
_BODIES = (  # words by which bodies are called, upper case: stem, ending of the nominative, ending of the genitive
    (
        "МИНИСТР|КАБИНЕТ|СОВЕТ|СЪЕЗД|ПЛЕНУМ|СУД|КОМИТЕТ|ДЕПАРТАМЕНТ|ГУБЕРНАТОР|МЭР|ФОНД|БАНК|НАДЗОР|ПРОКУРОР|ПРЕЗИДЕНТ"
        "|ИСПОЛКОМ|ХУРАЛ|ВРАЧ|ПРЕЗИДИУМ|АТАМАН|МЕДЖЛИС|ИНСПЕКТОР|ОТДЕЛ|ЦЕНТР|ИНСТИТУТ|СЕКРЕТАРИАТ|МУНИЦИПАЛИТЕТ",
        "",
        "А",
    ),
    ("МИНИСТЕРСТВ|АГЕНТСТВ|КАЗНАЧЕЙСТВ|ПРАВИТЕЛЬСТВ|ПРЕДСТАВИТЕЛЬСТВ|ВЕДОМСТВ", "О", "А"),
    ("СЛУЖБ|ДУМ|ГЛАВ|ПАЛАТ|ПРОКУРАТУР|УПРАВ", "А", "Ы"),
    ("КОМИССИ|КОЛЛЕГИ|АДМИНИСТРАЦИ|МЭРИ|ИНСПЕКЦИ|АКАДЕМИ|КОРПОРАЦИ|ДИРЕКЦИ|ГОСКОРПОРАЦИ", "Я", "И"),
    ("ПРАВЛЕНИ|СОБРАНИ|УПРАВЛЕНИ", "Е", "Я"),
    ("КУРУЛТА", "Й", "Я"),
)
_NOUN = "|".join(f"(?:{stems}){ending}" for stems, ending, _ in _BODIES)
_NOUN_OF = "|".join(f"(?:{stems}){ending}" for stems, _, ending in _BODIES)
BODY_NOMINATIVE = pattern(
    rf"""
    (?:[А-ЯЁ-]+(?:АЯ|ОЕ|ЕЕ|ЫЙ|ИЙ|ОЙ)\ ){{0,4}}                # «ПРИМЕРСКАЯ ОБЛАСТНАЯ», «ФЕДЕРАЛЬНАЯ»
    (?: {_NOUN} | (?:ВРЕМЕННО\ )?ИСПОЛНЯЮЩ(?:ИЙ|АЯ)\ ОБЯЗАННОСТИ | ВРИО
      | (?:МИН(?!ИСТР)[А-ЯЁ]{{3,}}|РОС(?!СИЙСК)[А-ЯЁ]{{4,}})(?<!А) | М?ВД | ФНС | ФСБ | МЧС   # «МИНТРУД», «РОСРЕЕСТР»
    )(?![А-ЯЁ-])
    """,
    re.VERBOSE,
)
"""A line in capitals that opens with the name of a body in the nominative."""
_OF_BODY = pattern(
    rf"""
      РФ | РСФСР | СССР | САНКТ-ПЕТЕРБУРГА | МОСКВЫ | СЕВАСТОПОЛЯ
    | СОЮЗА | РОССИЙСКОЙ\ ФЕДЕРАЦИИ | ГОРОДА | ГОРОДСКО | МУНИЦИПАЛЬН | РЕСПУБЛИКИ
    | [А-ЯЁ-]+ОЙ\ (?:ГОРОДСКОЙ\ |ОБЛАСТНОЙ\ )?(?:ОБЛАСТИ|ДУМЫ|РЕСПУБЛИКИ)
    | [А-ЯЁ-]+ОГО\ (?:КРАЯ|РАЙОНА|ОКРУГА|АВТОНОМНОГО\ ОКРУГА)
    | ПРЕЗИД | (?:ВРЕМЕННО\ )?ИСПОЛНЯЮЩ(?:ЕГО|ЕЙ)\ ОБЯЗАННОСТИ | ВРИО[ ]
    | ФЕДЕРАЛЬНО | ГОСУДАРСТВЕННО | ГЛАВ | ВЕРХОВНОГО | КОНСТИТУЦИОННОГО | ЦЕНТРАЛЬНО | ЦБ
    | (?:[А-ЯЁ-]+(?:ОГО|ЕГО|ОЙ|ЕЙ)\ ){{0,4}}(?:{_NOUN_OF})(?![А-ЯЁ-])
    | МИН[А-ЯЁ]{{3}} | РОС[А-ЯЁ]{{4}} | Г[А-ЯЁ]{{1,6}}СТРОЯ
    | [А-ЯЁ]{{2,5}}(?:\ РОССИИ|\ РФ)?(?![А-ЯЁ])               # «МЧС РОССИИ»
    """,
    re.VERBOSE,
)
"""How the words after a kind word go on when they name the body that issued the act."""
REGION = pattern(
    r"РЕСПУБЛИКА [А-ЯЁ][А-ЯЁ -]{2,40}$|(?:[А-ЯЁ-]+АЯ ){1,2}(?:ОБЛАСТЬ|РЕСПУБЛИКА)$"
    r"|[А-ЯЁ-]+(?:ИЙ|ЫЙ) (?:КРАЙ|АВТОНОМНЫЙ ОКРУГ(?: ?[-–] ?[А-ЯЁ]+)?)$"
    r"|ГОРОД(?: ФЕДЕРАЛЬНОГО ЗНАЧЕНИЯ)? [А-ЯЁ-]{3,30}$"
)
"""A line in capitals that is a region's name in the nominative."""
OF_STATE = (
    r"(?:РОССИЙСКОЙ ФЕДЕРАЦИИ|РФ|РСФСР|СССР|[А-ЯЁ-]+ОЙ ОБЛАСТИ|[А-ЯЁ-]+ОГО КРАЯ|РЕСПУБЛИКИ [А-ЯЁ-]+|ГОРОДА [А-ЯЁ-]+)"
)
"""Pattern source of a state or a region in the genitive, in capitals."""
_GENITIVE_BODY = pattern(
    rf"""
      (?:Федеральн|Государственн|Главн|Верховн|Конституционн|Центральн|Избирательн)(?:ой|ого)\ [а-яА-Я]
    | (?=[А-ЯЁ])(?i:(?:[а-яё-]+(?:ого|его|ой|ей)\ ){{0,4}}(?:{_NOUN_OF}))[ ]
    | [А-ЯЁ][а-яё-]+(?:ой\ области|ого\ края|ой\ (?:городской\ |областной\ )?Думы)
    | Республики\ [А-ЯЁ] | города\ [А-ЯЁ]
    """,
    re.VERBOSE,
)
"""A line in small letters that opens with a body's or a region's name in the genitive, as no title does."""
_CODE = pattern(
    r"""
      (?:[А-ЯЁ-]+(?:ЫЙ|ИЙ|ОЙ)\ ){1,3}КОДЕКС(?:\ (?:РОССИЙСКОЙ\ ФЕДЕРАЦИИ|РФ|РСФСР|СССР|[А-ЯЁ -]{4,40}))?$
    | КОДЕКС\ (?:ЗАКОНОВ\ )?ОБ?\ [А-ЯЁ -]{4,60}\ (?:РОССИЙСКОЙ\ ФЕДЕРАЦИИ|РФ|РСФСР|СССР)$
    | КОДЕКС\ (?: РОССИЙСКОЙ\ ФЕДЕРАЦИИ | РСФСР | [А-ЯЁ]+ОЙ\ ОБЛАСТИ | ГОРОДА\ [А-ЯЁ]+
                | ВНУТРЕННЕГО | ТОРГОВОГО | АДМИНИСТРАТИВНОГО )[А-ЯЁ -]{0,90}$
    | КОНСТИТУЦИЯ(?:\ \(ОСНОВНОЙ\ ЗАКОН\))?\ [А-ЯЁ -]{3,80}$
    | ОСНОВЫ\ ЗАКОНОДАТЕЛЬСТВА\ [А-ЯЁ -]{3,120}$
    """,
    re.VERBOSE,
)
_NOTE = pattern(
    r"""
      \( (?: [Вв]\ ред(?:\.|акции) | [Сс]\ (?:учетом|учётом|изм) | [Нн]овая\ редакция | [Нн]аименование | [Дд]ополн
           | [Вв]вед[её]н | [Пп]реамбула | [Нн]азвание | [Вв]\ действии )
    | (?: Утратил[аио]?\ силу | Документ\ (?:утратил|с\ изменениями) | Отмен[её]н | Не\ действует
        | Список\ изменяющих\ документов | Текст\ с\ изменениями | С\ изменениями\ и\ дополнениями
        | Информация\ об\ изменениях )\b
    | См\.\ (?:также|текст|предыдущую)
    | _+$
    """,
    re.VERBOSE,
)
_STATE = pattern(
    r"(?:РОССИЙСКАЯ ФЕДЕРАЦИЯ|РСФСР|РОССИЯ|СОЮЗ СОВЕТСКИХ СОЦИАЛИСТИЧЕСКИХ РЕСПУБЛИК|ИМЕНЕМ РОССИЙСКОЙ ФЕДЕРАЦИИ)$"
)
_CONTACT = pattern(
    r"""
      \d{6},\s | [Нн]а\ (?:№|N)[\s_\w/-]{0,40}(?:от\b|$) | .{0,120}(?:[Тт]ел(?:ефон|\.|:|/)|[Фф]акс\b|e-?mail|E-?mail|[\w.-]+@[\w.-]+\.\w{2,4}|https?://|www\.)
    | (?:ИНН|КПП|ОГРН|ОКПО|ОКАТО|ОКТМО|БИК|[рл]/с)\b | (?:[Юю]ридический\ |[Пп]очтовый\ |[Фф]актический\ )?[Аа]дрес:
    | (?:ул|пр|пер|просп|пл|б-р)\.\ ?[А-ЯЁ][а-яё]
    | (?:г\.|с\.|п\.|пос\.)\ ?[А-ЯЁ][а-яё-]+,\ (?:ул\.|пр\.|пер\.|улица|д\.)
    """,
    re.VERBOSE,
)
_REGISTRATION = pattern(
    r"[(\[<‹]?Зарегистрирован[оа]?\b|\(?ЗАРЕГИСТРИРОВАН[ОА]?\b|Регистрационный (?:№|N|номер)|.{0,24}\bрег\. ?(?:№|N)"
)
_ADOPTION = pattern(
    r"[(«\"]?(?:(?:[Пп]ринят|Одобрен|Подписан|ПРИНЯТ|ОДОБРЕН|ПОДПИСАН)[аоыАОЫ]?|Дата (?:принят|подписан)ия)\b"
)
_STAMP = pattern(
    r"УТВЕРЖД[ЕЁ]Н[АОЫ]?\b|Утвержд[её]н[аоы]?\b(?! \w+ \d)|Приложение\b|ПРИЛОЖЕНИЕ\b|\[?Проект\b|СОГЛАСОВАН"
)
_PART = pattern(r"ЧАСТЬ (?:ПЕРВАЯ|ВТОРАЯ|ТРЕТЬЯ|ЧЕТВ[ЕЁ]РТАЯ)$")
_CORE_LINE = pattern(
    rf"(?:от )?(?:{DATE})[\s,]*$|(?:№|N) ?[\w@/.-]+$|от _|(?:№|N) ?[\w@/.-]+ от "
    rf"|(?:{SETTLEMENT})[А-ЯЁ][А-ЯЁа-яё-]+,?\s+{DATE}[\s,]*$|[А-ЯЁ][а-яё-]{{2,24}}\s+{DATE}\s+(?:№|N)\s?\S+$"
    rf"|(?:от )?(?:{DATE})[\s,]*(?:(?:г\. ?)?[А-ЯЁ][а-яё-]+ )?[№N]",
    re.IGNORECASE,
)
_PLACE = pattern(
    rf"(?:{SETTLEMENT})[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ][а-яё]+){{1,2}}$"
    rf"|(?:{SETTLEMENT})?(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+){{0,2}}|[А-ЯЁ]{{4,}}(?:-[А-ЯЁ]+)?)"
    r"(?:, (?:Кремль|Дом Советов(?: (?:России|РСФСР))?|[А-ЯЁ][а-яё-]+ (?:области|края|района|округа)))?$"
)
_BODY = pattern(
    r"""
      (?:С\ ?т\ ?а\ ?т\ ?ь\ ?я|СТАТЬЯ|Глава|ГЛАВА|Раздел|РАЗДЕЛ|§|Преамбула)\ ?(?:[\dIVX]|П+(?![А-ЯЁ])|ПЕРВ|ПЯТ|ОБЩ)
    | (?:ОБЩАЯ|ОСОБЕННАЯ|Общая|Особенная)\ (?:ЧАСТЬ|часть)$ | ЧАСТЬ\ [А-ЯЁ]+\.\ [А-ЯЁ]
    | \d{1,3}(?:\.\d+)*[.)][ ] | [IVX]{1,5}\.[ ] | I\ (?i:общ(?:ие|ая)\b)
    | (?: В\ соответствии | В\ целях | Во\ исполнение | На\ основании | Руководствуясь | С\ целью | В\ связи
        | Учитывая | Рассмотрев | Исходя | По\ результатам | Настоящ(?:ий|ее|ая|ие)
        | Утвердить | Внести | Признать | Установить | Назначить | Принять | Освободить | Образовать | Мы )\b
    """,
    re.VERBOSE,
)
_DECIDES = pattern(
    r"(?:постановляет|постановляю|постановил[аио]?|приказыва(?:ю|ет|ем)|решил[аио]?|решает|распоряжается"
    r"|обязыва(?:ю|ет))\s?:?$"
)
_DECIDES_LOUDLY = ("ПОСТАНОВЛЯ", "ПРИКАЗЫВА", "РЕШИЛ", "п р и к а з ы в а", "п о с т а н о в л я")
_LONGEST_PREAMBLE = 400
"""Characters of a line before the verb by which a body decides."""
_OPENS_TITLE = pattern(r"[«\"“]?[ОO]Б?б?о?О? ", re.IGNORECASE)


@lru_cache(maxsize=256)  # one line is asked by all who look at it
def kind_word(line: str) -> tuple[str, str] | None:
    """(kind, the rest of the line) of a line that opens with a kind word in the nominative; None for any other."""
    m = _KIND.match(line[:_LONGEST_KIND].upper())
    return (m.lastgroup or "", line[m.end() :].strip()) if m else None


def line_core(line: str) -> Core | None:
    """The first date-and-number of a line, or its date alone, or its number alone."""
    core = next(find_cores(line), None)
    if core and core.date and core.number:
        return core
    if dated := read_dated_line(line):
        return Core(0, len(line), dated.day, dated.number) if dated.day or dated.number else None
    if core and core.date:
        return core
    day = _OPENS_DATE.match(line) or _BEHIND_PLACE.match(line)
    if day is None:
        return core
    return Core(0, core.end if core else day.end(), day["date"], core.number if core else None)


_BEHIND_PLACE = pattern(rf"(?:{SETTLEMENT})[А-ЯЁ][А-ЯЁа-яё-]+,?\s+(?P<date>{DATE})", re.IGNORECASE)
_OPENS_DATE = pattern(rf"(?:от )?(?P<date>{DATE})", re.IGNORECASE)


def opens_title(line: str) -> bool:
    """Whether a line opens as titles do: «О …», «Об …»."""
    return _OPENS_TITLE.match(line) is not None


def opens_addressee(line: str) -> bool:
    """Whether a line opens with those to whom a letter is written: «Руководителям органов …», «Министру …»."""
    return _ADDRESSEE.match(line) is not None


_ADDRESSEE = pattern(
    r"(?:[А-ЯЁ][а-яё-]+(?:ым|им|ому|ему)\s)?[А-ЯЁа-яё][а-яё-]+(?:ам|ям|ому|ему|[тдр]у|лю)(?![а-яё])|По списку|Всем\s"
)


def names_body(rest: str) -> bool:
    """Whether words after a kind word name a body or a state: «ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ», «Минтруда России»."""
    return _OF_BODY.match(rest.upper()) is not None


def opens_with_body(line: str) -> bool:
    """Whether a whole line is a body's name below its kind word: «Президента Российской Федерации»."""
    return _GENITIVE_BODY.match(line) is not None and len(line) < 160 and not line.endswith((".", ":", ";", ","))


def _is_registration(line: str) -> bool:
    return _REGISTRATION.match(line) is not None or ("АРЕГИСТРИРОВАН" in line and STAMP.match(line) is not None)


def _is_kind(line: str) -> bool:
    found = kind_word(line)
    if not found:
        return False
    rest = found[1]
    if line.isupper() and opens_title(rest):
        return True
    return not rest or (not opens_title(rest) and (names_body(rest) or line_core(rest) is not None))


def _is_body(line: str) -> bool:
    if _BODY.match(line) or decides(line):
        return True
    return line.endswith((":", ";")) or (line.endswith(".") and len(line) > 60 and not opens_title(line))


def decides(line: str) -> bool:
    """Whether the line ends a preamble with its verb, or prints the verb so that nobody overlooks it."""
    opening = line[: _LONGEST_PREAMBLE + 20]
    if any(0 <= opening.find(verb) <= _LONGEST_PREAMBLE for verb in _DECIDES_LOUDLY):
        return True
    verb = _DECIDES.search(line, max(0, len(line) - 20)) if len(opening) == len(line) else None
    return verb is not None and verb.start() <= _LONGEST_PREAMBLE


def _is_in_capitals(line: str, words: re.Pattern[str]) -> bool:
    """Whether the whole line is these words, printed in letters of any size; no such line is long."""
    return len(line) <= _LONGEST_NAME and words.match(line.upper()) is not None


_LONGEST_KIND, _LONGEST_NAME = 80, 300
"""Characters that the words of a kind, and the name of a code or a state, never exceed."""

ROLES = (
    (Role.NOTE, lambda line: _NOTE.match(line) is not None),
    (Role.STATE, lambda line: _is_in_capitals(line, _STATE)),
    (Role.REGISTRATION, _is_registration),
    (Role.ADOPTION, lambda line: _ADOPTION.match(line) is not None),
    (Role.STAMP, lambda line: _STAMP.match(line) is not None),
    (Role.PART, lambda line: _is_in_capitals(line, _PART)),
    (Role.CODE, lambda line: _is_in_capitals(line, _CODE)),
    (Role.KIND, _is_kind),
    (Role.CORE, lambda line: _CORE_LINE.match(line) is not None or read_dated_line(line) is not None),
    (Role.CONTACT, lambda line: len(line) < 240 and _CONTACT.match(line) is not None),
    (Role.BODY, _is_body),
    (Role.PLACE, lambda line: _PLACE.match(line) is not None),
)
"""Roles in the order they are tried."""
_NUMBERED = tuple(
    (role, holds) for role, holds in ROLES if role in {Role.REGISTRATION, Role.CORE, Role.CONTACT, Role.BODY}
)
"""Those of a line that a digit opens, as most are opened: the other roles begin with a word or a mark."""


def role_of(line: str) -> Role:
    """The role of one line."""
    for role, holds in _NUMBERED if line[:1] in _DIGITS else ROLES:
        if holds(line):
            return role
    return Role.OTHER


_DIGITS = frozenset("0123456789")
