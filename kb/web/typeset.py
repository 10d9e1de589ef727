"""Wording to HTML: everything escaped, raised digits as superscripts, citations as links, numbers split off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from markupsafe import Markup, escape

from kb.answers import ActRef, UnitCitation
from kb.russian import PLAIN_FROM_SUPERSCRIPT, with_title
from kb.web.root import root
from kb.web.russian import status

LONGEST_PARAGRAPH = 100_000
"""Characters of one paragraph put into a page; what is longer is cut there, and the page says so."""

_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹⁻˙]{0,8}")
_TIED = re.compile(
    r"""[ ](?:
        (?<=\s[№NВвКкОоСсУуИиЯя][ ]) | (?<=\s(?:[Оо]т|[Нн]а|[Пп]о|[Дд]о|[Зз]а|[Нн]е|[Ии]з|п\.|ч\.)[ ]) | (?<=\sст\.[ ])
        | (?<=\d[ ])(?=январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|г\.|год|руб|процент|%)
        | (?=[-–—][ ])
    )(?=\S)""",
    re.VERBOSE,
)
"""A space that Russian typesetting does not break at: after a short word, between a number and what it counts, before a
dash. It looks at spaces alone, and backwards from them: a text has six letters to a space."""
_WHOLE = re.compile(r"\b\d[\d/]{0,9}-[А-ЯЁа-яё]{1,4}\b")
"""A number of an act that must not break at its hyphen: «273-ФЗ», «210-р»."""
_LABEL = re.compile(
    r"(?:§\s?)?(?:\d{1,5}(?:[.\-–]\d{1,4}){0,4}|[а-яёa-z]{1,2}\d?|[IVXLC]{1,7})[⁰¹²³⁴⁵⁶⁷⁸⁹⁻˙]{0,8}(?:\.\)|[.)])(?=\s)",
    re.IGNORECASE,
)


def wording(text: str) -> Markup:
    """Text as HTML: escaped, raised digits in ``<sup>``, short words tied to the next with a no-break space.

    >>> wording("Статья 10¹ <b>")
    Markup('Статья 10<sup>1</sup> &lt;b&gt;')
    """
    safe = _RAISED.sub(_raise, str(escape(_TIED.sub("\u00a0", text))))
    return Markup(_WHOLE.sub(r'<span class="nb">\g<0></span>', safe) if "-" in safe else safe)


def _raise(m: re.Match[str]) -> str:
    return f"<sup>{m[0].translate(PLAIN_FROM_SUPERSCRIPT)}</sup>"


def linked(text: str, references: Sequence[UnitCitation], here: str) -> Markup:
    """:func:`wording` with every reference found in it made a link.

    The references are looked for in their order, each after the one before it: the text may be of another edition than
    the one they were read from, and a reference that is not there any more is simply not linked. ``here``: this act.
    """
    parts: list[str] = []
    done = 0
    for reference in references:
        at = text.find(reference.exact, done)
        if at < 0 or not reference.exact:
            continue
        parts.append(wording(text[done:at]))
        parts.append(anchor(reference, here))
        done = at + len(reference.exact)
    parts.append(wording(text[done:]))
    return Markup("".join(parts))


def anchor(reference: UnitCitation, here: str) -> Markup:
    """A reference as a link to the act or its unit; one that was not understood is marked and says so."""
    words, card = wording(reference.exact), reference.cited
    if reference.status == "ambiguous" and len(reference.candidates) > 1:
        href = escape(f"{root()}/search?{urlencode({'q': reference.exact})}")
        return Markup(f'<a class="cite cite-ambiguous" href="{href}" title="Может означать разные акты">{words}</a>')
    if card is None:
        return Markup(f'<span class="cite-unknown" title="Ссылка не распознана">{words}</span>')
    if card.id == here:
        return Markup(f'<a class="cite" href="#{escape(reference.address or "top")}">{words}</a>')
    href = escape(act_path(card.id, reference.address if card.has_text else None))
    missing = "" if card.has_text else " cite-missing"
    return Markup(f'<a class="cite{missing}" href="{href}" title="{escape(description(card))}">{words}</a>')


def act_path(act: str, eid: str | None = None) -> str:
    """Address of an act's page, or of a unit in it. The unit stands twice: for the browser, and for the server, which
    sends a long act in portions and never sees what follows «#»."""
    return f"{root()}/acts/{act}?unit={eid}#{eid}" if eid else f"{root()}/acts/{act}"


def named(card: ActRef) -> str:
    """An act as a text refers to it: «Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании …»»."""
    return with_title(card.label, card.title)


def description(card: ActRef) -> str:
    """An act in one line, for a title or a screen reader."""
    held = "" if card.has_text else "; текста в базе нет"
    return f"{named(card)} — {status(card.status).words.lower()}{held}"


def split_label(text: str) -> tuple[str, str]:
    """The unit's number as printed, and the rest: ``"15¹) слова"`` → ``("15¹)", "слова")``; ``("", text)`` without."""
    m = _LABEL.match(text)
    return (m[0], text[m.end() :].lstrip()) if m else ("", text)
