"""Wrappings that no program makes: an act as publishers serve it, built of its paragraphs after their forms.

A paragraph is a line; a figure in braces is raised («5{1}»); a line that opens with «(» and names an edition is a note.
The forms: the official system's page and the archive it gives it in, КонсультантПлюс, Гарант, Кодекс, the ministry of
justice's bank.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape

from ingest.law.text import superscript

Paragraphs = Sequence[str]
_RAISED = re.compile(r"\{(\d+)\}")
_NOTE = re.compile(r"\((?:в ред|п\. |Наименование)")
_HEAD = 3
"""Paragraphs of a model that are its head."""


def _words(paragraph: str, raised: str = r"<sup>\1</sup>") -> str:
    return _RAISED.sub(raised, escape(paragraph, quote=False))


def plain(paragraphs: Paragraphs, charset: str = "utf-8") -> bytes:
    """Plain text; code page 1251 has no raised figures, and editors write «5.1» there."""
    raised = (lambda m: superscript(m[1])) if charset == "utf-8" else (lambda m: f".{m[1]}")
    return "\n".join(_RAISED.sub(raised, one) for one in paragraphs).encode(charset)


def flat_odt(paragraphs: Paragraphs) -> str:
    """A flat ODT for LibreOffice to convert: a head in the middle, indented paragraphs, raised figures."""
    body = "".join(
        f'<text:p text:style-name="{"head" if at < _HEAD else "body"}">'
        + _words(one, r'<text:span text:style-name="up">\1</text:span>') + "</text:p>"
        for at, one in enumerate(paragraphs)
    )  # fmt: skip
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        '</style:style><style:style style:name="head" style:family="paragraph"><style:paragraph-properties '
        'fo:text-align="center"/></style:style><style:style style:name="body" style:family="paragraph">'
        '<style:paragraph-properties fo:text-indent="1.25cm" fo:text-align="justify"/></style:style>'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def official(paragraphs: Paragraphs) -> bytes:
    """The official system's page: classes tell heads, notes stand in span.mark, superscripts in span.W9."""

    def line(at: int, paragraph: str) -> str:
        words = _words(paragraph, r'<span class="W9">\1</span>')
        words = f'<span class="mark">{words}</span>' if _NOTE.match(paragraph) else words
        style = ' class="C"' if at < _HEAD - 1 else ' class="T"' if at == _HEAD - 1 else ""
        return f"<p{style}>{words}</p>"

    body = "\n".join(line(at, paragraph) for at, paragraph in enumerate(paragraphs))
    page = f'<html><body><div id="text_content">{body}</div><a class="doclink" href="?nd=1"></a></body></html>'
    return page.encode("cp1251")


def archive(paragraphs: Paragraphs) -> bytes:
    """The same page as the MHT that ``?savertf=`` answers with."""
    page = quopri.encodestring(official(paragraphs)).decode()
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--=next"\r\n\r\n----=next\r\n'
        'Content-Type: text/html; charset="windows-1251"\r\nContent-Transfer-Encoding: quoted-printable\r\n'
        f"Content-Location: file:///C:/doc.htm\r\n\r\n{page}\r\n----=next--\r\n"
    ).encode()


def _page(lines: Sequence[str], charset: str, head: str = "") -> bytes:
    body = "\n".join(lines)
    return f'<html><head><meta charset="{charset}">{head}</head><body>{body}</body></html>'.encode(charset)


def consultant(paragraphs: Paragraphs) -> bytes:
    """КонсультантПлюс: its name and the day of saving above, a remark after the head, styles ConsPlus…."""
    lines = [
        f'<p class="ConsPlus{"Title" if at < _HEAD else "Normal"}">{_words(one)}</p>'
        for at, one in enumerate(paragraphs)
    ]
    above = [
        '<p class="ConsPlusTitlePage">Документ предоставлен <a href="http://www.consultant.ru">КонсультантПлюс</a></p>',
        "<p>Дата сохранения: 12.05.2024</p>",
    ]
    remark = [
        "<table><tr><td></td><td><p>КонсультантПлюс: примечание.</p>"
        "<p>О хранении образцов см. приказ Минобразцов России от 02.02.2020 N 222.</p></td><td></td></tr></table>"
    ]
    return _page([*above, *lines[:-2], *remark, *lines[-2:]], "utf-8")


_REMARKS = (
    "См. приказ Минобразцов России от 2 февраля 2020 г. N 222",
    "Образцы хранит также архив (приказ от 3 марта 2021 г. N 5)",
)


def garant_page(paragraphs: Paragraphs) -> bytes:
    """Гарант's page: styles s1, comments s9 under a head s9header."""
    lines = [f'<p class="s_1">{_words(one)}</p>' for one in paragraphs]
    remark = ['<p class="s9header">ГАРАНТ:</p>', *(f'<p class="s9">{one}</p>' for one in _REMARKS)]
    return _page([*lines[:-2], *remark, *lines[-2:]], "utf-8")


def garant_rtf(paragraphs: Paragraphs) -> bytes:
    """Гарант's RTF: the same comments in paragraph styles by name."""

    def letters(text: str) -> str:
        return "".join(c if c.isascii() else f"\\'{c.encode('cp1251').hex()}" for c in text)

    def line(words: str, style: int = 0) -> str:
        parts = re.split(r"\{(\d+)\}", words)
        written = "".join(f"{{\\super {one}}}" if at % 2 else letters(one) for at, one in enumerate(parts))
        return f"\\pard\\plain\\s{style} {written}\\par\r\n"

    names = "".join(f"{{\\s{n}\\qj {letters(name)};}}" for n, name in ((0, "Normal"), (22, "Комментарий")))
    remark = [line(one, 22) for one in ("ГАРАНТ:", *_REMARKS)]
    lines = [line(one) for one in paragraphs]
    head = f"{{\\rtf1\\ansi\\ansicpg1251{{\\fonttbl{{\\f0\\fcharset204 Times;}}}}{{\\stylesheet{names}}}"
    return (head + "".join([*lines[:-2], *remark, *lines[-2:]]) + "}").encode("ascii")


def codex(paragraphs: Paragraphs) -> bytes:
    """A saved page of Кодекс: its classes, its tail, «См. предыдущую редакцию» below a note."""
    lines: list[str] = []
    for at, one in enumerate(paragraphs):
        style = "headertext topleveltext centertext" if at < _HEAD else "formattext topleveltext"
        lines.append(f'<p class="{style}">{_words(one)}</p>')
        if _NOTE.match(one) and at > _HEAD:
            lines.append('<p class="formattext"><a href="#">См. предыдущую редакцию</a></p>')
    tail = ['<p>Электронный текст документа подготовлен АО "Кодекс" и сверен по:</p>', "<p>рассылка</p>"]
    return _page([*lines, *tail], "utf-8")


def justice(paragraphs: Paragraphs) -> bytes:
    """The bank of the ministry of justice: notes in < >."""
    noted = [f"<{one[1:-1]}>" if _NOTE.match(one) else one for one in paragraphs]
    return _page([f"<div>{_words(one)}</div>" for one in noted], "windows-1251")


def letter(attached: bytes, name: str) -> bytes:
    """A mail with a file attached."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Документ", "a@example.org", "b@example.org"
    message.set_content("Направляю документ для работы.")
    message.add_attachment(attached, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


BUILT: dict[str, Callable[[Paragraphs], bytes]] = {
    "utf-8.txt": plain,
    "cp1251.txt": lambda some: plain(some, "cp1251"),
    "official.html": official,
    "archive.mht": archive,
    "archive.rtf": archive,
    "archive.doc": archive,
    "archive.txt": archive,
    "consultant.html": consultant,
    "garant.html": garant_page,
    "garant.rtf": garant_rtf,
    "codex.html": codex,
    "justice.html": justice,
}
"""File name → what builds it."""
