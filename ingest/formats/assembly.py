"""A Document under construction: what every reader fills in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ingest.document import Composer, Document, Link, Span, Style, Table, Warning
from ingest.errors import TooLarge, Unreadable
from ingest.formats.brackets import bracketed
from ingest.formats.fragment import Fragment, join
from ingest.formats.garbled import respelled, warnings_of
from ingest.formats.publisher import is_machinery

PICTURE = "Рисунок или формула: прочитать их текст нельзя."
_HEAD = 100
"""Blocks of a head, with room: of those it is kept which stand below an empty line."""
MOST_BLOCKS = 300_000
"""Paragraphs and rows; the largest code with all its notes has thirty thousand."""

TOO_MANY = f"В документе больше {MOST_BLOCKS} абзацев и строк: так бывает только у вредоносных файлов."
NO_TEXT = (
    "В файле нет текста: ни одного абзаца прочитать не удалось. Если это снимки страниц, распознайте их и сохраните "
    "с текстом."
)


class Assembly:
    """Collects paragraphs, rows, links and notes in order, and turns into a :class:`Document`."""

    def __init__(self) -> None:
        self._composer = Composer()
        self._notes: list[Span] = []
        self._links: list[Link] = []
        self._gaps: list[int] = []
        self._spaced: list[int] = []
        self._after_blank = False
        self._tables: list[Table] = []
        self._last_wide_row = -1
        self.aliases: list[tuple[str, str]] = []
        self.metadata: dict[str, str] = {}
        self.warnings: list[Warning] = []

    @property
    def size(self) -> int:
        """How many blocks there are."""
        return len(self._composer.blocks)

    @property
    def text(self) -> str:
        """The text so far."""
        return self._composer.text

    def add(self, fragment: Fragment, style: Style = Style.PARAGRAPH, level: int = 0) -> int | None:
        """Append a paragraph; returns its offset, None when it is empty or a reference system's own.

        Raises:
            TooLarge: there are more of them than any document has.
        """
        if is_machinery(fragment.text):
            return None
        start = self._composer.add(fragment.text, style, level)
        if start is None:
            self._after_blank = True
            return None
        if self._after_blank and self.size < _HEAD:
            self._spaced.append(start)
        self._after_blank = False
        if self.size > MOST_BLOCKS:
            raise TooLarge(TOO_MANY)
        if fragment.links:
            self._links += [Link(start + link.start, start + link.end, link.target) for link in fragment.links]
        if fragment.gaps:
            self._gaps += [start + gap for gap in fragment.gaps]
        if fragment.marked:
            notes = bracketed(fragment.text, fragment.marked)
            self._notes += [Span(start + note.start, start + note.end) for note in notes]
        return start

    def add_row(self, cells: Sequence[Fragment]) -> None:
        """Append a row of a table; a row without any text is left out."""
        if filled := sum(bool(cell.text) for cell in cells):
            self.add(join("\t", cells), Style.ROW)
            if filled > 1:
                self._last_wide_row = self.size - 1

    def close_table(self, first: int, header_rows: int = 1) -> None:
        """Say that the blocks from ``first`` to here are one table; where no row has words in two cells, it is
        a frame around paragraphs (КонсультантПлюс frames its remarks so)."""
        blocks = self._composer.blocks
        if self._last_wide_row < first:
            blocks[first:] = [block._replace(style=Style.PARAGRAPH) for block in blocks[first:]]
        else:
            self._tables.append(Table(first, self.size, min(header_rows, self.size - first)))

    def warn(self, message: str, rule: str) -> None:
        """Note something that could not be read, at the place reached so far."""
        blocks = self._composer.blocks
        self.warnings.append(Warning(message, blocks[-1].end if blocks else None, rule))

    def warn_of_picture(self) -> None:
        """Note a picture or a formula that stands in the text and cannot be read."""
        self.warn(PICTURE, "picture")

    def document(self, data: bytes, name: str, format: str) -> Document:
        """The finished document.

        Raises:
            Unreadable: when nothing was added.
        """
        if not self.size:
            raise Unreadable(NO_TEXT)
        text = respelled(self._composer.text)
        told = [] if any(warning.rule == "encoding" for warning in self.warnings) else warnings_of(text)
        return Document(
            name=name,
            format=format,
            sha256=hashlib.sha256(data).hexdigest(),
            text=text,
            blocks=tuple(self._composer.blocks),
            notes=tuple(self._notes),
            links=tuple(self._links),
            gaps=tuple(self._gaps),
            spaced=tuple(self._spaced),
            tables=tuple(self._tables),
            aliases=tuple(dict.fromkeys(self.aliases)),
            metadata=self.metadata,
            warnings=(*self.warnings, *told),
        )
