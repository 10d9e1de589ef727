"""The RusLawOD collection, letters, scans, and the table of readers itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import model_documents as model
import pytest
from document_invariants import check, lines

from ingest.errors import MissingProgram, Unreadable
from ingest.formats import ocr
from ingest.formats.registry import read

ACT = """<?xml version="1.0"?><act><body><textIPS>
 ОБРАЗЦОВЫЙ ЗАКОН
 Статья 1. Внести в &lt;ref nd="102000001"&gt;Образцовый кодекс&lt;/ref&gt; изменения &lt;1&gt;.&lt;br/&gt;
</textIPS></body><meta><identification><pravogovruNd val="102999999"/><issuedByIPS val="Образцовый закон"/>
<docdateIPS val="15.03.2001"/><docNumberIPS val="22-МП"/><headingIPS val="Об образце"/>
<statusIPS val="Действует"/><is_widely_used val="1"/></identification><keywords><keywordByIPS val="ОБРАЗЕЦ"/>
<keywordByIPS val="ЗАКОН"/></keywords><references><classifierByIPS val="010.010"/></references></meta></act>"""


def test_ruslawod_keeps_text_links_and_card() -> None:
    document = read(ACT.encode(), "102999999.xml")
    check(document)
    assert document.format == "ruslawod"
    assert lines(document) == ["ОБРАЗЦОВЫЙ ЗАКОН", "Статья 1. Внести в Образцовый кодекс изменения <1>."]
    assert [(document.text[one.start : one.end], one.target) for one in document.links] == [
        ("Образцовый кодекс", "nd:102000001")
    ]
    assert document.aliases == (("nd", "102999999"),)
    assert document.metadata == {
        "nd": "102999999", "issued_by": "Образцовый закон", "date": "15.03.2001", "number": "22-МП",
        "title": "Об образце", "status": "Действует", "is_widely_used": "1", "keywords": "ОБРАЗЕЦ; ЗАКОН",
        "classifier": "010.010",
    }  # fmt: skip


def test_a_card_without_text_is_a_document_with_a_warning() -> None:
    start, end = ACT.index("<body>"), ACT.index("</body>")
    document = read((ACT[:start] + "<body>" + ACT[end:]).encode(), "a.xml")
    assert lines(document) == ["Образцовый закон", "от 15.03.2001 № 22-МП", "Об образце"]
    assert [warning.rule for warning in document.warnings] == ["ruslawod"]


def test_a_letter_gives_its_body_and_names_its_attachments() -> None:
    letter = (
        b"From: =?utf-8?B?0KjQutC+0LvQsA==?= <a@example.org>\nSubject: =?koi8-r?B?8NLJy8Ha?=\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/html; charset=koi8-r\n\n<p>"
    )
    letter += "Направляем приказ".encode("koi8-r") + b'</p>\n--X\nContent-Type: application/pdf; name="a.pdf"\n'
    letter += b'Content-Disposition: attachment; filename="a.pdf"\n\nx\n--X--\n'
    document = read(letter, "a.eml")
    check(document)
    assert (document.format, lines(document)) == ("eml", ["Направляем приказ"])
    assert document.metadata["title"] == "Приказ"
    assert [warning.rule for warning in document.warnings] == ["attachment"]


IMAGE_PAGE = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>",
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    "stream\nA\nendstream",
    "<< /Length 30 >>\nstream\nq 100 0 0 100 0 0 cm /I Do Q \nendstream",
]


def test_a_scan_without_tesseract_names_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(MissingProgram, match="tesseract"):
        read(model.pdf_objects(IMAGE_PAGE), "a.pdf")


def test_a_recognised_scan_is_marked_with_its_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "recognise", lambda image, seconds: ocr.Recognised(["ПРИКАЗ", "№ 5"], 87.4))
    document = read(model.pdf_objects(IMAGE_PAGE), "a.pdf")
    check(document)
    assert lines(document) == ["ПРИКАЗ", "№ 5"]
    assert document.metadata["ocr_confidence"] == "87"
    assert "87 %" in document.warnings[0].message


@pytest.mark.skipif(not ocr.is_installed(), reason="tesseract с русским языком не установлен")
def test_tesseract_answers_for_a_blank_picture() -> None:
    assert ocr.recognise(b"P5 200 200 255\n" + b"\xff" * 40_000, 30).paragraphs == []


def test_an_act_in_blocks_is_the_page_they_were_cut_from() -> None:
    nodes = [
        {"content_type": "статья", "content": '<p class="H">Статья 14<span class="W9">1</span>. Сроки</p>'},
        {"content_type": "параграф", "content": '<p>1. Слова "три дня".</p>'},
        {"content_type": "параграф"},
    ]
    document = read(json.dumps({"nodes": nodes}, ensure_ascii=False).encode(), "law.blocks.json")
    assert document.format == "official_blocks"
    assert document.text == 'Статья 14¹. Сроки\n1. Слова "три дня".'
    with pytest.raises(Unreadable):
        read('{"nodes": [{"content": "Статья'.encode(), "half.json")


def test_start_is_light() -> None:
    heavy = "{'lxml', 'pypdfium2', 'email', 'subprocess'}"
    code = f"import sys, ingest.formats.registry; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "[]"
