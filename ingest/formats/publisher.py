"""Lines that a reference system puts over a document it saves: not words of the document, in whatever format."""

from __future__ import annotations

from ingest.law.pattern import pattern

_LONGEST = 120
_OWN = (
    r"(?:Документ предоставлен (?:[Сс]истемой )?(?:КонсультантПлюс|ГАРАНТ)"
    r"|Источник публикации: (?:КонсультантПлюс|ГАРАНТ)"
    r"|КонсультантПлюс(?:\s+надежная правовая поддержка)?|(?:Справочно-правовая с|С)истема ГАРАНТ"
    r"|(?:https?://)?www\.(?:consultant|garant)\.ru/?|Дата сохранения: \d{1,2}\.\d{1,2}\.\d{4}"
    r"|©.{0,60}(?:КонсультантПлюс|ГАРАНТ).{0,40}"
    r"|(?:АО|ЗАО|ИС) [«\"]?(?:Кодекс|Техэксперт)[»\"]?"
    r"|Электронный фонд (?:правов|нормативн)[а-яё -]{8,60}|(?:https?://)?(?:www\.)?docs\.cntd\.ru(?:/\S*)?"
    r"|(?:Официальный интернет-портал|Справочно-правовая система|Портал) правовой информации"
    r"|(?:https?://)?(?:www\.)?(?:publication\.)?pravo\.(?:gov\.ru|minjust\.ru)(?:/\S*)?(?: Документ № ?\d{10,20})?"
    r"|[‹<][А-ЯЁ][^›>]{0,40} правовые акты в Российской Федерации[›>])"
)
_MACHINERY = pattern(rf"{_OWN}(?:[\s|.,-]{{1,8}}{_OWN})?\.?\Z")
"""One of its lines, or two that a page set into one."""


def is_machinery(line: str) -> bool:
    """Whether the whole line is the system's own: its name, its address, the day of saving.

    >>> is_machinery("Документ предоставлен КонсультантПлюс"), is_machinery("КонсультантПлюс: примечание.")
    (True, False)
    >>> is_machinery("Официальный интернет-портал правовой информации www.pravo.gov.ru")
    True
    """
    return len(line) <= _LONGEST and _MACHINERY.match(line) is not None
