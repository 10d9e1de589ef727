"""What Word writes besides plain runs: numbers, deletions, footnotes, links, fields, breaks, tables, text boxes."""

from __future__ import annotations

import model_documents as model
import pytest
from document_invariants import check, lines

from ingest.document import Document, Style
from ingest.formats.list_numbers import written
from ingest.formats.registry import read

W = f'xmlns:w="{model.WORD}"'


def docx(body: str, **parts: str | bytes) -> Document:
    document = read(model.docx_of(body, **parts), "a.docx")
    check(document)
    return document


def numbering(*levels: tuple[str, str]) -> str:
    """numbering.xml with one list of these (format, pattern) levels."""
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (shape, pattern) in enumerate(levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="7">{made}</w:abstractNum>'
    return f'<w:numbering {W}>{abstract}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'


def numbered(text: str, level: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return model.docx_paragraph(text, properties)


def test_automatic_numbers_are_written_out() -> None:
    body = numbered("первый") + numbered("под", 1) + numbered("под", 1) + numbered("второй") + numbered("под", 1)
    document = docx(body, word__numbering=numbering(("decimal", "%1."), ("russianLower", "%2)")))
    assert lines(document) == ["1. первый", "а) под", "б) под", "2. второй", "а) под"]
    assert {block.style for block in document.blocks} == {Style.ITEM}


def test_numbers_of_several_levels() -> None:
    body = numbered("а") + numbered("б", 1) + numbered("в", 1)
    document = docx(body, word__numbering=numbering(("decimal", "%1."), ("decimal", "%1.%2.")))
    assert lines(document) == ["1. а", "1.1. б", "1.2. в"]


def test_bullets_have_no_number_and_empty_paragraphs_do_not_count() -> None:
    body = numbered("а") + numbered("") + numbered("б")
    assert lines(docx(body, word__numbering=numbering(("bullet", "•")))) == ["а", "б"]
    assert lines(docx(body, word__numbering=numbering(("decimal", "%1)")))) == ["1) а", "2) б"]


@pytest.mark.parametrize(
    ("number", "format", "text"),
    [(1, "russianLower", "а"), (28, "russianLower", "ю"), (30, "russianLower", "аа"), (4, "upperRoman", "IV")],
)
def test_formats_of_numbers(number: int, format: str, text: str) -> None:
    assert written(number, format) == text


def test_deleted_text_is_left_out_and_inserted_text_taken() -> None:
    body = (
        f"<w:p>{model.docx_run('срок ')}<w:del><w:r><w:delText>десять</w:delText></w:r></w:del>"
        f"<w:ins>{model.docx_run('двадцать')}</w:ins>{model.docx_run(' дней')}</w:p>"
    )
    assert lines(docx(body)) == ["срок двадцать дней"]


def test_hidden_text_is_left_out() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="aside" w:type="character"><w:name w:val="aside"/><w:rPr><w:vanish/></w:rPr>'
        '</w:style><w:style w:styleId="away" w:type="paragraph"><w:name w:val="away"/><w:rPr><w:vanish/></w:rPr>'
        "</w:style></w:styles>"
    )
    hidden = model.docx_run(" скрыто", properties="<w:vanish/>")
    styled = model.docx_run(" и это", properties='<w:rStyle w:val="aside"/>')
    shown = model.docx_run(" показано", properties='<w:rStyle w:val="aside"/><w:vanish w:val="0"/>')
    body = f"<w:p>{model.docx_run('видно')}{hidden}{styled}{shown}</w:p>"
    body += model.docx_paragraph("весь абзац", '<w:pStyle w:val="away"/>')
    assert lines(docx(body, word__styles=styles)) == ["видно показано"]


def test_superscript_by_style_by_property_and_by_lift() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="base" w:type="character"><w:name w:val="base"/><w:rPr>'
        '<w:vertAlign w:val="superscript"/></w:rPr></w:style><w:style w:styleId="w91" w:type="character">'
        '<w:name w:val="w91"/><w:basedOn w:val="base"/></w:style></w:styles>'
    )
    by_style = model.docx_run("20", properties='<w:rStyle w:val="w91"/>')
    by_lift = model.docx_run("1", properties='<w:position w:val="8"/>')
    plain = [model.docx_run(text) for text in ("статьи 24", " и 14", " и 3")]
    body = f"<w:p>{plain[0]}{by_style}{plain[1]}{model.docx_run('2', raised=True)}{plain[2]}{by_lift}</w:p>"
    assert lines(docx(body, word__styles=styles)) == ["статьи 24²⁰ и 14² и 3¹"]


def test_footnotes_stand_after_the_text_in_the_order_of_their_marks() -> None:
    def mark(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    notes = f"<w:footnotes {W}>" + "".join(
        f'<w:footnote w:id="{number}">{model.docx_paragraph(f"сноска {number}")}</w:footnote>' for number in (2, 5)
    )
    body = f"<w:p>{model.docx_run('слово')}{mark(5)}{model.docx_run(' и ещё')}{mark(2)}</w:p>"
    document = docx(body, word__footnotes=notes + "</w:footnotes>")
    assert lines(document) == ["слово<1> и ещё<2>", "<1> сноска 5", "<2> сноска 2"]


def test_links_by_relationship_and_by_field() -> None:
    relation = (
        f'<Relationships xmlns="{model.PACKAGE_RELATIONSHIPS}"><Relationship Id="r1" TargetMode="External" '
        f'Type="{model.RELATIONSHIPS}/hyperlink" Target="https://example.org/a"/></Relationships>'
    )
    second = "второй"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{model.docx_run(second)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f'<w:hyperlink r:id="r1">{model.docx_run("первый")}</w:hyperlink>'
    body = f"<w:p>{link}{model.docx_run(' и ')}{field}</w:p>"
    text = f'<w:document {W} xmlns:r="{model.RELATIONSHIPS}"><w:body>{body}</w:body></w:document>'
    document = read(model.zipped({"word/document.xml": text, "word/_rels/document.xml.rels": relation}), "a.docx")
    shown = [(document.text[link.start : link.end], link.target) for link in document.links]
    assert shown == [("первый", "https://example.org/a"), ("второй", "https://example.org/b")]
    assert not document.warnings, "a hyperlink leads outside by its nature"


def test_breaks_are_paragraphs_in_plain_text_and_spaces_in_heads() -> None:
    runs = f"{model.docx_run('первая')}<w:r><w:br/></w:r>{model.docx_run('вторая')}"
    assert lines(docx(f"<w:p>{runs}</w:p>")) == ["первая", "вторая"]
    centred = docx(f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>')
    assert lines(centred) == ["первая вторая"]
    assert centred.blocks[0].style is Style.CENTRE


def test_a_bracket_over_several_lines_stays_whole() -> None:
    body = f"<w:p>{model.docx_run('(в ред. от 1 мая')}<w:r><w:br/></w:r>{model.docx_run('и от 2 мая)')}</w:p>"
    assert lines(docx(body)) == ["(в ред. от 1 мая и от 2 мая)"]


@pytest.mark.parametrize(
    ("name", "style", "level"),
    [("c", Style.CENTRE, 0), ("T", Style.TITLE, 0), ("i", Style.ADOPTION, 0), ("H", Style.HEADING, 0),
     ("s", Style.SIDE, 0), ("heading 2", Style.HEADING, 2), ("Заголовок 3", Style.HEADING, 3),
     ("Normal (Web)", Style.PARAGRAPH, 0)],
)  # fmt: skip
def test_styles_by_name(name: str, style: Style, level: int) -> None:
    styles = f'<w:styles {W}><w:style w:styleId="x1" w:type="paragraph"><w:name w:val="{name}"/></w:style></w:styles>'
    document = docx(model.docx_paragraph("текст", '<w:pStyle w:val="x1"/>'), word__styles=styles)
    assert (document.blocks[0].style, document.blocks[0].level) == (style, level)


def test_notes_of_the_official_system_are_marked() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="Mark" w:type="character"><w:name w:val="mark"/></w:style></w:styles>'
    note = "(В редакции приказа от 1 мая 2020 г. № 7)"
    marked = model.docx_run(f" {note}", properties='<w:rStyle w:val="Mark"/>')
    document = docx(f"<w:p>{model.docx_run('1. Текст.')}{marked}</w:p>", word__styles=styles)
    assert [document.text[span.start : span.end] for span in document.notes] == [note]


def test_a_table_of_one_column_is_paragraphs() -> None:
    document = docx(model.docx_table((("О плане",), ("Второй абзац",))))
    assert [block.style for block in document.blocks] == [Style.PARAGRAPH, Style.PARAGRAPH]
    assert not document.tables


def test_a_cell_over_two_columns_keeps_the_columns_of_its_row() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{model.docx_paragraph("широкая")}</w:tc>'
    narrow = f"<w:tc>{model.docx_paragraph('узкая')}</w:tc>"
    assert lines(docx(f"<w:tbl><w:tr>{wide}{narrow}</w:tr></w:tbl>")) == ["широкая\t\tузкая"]


def test_a_text_box_follows_its_paragraph_and_a_picture_is_told() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{model.docx_paragraph('в рамке')}</w:txbxContent></w:pict></w:r>"
    document = docx(f"<w:p>{model.docx_run('абзац')}{box}<w:r><w:drawing/></w:r></w:p>")
    assert lines(document) == ["абзац", "в рамке"]
    assert [warning.rule for warning in document.warnings] == ["picture"]
