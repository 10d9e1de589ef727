"""Word 97 - 2003 documents (DOC), read here; older ones through antiword or LibreOffice, where they are installed."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from shutil import which

from ingest.document import Document, Style
from ingest.errors import MissingProgram, Unreadable
from ingest.formats.assembly import Assembly
from ingest.formats.fragment import Fragment, Line, join
from ingest.formats.list_numbers import Sequence
from ingest.formats.role import PLAIN, Role, heading
from ingest.formats.word97 import NotWord97, ParagraphFacts, Piece, Word97
from ingest.law.pattern import pattern

SECONDS = 60
"""Time for a program called in for an old document."""

OLD_WORD = (
    "Документ записан в формате Word 6 или Word 95. Чтобы его прочитать, установите программу antiword "
    "или LibreOffice (в Debian: apt install antiword) либо сохраните документ заново как DOCX."
)
FAILED = "Документ прочитать не удалось: программа {program} не справилась с ним."

_TOKEN = pattern("[\r\x07\x0c\x13\x14\x15\x02]|[^\r\x07\x0c\x13\x14\x15\x02]+")
_HYPERLINK = pattern(r'HYPERLINK\s+"([^"]+)"')
_WRITTEN = str.maketrans({"\x0b": "\n", "\x1e": "-", "\x0e": " ", "\x01": None, "\x08": None, "\x05": None})
_PICTURES = pattern("[\x01\x08]")


def read(data: bytes, name: str) -> Document:
    """Read a Word document.

    Raises:
        SourceError: broken, locked, without text, or older than Word 97 where no program can read it.
    """
    try:
        assembly = _Reading(Word97(data)).run()
    except NotWord97:
        return _through_program(data, name)
    return assembly.document(data, name, "doc")


@dataclass(slots=True)
class _Field:
    """A field being read: its instruction, and where its shown text began (None while the instruction lasts)."""

    instruction: str = ""
    shown_from: int | None = None


@dataclass(slots=True)
class _Reading:
    """State of the walk over the characters of a document."""

    word: Word97
    assembly: Assembly = field(default_factory=Assembly)
    lists: dict[int, Sequence] = field(default_factory=dict)
    _line: Line = field(default_factory=Line)
    _fields: list[_Field] = field(default_factory=list)
    _cell: list[Fragment] = field(default_factory=list)
    _cells: list[Fragment] = field(default_factory=list)
    _table: int | None = None
    _referred: int = 0
    """Footnotes referred to, or told, so far."""

    def run(self) -> Assembly:
        self.lists = self.word.lists()
        for start, end in ((0, self.word.length), self.word.footnotes, self.word.boxes):
            self._referred = 0
            self._characters(start, end)
            self._close(ParagraphFacts())
            self._end_table()
        return self.assembly

    def _characters(self, start: int, end: int) -> None:
        """Everything between two character positions of the document."""
        at = 0
        for piece in self.word.pieces:
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                self._piece(piece, first, last)
            at += len(piece.text)

    def _piece(self, piece: Piece, first: int, last: int) -> None:
        offset, width = piece.offset, piece.width
        for begin, end, run in self.word.runs(offset + first * width, offset + last * width):
            text = piece.text[(begin - offset) // width : (end - offset) // width]
            for token in _TOKEN.finditer(text):
                sign = token[0]
                if sign in "\r\x07\x0c":
                    self._mark(sign, self.word.paragraph(begin + token.start() * width))
                elif not run.hidden:
                    self._text(sign, run.raised)

    def _text(self, text: str, raised: bool) -> None:
        if text == "\x13":
            self._fields.append(_Field())
        elif text in "\x14\x15":
            self._field(text)
        elif self._fields and self._fields[-1].shown_from is None:
            self._fields[-1].instruction += text[:2000]
        elif text == "\x02":
            self._referred += 1
            self._line.write(f"<{self._referred}>")
        elif raised:
            self._line.raise_number(text)
        else:
            for _ in _PICTURES.findall(text):
                self.assembly.warn_of_picture()
            self._line.write(text.translate(_WRITTEN))

    def _field(self, sign: str) -> None:
        if not self._fields:
            return
        if sign == "\x14":
            self._fields[-1].shown_from = self._line.length
            return
        ended = self._fields.pop()
        link = _HYPERLINK.search(ended.instruction)
        if link and ended.shown_from is not None and ended.shown_from < self._line.length:
            self._line.mark_link(ended.shown_from, link[1])

    def _mark(self, sign: str, facts: ParagraphFacts) -> None:
        """The end of a paragraph, a cell, a row or a page."""
        if sign == "\x07" and facts.row_end:
            self._end_row()
        elif sign == "\x07":
            self._close(facts._replace(in_table=True))
            self._cells.append(join(" ", (part for part in self._cell if part.text)))
            self._cell = []
        else:
            self._close(facts)

    def _close(self, facts: ParagraphFacts) -> None:
        line, self._line = self._line, Line()
        self._fields = [open_ for open_ in self._fields if open_.shown_from is None]
        role = _role(facts)
        fragments = [line.fragment()] if facts.in_table or role != PLAIN else line.lines()
        fragments = [fragment for fragment in fragments if fragment.text]
        if fragments and (label := self._label(facts)):
            fragments[0] = join(" ", (Fragment(label), fragments[0]))
            role = Role(Style.ITEM, facts.numbering[1] + 1) if role == PLAIN else role
        if facts.in_table:
            self._cell += fragments
            return
        if fragments:
            self._end_table()
        for fragment in fragments:
            self.assembly.add(fragment, *role)

    def _label(self, facts: ParagraphFacts) -> str:
        sequence = self.lists.get(facts.numbering[0])
        return sequence.next(facts.numbering[1]) if sequence else ""

    def _end_row(self) -> None:
        if self._table is None:
            self._table = self.assembly.size
        self.assembly.add_row(self._cells)
        self._cells, self._cell = [], []

    def _end_table(self) -> None:
        if self._table is not None:
            self.assembly.close_table(self._table)
            self._table = None


def _role(facts: ParagraphFacts) -> Role:
    """Styles 1 - 9 of a Word 97 document are always its headings."""
    if 1 <= facts.style <= 9:
        return heading(facts.style)
    if facts.outline < 9:
        return heading(facts.outline + 1)
    return Role(Style.CENTRE) if facts.centred else PLAIN


def _through_program(data: bytes, name: str) -> Document:
    """Read an older document by a program that is installed.

    Raises:
        MissingProgram: none is.
        Unreadable: it failed.
    """
    if which("antiword"):
        return _through_antiword(data, name)
    if office := which("soffice") or which("libreoffice"):
        return _through_office(office, data, name)
    raise MissingProgram(OLD_WORD)


def _through_antiword(data: bytes, name: str) -> Document:
    """Text of antiword: a paragraph a line."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.doc")
        source.write_bytes(data)
        shown = _output(["antiword", "-m", "UTF-8.txt", "-w", "0", str(source)])
    assembly = Assembly()
    for line in shown.decode("utf-8", "replace").splitlines():
        assembly.add(Line(line).fragment())
    return assembly.document(data, name, "doc")


def _through_office(office: str, data: bytes, name: str) -> Document:
    """DOCX made by LibreOffice, in a profile of its own so that it does not meet a running one."""
    from ingest.formats.docx import read as read_docx

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.doc")
        source.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        _output([office, profile, "--headless", "--convert-to", "docx", "--outdir", folder, str(source)])
        made = Path(folder, "source.docx")
        if not made.exists():
            raise Unreadable(FAILED.format(program="LibreOffice"))
        converted = read_docx(made.read_bytes(), name)
    return replace(converted, format="doc", sha256=sha256(data).hexdigest())


def _output(command: list[str]) -> bytes:
    try:
        return subprocess.run(command, capture_output=True, timeout=SECONDS, check=True).stdout
    except (subprocess.SubprocessError, OSError) as error:
        raise Unreadable(FAILED.format(program=Path(command[0]).name)) from error
