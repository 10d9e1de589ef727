"""Pages: the official system's classes, typewriter pages, and any other HTML."""

from __future__ import annotations

import pytest
from document_invariants import check, lines

from ingest.document import Document, Style
from ingest.formats.registry import read


def page(body: str, name: str = "a.html", head: str = "") -> Document:
    document = read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), name)
    check(document)
    return document


def shown(document: Document, spans: tuple[tuple[int, int], ...] | list[tuple[int, int]]) -> list[str]:
    return [document.text[start:end] for start, end, *_ in spans]


# official pages

LINK = '<a class="doclink" href="?docbody=&amp;prevDoc=102000001&amp;backlink=1&amp;&amp;nd=102162745"'


def official(body: str, name: str = "a.html") -> Document:
    document = page(f'<p class="C">ОБРАЗЕЦ</p>{body}', name)
    assert document.format == "pravo_html"
    return document


def test_classes_give_styles() -> None:
    body = (
        '<p class="T">ЗАКОН</p><p class="I">Принят</p><p class="H">Статья 1</p><p class="S">УТВЕРЖДЕНО</p><p>Текст</p>'
    )
    styles = [block.style for block in official(body).blocks]
    assert styles == [Style.CENTRE, Style.TITLE, Style.ADOPTION, Style.HEADING, Style.SIDE, Style.PARAGRAPH]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('10<span class="W9">1</span>. Текст', "10¹. Текст"),
        ('10 <span class="W9"> 1-2 </span>)', "10¹⁻²)"),
        ('статья 3<span class="ed"><span class="W9">12</span></span>', "статья 3¹²"),
        ("3<sup>2</sup> и м<sup>2</sup>", "3² и м²"),
        ('Ст<span class="W8">эфф</span>&nbsp;- ставка', "Стэфф - ставка"),
        ('слово<br/>дальше<span class="cmd"></span> и', "слово дальше и"),
        ("много   &nbsp; \n пробелов", "много пробелов"),
    ],
)
def test_inline_wording(html: str, text: str) -> None:
    assert lines(official(f"<p>{html}</p>"))[1] == text


@pytest.mark.parametrize(
    ("html", "notes"),
    [
        ('1. Текст. <span class="mark">(В редакции закона № 1)</span>', ["(В редакции закона № 1)"]),
        ('<span class="markx">(Пункт</span> <span class="mark">введён законом № 2</span><span class="mark">)</span>',
         ["(Пункт введён законом № 2)"]),
        ('<span class="mark">Абзац. (Утратил силу - закон № 3)</span>', ["(Утратил силу - закон № 3)"]),
        ('<span class="mark">(Дополнение - закон № 1) (В редакции закона № 2</span>, <span class="mark">№ 3)</span>',
         ["(Дополнение - закон № 1)", "(В редакции закона № 2, № 3)"]),
        ('<span class="mark">(Пункт 6 исключён (не считается) - закон № 4)</span>',
         ["(Пункт 6 исключён (не считается) - закон № 4)"]),
        ("1. Слова (в скобках № 5) текста.", []),
        ('<span class="mark">*</span>', []),
        (
            '<span class="mark">Утратил силу, за исключением главы 2 (о складах), - закон от 01.02.2003 № 5</span>',
            ["Утратил силу, за исключением главы 2 (о складах), - закон от 01.02.2003 № 5"],
        ),
    ],
)  # fmt: skip
def test_notes_are_whole_brackets(html: str, notes: list[str]) -> None:
    document = official(f"<p>{html}</p>")
    assert shown(document, list(document.notes)) == notes


def test_links_name_the_act_by_its_number_in_the_system() -> None:
    document = official(f'<p>Закон {LINK}><span class="cmd">от&nbsp;29 декабря  2012 года № 1</span></a>.</p>')
    assert shown(document, list(document.links)) == ["от 29 декабря 2012 года № 1"]
    assert document.links[0].target == "nd:102162745"
    assert document.aliases == (("nd", "102000001"),), "links lead back to the page they stand on"


def test_the_file_name_is_the_pages_own_number() -> None:
    assert official("<p>Текст</p>", "/x/102010101.html").aliases == (("nd", "102010101"),)
    assert official("<p>Текст</p>", "закон.html").aliases == ()


def test_tables_are_rows_of_cells() -> None:
    rows = '<tr><td><p>а</p><p>б</p></td><td>в<span class="W9">1</span></td></tr><tr><td></td><td>г</td></tr>'
    body = f"<table>{rows}</table>"
    document = official(body)
    assert lines(document)[1:] == ["а б\tв¹", "\tг"]
    assert document.tables[0][:2] == (1, 3)


TYPED = """<pre id="bdoc"><span>                       РОССИЙСКАЯ ФЕДЕРАЦИЯ

</span><span>                          ОБРАЗЦОВЫЙ КОДЕКС
<font class="ed">     (В редакции закона <a class="doclink" href="?nd=102000002">от 01.02.93 г. N 5-I</a>; законов
       <a class="doclink" href="?nd=102000003">от 03.04.94 г. N 6-ФЗ</a>)</font>

                              Глава 1
                       ОБЩИЕ ПОЛОЖЕНИЯ ОБРАЗЦА
                          И ИХ ПРИМЕНЕНИЕ

     С т а т ь я  1. Предмет образцового
                     кодекса

     Кодекс   показывает,  как  читается  текст,  набранный  на
пишущей машинке (в частности, с переносом строк).
     Второй абзац. <font class="ed">(Часть дополнена - закон <a class="doclink" href="?nd=102000003">от 03.04.94
г. N 6-ФЗ</a>) Слова (обычные скобки) новой редакции.</font>
</span></pre>"""


def test_a_page_of_typewritten_lines_saved_by_a_word_processor() -> None:
    typed = """
                ОБРАЗЦОВЫЙ КОДЕКС

   Статья 1. Предмет образцового
            кодекса

   Кодекс показывает, как читается текст, каждая строка которого
стала абзацем,  потому что программа  не знала,  что строки были
набраны на машинке.
   Второй абзац указан  в статье 77 другого Образцового  кодекса
и продолжается на второй строке.
   Третий абзац таков же, он указан в статье 78 этого кодекса  и
кончается здесь.
"""
    hard = typed.replace("  ", "\xa0\xa0").split("\n")
    rows = [line.replace(" статье", "\n        статье") or "\xa0" for line in hard]
    paragraphs = "\n\n".join(f'<p class="MsoNormal"><span style="font-size:10.0pt">{row}</span></p>' for row in rows)
    assert lines(page(paragraphs)) == [
        "ОБРАЗЦОВЫЙ КОДЕКС",
        "Статья 1. Предмет образцового кодекса",
        "Кодекс показывает, как читается текст, каждая строка которого стала абзацем, потому что программа не знала, "
        "что строки были набраны на машинке.",
        "Второй абзац указан в статье 77 другого Образцового кодекса и продолжается на второй строке.",
        "Третий абзац таков же, он указан в статье 78 этого кодекса и кончается здесь.",
    ]


def test_typewriter_pages_become_paragraphs() -> None:
    document = page(TYPED)
    assert lines(document) == [
        "РОССИЙСКАЯ ФЕДЕРАЦИЯ",
        "ОБРАЗЦОВЫЙ КОДЕКС",
        "(В редакции закона от 01.02.93 г. N 5-I; законов от 03.04.94 г. N 6-ФЗ)",
        "Глава 1",
        "ОБЩИЕ ПОЛОЖЕНИЯ ОБРАЗЦА И ИХ ПРИМЕНЕНИЕ",
        "С т а т ь я 1. Предмет образцового кодекса",
        "Кодекс показывает, как читается текст, набранный на пишущей машинке (в частности, с переносом строк).",
        "Второй абзац. (Часть дополнена - закон от 03.04.94 г. N 6-ФЗ) Слова (обычные скобки) новой редакции.",
    ]
    styles = [block.style for block in document.blocks]
    assert styles[:2] == [Style.CENTRE, Style.CENTRE]
    assert (styles[3], styles[4], styles[5]) == (Style.HEADING, Style.CENTRE, Style.HEADING)
    assert shown(document, list(document.notes)) == [
        "(В редакции закона от 01.02.93 г. N 5-I; законов от 03.04.94 г. N 6-ФЗ)",
        "(Часть дополнена - закон от 03.04.94 г. N 6-ФЗ)",
    ]
    assert [link.target for link in document.links] == ["nd:102000002", "nd:102000003", "nd:102000003"]


# general pages


def test_headings_lists_and_levels() -> None:
    document = page("<h1>Страница</h1><h3>Раздел</h3><ol><li>Скачать<ul><li>внутри</li></ul></li><li>Войти</li></ol>")
    assert document.format == "html"
    assert lines(document) == ["Страница", "Раздел", "1. Скачать", "внутри", "2. Войти"]
    assert [(block.style, block.level) for block in document.blocks] == [
        (Style.HEADING, 1), (Style.HEADING, 3), (Style.ITEM, 1), (Style.ITEM, 2), (Style.ITEM, 1),
    ]  # fmt: skip


def test_numbers_of_lists_follow_start_and_value() -> None:
    document = page('<ol start="5"><li>а</li><li value="9">б</li><li>в</li></ol>')
    assert lines(document) == ["5. а", "9. б", "10. в"]


def test_links_keep_their_addresses() -> None:
    document = page('<p>См. <a href="https://example.org/x?a=1&amp;b=2"> приказ </a> и <a href="#top">вверх</a></p>')
    assert [(document.text[link.start : link.end], link.target) for link in document.links] == [
        ("приказ", "https://example.org/x?a=1&b=2")
    ]


def test_machinery_is_skipped_and_the_head_is_metadata() -> None:
    head = '<title> Школа  № 1 </title><meta name="Description" content="о школе"><style>p{}</style>'
    document = page(
        "<nav><a href='/'>Меню</a></nav><script>var a</script><p>Текст</p><noscript>нет</noscript>", head=head
    )
    assert lines(document) == ["Текст"]
    assert document.metadata == {"title": "Школа № 1", "description": "о школе"}


def test_breaks_begin_new_lines_outside_headings() -> None:
    document = page("<p>Приказ № 1<br>Приказ № 2</p><h2>Первая<br>строка</h2>text<div>блок<p>абзац</p>хвост</div>")
    assert lines(document) == ["Приказ № 1", "Приказ № 2", "Первая строка", "text", "блок", "абзац", "хвост"]


def test_layout_tables_are_not_tables() -> None:
    document = page(
        "<table><tr><td><h2>Меню</h2><p>а</p></td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>"
    )
    assert lines(document) == ["Меню", "а", "1\t2"]
    assert len(document.tables) == 1


def test_header_rows_are_counted() -> None:
    document = page(
        "<table><tr><th>а</th><th>б</th></tr><tr><th>в</th><th>г</th></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    assert document.tables[0].header_rows == 2


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1251"])
def test_pages_that_declare_one_encoding_and_are_in_another(encoding: str, declared: str) -> None:
    html = f'<html><head><meta charset="{declared}"></head><body><p>Приказ о зачислении в школу</p></body></html>'
    assert lines(read(html.encode(encoding), "a.html")) == ["Приказ о зачислении в школу"]


def test_a_formula_given_as_a_picture_is_told() -> None:
    document = official('<p>По формуле:</p><p class="C"><img src="?pict.jpg"></p><p>где</p>')
    assert [warning.rule for warning in document.warnings] == ["picture"]
    assert document.warnings[0].start == document.text.index("По формуле:") + len("По формуле:")


def test_what_a_reference_system_prints_over_a_page_it_saves_is_dropped() -> None:
    """Its name, address and day of saving; a note of its own is marked by the recogniser of structure."""
    page = (
        "<p>Документ предоставлен КонсультантПлюс</p><p>www.consultant.ru</p><p>Дата сохранения: 12.03.2024</p>"
        "<p>Система ГАРАНТ</p><p>ПРИКАЗ</p><p>КонсультантПлюс: примечание.</p><p>1. Приобрести систему ГАРАНТ.</p>"
    )
    document = read(f"<html><body>{page}</body></html>".encode(), "saved.html")
    assert lines(document) == ["ПРИКАЗ", "КонсультантПлюс: примечание.", "1. Приобрести систему ГАРАНТ."]


def test_a_page_put_into_one_paragraph_is_typewriter_text() -> None:
    lines_ = ["Кодекс о примерах", "", "Глава 1. ПРИМЕРЫ", "", "Статья 1. Пример", ""]
    lines_ += ["1. Пример есть то, что показывает правило на деле, и никак не", "само правило.", "2. Примеров много."]
    source = "<html><body><p>\n" + "\n".join(f"    {line}" for line in lines_) + "\n</p></body></html>"
    assert lines(read(source.encode(), "a.html")) == [
        "Кодекс о примерах",
        "Глава 1. ПРИМЕРЫ",
        "Статья 1. Пример",
        "1. Пример есть то, что показывает правило на деле, и никак не само правило.",
        "2. Примеров много.",
    ]
