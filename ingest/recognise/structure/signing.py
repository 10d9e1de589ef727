"""Where the act's own text ends: the signature, whose post and name may stand on several lines."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Style
from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.recognise.structure.lines import OutlineLine
from ingest.recognise.structure.markers import Form

_POST = (
    r"(?:(?:Первый |И\.?\s?о\.? |Врио |(?:Временно и|И)сполняющ\w+ обязанности )?(?:[Зз]аместител[ья] )?"
    r"(?:Президент|Председател[ья]|Премьер|Министр|Мэр|Губернатор|Глава|Руководитель|Директор|Главный|Начальник"
    r"|Секретарь|Генеральн|Заведующ(?:ий|ая)|Ректор|Декан|Управляющ(?:ий|ая)|Уполномоченн(?:ый|ая)|Командир|Атаман"
    r"|Староста|Комиссар|председател|министр|руководител|директор|начальник|президент|губернатор|мэр|глав))"
)
_NAME = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?"
_OF_POST = pattern(_POST)
_SIGNED = pattern(rf"{_POST}[^.;:]{{0,160}}?\s{_NAME}\Z|{_NAME}\Z")
_NAMED = pattern(rf"[^.;:]{{0,100}}\s{_NAME}\Z")
_BELOW = pattern(
    rf"(?:{DATE}|[№N] ?[\d\w]|г\. ?[А-Я]|Москва|Зарегистрирован|Регистрационный|{_POST}|Российской|{_NAME}\Z)"
)
_VISA = pattern(
    r"(?i:согласовано|визы|исп(?:олнитель|\.)|подготовил[аи]?|проект вносит|рассыл(?:ка|ается)|разослать|верно"
    r"|копия верна|в дело|лист согласования|документ подписан|сертификат|владелец|действителен|м\. ?п\.)(?![а-яё])"
)
"""Those who agreed and typed, and the mark of an electronic signature."""
_FILLED = pattern(r"_{3,}|/ ?(?=[А-ЯЁ]\.)|(?<=[а-яё]) ?/$|\((?:подпись|М\. ?П\.)\)|«_+»")
"""Where a hand signs: «Директор ____ /И.И. Иванов/»."""
_NAME_TURNED = pattern(r"\s([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s((?:[А-ЯЁ]\.\s?){1,2})\Z")
_ACQUAINTED = pattern(
    r"(?:[Сс]о? [^.;:]{3,80} )?(?:[Оо]знакомлен(?:[аы]|\([аы]\))?|ОЗНАКОМЛЕН[АЫ]?)(?![а-яё])[^.;]{0,100}[:_]?\Z"
    r"|(?:Лист|ЛИСТ)\s(?i:ознакомления)(?![а-яё])[^.;]{0,100}\Z"
)
"""«С приказом ознакомлены:»: below stand names and signatures, no text of the act."""
_LONGEST = 220
"""Characters of the longest line of a signature."""
_LONG = 200
"""A line longer than this is text and no part of what stands below a signature."""
_CAPITALS = pattern(r"[«\"]?[А-ЯЁ]{3,}")


def find_signature(lines: Sequence[OutlineLine], quoted: Sequence[bool], body: int, limit: int) -> tuple[int, int]:
    """The first line of the signature and the one after its name; ``limit`` twice when there is none."""
    for at in range(body, limit):
        line = lines[at]
        if quoted[at] or line.marker.form is not Form.NONE or line.is_note or len(line.text) > _LONGEST:
            continue
        if line.style is Style.ADOPTION and _BELOW.match(line.text):
            return at, at + 1
        if at > body and is_acquaintance(line):
            return at, at
        if "." in line.text[-40:] and (signed := _signed_from(lines, at, body)) is not None:
            return signed, at + 1
    return limit, limit


def is_acquaintance(line: OutlineLine) -> bool:
    """Whether a list of those who have read the act begins here."""
    return "знакомлен" in line.text.lower() and len(line.text) < _LONG and _ACQUAINTED.match(line.text) is not None


def _name_last(wording: str) -> str:
    """The wording of a signature without the places for hands, its name at the end: «Директор И.И. Иванов»."""
    if not _FILLED.search(wording):
        return wording
    bare = " ".join(_FILLED.sub(" ", wording).split()).rstrip(" /")
    return _NAME_TURNED.sub(lambda name: f" {name[2].strip()} {name[1]}", bare)


def _signed_from(lines: Sequence[OutlineLine], at: int, body: int) -> int | None:
    """The line where the signature that ends at line ``at`` begins: the post may stand on up to three lines above."""
    text = _name_last(lines[at].text)
    if not text[-1:].isalpha():
        return None
    if _OF_POST.match(text) and _SIGNED.match(text):
        return at
    alone = _SIGNED.match(text) is not None
    if not alone and not _NAMED.match(text):
        return None
    start = at
    while start > body and at - start < 3 and _may_be_post(lines[start - 1]):
        start -= 1
        if _OF_POST.match(lines[start].text):
            return start
    return at if alone else None


def _may_be_post(line: OutlineLine) -> bool:
    return (
        line.marker.form is Form.NONE
        and not line.is_note
        and line.tail not in (".", ":", ";", ",")
        and len(line.text) < 160
    )


def after_signature(lines: Sequence[OutlineLine], at: int, limit: int) -> int:
    """The first line after the signature that is no part of it."""
    while at < limit:
        line = lines[at]
        if is_acquaintance(line):
            return limit
        if not (line.is_blank or may_be_of_signature(line)):
            break
        at += 1
    rest = [line for line in lines[at:limit] if not line.is_blank]
    titled = rest and limit == len(lines) and _CAPITALS.match(rest[0].text)
    says = any(line.marker.form is not Form.NONE or line.is_row or len(line.text) > _LONG for line in rest)
    return at if titled or says else limit


def may_be_of_signature(line: OutlineLine) -> bool:
    """Whether a line is a post, a name, a day, a visa, as they stand below the text of an act."""
    if len(line.text) >= 160 or line.marker.form is not Form.NONE or line.is_row:
        return False
    return any(of.match(line.text) for of in (_BELOW, _VISA)) or _SIGNED.match(_name_last(line.text)) is not None
