"""Rich Text Format, read without a word processor: letters of code page 1251, superscripts, tables, footnotes, links.

RTF is a stream of groups in braces, control words and text. A group inherits the state of the one around it; the
state says how text is to be understood. Nothing recurses, so nesting costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.document import Document, Style, Warning
from ingest.errors import TooLarge
from ingest.formats.assembly import Assembly
from ingest.formats.encoding import MISCALLED
from ingest.formats.fragment import Fragment, Line, join
from ingest.formats.role import PLAIN, Role, heading
from ingest.formats.rtf_tables import Tables, read_tables
from ingest.law.pattern import pattern

DEEPEST = 10_000
MOST_TOKENS = 5_000_000
"""Control words, braces and pieces of text: of the largest code two millions."""

TOO_DEEP = f"Группы вложены в файле RTF глубже {DEEPEST} уровней: так бывает только у вредоносных файлов."
TOO_MANY = f"В файле RTF больше {MOST_TOKENS} команд и кусков текста: так бывает только у вредоносных файлов."

_TOKEN = pattern(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})?\x20?"
    r"|(?P<text>(?:\\'[0-9A-Fa-f]{2}|[^\\{}\r\n])+)"
    r"|(?P<brace>[{}])"
    r"|\\(?P<sign>[^A-Za-z'])",
    re.DOTALL,
)
_BYTE = {f"{value:02x}": chr(value) for value in range(256)} | {f"{value:02X}": chr(value) for value in range(256)}
_HYPERLINK = pattern(r'HYPERLINK\s+"([^"]+)"')

_HIDDEN = frozenset(
    "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf themedata "
    "colorschememapping datastore xmlnstbl listtable listoverridetable rsidtbl generator sn sv object nonshppict "
    "filetbl revtbl template bkmkstart bkmkend atnid atnauthor annotation atrfstart atrfend pgdsctbl".split()
)
"""Destinations whose text is no text of the document."""
_STARRED = frozenset(["fldinst", "shpinst", "shppict"])
"""Destinations marked as optional that are looked into all the same: links, text boxes, pictures."""
_SIGNS = {
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "tab": "\t", "emspace": " ", "enspace": " ",
}  # fmt: skip


class _State(NamedTuple):
    """What a group inherits."""

    hidden: bool = False
    raised: bool = False
    deleted: bool = False
    instruction: bool = False
    codepage: str = "cp1251"
    fallback: int = 1
    """Characters that stand after \\uN for programs without Unicode."""


class _Paragraph(NamedTuple):
    """Paragraph properties: they live until \\pard, whatever groups close."""

    role: Role = PLAIN
    in_table: bool = False


_PLAIN = _Paragraph()
_OUTERMOST = _State()


@dataclass(slots=True)
class _Reading:
    tables: Tables
    assembly: Assembly = field(default_factory=Assembly)
    state: _State = _OUTERMOST
    paragraph: _Paragraph = _PLAIN
    _stack: list[tuple[_State, Callable[[], None] | None]] = field(default_factory=list)
    _starred: bool = False
    _fresh: bool = False
    _skip: int = 0
    _closing: Callable[[], None] | None = None
    _line: Line = field(default_factory=Line)
    _cell: list[Fragment] = field(default_factory=list)
    _cells: list[Fragment] = field(default_factory=list)
    _table: int | None = None
    _links: list[tuple[str, int]] = field(default_factory=list)
    _target: str = ""
    _notes: list[Fragment] = field(default_factory=list)

    def run(self, source: str) -> Assembly:
        self.state = _State(codepage=self.tables.codepage)
        for count, token in enumerate(_TOKEN.finditer(source)):
            if count > MOST_TOKENS:
                raise TooLarge(TOO_MANY)
            kind = token.lastgroup
            if kind == "text":
                self.text(token["text"])
            elif kind == "brace":
                self.open() if token["brace"] == "{" else self.close()
            elif kind == "sign":
                self.sign(token["sign"])
            else:
                self.word(token["word"], token["number"])
        self.end_paragraph()
        self.end_row()
        self.end_table()
        for note in self._notes:
            self.assembly.add(note)
        return self.assembly

    # groups

    def open(self) -> None:
        if len(self._stack) >= DEEPEST:
            raise TooLarge(TOO_DEEP)
        self._stack.append((self.state, self._closing))
        self._closing = None
        self._fresh, self._starred = True, False

    def close(self) -> None:
        if self._closing:
            self._closing()
        if self._stack:
            self.state, self._closing = self._stack.pop()
        self._skip = 0

    # text

    def text(self, token: str) -> None:
        self._fresh = False
        if "\\" in token:
            head, *rest = token.split("\\'")
            token = head + "".join(_BYTE[part[:2]] + part[2:] for part in rest)
        if self._skip:
            token, self._skip = token[self._skip :], max(self._skip - len(token), 0)
        if not token.isascii():
            token = token.encode("latin-1", "replace").decode(self.state.codepage, "replace")
        self.put(token)

    def put(self, text: str) -> None:
        state = self.state
        if state.instruction:
            if found := _HYPERLINK.search(text):
                self._target = found[1]
        elif state.hidden or state.deleted:
            return
        elif state.raised:
            self._line.raise_number(text)
        else:
            self._line.write(text)

    def sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "~_\\{}":
            self.put({"~": "\xa0", "_": "-"}.get(sign, sign))
        elif sign in "\r\n":
            self.end_paragraph()

    def unicode(self, number: int) -> None:
        self.put(chr(number % 0x10000))
        self._skip = self.state.fallback

    # control words

    def word(self, word: str, number: str | None) -> None:
        fresh, self._fresh = self._fresh, False
        if fresh and (word in _HIDDEN or (self._starred and word not in _STARRED)):
            self.state = self.state._replace(hidden=True)
            if word == "pict" and not any(state.hidden for state, _ in self._stack[-1:]):
                self.assembly.warn_of_picture()
        self._starred = False
        if word in _SIGNS:
            self.put(_SIGNS[word])
        elif handler := _WORDS.get(word):
            handler(self, int(number) if number else None)

    def end_paragraph(self, _: int | None = None) -> None:
        if self.state.hidden:
            return
        line, self._line = self._line, Line()
        paragraph = self.paragraph
        self._links = [(target, 0) for target, _ in self._links]
        if paragraph.in_table:
            self._cell.append(line.fragment())
            return
        fragments = line.lines() if paragraph.role == PLAIN else [line.fragment()]
        if any(fragment.text for fragment in fragments):
            self.end_table()
        for fragment in fragments:
            self.assembly.add(fragment, *paragraph.role)

    def end_cell(self, _: int | None = None) -> None:
        self.paragraph = self.paragraph._replace(in_table=True)
        self.end_paragraph()
        self._cells.append(join(" ", (part for part in self._cell if part.text)))
        self._cell = []

    def end_row(self, _: int | None = None) -> None:
        if self._table is None and self._cells:
            self._table = self.assembly.size
        self.assembly.add_row(self._cells)
        self._cells = []

    def end_table(self) -> None:
        if self._table is not None:
            self.assembly.close_table(self._table)
            self._table = None

    def plain_paragraph(self, _: int | None) -> None:
        self.paragraph = _PLAIN

    def role(self, role: Role) -> None:
        if self.paragraph.role == PLAIN:
            self.paragraph = self.paragraph._replace(role=role)

    def style(self, number: int | None) -> None:
        if role := self.tables.roles.get(number or 0):
            self.role(role)

    def footnote(self, _: int | None) -> None:
        """Text of a footnote goes after the last paragraph; its place is marked."""
        if self.state.hidden:
            return
        outer, paragraph, cell = self._line, self.paragraph, self._cell
        outer.write(f"<{len(self._notes) + 1}>")
        self._line, self.paragraph, self._cell = Line(), _Paragraph(in_table=True), []
        self._notes.append(Fragment(""))
        place = len(self._notes)

        def finish() -> None:
            self.state = self.state._replace(hidden=False)
            self.end_paragraph()
            parts = (part for part in self._cell if part.text)
            self._notes[place - 1] = join(" ", (Fragment(f"<{place}>"), *parts))
            self._line, self.paragraph, self._cell = outer, paragraph, cell

        self._closing = finish

    def instruction(self, _: int | None) -> None:
        self.state = self.state._replace(instruction=True)
        self._target = ""

    def result(self, _: int | None) -> None:
        target, self._target = self._target, ""
        self._links.append((target, self._line.length))

        def finish() -> None:
            shown, start = self._links.pop()
            if shown:
                self._line.mark_link(min(start, self._line.length), shown)

        self._closing = finish

    def font(self, number: int | None) -> None:
        codepage = self.tables.fonts.get(number or 0, self.tables.codepage)
        self.state = self.state._replace(codepage=codepage)

    def raise_text(self, number: int | None) -> None:
        self.state = self.state._replace(raised=number is None or number > 2)

    def plain_text(self, _: int | None) -> None:
        self.state = self.state._replace(raised=False, deleted=False)

    def delete(self, number: int | None) -> None:
        self.state = self.state._replace(deleted=number != 0)

    def fallback(self, number: int | None) -> None:
        self.state = self.state._replace(fallback=min(number if number is not None else 1, 10))


_WORDS: dict[str, Callable[[_Reading, int | None], None]] = {
    "par": _Reading.end_paragraph,
    "sect": _Reading.end_paragraph,
    "pard": _Reading.plain_paragraph,
    "line": lambda reading, _: reading.put("\n"),
    "cell": _Reading.end_cell,
    "nestcell": lambda reading, _: reading.put(" "),
    "row": _Reading.end_row,
    "intbl": lambda reading, _: setattr(reading, "paragraph", reading.paragraph._replace(in_table=True)),
    "qc": lambda reading, _: reading.role(Role(Style.CENTRE)),
    "s": _Reading.style,
    "outlinelevel": lambda reading, level: reading.role(heading((level or 0) + 1)),
    "footnote": _Reading.footnote,
    "fldinst": _Reading.instruction,
    "fldrslt": _Reading.result,
    "u": lambda reading, number: reading.unicode(number or 0),
    "uc": _Reading.fallback,
    "f": _Reading.font,
    "super": _Reading.raise_text,
    "up": _Reading.raise_text,
    "sub": lambda reading, _: reading.raise_text(0),
    "dn": lambda reading, _: reading.raise_text(0),
    "nosupersub": lambda reading, _: reading.raise_text(0),
    "plain": _Reading.plain_text,
    "deleted": _Reading.delete,
    "v": _Reading.delete,
}


def read(data: bytes, name: str) -> Document:
    """Read Rich Text.

    Raises:
        SourceError: when it holds no text.
    """
    source = data.decode("latin-1")
    tables = read_tables(source)
    assembly = _Reading(tables).run(source)
    if tables.miscalled:
        said = MISCALLED.format(declared=tables.miscalled, page=tables.codepage)
        assembly.warnings.append(Warning(said, None, "encoding"))
    return assembly.document(data, name, "rtf")
