"""Names of organisations that adopt local acts - schools, kindergartens, colleges - and one key through their forms.

«Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 7»» and «МБОУ СОШ №7» are
one name: words that have an abbreviation of their own are written by it, what is left keeps its stems, and numbers
stay, for a number is all that tells two schools apart.
"""

from __future__ import annotations

import re

from ingest.law.act_id import latin
from ingest.law.pattern import pattern
from ingest.law.stems import stem

_OWNERS = r"муниципальн|государственн|федеральн|областн|краев|республиканск|районн|городск|частн|негосударственн"
_MODES = r"автономн|бюджетн|каз[её]нн|унитарн"
_TASKS = (
    r"дошкольн|общеобразовательн|образовательн|профессиональн|учебн|оздоровительн|спортивн|социальн|медицинск"
    r"|некоммерческ|научн|исследовательск|специальн|коррекционн|вечерн|открыт|сменн"
)
_FORMS = r"учрежден|организац|предприят"
_LEGAL_FORM = pattern(  # the whole phrase, then «дополнительного образования»
    rf"(?:(?:{_OWNERS}|{_MODES}|{_TASKS})[а-я-]*\s+(?:и\s+)?){{0,7}}(?:{_FORMS})[а-я]*"
    rf"(?:\s+(?:дополнительн|высш|средн|начальн|общ|дошкольн)[а-я]*\s+(?:профессиональн[а-я]*\s+)?образован[а-я]*"
    r"|\s+(?:культуры|здравоохранения)(?![а-я]))?"
)
_TYPES = (  # stems of a type's words → how it is written for short; the longer before the shorter
    ("средн общеобразовательн школ", "сош"),
    ("основн общеобразовательн школ", "оош"),
    ("начальн общеобразовательн школ", "нош"),
    ("начальн школ детск сад", "ншдс"),
    ("средн школ", "сш"),
    ("основн школ", "ош"),
    ("начальн школ", "нш"),
    ("детск сад", "дс"),
    ("детск школ искусств", "дши"),
    ("детск музыкальн школ", "дмш"),
    ("детск художественн школ", "дхш"),
    ("детско-юношеск спортивн школ", "дюсш"),
    ("дом детск творчеств", "ддт"),
    ("центр детск творчеств", "цдт"),
    ("центр развит ребенк", "црр"),
    ("основн общеобразовательн", "оош"),
    ("средн общеобразовательн", "сош"),
)
_SHORT = (
    r"(?:[ФГМКОРЧН]?[ГОК]?[АБКН]?[НДПС]?ОУ(?:\s?(?:ВО|ВПО|СПО|НПО|ДПО|ДОД?))?|(?:[ФГМЧОК]{1,2}[АБК]?|[АБК])У(?:К|З|\s?(?:[ДЗС]|ДП)О)?"
    r"|[АЧ]НП?ОО?(?:\s(?:ДП?О|ВО))?|ООО|ОАО|ЗАО|ПАО|НКО|МУП|Ф?ГУП)"
)
"""Legal forms as they are abbreviated: «МБОУ», «МБУ ДО», «ФГБОУ ВО»."""
_SCHOOL = (
    r"(?:СОШ|ООШ|НОШ|СШ|ОШ|д/с|(?i:школ(?:[аыеу]|ой)(?:-интернат[аеу]?)?|гимнази(?:[яиюе]|ей)|лице(?:[йяюе]|ем)"
    r"|детск(?:ий|ого|им|ому)\s+сад(?:ом|[ау])?|(?:колледж|техникум|институт|университет|интернат)(?:ом|[аеу])?"
    r"|детск(?:ий|ого|им|ому)\s+дом(?:ом|[ау])?(?:-школ(?:[аыеу]|ой))?|академи[яию]|училищ[аеу]|поликлиник[аи]|больниц[аы]|библиотек[аи]|музе[йя]))(?![А-Яа-яЁё])"
)
_OF_KIND = (
    rf"(?:(?:[А-ЯЁа-яё-]+(?:[аоыи]я|о[йе]|ую|ого|[иы]й|ому|АЯ|О[ЕЙ]|[ИЫ]Й)\s+){{1,4}}{_SCHOOL}"
    rf"|(?:СОШ|ООШ|НОШ|СШ|д/с)(?![А-Яа-яЁё])|{_SCHOOL}(?=\s*(?:№|N\s?\d|[«\"“])))"
)
"""«Родниковская основная школа», «СОШ», «школа № 7»; a school alone is nobody's name."""
_QUOTED = r"[«\"“„](?!Об?\s)[^»\"”“\n]{2,120}(?:«[^»\n]{2,80}»)?[»\"”“]{1,2}"
_PLACE = (
    r"(?:г\.|гор\.|с\.|п\.|пос\.|пгт\.?|ст\.|х\.|д\.|р\.п\.|города|села|пос[её]лка|станицы|хутора|деревни)"
    r"\s?[А-ЯЁ][А-ЯЁа-яё-]+"
)
_LETTERS = r"(?!ПЛАН|АКТ|УСТАВ|УКАЗ)(?-i:[А-ЯЁ]{2,5})(?=\s?(?:[«\"“]|№|[-–]\s?детский))"
"""«ГБПОУ РО «…»», «МБУ ДО ДЮСШ № 2»: a region or a type by its letters."""
_OF_TERRITORY = (
    r"(?:городского|муниципального|сельского|поселкового)\s(?:округа|района|поселения|образования)"
    r"(?:\s(?:город\s)?[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+)?)?"
)
"""«городского округа Каменный Яр»."""
_NUMBER = r"(?!(?:(?<=[\n»\"”])|(?<=[»\"”]\s))(?:№|N)\s?\d{1,4}\s+от\s[^№\n]*(?:\n|\Z))(?:№|N|No)\s?\d{1,4}"
"""Of a school, not of its order: «Приказ МОУ Дубовской СШ / № 118 от 02.10.2017», «МБДОУ «Капель» № 18 от …»."""
ORGANISATION = pattern(
    rf"""
    (?<![А-Яа-яЁёA-Za-z-])
    (?: {_SHORT}(?![А-Яа-яЁё])
      | (?i:(?:(?:{_OWNERS}|{_MODES}|{_TASKS})[а-яё-]*\s+(?:и\s+)?){{1,7}}(?:{_FORMS})[а-яё]*
         (?:\s+(?:дополнительн|высш|средн|начальн|общ)[а-яё]*\s+(?:профессиональн[а-яё]*\s+)?образован[а-яё]*
           |\s+(?:культуры|здравоохранения)(?![а-яё]))?)
      | {_OF_KIND}
    )
    (?: [\s,–-]{{0,3}}
        (?: {_QUOTED} | {_LETTERS} | {_NUMBER} | {_OF_KIND} | {_SHORT}(?![А-Яа-яЁё]) | {_PLACE}
          | (?:[а-яё-]+(?:ого|ой|его|их|ых|[аяиы])\s){{1,3}}(?=[«"“])
          | [А-ЯЁ][а-яё-]+(?:ого|ой)\s(?:(?:муниципального|городского|сельского)\s)?
            (?:района|области|края|округа|поселения)
          | {_OF_TERRITORY}
          | (?:имени|им\.)\s?[А-ЯЁ][^,\n]{{2,40}} )
    ){{0,8}}
    """,
    re.VERBOSE,
)
"""The name of an organisation in any case, as long as it goes on."""
_WORD = pattern(r"[а-яa-z0-9]+(?:-[а-яa-z0-9]+)*")
_FORM_OPENS = pattern(rf"{_SHORT}(?![А-Яа-яЁё])")
_FORM_WORD = pattern(rf"(?i:{_SHORT})\Z")
_FORM_PARTED = pattern(r"(?<=у) (?=(?:до|дод|дпо|во|впо|спо|зо|со)(?![а-я]))")
"""«МБУ ДО» is «МБУДО»."""
_KINDERGARTEN = pattern(r"(?<![а-я])(?:д/с|дет\.\s?сад)(?![а-я])")
_SILENT = frozenset({"г", "гор", "город", "с", "сел", "п", "пос", "поселк", "пгт", "имен", "им", "n", "no", "и"})
"""Words that tell no organisation from another."""


def names_organisation(phrase: str) -> bool:
    """Whether a phrase opens with the name of an organisation.

    >>> names_organisation("МБОУ СОШ № 7"), names_organisation("Министерство образования")
    (True, False)
    """
    return ORGANISATION.match(phrase.strip()) is not None


def organisation_key(name: str) -> str:
    """ASCII key of an organisation; "" of a phrase that says no more than «школа».

    >>> organisation_key("Муниципального бюджетного общеобразовательного учреждения «Средняя школа № 7»")
    'mbou-ssh-7'
    >>> organisation_key('МБОУ "СОШ №7"')
    'mbou-sosh-7'
    """
    level = _KINDERGARTEN.sub("детский сад", name.lower().replace("ё", "е"))
    level = _FORM_PARTED.sub("", _LEGAL_FORM.sub(lambda m: _initials(m[0]) + " ", level))
    words = [word if _FORM_WORD.match(word) else stem(word) for word in _WORD.findall(level)]
    phrase = " ".join(word for word in words if word not in _SILENT)
    for long, short in _TYPES:
        phrase = re.sub(rf"(?<!\S){long}(?!\S)", short, phrase)
    return latin(phrase) if len(phrase.split()) > 1 else ""


def short_name(name: str) -> str:
    """A printed name, its legal form abbreviated as it is everywhere; "" where it has none to abbreviate.

    >>> short_name("Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 7»")
    'МБОУ «Средняя школа № 7»'
    """
    if _FORM_OPENS.match(name):
        return name
    form = _LEGAL_FORM.match(name.lower().replace("ё", "е"))
    return _initials(form[0]).upper() + name[form.end() :] if form and " " in form[0].strip() else ""


def _initials(form: str) -> str:
    """«муниципальное бюджетное учреждение дополнительного образования» → «мбудо»."""
    words = [word for word in form.split() if word != "и"]
    return "".join(word[0] for word in words) if len(words) > 1 else form


_ABBREVIATION = pattern(
    rf"(?:{_SHORT}|[БВГДЖЗКЛМНПРСТФХЦЧШЩ]{{2,5}}|СОШ|ООШ|НОШ|ДЮСШ|ДШИ|ЕГЭ|ОГЭ|ГИА|ФГОС|ФОП|ООП|ОВЗ|ГО|ЧС|МО|ИКТ)\Z"
)


def is_abbreviation(word: str) -> bool:
    """Whether a word in capitals is an abbreviation, not a word: it has no vowel, or schools use it."""
    return _ABBREVIATION.match(word) is not None
