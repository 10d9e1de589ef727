"""PDF with text (through pdfium), and scans (through tesseract, where it is installed).

A PDF has no paragraphs: it has characters at places. Lines come from pdfium; :mod:`ingest.formats.pdf_layout` makes
paragraphs of them. Between pages the clock is watched, so that no file holds a worker for long; the library works
apart, as forms that draw themselves make it swell without end.
"""

from __future__ import annotations

import ctypes
import signal
import time
from typing import Any

from ingest.document import Document, Style
from ingest.errors import MissingProgram, TooLarge, Unreadable
from ingest.formats import fragment as fragments
from ingest.formats import ocr
from ingest.formats.apart import apart
from ingest.formats.assembly import Assembly
from ingest.formats.fragment import Fragment
from ingest.formats.pdf_layout import Line, Page, paragraphs
from ingest.law.text import superscript

MOST_PAGES = 3000
SECONDS = 120
"""Time for a whole file; recognition of scans counts."""
SECONDS_A_PAGE = 8
"""Time for the text of one page, and for opening the file."""

LOCKED = "Файл PDF закрыт паролем."
BROKEN = "Файл PDF повреждён: открыть его не удалось."
TOO_MANY_PAGES = "В файле PDF {count} страниц при пределе {limit}."
TOO_SLOW = "Файл PDF читался дольше {limit} с и прочитан только до страницы {page} из {count}."
NO_OCR = (
    "Страницы файла PDF - изображения без текста. Чтобы их прочитать, установите программу tesseract "
    "с русским языком (в Debian: apt install tesseract-ocr tesseract-ocr-rus)."
)
UNREAD_PAGES = "Страницы без текста (изображения) не прочитаны: {pages}."
NO_LETTERS = "В файле PDF у {share} % знаков нет букв: шрифт не говорит, какие они."
RECOGNISED = "Страницы {pages} распознаны с изображения, уверенность {confidence} %: возможны ошибки."

_PASSWORD_ERROR = 4
_SMALLER = 0.82
"""A raised figure is at most this part of its line's size."""

_GAP, _SMALL_GAP, _WIDER = 2.0, 0.8, 2.5
"""Wide is what is as many times the size of the letters: no word of a justified line is so far from the next; and what
is less wide, but as many times wider than other spaces of the line."""

_Pdf = Any


def read(data: bytes, name: str) -> Document:
    """Read a PDF.

    Raises:
        Unreadable: broken, locked, or without text.
        TooLarge: too many pages, or pages that take time or memory without end.
        MissingProgram: all pages are scans and tesseract is not installed.
    """
    return apart(_read_here, data, name, "PDF")


def _read_here(data: bytes, name: str) -> Document:
    signal.alarm(SECONDS_A_PAGE)
    pdf = _open(data)
    try:
        return _read(pdf, data, name)
    finally:
        pdf.close()


def _open(data: bytes) -> _Pdf:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD_ERROR
        raise Unreadable(LOCKED if locked else BROKEN) from error


def _read(pdf: _Pdf, data: bytes, name: str) -> Document:
    deadline = time.monotonic() + SECONDS
    count = len(pdf)
    if count > MOST_PAGES:
        raise TooLarge(TOO_MANY_PAGES.format(count=count, limit=MOST_PAGES))
    assembly = Assembly()
    pages, scans = [], []
    for number in range(count):
        if time.monotonic() > deadline:
            assembly.warn(TOO_SLOW.format(limit=SECONDS, page=number, count=count), "pdf time")
            break
        signal.alarm(SECONDS_A_PAGE)
        page = _page(pdf, number)
        pages.append(page)
        if not page.lines:
            scans.append(number)
    signal.alarm(0)
    laid_out = paragraphs(pages)
    recognised = _recognise(pdf, scans, assembly, deadline) if scans else {}
    for number, found in enumerate(laid_out.pages):
        for paragraph in found:
            fragment = fragments.Line(paragraph.text).fragment()
            assembly.add(fragment, Style.CENTRE if paragraph.centred else Style.PARAGRAPH)
        for text in recognised.get(number, ()):
            assembly.add(Fragment(text))
    if laid_out.running:
        assembly.metadata["running_lines"] = " | ".join(laid_out.running)
    _warn_of_strange(assembly)
    assembly.metadata["pages"] = str(count)
    return assembly.document(data, name, "pdf")


def _warn_of_strange(assembly: Assembly) -> None:
    text = assembly.text
    strange = sum(text.count(sign) for sign in "\ufffd\ufffe\x00")
    if strange * 50 > len(text):
        assembly.warn(NO_LETTERS.format(share=100 * strange // len(text)), "pdf letters")


def _page(pdf: _Pdf, number: int) -> Page:
    """Lines of a page with their places; a page that pdfium cannot read has none."""
    import pypdfium2

    try:
        page = pdf[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page(0.0, 0.0, ())
    try:
        width, height = page.get_size()
        return Page(width, height, tuple(_lines(textpage)))
    finally:
        textpage.close()
        page.close()


def _lines(textpage: _Pdf) -> list[Line]:
    from pypdfium2 import raw

    handle, count = textpage.raw, textpage.count_chars()
    text = textpage.get_text_range()
    if len(text) != count:  # pdfium left out what has no letter: count again, character by character
        text = "".join(chr(raw.FPDFText_GetUnicode(handle, at) or 0xFFFD) for at in range(count))
    lines, start = [], 0
    for part in text.splitlines(keepends=True):
        end = start + len(part.rstrip())
        if start < end:
            lines.append(_line(handle, text, start, end))
        start += len(part)
    return _one_a_row(_beside_each_other([line for line in lines if line.text]))


def _beside_each_other(lines: list[Line]) -> list[Line]:
    """Cells of several lines, which come one after another: each line behind the one at its height to the left."""
    found: list[Line] = []
    for line in lines:
        near = range(len(found) - 1, max(-1, len(found) - _TALLEST_CELL), -1)
        left = next((at for at in near if abs(found[at].base - line.base) < 0.6 * line.size), None)
        if left is not None and line.left > found[left].right:
            found.insert(left + 1, line._replace(text=f"\t{line.text}") if left + 1 < len(found) else line)
        else:
            found.append(line)
    return found


_TALLEST_CELL = 12
"""Lines of a cell; a column of a newspaper page is taller, and is read by itself."""


def _one_a_row(lines: list[Line]) -> list[Line]:
    """Lines that pdfium cut at a raised figure, put together again."""
    rows: list[Line] = []
    for line in lines:
        above = rows[-1] if rows else None
        size = max(above.size, line.size) if above else 0
        if above and abs(above.base - line.base) < 0.6 * size and line.left > above.right - size:
            rows[-1] = _beside(above, line)
        else:
            rows.append(line)
    return rows


def _beside(left: Line, right: Line) -> Line:
    """Two lines of one row as one; the smaller of them, if it is figures and stands higher, is raised."""
    texts = [
        superscript(one.text)
        if one.size < other.size * _SMALLER and one.base > other.base and one.text.isdigit()
        else one.text
        for one, other in ((left, right), (right, left))
    ]
    base, size = (left.base, left.size) if left.size >= right.size else (right.base, right.size)
    apart = right.left - left.right
    space = "\t" if apart > _GAP * size else " " if apart > 0.1 * size and right.text[0] != "\t" else ""
    return Line(space.join(texts), left.left, right.right, base, size)


def _line(handle: Any, text: str, start: int, end: int) -> Line:
    """A line with its place and size, a tab for a wide gap; figures set smaller and higher than the line are raised."""
    from pypdfium2 import raw

    left, base = _origin(handle, start)
    right, _ = _origin(handle, end - 1)
    size = raw.FPDFText_GetFontSize(handle, start)
    letters = list(text[start:end])
    for at in _wide(handle, text, start, end, size):
        letters[at - start] = "\t"
    for at, sign in enumerate(letters[1:], 1):
        if sign.isdigit() and sign.isascii() and raw.FPDFText_GetFontSize(handle, start + at) < size * _SMALLER:
            _, own = _origin(handle, start + at)
            if own > base + size * 0.15:
                letters[at] = superscript(sign)
    return Line("".join(letters), left, right + size * 0.5, base, size)


def _wide(handle: Any, text: str, start: int, end: int, size: float) -> list[int]:
    """Where the spaces of a line stand that part columns."""
    spaces = [at for at in range(start + 1, end - 1) if text[at] == " "]
    widths = [_origin(handle, at + 1)[0] - _origin(handle, at)[0] for at in spaces]
    common = min(widths, default=0.0)
    return [
        at
        for at, width in zip(spaces, widths, strict=True)
        if width > _GAP * size or (width > _SMALL_GAP * size and width > _WIDER * common)
    ]


def _origin(handle: Any, at: int) -> tuple[float, float]:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, at, x, y)
    return x.value, y.value


def _recognise(pdf: _Pdf, scans: list[int], assembly: Assembly, deadline: float) -> dict[int, list[str]]:
    """Text of pages that are images, by page."""
    if not any(_has_image(pdf, number) for number in scans):
        return {}
    if not ocr.is_installed():
        if len(scans) == len(pdf):
            raise MissingProgram(NO_OCR)
        assembly.warn(UNREAD_PAGES.format(pages=_ranges(scans)), "pdf scan")
        return {}
    found: dict[int, list[str]] = {}
    confidences: list[float] = []
    for number in scans:
        left = deadline - time.monotonic()
        if left < 1:
            assembly.warn(UNREAD_PAGES.format(pages=_ranges([one for one in scans if one >= number])), "pdf scan")
            break
        result = ocr.recognise(_image(pdf, number), left)
        if result.paragraphs:
            found[number] = result.paragraphs
            confidences.append(result.confidence)
    if found:
        confidence = round(sum(confidences) / len(confidences))
        assembly.metadata |= {"ocr_pages": _ranges(sorted(found)), "ocr_confidence": str(confidence)}
        assembly.warn(RECOGNISED.format(pages=_ranges(sorted(found)), confidence=confidence), "ocr")
    return found


def _has_image(pdf: _Pdf, number: int) -> bool:
    from pypdfium2 import PdfiumError, raw

    try:
        page = pdf[number]
        return any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    except PdfiumError:
        return False


def _image(pdf: _Pdf, number: int) -> bytes:
    """A page as a grey picture (PGM), 300 dots an inch, at most 20 million dots."""
    page = pdf[number]
    width, height = page.get_size()
    scale = min(300 / 72, (20_000_000 / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    if bitmap.stride != bitmap.width:
        rows = b"".join(rows[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + rows


def _ranges(numbers: list[int]) -> str:
    """Page numbers for people: [0, 1, 2, 6] → «1-3, 7»."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number:
            spans[-1][1] = number + 1
        else:
            spans.append([number + 1, number + 1])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
