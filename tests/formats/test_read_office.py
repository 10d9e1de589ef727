"""RTF, OpenDocument and Word 97: what they hold besides paragraphs."""

from __future__ import annotations

from pathlib import Path
from shutil import which

import model_documents as model
import pytest
from document_invariants import check, lines

from ingest.document import Document, Style
from ingest.errors import MissingProgram, Unreadable
from ingest.formats import doc
from ingest.formats.registry import read


def rtf(body: str) -> Document:
    document = read(model.rtf_of(body), "a.rtf")
    check(document)
    return document


def odt(body: str, styles: str = "") -> Document:
    document = read(model.odt_of(body, styles), "a.odt")
    check(document)
    return document


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\u1055?\u1088\'3f\u1080?\'e2\'e5\'f2\par", ["Привет"]),
        (r"{\uc2\u8470\'b9\'b9} 5\par", ["№ 5"]),
        (r"a\~b\_c\-d\emdash e\par", ["a b-cd—e"]),
        (r"\{a\}\\\par", [r"{a}\ ".strip()]),
        (r"10{\super 1}. a\par 5{\up6 2}\par x{\sub 2}\par", ["10¹. a", "5²", "x2"]),
        (r"a {\deleted b}{\v c}d\par", ["a d"]),
        (r"one\line two\par\pard\qc three\line four\par", ["one", "two", "three four"]),
        (r"{\header no}{\*\unknown no}{\info{\title no}}yes\par", ["yes"]),
        (r"{\listtext 1.\tab}first\par", ["1. first"]),
        (r"a{\footnote {\super 1} note}b\par c\par", ["a<1>b", "c", "<1> ¹ note"]),
    ],
)
def test_rtf_wording(body: str, expected: list[str]) -> None:
    assert lines(rtf(body)) == expected


def test_rtf_links_styles_and_pictures() -> None:
    document = rtf(
        r"{\stylesheet{\s1 heading 1;}{\s2\qc centre;}}\pard\s1 a\par\pard\s2 b\par\pard "
        r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt c d}}{\pict 00ff}\par'
    )
    assert lines(document) == ["a", "b", "c d"]
    assert [block.style for block in document.blocks] == [Style.HEADING, Style.CENTRE, Style.PARAGRAPH]
    assert [(document.text[one.start : one.end], one.target) for one in document.links] == [
        ("c d", "https://example.org")
    ]
    assert [warning.rule for warning in document.warnings] == ["picture"]


LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix=")" '
    'text:display-levels="2"/></text:list-style>'
)


def test_odt_lists_are_numbered() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>".format
    inner = f"<text:list>{item('б', '')}{item('в', '')}</text:list>"
    first = f'<text:list text:style-name="L">{item("а", inner)}{item("г", "")}</text:list>'
    again = f'<text:list text:style-name="L" text:continue-numbering="true">{item("д", "")}</text:list>'
    assert lines(odt(first + "<text:p>между</text:p>" + again, LISTS)) == [
        "1. а", "1.1) б", "1.2) в", "2. г", "между", "3. д",
    ]  # fmt: skip


def test_odt_headings_breaks_notes_and_tracked_changes() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>сноска</text:p></text:note-body></text:note>"
    )
    body = (
        "<text:tracked-changes><text:p>удалено</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Глава</text:h>'
        f'<text:p>а<text:s text:c="3"/>б<text:tab/>в{note}<text:line-break/>г</text:p>'
        '<text:p text:style-name="mid">по центру</text:p>'
    )
    centred = (
        '<style:style style:name="mid" style:family="paragraph"><style:paragraph-properties '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" fo:text-align="center"/></style:style>'
    )
    document = odt(body, centred)
    assert lines(document) == ["Глава", "а б в<1>", "г", "по центру", "<1> сноска"]
    assert (document.blocks[0].style, document.blocks[0].level) == (Style.HEADING, 2)
    assert document.blocks[3].style is Style.CENTRE


def test_odt_hidden_text_is_left_out() -> None:
    styles = (
        '<style:style style:name="away" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        '<text:p>видно<text:span text:style-name="away"> скрыто</text:span> всё</text:p>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>скрытый абзац</text:p>'
        '<text:section text:display="none"><text:p>скрытый раздел</text:p></text:section>'
    )
    assert lines(odt(body, styles)) == ["видно всё"]


@pytest.mark.parametrize(
    "head", ["cpg1252{\\fonttbl{\\f0 Times;}}", "cpg1252{\\fonttbl{\\f0\\fcharset238 T;}}", "cpg850 "]
)
def test_rtf_of_russian_bytes_under_a_western_page(head: str) -> None:
    words = "Распоряжение о выдаче учебников".encode("cp1251")
    escaped = "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in words)
    document = read(f"{{\\rtf1\\ansi\\ansi{head}\\f0 {escaped}\\par}}".encode(), "a.rtf")
    assert lines(document) == ["Распоряжение о выдаче учебников"]
    assert all("буквы прочитаны как cp1251" in warning.message for warning in document.warnings)


@pytest.mark.skipif(which("antiword") is None, reason="antiword не установлен")
@pytest.mark.parametrize("name", ["fz-41_2009-04-05_amending", "rosstat-prikaz-61", "tyumen-duma_2009_amending"])
def test_word_97_agrees_with_antiword(corpus: Path, name: str) -> None:
    data = (corpus / "doc" / f"{name}.doc").read_bytes()
    ours, theirs = read(data, "a.doc"), doc._through_antiword(data, "a.doc")
    assert "".join(ours.text.split()) == "".join(theirs.text.replace("|", "").split())


def test_word_97_tables_and_styles(corpus: Path) -> None:
    document = read((corpus / "doc" / "rp-1993.doc").read_bytes(), "rp-1993.doc")
    table = document.tables[1]
    rows = [document.line(block).split("\t") for block in document.blocks[table.first : table.last]]
    assert [row[0] for row in rows if len(row) == 4][1:10] == [f"{number}." for number in range(1, 10)]


def test_an_old_word_document_names_the_program_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "which", lambda _: None)
    with pytest.raises(MissingProgram, match="antiword"):
        doc._through_program(b"", "a.doc")


_WORD_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
    '<w:styles><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style></w:styles><w:body>'
    "<wx:sect>{body}<w:sectPr><w:hdr><w:p><w:r><w:t>колонтитул</w:t></w:r></w:p></w:hdr></w:sectPr></wx:sect></w:body>"
    "</w:wordDocument>"
)


def test_word_2003_xml_styles_labels_footnotes_and_annotations() -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr><w:r><w:t>Глава</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:listPr><wx:t wx:val="1."/></w:listPr></w:pPr><w:r><w:t>раз</w:t></w:r>'
        "<w:r><w:footnote><w:p><w:r><w:t>сноска</w:t></w:r></w:p></w:footnote></w:r></w:p>"
        '<w:p><w:r><w:t>пять</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
        '<aml:annotation w:type="Word.Comment"><aml:content><w:p><w:r><w:t>примечание</w:t></w:r></w:p></aml:content>'
        '</aml:annotation><aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t> шесть</w:t></w:r>'
        "</aml:content></aml:annotation></w:p>"
    )
    for charset in ("utf-8", "utf-16"):
        document = read(_WORD_2003.format(body=body).encode(charset), "act.doc")
        assert document.format == "wordml"
        assert lines(document) == ["Глава", "1. раз<1>", "пять¹ шесть", "<1> сноска"]
        assert (document.blocks[0].style, document.blocks[0].level) == (Style.HEADING, 2)


def test_a_package_laid_out_flat_is_read_as_docx() -> None:
    package = "http://schemas.microsoft.com/office/2006/xmlPackage"
    flat = (
        f'<?xml version="1.0"?><pkg:package xmlns:pkg="{package}"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
        f'<w:document xmlns:w="{model.WORD}"><w:body>{model.docx_paragraph("пять{1}")}</w:body></w:document>'
        "</pkg:xmlData></pkg:part></pkg:package>"
    )
    assert lines(read(flat.encode(), "act.xml")) == ["пять¹"]
    hostile = flat.replace("<pkg:package", '<!DOCTYPE x [<!ENTITY a "a">]><pkg:package', 1)
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read(hostile.encode(), "act.xml")
