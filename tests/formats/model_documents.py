"""One model act (written for these tests, no act of law) in every format that a person may bring.

``PARAGRAPHS`` is the source; a figure in braces is raised: «24{20}». The writers make the smallest file that the
format allows: what they write is what the readers must give back.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from html import escape

from ingest.law.text import superscript

PARAGRAPHS = (
    "Приказываю:",
    "1. Внести в статью 24{20} Положения о библиотеке (утверждено приказом от 3 марта 2015 г. № 14) изменения:",
    "1) слова «читальный зал» заменить словами «информационно-библиотечный центр, открытый для учащихся, родителей "
    "и учителей школы в часы, которые установил директор»;",
    "2) дополнить пунктом 5{1} следующего содержания:",
    "«5{1}. Книги на дом выдаются на срок, который не превышает четырнадцати дней, если читатель не попросил продлить "
    "его до истечения этого срока.»;",
    "3) пункт 14 признать утратившим силу.",
    "2. Настоящий приказ вступает в силу с 1 сентября 2025 г.",
)
ROWS = (("Должность", "Фамилия"), ("Директор", "И.И. Образцов"))
_RAISED = re.compile(r"\{(\d+)\}")
_PARTS = re.compile(r"\{(\d+)\}|([^{}]+)")


def expected(paragraphs: tuple[str, ...] = PARAGRAPHS) -> list[str]:
    """The paragraphs as a Document has them."""
    return [_RAISED.sub(lambda figure: superscript(figure[1]), paragraph) for paragraph in paragraphs]


def _parts(paragraph: str) -> list[tuple[str, bool]]:
    return [(part[1] or part[2], bool(part[1])) for part in _PARTS.finditer(paragraph)]


def zipped(members: dict[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A ZIP of these members, in this order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return made.getvalue()


# DOCX

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx_run(text: str, raised: bool = False, properties: str = "") -> str:
    """A run of text."""
    raising = '<w:vertAlign w:val="superscript"/>' if raised else ""
    return f'<w:r><w:rPr>{properties}{raising}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx_paragraph(paragraph: str, properties: str = "") -> str:
    """A paragraph of runs."""
    runs = "".join(docx_run(text, raised) for text, raised in _parts(paragraph))
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def docx_table(rows: tuple[tuple[str, ...], ...]) -> str:
    """A table."""
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{docx_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{body}</w:tbl>"


def docx_of(body: str, **parts: str | bytes) -> bytes:
    """A package around a body; further parts by name, «__» for «/» and «_x» for «.xml»."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}">'
        f"<w:body>{body}</w:body></w:document>"
    )
    named = {name.replace("__", "/").removesuffix("_x") + ".xml": content for name, content in parts.items()}
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **named})


def docx(paragraphs: tuple[str, ...] = PARAGRAPHS, rows: tuple[tuple[str, ...], ...] = ROWS) -> bytes:
    """The model act as DOCX."""
    return docx_of("".join(map(docx_paragraph, paragraphs)) + docx_table(rows))


# ODT

_ODT_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"))
)


def odt_of(body: str, styles: str = "") -> bytes:
    """A package around a body."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODT_SPACES}><office:automatic-styles>'
        '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        f"</style:style>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mime, "content.xml": content}, stored=("mimetype",))


def odt(paragraphs: tuple[str, ...] = PARAGRAPHS, rows: tuple[tuple[str, ...], ...] = ROWS) -> bytes:
    """The model act as ODT."""

    def paragraph_of(paragraph: str) -> str:
        spans = (
            f'<text:span text:style-name="up">{text}</text:span>' if raised else escape(text)
            for text, raised in _parts(paragraph)
        )
        return f"<text:p>{''.join(spans)}</text:p>"

    def row_of(row: tuple[str, ...]) -> str:
        cells = (f"<table:table-cell>{paragraph_of(cell)}</table:table-cell>" for cell in row)
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    table = f"<table:table>{''.join(map(row_of, rows))}</table:table>"
    return odt_of("".join(map(paragraph_of, paragraphs)) + table)


# RTF


def _rtf_letters(text: str) -> str:
    out = []
    for sign in text:
        if sign.isascii():
            out.append(f"\\{sign}" if sign in "\\{}" else sign)
        else:
            out.append("".join(f"\\'{byte:02x}" for byte in sign.encode("cp1251")))
    return "".join(out)


def _rtf_text(paragraph: str) -> str:
    return "".join(f"{{\\super {text}}}" if raised else _rtf_letters(text) for text, raised in _parts(paragraph))


def rtf_of(body: str) -> bytes:
    """A document around a body."""
    head = r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}}\pard\plain "
    return f"{head}{body}}}".encode("ascii")


def rtf(paragraphs: tuple[str, ...] = PARAGRAPHS, rows: tuple[tuple[str, ...], ...] = ROWS) -> bytes:
    """The model act as RTF with letters of code page 1251."""
    body = "".join(f"\\pard {_rtf_text(paragraph)}\\par\r\n" for paragraph in paragraphs)
    for row in rows:
        body += "\\trowd " + "".join(f"\\pard\\intbl {_rtf_letters(cell)}\\cell " for cell in row) + "\\row "
    return rtf_of(body)


# HTML and text


def html(paragraphs: tuple[str, ...] = PARAGRAPHS, rows: tuple[tuple[str, ...], ...] = ROWS) -> bytes:
    """The model act as a page in UTF-8 that declares nothing."""
    body = "".join("<p>" + _RAISED.sub(r"<sup>\1</sup>", escape(one, quote=False)) + "</p>\n" for one in paragraphs)
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body>{body}<table>{table}</table></body></html>".encode()


def typewriter(paragraphs: tuple[str, ...]) -> bytes:
    """Paragraphs as a typist set them: 67 columns, indent of five."""
    lines = [textwrap.fill(_RAISED.sub(r"-\1", one), 67, initial_indent=" " * 5) for one in paragraphs]
    return ("\n".join(lines) + "\n").encode("cp866", "replace")


# PDF

_COLUMNS, _SIZE, _LEADING, _LEFT, _TOP = 80, 12, 14, 70, 780


def pdf(
    paragraphs: tuple[str, ...] = PARAGRAPHS, running_head: str = "", lines_a_page: int = 45, copies: int = 1
) -> bytes:
    """The model act as PDF: a font without outlines whose letters are told by a ToUnicode table.

    Lines are broken at 80 columns; a paragraph's first line is indented; pages carry a running head and a number.
    """
    letters = sorted(set("".join(paragraphs * 1) + running_head + "0123456789-"))
    codes = {letter: code for code, letter in enumerate(letters, 1)}
    lines = [line for _ in range(copies) for paragraph in paragraphs for line in _pdf_lines(paragraph)]
    pages = [lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page)]
    contents = [_pdf_page(page, number, running_head, codes) for number, page in enumerate(pages, 1)]
    return pdf_of(contents, _to_unicode(codes))


def pdf_of_places(placed: tuple[tuple[str, int, int], ...]) -> bytes:
    """A page of words at places: (text, points from the left, points from the foot), in the order they are drawn."""
    codes = {letter: code for code, letter in enumerate(sorted({*"".join(text for text, _, _ in placed)}), 1)}
    return pdf_of(["\n".join(_pdf_text(*place, codes) for place in placed)], _to_unicode(codes))


def _pdf_lines(paragraph: str) -> list[tuple[int, str]]:
    """(indent in points, text) of lines; a raised figure counts as a single word with what it stands on."""
    wrapped = textwrap.wrap(paragraph, _COLUMNS, initial_indent="    ", break_on_hyphens=False)
    return [(0, line) if at else (24, line.lstrip()) for at, line in enumerate(wrapped)]


def _pdf_page(lines: list[tuple[int, str]], number: int, head: str, codes: dict[str, int]) -> str:
    shown = [_pdf_text(head, _LEFT, 815, codes)] if head else []
    shown += [_pdf_text(line, _LEFT + indent, _TOP - _LEADING * at, codes) for at, (indent, line) in enumerate(lines)]
    shown.append(_pdf_text(str(number), 300, 30, codes))
    return "\n".join(shown)


def _pdf_text(text: str, x: int, y: int, codes: dict[str, int]) -> str:
    operators = [f"BT 1 0 0 1 {x} {y} Tm"]
    for part, raised in _parts(text):
        coded = "".join(f"{codes[sign]:04x}" for sign in part)
        operators.append(f"/F1 {7 if raised else _SIZE} Tf {5 if raised else 0} Ts <{coded}> Tj")
    return " ".join([*operators, "ET"])


def _to_unicode(codes: dict[str, int]) -> str:
    ranges = "\n".join(f"<{code:04x}> <{ord(letter):04x}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n{ranges}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def pdf_of(contents: list[str], to_unicode: str = "") -> bytes:
    """A PDF of these page contents, font F1 with that table."""
    first = 6
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Model /Encoding /Identity-H /DescendantFonts [4 0 R] "
        "/ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Model /DW 480 /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Model /Flags 4 "
        "/FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>",
        _pdf_stream(to_unicode),
    ]
    for at, content in enumerate(contents):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {first + 2 * at + 1} 0 R >>"
        )
        objects.append(_pdf_stream(content))
    return pdf_objects(objects)


def _pdf_stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def pdf_objects(objects: list[str]) -> bytes:
    """A PDF of numbered objects; the first is the catalogue."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(made)
