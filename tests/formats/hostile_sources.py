"""Sources made to break a load: archives, letters, tables, cards, corrections, lists of addresses.

A table as hostile_documents.py is: title → the file name, what builds its bytes, and words of what must be said of it.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import model_documents as model

TEXT = "Статья 1. Общие положения"
CARD = "- kind: prikaz\n  issuers: [Минцифры России]\n  date: 2022-07-15\n  number: {}\n  title: О мерах\n"


HEAVY = frozenset(
    "bomb_of_lzma bomb_of_bzip2 docx_packed_by_lzma one_body_under_many_names zip_of_many_bombs "
    "docx_of_tags_without_end xlsx_of_blank_cells zip_of_many_members html_of_unclosed_fonts bomb_of_deflate".split()
)
"""Those that take seconds to make or to read."""


class Case(NamedTuple):
    """``says``: words of a problem that the file must have; "" where it may also be read."""

    name: str
    build: Callable[[], bytes]
    says: str = ""


CASES: dict[str, Case] = {}


def source(name: str, says: str = "") -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a builder."""

    def register(build: Callable[[], bytes]) -> Callable[[], bytes]:
        CASES[build.__name__] = Case(name, build, says)
        return build

    return register


def written(title: str, name: str, content: str | bytes, says: str = "") -> None:
    """Register a file that is written out here."""
    CASES[title] = Case(name, lambda: content if isinstance(content, bytes) else content.encode(), says)


# archives


def packed(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, content)
    return made.getvalue()


def patched(data: bytes, local: int, central: int, value: bytes) -> bytes:
    """The archive with the same field changed in the headers of every member and in the table of contents."""
    made = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = made.find(mark)
        while at >= 0:
            made[at + offset : at + offset + len(value)] = value
            at = made.find(mark, at + 4)
    return bytes(made)


TYPES = "[Content_Types].xml"
ONE = [("акт.txt", TEXT.encode() * 40)]
BROKEN = "повреждён"


def scratched(method: int) -> bytes:
    made = bytearray(packed([("a.txt", random.Random(1).randbytes(400))], method))
    made[60:120] = random.Random(2).randbytes(60)
    return bytes(made)


CASES |= {
    "zip_of_broken_lzma": Case("a.zip", lambda: scratched(zipfile.ZIP_LZMA), BROKEN),
    "zip_of_broken_bzip2": Case("a.zip", lambda: scratched(zipfile.ZIP_BZIP2), BROKEN),
    "zip_of_broken_deflate": Case("a.zip", lambda: scratched(zipfile.ZIP_DEFLATED), BROKEN),
    "zip_under_a_password": Case("a.zip", lambda: patched(packed(ONE), 6, 8, b"\x01\x00"), "паролем"),
    "zip_with_wrong_checksums": Case("a.zip", lambda: patched(packed(ONE), 14, 16, b"\x01\x02\x03\x04"), BROKEN),
    "zip_with_sizes_too_small": Case("a.zip", lambda: patched(packed(ONE), 22, 24, struct.pack("<I", 5)), BROKEN),
    "zip_with_sizes_too_large": Case("a.zip", lambda: patched(packed(ONE), 22, 24, b"\xf0\xff\xff\xff")),
    "zip_packed_larger_than_itself": Case("a.zip", lambda: patched(packed(ONE), 18, 20, b"\xf0\xff\xff\x0f"), "бомб"),
    "zip_of_unknown_method": Case("a.zip", lambda: patched(packed(ONE), 8, 10, b"\x63\x00"), BROKEN),
    "zip_of_imploded": Case("a.zip", lambda: patched(packed(ONE), 8, 10, b"\x06\x00"), BROKEN),
    "zip_of_a_future_version": Case("a.zip", lambda: patched(packed(ONE), 4, 6, b"\xff\x00"), "ZIP"),
    "zip_of_links": Case("a.zip", lambda: patched(packed(ONE), 99, 38, struct.pack("<I", 0o120777 << 16)), "ссылка"),
    "zip_that_climbs": Case("a.zip", lambda: packed([("../../x.txt", b"1")]), "за пределы"),
    "zip_that_climbs_by_backslashes": Case("a.zip", lambda: packed([("..\\..\\x.txt", b"1")]), "за пределы"),
    "zip_of_absolute_names": Case("a.zip", lambda: packed([("/etc/x.txt", b"1")]), "за пределы"),
    "zip_of_network_names": Case("a.zip", lambda: packed([("\\\\server\\x.txt", b"1")]), "за пределы"),
    "zip_of_drive_names": Case("a.zip", lambda: packed([("C:/x.txt", b"1")]), "за пределы"),
    "zip_of_nul_names": Case("a.zip", lambda: patched(packed([("a\x01b.txt", b"1")]), 31, 47, b"\x00")),
    "zip_of_long_names": Case("a.zip", lambda: packed([("я" * 9000 + ".txt", f"{TEXT} имён".encode())])),
    "zip_of_empty_names": Case("a.zip", lambda: packed([("", f"{TEXT} пустоты".encode())])),
    "zip_of_folders_without_end": Case("a.zip", lambda: packed([("d/" * 9000 + "a.txt", f"{TEXT} папок".encode())])),
    "zip_cut_in_half": Case("a.zip", lambda: packed([(f"{n}.txt", TEXT.encode()) for n in range(9)])[:300], "ZIP"),
    "zip_of_noise": Case("a.zip", lambda: b"PK\x03\x04" + random.Random(3).randbytes(5000), "ZIP"),
    "zip_behind_noise": Case("a.zip", lambda: b"PK\x03\x04" + random.Random(4).randbytes(500) + packed(ONE)),
    "zip_of_nothing": Case("a.zip", lambda: packed([])),
    "bomb_of_deflate": Case("a.zip", lambda: packed([("a.txt", bytes(60_000_000))]), "сжат больше"),
    "bomb_of_lzma": Case("a.zip", lambda: packed([("a.txt", bytes(40_000_000))], zipfile.ZIP_LZMA), "сжат больше"),
    "bomb_of_bzip2": Case("a.zip", lambda: packed([("a.txt", bytes(40_000_000))], zipfile.ZIP_BZIP2), "сжат больше"),
    "docx_packed_by_lzma": Case(
        "a.docx", lambda: packed([(TYPES, b""), ("word/document.xml", bytes(9_000_000))], zipfile.ZIP_LZMA), BROKEN
    ),
    "gzip_bomb": Case("a.txt.gz", lambda: gzip.compress(bytes(50_000_000), mtime=0), "GZIP"),
    "bzip2_of_noise": Case("a.bz2", lambda: b"BZh9" + random.Random(5).randbytes(99), "BZIP2"),
    "xz_of_noise": Case("a.xz", lambda: b"\xfd7zXZ\x00" + random.Random(6).randbytes(99), "XZ"),
    "rar_of_noise": Case("a.rar", lambda: b"Rar!\x1a\x07\x00" + random.Random(7).randbytes(99), "RAR"),
    "seven_zip_of_noise": Case("a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + random.Random(8).randbytes(999), "7z"),
    "parquet_of_noise": Case("a.parquet", lambda: b"PAR1" + random.Random(9).randbytes(999) + b"PAR1", "Parquet"),
    "parquet_of_nothing": Case("a.parquet", lambda: b"PAR1", "Parquet"),
}


@source("a.zip", "имена повторяются")
def one_name_2003_times() -> bytes:
    names = [f"{number:05}.txt" for number in range(2003)]
    made = packed([(name, f"{TEXT} {name}".encode()) for name in names])
    for name in names:
        made = made.replace(name.encode(), b"00000.txt") if name != "00000.txt" else made
    return made


@source("a.zip", "один поверх другого")
def one_body_under_many_names() -> bytes:
    made = packed([(f"{number:04}.txt", bytes(300_000)) for number in range(200)])
    first, directory = made[: made.find(b"PK\x03\x04", 4)], made.find(b"PK\x01\x02")
    entries = bytearray(made[directory:])
    at = entries.find(b"PK\x01\x02")
    while at >= 0:
        entries[at + 42 : at + 46] = bytes(4)
        at = entries.find(b"PK\x01\x02", at + 4)
    end = entries.find(b"PK\x05\x06")
    entries[end + 16 : end + 20] = struct.pack("<I", len(first))
    return first + bytes(entries)


@source("a.zip", "вложенность")
def zips_in_zips() -> bytes:
    made = packed(ONE)
    for _ in range(30):
        made = packed([("inner.zip", made)])
    return made


@source("a.zip", "распаковывается больше")
def zip_of_many_bombs() -> bytes:
    return packed([(f"{number}.txt", bytes(900_000)) for number in range(100)])


@source("a.zip")
def zip_of_hostile_members() -> bytes:
    letters = [("1.eml", letter_of_nested_letters()), ("2.urls", b"http://[\n"), ("3.yml", b"- &a [*a]")]
    return packed([*letters, ("__MACOSX/._a.txt", b"1"), ("Thumbs.db", b"1"), ("акт.txt", f"{TEXT} архива".encode())])


# letters

HEAD = b"From: a@b.c\nSubject: b\nMIME-Version: 1.0\n"


@source("a.eml", "вложены одна в другую")
def letter_of_nested_letters() -> bytes:
    return HEAD + b"Content-Type: message/rfc822\n\n" * 3000 + b"x"


@source("a.eml", "вложены одна в другую")
def letter_of_nested_multiparts() -> bytes:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    return HEAD + parts + b"\ntext"


@source("a.eml", "частей")
def letter_of_100_000_parts() -> bytes:
    return HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 100_000 + b"--x--"


def attached(headers: bytes, body: bytes) -> bytes:
    begun = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" + TEXT.encode() + b"\n--x\n"
    return begun + headers + b"\n\n" + body + b"\n--x--\n"


written("letter_of_broken_base64", "a.eml", attached(
    b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.txt",
    b"!!!=%%%A=A===\xff",
))  # fmt: skip
written("letter_of_broken_uuencode", "a.eml", attached(
    b"Content-Transfer-Encoding: x-uuencode\nContent-Disposition: attachment; filename=a.txt", b"begin 644 a\n\xff\xff"
))  # fmt: skip
written("letter_with_a_climbing_attachment", "a.eml", attached(
    b'Content-Disposition: attachment; filename="../../etc/passwd"', b"1"
))  # fmt: skip
written("letter_with_a_name_of_no_letters", "a.eml", attached(
    b"Content-Disposition: attachment; filename*=utf-16''%00%D8%00%DC", b"1"
))  # fmt: skip
ODD = b"From: \xff\xfe\nSubject: =?utf-7?q?+2AA-?= =?zzz?b?AA?= \xd0\n"
written("letter_of_headers_of_no_letters", "a.eml", ODD + b"MIME-Version: 1.0\n\n" + TEXT.encode())
written("letter_with_an_archive_inside", "a.eml", attached(
    b"Content-Type: application/zip\nContent-Disposition: attachment; filename=a.zip", b"PK\x03\x04broken"
))  # fmt: skip
written("letter_of_one_endless_header", "a.eml", HEAD + b"X: " + b"a;" * 2_000_000 + b"\n\n" + TEXT.encode())
written("letter_that_is_all_comments", "a.eml", b"From: " + b"(" * 50_000 + b"\nSubject: b\n\n" + TEXT.encode())
written("russian_letter_called_latin", "a.eml", HEAD + b"Content-Type: text/plain; charset=iso-8859-1\n\n"
        + "Приказ о внесении изменений в положение о библиотеке".encode("cp1251"))  # fmt: skip

# cards and corrections

for what, odd in (("mapping", "[{a: b}]"), ("list", "[[a]]")):
    written(f"card_of_an_issuer_that_is_a_{what}", "a.yml", CARD.format(1).replace("[Минцифры России]", odd), "issuers")
for place, field in enumerate(("kind", "date", "number", "title", "model", "source", "published", "in_force",
                               "registered", "aliases")):  # fmt: skip
    kept = "".join(f"{line}\n" for line in CARD.format(place).splitlines() if f"{field}:" not in line)
    kept = kept if kept.startswith("-") else f"- {kept.lstrip()}"
    written(f"card_whose_{field}_is_a_list", "a.yml", f"{kept}  {field}: [[1], {{a: b}}]\n", field)
for field in ("amends", "repeals", "approves", "based_on", "supersedes"):
    written(f"card_that_{field}_a_list", "a.yml", f"{CARD.format(field)}  {field}: [[a]]\n", field)
written("card_of_aliases_of_mappings", "a.yml", CARD.format(3) + "  aliases: {nd: {a: b}, title: [[c]]}\n", "nd")
written("card_of_a_great_number", "a.yml", CARD.format("9" * 5000))
written("card_of_a_great_year", "a.yml", CARD.format(4).replace("2022-07-15", "99999999999-99-99"), "дата")
written("card_of_half_a_pair", "a.yml", CARD.format(5).replace("О мерах", '"О \\uD800 мерах"'), "YAML")
written("card_of_a_tag_that_runs", "a.yml", '- !!python/object/apply:os.system ["touch climbed-out"]\n')
written("card_of_a_circle", "a.yml", CARD.format(6) + "  aliases: &a {nd: *a}\n", "внутри того")
written("card_of_a_complex_key", "a.yml", CARD.format(7) + "  ? [a, b]\n  : c\n", "именем поля")
written("card_of_nul", "a.yml", CARD.format(8) + "  source: a\x00b\n", "управляющие")
written("cards_in_latin", "a.yml", CARD.format(9).encode("cp1251"), "UTF-8")
written("cards_nested_without_end", "a.yml", "- " * 50_000, "глубоко")
written("cards_of_brackets", "a.yml", "[" * 1_000_000, "глубоко")
written("cards_of_anchors", "a.yml", "- &a kind: fz\n" * 50_000, "YAML")
written("cards_of_two_documents", "a.yml", CARD.format(10) + "---\n" + CARD.format(11), "YAML")
written("cards_too_many", "a.yml", CARD.format(12) * 60_000, "больше 4 МБ")
written("correction_of_half_a_pair", "a.yml", 'corrections:\n  - act: 1-МП\n    put: {title: "\\uDFFF"}\n', "YAML")
written("corrections_that_are_no_list", "a.yml", "corrections: {a: &x [1], b: *x}\n", "список")
for field in ("act", "operation", "put", "who", "when", "why"):
    said = {"act": "1-МП", "put": "{title: О}", "who": "И", "when": "2026-01-15", "why": "б"} | {field: "[[a]]"}
    said = {key: value for key, value in said.items() if not (field == "operation" and key == "act")}
    lines = "".join(f"    {key}: {value}\n" for key, value in said.items())
    written(f"correction_whose_{field}_is_a_list", "a.yml", f"corrections:\n  -\n{lines}", "не принята")


@source("a.yml", "раскрываются")
def card_of_billions_of_laughs() -> bytes:
    levels = [f"    k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)]
    return (CARD.format(13) + "  aliases:\n    nd: &a0 [x, x]\n" + "".join(levels)).encode()


@source("a.yml", "раскрываются")
def corrections_of_billions_of_laughs() -> bytes:
    levels = [f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)]
    return ("corrections:\n  - &a0 [x]\n" + "".join(levels)).encode()


# tables

HEADING = "Вид;Дата;Номер;Наименование\n"
ITEM = {"eoNumber": "1", "complexName": 'Указ Президента Российской Федерации от 16.01.2026 № 17 "x"', "name": "О",
        "number": "17", "documentDate": "2026-01-16T00:00:00"}  # fmt: skip


def portal(**changes: object) -> bytes:
    return json.dumps({"items": [ITEM | changes]}).encode()


written("json_of_half_a_pair", "a.json", portal(name="О \ud800 x"), "знак, которого нет")
written("json_of_other_types", "a.json", portal(number=10**400, documentDate=[1], name={"a": 1}))
written("json_of_not_a_number", "a.json", b'{"items": [{"eoNumber": NaN, "complexName": Infinity}]}', "не принята")
written("json_of_a_number_without_end", "a.json", b'{"items": [{"eoNumber": ' + b"9" * 100_000 + b"}]}", "JSON")
written("json_of_another_shape", "a.json", b'{"items": {"a": [1, null, "x"]}}')
written("json_of_brackets", "a.json", b"[" * 1_000_000, "JSON")
written("json_cut", "a.json", portal()[:-5], "JSON")
written("json_of_a_bad_day", "a.json", portal(documentDate="2026-13-45"), "такого дня нет")
written("json_of_empty_lists", "a.json", b"[" + b"[]," * 7_000_000 + b"[]]", "больше 16 МБ")
written("blocks_of_another_shape", "a.json", b'{"nodes": [{"content": 5}, null, [1]]}')
written("blocks_of_half_a_pair", "b.json", b'{"nodes": [{"content": "<p>\\ud800 a</p>"}]}')
written("csv_of_newlines", "a.csv", b"\n" * 3_000_000, "строк")
written("csv_of_nuls", "a.csv", HEADING.encode() + "Федеральный закон;01.02.2020;5-ФЗ;О\x00 мерах\n".encode())
written("csv_of_an_open_quote", "a.csv", HEADING.encode() + b'"' + b"a;b\n" * 60_000, "не закрыта")
written("csv_of_a_wide_row", "a.csv", ("Вид;Номер;" + "x;" * 200_000).encode())
written("csv_of_bad_rows", "a.csv", HEADING.encode() + "Федеральный закон;31.02.2020;5-ФЗ;О\n".encode() * 20, "дня нет")
written("csv_of_noise", "a.csv", random.Random(10).randbytes(50_000), "двоичные")
written("csv_of_the_console", "a.csv", (HEADING + "Федеральный закон;01.02.2020;7-ФЗ;О мерах\n").encode("cp866"))
written("tsv_of_great_numbers", "a.tsv", f"Вид\tДата\tНомер\nФедеральный закон\t99999\t{'9' * 3000}\n", "")

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
NAMES = '<row><c t="inlineStr"><is><t>вид</t></is></c><c t="inlineStr"><is><t>номер</t></is></c></row>'


def book(rows: str, strings: str = "", names: str = NAMES) -> bytes:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "", "xl/worksheets/sheet1.xml": SHEET + names + rows}
    return model.zipped({**parts, "xl/sharedStrings.xml": strings} if strings else parts)


END = "</sheetData></worksheet>"
CASES |= {
    "xlsx_of_blank_rows": Case("a.xlsx", lambda: book("<row/>" * 6_000_000 + END), "xlsx"),
    "xlsx_of_wide_rows": Case("a.xlsx", lambda: book('<row><c r="AMA1"/></row>' * 900_000 + END), "xlsx"),
    "xlsx_of_blank_cells": Case("a.xlsx", lambda: book("<row>" + noise_cells() + "</row>" + END)),
    "xlsx_of_a_far_column": Case("a.xlsx", lambda: book('<row><c r="ZZZ99999999999"><v>1</v></c></row>' + END)),
    "xlsx_of_a_far_string": Case("a.xlsx", lambda: book(f'<row><c t="s"><v>{"9" * 5000}</v></c></row>' + END)),
    "xlsx_cut": Case("a.xlsx", lambda: book("<row>" * 100), "xlsx"),
    "xlsx_of_entities": Case("a.xlsx", lambda: book(END, f"{BOMB}<x>&c;</x>"), "xlsx"),
    "xlsx_of_no_sheets": Case("a.xlsx", lambda: model.zipped({"[Content_Types].xml": "", "xl/x.xml": "<x/>"}), "xlsx"),
    "xlsx_of_one_long_string": Case("a.xlsx", lambda: book(
        '<row><c t="s"><v>0</v></c><c><v>5</v></c></row>' * 5000 + END, long_string(), NAMES), "велик"),
}  # fmt: skip
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'


def noise_cells() -> str:
    """Many blank cells that do not pack as a bomb does."""
    draw = random.Random(11)
    return "".join(f'<c s="{draw.randrange(10**6)}"/>' for _ in range(600_000))


def long_string() -> str:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    letters = "".join(random.Random(12).choices("абвгдежзиклмн", k=60_000))
    return f"<sst {space}><si><t>{letters}</t></si></sst>"


# lists of addresses

written("addresses_that_are_none", "a.urls", "http://[\nhttp://[::1\n\nftp://a/b\nfile:///etc/passwd\n", "не понята")
written("addresses_that_climb", "a.urls", "http://a/../../etc/passwd\nhttp://a/%2e%2e/x\nhttp://a\t../x\n", "не понята")
written("addresses_of_servers", "a.urls", "http://a/b \\\\server\\x\nhttp://a/b //server/x\nhttp://a C:\\", "не понята")
written("addresses_of_nuls", "a.urls", b"http://a/%00\nhttp://a/b\x00c\n\xff\xfe\xd8\n", "")
written("addresses_too_long", "a.urls", "http://a/" + "b" * 9000 + "\n", "не найдена")
written("addresses_of_ports", "a.urls", "http://host:99999999/b\nhttp://host:b/c\n", "не найдена")

# documents that swell

PAGE_FORM = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {} 0 R >> >> /Length 15 >>"
CASES |= {
    "pdf_of_a_form_that_draws_itself": Case("a.pdf", lambda: pdf_of_forms(1), "PDF"),
    "pdf_of_forms_that_draw_each_other": Case("a.pdf", lambda: pdf_of_forms(3), "PDF"),
    "html_of_a_million_attributes": Case(
        "a.html", lambda: f"<html><p {' '.join(f'a{n}=x' for n in range(1_000_000))}>{TEXT}</p>".encode()
    ),
    "html_of_tags_without_end": Case("a.html", lambda: b"<html>" + b"<p>" * 3_000_000, "тегов"),
    "html_of_lines_without_end": Case("a.html", lambda: b"<html><pre>" + b"a\n" * 3_000_000, "тегов или строк"),
    "text_of_lines_without_end": Case("a.txt", lambda: "а\n".encode() * 3_000_000, "строк"),
    "text_of_short_lines": Case("a.txt", lambda: "а\n".encode() * 900_000, "абзацев"),
    "docx_of_tags_without_end": Case("a.docx", lambda: model.docx_of(
        "".join(f'<w:p w:a="{draw}"/>' for draw in random.Random(13).choices(range(1000), k=2_100_000))), "тегов"),
    "odt_of_repeated_rows": Case("a.odt", lambda: model.odt_of(
        f'<table:table><table:table-row table:number-rows-repeated="9999999">{CELL * 9}</table:table-row></table:table>'
    )),
    "rtf_of_groups_without_end": Case("a.rtf", lambda: b"{\\rtf1" + b"{" * 3_000_000 + b"a", "глубже"),
    "rtf_of_words_without_end": Case("a.rtf", lambda: b"{\\rtf1 " + b"\\b" * 6_000_000 + b" a}", "команд"),
    "rtf_of_halves_of_pairs": Case("a.rtf", lambda: b"{\\rtf1 \\u-10179 ?a\\u55296 ?b\\par}"),
    "doc_whose_lists_of_tables_run_in_circles": Case("a.doc", lambda: doc_in_circles(), BROKEN),
    "word_2003_of_entities": Case("a.xml", lambda: (XML + BOMB + "<w:wordDocument>&c;</w:wordDocument>").encode()),
    "png_of_a_billion_dots": Case("a.png", lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x7f\xff\xff\xff" * 2
                                  + random.Random(14).randbytes(9000), "двоичные"),
    "tiff_of_a_billion_dots": Case(
        "a.tif", lambda: b"II*\x00" + bytes(4) + random.Random(15).randbytes(9000), "двоичные"
    ),
}  # fmt: skip
XML = '<?xml version="1.0"?>'
CELL = f'<table:table-cell table:number-columns-repeated="9999"><text:p>{TEXT}</text:p></table:table-cell>'


def pdf_of_forms(count: int) -> bytes:
    """Each form draws the next twice, the last the first."""
    drawn = "\nstream\nq /F Do /F Do Q\nendstream"
    forms = [PAGE_FORM.format(5 + (number + 1) % count) + drawn for number in range(count)]
    resources = "/Resources << /XObject << /F 5 0 R >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R {resources} >>"
    pages = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page]
    return model.pdf_objects([*pages, "<< /Length 15 >>" + drawn, *forms])


def doc_in_circles() -> bytes:
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<7I", header, 48, 0, 0, 4096, 0, 1, 0, 100_000)
    struct.pack_into("<109I", header, 76, *[0] * 109)
    return bytes(header) + bytes(512 * 60_000)
