"""What an order touches inside its target: «второе предложение», «строка 5», «кроме статьи 5» (docs/law.md, 4).

A part is a frozen value; ``str`` prints it in Russian and :func:`read_part` reads it back, also from the case that an
instruction puts it in («строку 5», «в графе 3 позиции 5»). No part (None) is the whole of the target. Whoever applies
an order names the parts that he can do, and refuses the others by their words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.law.address import Address, Naming
from ingest.law.numbering import ORDINAL, ordinal_value, ordinal_words
from ingest.law.pattern import pattern

LAST = -1
"""Number of the last sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Sentences by number; () is a new one that goes to the end."""

    numbers: tuple[int, ...] = ()

    def __str__(self) -> str:
        return ", ".join(map(_sentence_words, self.numbers)) or "предложение"

    @property
    def number(self) -> int | None:
        """The first of them; None: no number is said."""
        return self.numbers[0] if self.numbers else None


def _sentence_words(number: int) -> str:
    return f"{'последнее' if number == LAST else ordinal_words(number, 'n')} предложение"


@dataclass(frozen=True, slots=True)
class Row:
    """Rows of a table or positions of a list, by number or by the quoted words they begin with («"Итого"»); of each the
    cell in ``column``, "" for the whole row. () where none is named."""

    names: tuple[str, ...] = ()
    column: str = ""
    of: str = "строка"

    def __str__(self) -> str:
        one, several, genitive, of_several = _ROW_FORMS[self.of]
        if self.column:
            one, several = f"графа {self.column} {genitive}", f"графа {self.column} {of_several}"
        return f"{several if len(self.names) > 1 else one} {' и '.join(self.names)}".rstrip()


_ROW_FORMS = {
    "строка": ("строка", "строки", "строки", "строк"),
    "позиция": ("позиция", "позиции", "позиции", "позиций"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, by number or quoted name."""

    name: str = ""

    def __str__(self) -> str:
        return f"графа {self.name}".rstrip()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, by its mark without the brackets."""

    mark: str = ""

    def __str__(self) -> str:
        return f"сноска <{self.mark}>" if self.mark else "сноска"


@dataclass(frozen=True, slots=True)
class Dash:
    """A paragraph by its turn among those that begin with a dash; None: a new one."""

    number: int | None = None

    def __str__(self) -> str:
        return f"дефис {ordinal_words(self.number)}" if self.number else "дефис"


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of the unit."""

    def __str__(self) -> str:
        return "наименование"


@dataclass(frozen=True, slots=True)
class LastParagraph:
    """The last paragraph of the unit, whatever its number."""

    def __str__(self) -> str:
        return "последний абзац"


@dataclass(frozen=True, slots=True)
class After:
    """The place after certain words, where those that change stand."""

    words: str

    def __str__(self) -> str:
        return f'после слов "{self.words}"'


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Every place in the target where the words stand."""

    def __str__(self) -> str:
        return "по тексту"


@dataclass(frozen=True, slots=True)
class Onward:
    """The target and all the text behind it: «в пункте 1 и далее по тексту»."""

    def __str__(self) -> str:
        return "и далее по тексту"


@dataclass(frozen=True, slots=True)
class Except:
    """Everything but ``units``, named after the form of their numbers (:meth:`Address.eid` of the default naming);
    where it was not understood what is spared, ``units`` is () and ``words`` holds the words of the source."""

    units: tuple[Address, ...] = ()
    words: str = ""

    def called(self, naming: Naming) -> Except:
        """The same, the units named as the act names its own."""
        units = (Address.from_eid(unit.eid(), naming)._replace(component=unit.component) for unit in self.units)
        return Except(tuple(units), self.words)

    def __str__(self) -> str:
        return self.words or f"кроме {', '.join(unit.genitive for unit in self.units)}"


@dataclass(frozen=True, slots=True)
class Only:
    """A share of the target that words alone describe: «в части утверждения состава комиссии»."""

    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Becomes:
    """The text of the target becomes a unit of another kind: «текст статьи 5 считать частью 1»."""

    unit: str

    def __str__(self) -> str:
        return f"становится: {self.unit}"


@dataclass(frozen=True, slots=True)
class Annexed:
    """New wording that an annex of the amending act holds and that was not found there."""

    def __str__(self) -> str:
        return "редакция в приложении"


@dataclass(frozen=True, slots=True)
class Other:
    """A part that was not understood, as worded."""

    words: str

    def __str__(self) -> str:
        return self.words


Part = (
    Sentence | Row | Column | Footnote | Dash | Heading | LastParagraph | After | Everywhere | Onward | Except | Only
    | Becomes | Annexed | Other
)  # fmt: skip

UNCLEAR = "с неясной оговоркой"
"""Begins an exception that is one only perhaps: its words, in quotes, were not understood."""

SPARES = (
    rf"(?:{UNCLEAR}|за\s+(?:исключением|изъятием|вычетом)|с\s+изъятием|исключая|не\s+(?:считая|затрагивая|касаясь)|(?:кроме|помимо)(?!\s+(?:того|этого)(?![а-яё]))"
    r"|(?:при\s+этом\s+)?(?:сохранив|сохраняя|оставив|оставляя|(?:с|при)\s+сохранени(?:ем|и))"
    r"(?:\s+(?:за\s+н\w+\s+)?(?:действи[ея]|юридическ\w+\s+сил[уы]|в\s+силе|сил[уы]|действующ\w+))?)(?![а-яё])"
)
"""Pattern source of what begins an exception, in its many faces."""

SHARES = (
    rf"(?:(?:(?:только|лишь)\s+)?в\s+(?:той\s+)?части(?!\s+(?:{ORDINAL}|[\d\"«“„]))|в\s+той\s+мере|частично)"
    r"(?![а-яё])"
)
"""Pattern source of what begins a share: «в части …», and no «в части второй статьи 5»."""

_NAMES = r"(?:\"[^\"]{0,300}\"|«[^»]{0,300}»|<?\d{1,4}(?:\.\d{1,3})*>?)"
_AT_WORDS = r"(?:\s+(?:слов|цифр|числ|знак)[а-я]{0,4})?"
"""«в строке 5 слова …»: the words themselves are told by the order."""
_NUMBERED = rf"(?:(?:№|N)\s*)?(?P<names>{_NAMES}(?:(?:\s*,\s*|\s+и\s+){_NAMES})*)"
_COLUMN = rf"(?:граф|столб|колонк)[а-я]{{1,4}}(?:\s+(?:№\s*|N\s*)?(?P<column>{_NAMES}|{ORDINAL}))?"
_NTH = rf"(?:{ORDINAL}|последнее|\d+)\s+предложение"
_PATTERNS = {
    "sentence": pattern(rf"(?P<which>{_NTH}(?:,\s+{_NTH})*)|предложение"),
    "row": pattern(rf"(?:{_COLUMN}\s+)?(?P<of>строк|позици)[а-я]{{0,3}}(?:\s+{_NUMBERED})?{_AT_WORDS}", re.IGNORECASE),
    "column": pattern(rf"{_COLUMN}{_AT_WORDS}", re.IGNORECASE),
    "footnote": pattern(rf"сноск[а-я]{{1,2}}(?:\s+<?(?P<mark>[\d*]{{1,3}})>?)?{_AT_WORDS}", re.IGNORECASE),
    "dash": pattern(rf"дефис[а-я]{{0,2}}(?:\s+(?P<number>{ORDINAL}|\d+))?{_AT_WORDS}", re.IGNORECASE),
    "after": pattern(r"после слов \"(?P<words>.*)\"", re.DOTALL),
    "spares": pattern(SPARES, re.IGNORECASE),
    "shares": pattern(SHARES, re.IGNORECASE),
    "becomes": pattern(r"становится:\s+(?P<unit>[а-яё ]+)"),
}
_FIXED: dict[str, Part] = {str(part): part for part in (Heading(), LastParagraph(), Everywhere(), Onward(), Annexed())}
_EACH = pattern(_NAMES)


@lru_cache(maxsize=4096)
def read_part(words: str) -> Part | None:
    """The part that the words name; what they do not name plainly is :class:`Other`, and "" is the whole (None).

    >>> read_part("графе второй строки 5 слова"), read_part("кроме статьи 5"), read_part("рисунок 3")
    (Row(names=('5',), column='2', of='строка'), Except(units=(Address(steps=(Step(kind='статья', number='5'),), component='main'),), words=''), Other(words='рисунок 3'))
    """  # noqa: E501
    if not words:
        return None
    if words in _FIXED:
        return _FIXED[words]
    for name in _PATTERNS:
        m = _PATTERNS[name].match(words) if name in ("spares", "shares") else _PATTERNS[name].fullmatch(words)
        if m:
            return _read(name, m)
    return Other(words)


def _read(name: str, m: re.Match[str]) -> Part:
    found: dict[str, str] = {key: value or "" for key, value in m.groupdict().items()}
    match name:
        case "sentence":
            return Sentence(tuple(_sentence_number(which) for which in found["which"].split(",") if which))
        case "row":
            of = "строка" if found["of"].lower() == "строк" else "позиция"
            return Row(tuple(_EACH.findall(found["names"])), _number(found["column"]), of)
        case "column":
            return Column(_number(found["column"]))
        case "footnote":
            return Footnote(found["mark"])
        case "dash":
            return Dash(int(_number(found["number"])) if found["number"] else None)
        case "after":
            return After(found["words"])
        case "becomes":
            return Becomes(found["unit"])
        case "shares":
            return Only(m.string)
    return _spared(m.string, m.end())


def _number(said: str) -> str:
    """«второй» → "2"; a number or a name in quotes as it stands."""
    value = ordinal_value(said) if said[:1].isalpha() else None
    return said if value is None else str(value)


def _sentence_number(which: str) -> int:
    said = which.strip().removesuffix("предложение").strip()
    return LAST if said == "последнее" else int(_number(said))


def _spared(words: str, end: int) -> Except:
    """«кроме статьи 5, пункта 3 статьи 7»; what is no list of single units is not understood here."""
    try:
        return Except(tuple(Address.from_words(unit) for unit in words[end:].split(",")))
    except ValueError:
        return Except(words=words)
