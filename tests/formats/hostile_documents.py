"""Documents made to break a reader, as a table: title → the file name it is read by, and what builds its bytes."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable

import model_documents as model

TEXT = "Статья 1. Общие положения"

Case = Callable[[], bytes]
CASES: dict[str, tuple[str, Case]] = {}


def case(name: str) -> Callable[[Case], Case]:
    """Register a builder under the file name it is read by."""

    def register(build: Case) -> Case:
        CASES[build.__name__] = (name, build)
        return build

    return register


# XML and entities

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
)


def _docx_with(document: str) -> bytes:
    return model.zipped({"word/document.xml": document})


@case("a.docx")
def entity_bomb_in_docx() -> bytes:
    return _docx_with(f'{BOMB}]><w:document xmlns:w="{model.WORD}">&j;</w:document>')


@case("a.docx")
def external_entity_in_docx() -> bytes:
    return _docx_with('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')


@case("a.docx")
def external_entity_in_utf16_docx() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    return model.zipped({"word/document.xml": text.encode("utf-16")})


@case("a.odt")
def entity_bomb_in_odt() -> bytes:
    return model.zipped({"content.xml": f"{BOMB}]><x>&j;</x>"})


@case("a.xml")
def entity_bomb_in_ruslawod() -> bytes:
    return f'<?xml version="1.0"?>{BOMB}]><act><body><textIPS>&j;</textIPS></body></act>'.encode()


@case("a.xml")
def external_dtd_in_ruslawod() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE act SYSTEM "http://127.0.0.1:9/x.dtd"><act><body><textIPS>a</textIPS></body></act>'


@case("a.xml")
def ruslawod_cut_in_half() -> bytes:
    return f"<act><body><textIPS>{TEXT}".encode()


# ZIP


@case("a.docx")
def zip_bomb() -> bytes:
    return model.zipped({"word/document.xml": b"<w>" + b" " * 70_000_000 + b"</w>"})


@case("a.docx")
def zip_bomb_that_lies_about_its_size() -> bytes:
    made = bytearray(model.zipped({"word/document.xml": b" " * 60_000_000}))
    at = made.find(b"PK\x01\x02")
    made[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(made)


@case("a.docx")
def zip_that_climbs_out() -> bytes:
    return model.zipped({"../../../tmp/climbed-out.txt": "x", "word/document.xml": "<x/>"})


@case("a.docx")
def zip_with_absolute_names() -> bytes:
    return model.zipped({"/etc/climbed-out": "x", "word/document.xml": "<x/>"})


@case("a.docx")
def zip_of_many_members() -> bytes:
    return model.zipped({**{f"m{number}": "" for number in range(12_000)}, "word/document.xml": "<x/>"})


@case("a.docx")
def zip_without_the_main_part() -> bytes:
    return model.zipped({"word/styles.xml": "<x/>"})


@case("a.docx")
def half_a_docx() -> bytes:
    whole = model.docx()
    return whole[: len(whole) // 2]


@case("a.docx")
def docx_with_a_scratch() -> bytes:
    whole = bytearray(model.docx())
    at = whole.find(b"word/document.xml") + 60
    whole[at : at + 40] = bytes(40)
    return bytes(whole)


@case("a.docx")
def docx_closed_by_a_password() -> bytes:
    whole = bytearray(model.docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(mark)
        while at >= 0:
            whole[at + offset] |= 1
            at = whole.find(mark, at + 4)
    return bytes(whole)


@case("a.zip")
def zip_of_something_else() -> bytes:
    return model.zipped({"a.txt": "x"})


@case("a.docx")
def name_of_docx_on_noise() -> bytes:
    return random.Random(5).randbytes(50_000)


# DOCX that points elsewhere


@case("a.docx")
def docx_with_a_remote_template() -> bytes:
    relation = (
        f'<Relationships xmlns="{model.PACKAGE_RELATIONSHIPS}"><Relationship Id="r1" TargetMode="External" '
        f'Type="{model.RELATIONSHIPS}/attachedTemplate" Target="http://127.0.0.1:9/evil.dotm"/></Relationships>'
    )
    parts = {"word/_rels/settings.xml.rels": relation, "word/settings.xml": "<x/>"}
    body = f'<w:document xmlns:w="{model.WORD}"><w:body>{model.docx_paragraph(TEXT)}</w:body></w:document>'
    return model.zipped({"word/document.xml": body, **parts})


@case("a.docx")
def docx_of_nested_tables() -> bytes:
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return model.docx_of(opened * 60 + model.docx_paragraph(TEXT) + closed * 60)


@case("a.docx")
def docx_of_tags_too_deep() -> bytes:
    return model.docx_of("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000)


@case("a.docx")
def docx_styles_based_on_each_other() -> bytes:
    style = '<w:style w:styleId="{0}" w:type="paragraph"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
    styles = f'<w:styles xmlns:w="{model.WORD}">{style.format("a", "b")}{style.format("b", "a")}</w:styles>'
    return model.docx_of(model.docx_paragraph(TEXT, '<w:pStyle w:val="a"/>'), word__styles_x=styles)


@case("a.docx")
def docx_spanning_a_billion_columns() -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{model.docx_paragraph(TEXT)}</w:tc>'
    return model.docx_of(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>")


@case("a.odt")
def odt_repeating_a_billion_cells() -> bytes:
    cell = f'<table:table-cell table:number-columns-repeated="999999999"><text:p>{TEXT}</text:p></table:table-cell>'
    return model.odt_of(f"<table:table><table:table-row>{cell}</table:table-row></table:table>")


# HTML


@case("a.html")
def html_100_levels_deep() -> bytes:
    return ("<html>" + "<div>" * 100 + TEXT + "</div>" * 100).encode()


@case("a.html")
def html_100_000_levels_deep() -> bytes:
    return ("<html><body>" + "<div>" * 100_000 + TEXT).encode()


@case("a.html")
def html_of_unclosed_fonts() -> bytes:
    return ("<html><body>" + f"<font><p>{TEXT}" * 20_000).encode()


@case("a.html")
def html_of_nested_tables() -> bytes:
    return ("<html><body>" + "<table><tr><td>" * 500 + TEXT).encode()


@case("a.html")
def html_of_nested_lists() -> bytes:
    return ("<html><body>" + "<ol><li>пункт" * 500).encode()


@case("a.html")
def html_of_open_brackets() -> bytes:
    return ("<html><body><p class='C'><span class='mark'>" + "(" * 500_000).encode()


@case("a.html")
def official_page_of_notes_without_end() -> bytes:
    return ('<p class="C">x</p><p>' + '<span class="mark">(В редакции</span>' * 20_000 + "</p>").encode()


@case("a.html")
def html_of_one_endless_tag() -> bytes:
    return b"<html><body><p>a</p><p " + b"a" * 5_000_000


@case("a.html")
def html_of_angle_brackets() -> bytes:
    return b"<html>" + b"<" * 2_000_000


@case("a.html")
def html_of_sup_inside_sup() -> bytes:
    return ("<html><p>1" + "<sup>2" * 1000 + "</sup>" * 5000 + TEXT).encode()


@case("a.html")
def html_of_closing_tags_only() -> bytes:
    return b"<html>" + b"</td></tr></table></li></ol></pre></sup></a></span></p>" * 2000 + b"x"


@case("a.html")
def html_with_a_false_charset() -> bytes:
    return f'<html><meta charset="utf-7"><p>{TEXT}</p>'.encode("cp1251")


# text


@case("a.txt")
def empty_file() -> bytes:
    return b""


@case("a.txt")
def file_of_nuls() -> bytes:
    return bytes(1_000_000)


@case("a.txt")
def file_of_spaces() -> bytes:
    return b" " * 60_000_000


@case("a.txt")
def file_of_more_spaces_than_any_file_has() -> bytes:
    return b" " * 200_000_000


@case("a.txt")
def text_with_nuls_inside() -> bytes:
    return f"{TEXT}\x00\x00{TEXT}".encode()


@case("a.txt")
def binary_noise() -> bytes:
    return random.Random(7).randbytes(300_000)


@case("a.txt")
def broken_utf8() -> bytes:
    return b"\xd0\xd0\xff\xfe" + TEXT.encode() * 50 + b"\xd0"


@case("a.txt")
def surrogates_in_utf8() -> bytes:
    return TEXT.encode() + "\ud800\udfff".encode("utf-8", "surrogatepass") * 30


@case("a.txt")
def one_line_of_20_megabytes() -> bytes:
    return "а".encode() * 10_000_000


@case("a.txt")
def text_of_brackets_and_quotes() -> bytes:
    return ("«(" * 1_000_000).encode()


@case("a.txt")
def typewriter_of_open_brackets() -> bytes:
    return ("     (" + "слово " * 9 + "\n" + "\n".join("         (" + "слово " * 9 for _ in range(20_000))).encode()


@case("a.txt")
def half_of_utf16() -> bytes:
    return TEXT.encode("utf-16")[:-1]


# RTF


@case("a.rtf")
def rtf_of_open_groups() -> bytes:
    return b"{\\rtf1" + b"{" * 1_000_000 + b"x"


@case("a.rtf")
def rtf_of_closing_groups() -> bytes:
    return b"{\\rtf1 a" + b"}" * 1_000_000


@case("a.rtf")
def rtf_of_great_numbers() -> bytes:
    return b"{\\rtf1\\uc999999999\\u999999999 x\\fs99999999999999999999 \\s-1 a\\par}"


@case("a.rtf")
def rtf_of_footnotes_in_footnotes() -> bytes:
    return b"{\\rtf1 a" + b"{\\footnote b" * 3000 + b"}" * 3000 + b"}"


@case("a.rtf")
def rtf_with_a_huge_style_table() -> bytes:
    return b"{\\rtf1{\\stylesheet" + b"{\\s1 {{{{" * 100_000 + b"a"


@case("a.rtf")
def rtf_of_links_without_end() -> bytes:
    return b'{\\rtf1 {\\field{\\*\\fldinst HYPERLINK "' + b"{\\fldrslt a" * 50_000


# Word 97


@case("a.doc")
def doc_that_is_only_a_mark() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@case("a.doc")
def doc_whose_sectors_run_in_circles() -> bytes:
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<7I", header, 48, 0, 0, 4096, 0, 1, 0, 1)
    struct.pack_into("<109I", header, 76, *[0] * 109)
    return bytes(header) + bytes(512 * 100)


@case("a.doc")
def doc_of_noise() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(9).randbytes(100_000)


# PDF


@case("a.pdf")
def pdf_that_is_only_a_mark() -> bytes:
    return b"%PDF-1.7\n"


@case("a.pdf")
def half_a_pdf() -> bytes:
    whole = model.pdf()
    return whole[: len(whole) // 2]


@case("a.pdf")
def pdf_whose_pages_hold_themselves() -> bytes:
    return model.pdf_objects(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


@case("a.pdf")
def pdf_of_a_billion_pages() -> bytes:
    return model.pdf_objects(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 1000000000 >>"])


@case("a.pdf")
def pdf_whose_table_points_at_itself() -> bytes:
    return b"%PDF-1.7\nxref\n0 1\ntrailer << /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF"


@case("a.pdf")
def pdf_without_text() -> bytes:
    return model.pdf_of([""])


# letters


@case("a.eml")
def letter_without_a_body() -> bytes:
    return b"From: a\nSubject: b\n\n"


@case("a.eml")
def letter_of_nested_parts() -> bytes:
    head = b"From: a\nSubject: b\nMIME-Version: 1.0\n"
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500))
    return head + parts + b"\ntext"


@case("a.eml")
def letter_in_an_unknown_charset() -> bytes:
    return b"From: a\nSubject: =?x?q?b?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=zzz\n\n" + TEXT.encode()
