"""A folder shaped like RusLawOD: one XML an act, its card, its text, lengths spread as in that collection.

RusLawOD has 281,413 texts of 176,523,268 tokens (its README, 2024), 627 on average; issue F gives the median, 350. A
log-normal law with that median and mean has σ = 1.08; 1.15 is taken, for some acts over 20,000 tokens.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ingest import read

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
MEDIAN_TOKENS, SIGMA = 350, 1.15

_GOVERNMENT, _PRESIDENT = "Правительство Российской Федерации", "Президент Российской Федерации"
_KINDS = (
    ("Постановление", _GOVERNMENT, _GOVERNMENT.upper(), "ПОСТАНОВЛЕНИЕ", "{}"),
    ("Распоряжение", _GOVERNMENT, _GOVERNMENT.upper(), "РАСПОРЯЖЕНИЕ", "{}-р"),
    ("Указ", _PRESIDENT, "", "УКАЗ ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ", "{}"),
    ("Федеральный закон", "Федеральное Собрание", "РОССИЙСКАЯ ФЕДЕРАЦИЯ", "ФЕДЕРАЛЬНЫЙ ЗАКОН", "{}-ФЗ"),
)
"""Kind and issuer as the card says them, the head above the kind, the kind as printed, the form of the number."""

_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
_MARKER = re.compile(r"^(?:Статья )?[\dа-я][\d.-]*[.)] ")
_NUMBER = re.compile(r"(?<![\d.№N])(?<![№N] )\d+(?![\d.-])")


def make(folder: Path, acts: int, seed: int = 1) -> Path:
    """The folder with that many acts; the same call gives the same files."""
    folder.mkdir(parents=True)
    dice, lines = random.Random(seed), paragraphs()
    for number in range(1, acts + 1):
        (folder / f"{100_000_000 + number}.xml").write_text(_act(number, lines, dice), "utf-8")
    return folder


def paragraphs() -> list[str]:
    """Paragraphs of the corpus's official pages, else of the model acts of this project; numbers and notes cut off."""
    given = sorted((CORPUS / "pravo_html").glob("*.html")) or sorted((ROOT / "data" / "acts").iterdir())
    documents = (read(path.read_bytes(), path.name) for path in given)
    lines = (_MARKER.sub("", line) for document in documents for line in document.text.split("\n"))
    return [line for line in lines if len(line) >= 40 and not line.startswith("(")]


def _act(number: int, lines: list[str], dice: random.Random) -> str:
    kind, issuer, above, head, form = dice.choices(_KINDS, (5, 4, 2, 1))[0]
    day = date(1992, 1, 1) + timedelta(days=dice.randrange(365 * 32))
    said = form.format(number)
    body = list(_body(lines, dice))
    title = "О " + " ".join(re.findall(r"[а-яё]+", body[0])[:9])
    printed = f"от {day.day} {_MONTHS[day.month - 1]} {day.year} г. № {said}"
    text = "\n".join(filter(None, (above, head, printed, "г. Москва", title, *body)))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<act><meta><identification>
<pravogovruNd val="{100_000_000 + number}"/><issuedByIPS val={quoteattr(issuer)}/><docdateIPS val="{day:%d.%m.%Y}"/>
<docNumberIPS val="{said}"/><headingIPS>{escape(title)}</headingIPS><doc_typeIPS val={quoteattr(kind)}/>
</identification><references><classifierByIPS val="010.000.000"/></references>
<keywords><keywordByIPS val="акт"/></keywords><statusIPS val="Действует без изменений"/></meta>
<body><textIPS>{escape(text)}</textIPS></body></act>
"""


def _body(lines: list[str], dice: random.Random) -> Iterator[str]:
    """A run of paragraphs as long as the die says, numbered as points, other numbers in them varied."""
    wanted, taken, at = dice.lognormvariate(0, SIGMA) * MEDIAN_TOKENS, 0, dice.randrange(len(lines))
    point = 0
    while taken < wanted:
        line = _NUMBER.sub(lambda m: str(dice.randrange(1, 10 ** min(len(m[0]), 4))), lines[at % len(lines)])
        words = line.split()[: max(8, int(wanted - taken))]
        taken, at, point = taken + len(words), at + 1, point + 1
        yield f"{point}. {' '.join(words)}"
