"""Files inside ZIP archives, archives inside archives included, under caps that a hostile archive cannot pass.

Caps are kept by counting what is really unpacked: sizes written in an archive are claims of whoever made it.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from ingest.sources.item import Item, Limits, megabytes
from ingest.sources.passed_over import is_of_programs

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_REFUSED = (
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x8b\x08", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\x00", "XZ"),
)
_DOCUMENT_MARKS = ("[Content_Types].xml", "mimetype")
"""Members by which DOCX, XLSX and ODT, ZIP files all, are told from an archive of files."""

_ENTRY, _MOST_ENTRIES = b"PK\x01\x02", 200_000
"""What opens an entry of the table of contents; each takes a kilobyte of memory."""

_UNASKED, _WHOLE_UNASKED = 1_000_000, 20_000_000
_PIECE = 4096
"""Bytes unpacked at once, and with them as many packed ones: of BZIP2 and LZMA those alone may become 80 MB."""

BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    KeyError, OverflowError,
)  # fmt: skip
"""What :mod:`zipfile` raises on damaged, encrypted (RuntimeError) or exotic (NotImplementedError) members."""


def is_archive(data: bytes, name: str) -> bool:
    """True for an archive of files, ours or of a format that we only refuse; False for DOCX and its like."""
    if data.startswith(tuple(mark for mark, _ in _REFUSED)):
        return True
    if not data.startswith(_ZIP):
        return False
    if data.count(_ENTRY) > _MOST_ENTRIES:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except BROKEN:
        return name.lower().endswith(".zip")
    return not names.intersection(_DOCUMENT_MARKS)


def unpack(data: bytes, name: str, limits: Limits) -> Iterator[Item]:
    """Every file of the archive as «name/member», in sorted order; what is refused comes as a problem."""
    whole = max(_WHOLE_UNASKED, limits.whole_ratio * len(data))
    total = min(limits.total, whole)
    yield from _Unpacking(limits, total, total).unpack(data, name, 1)


@dataclass(slots=True)
class _Unpacking:
    """One walk through an archive; ``left`` is how many bytes of ``total`` it may still unpack to, nested archives
    included."""

    limits: Limits
    total: int
    left: int

    def unpack(self, data: bytes, name: str, depth: int) -> Iterator[Item]:
        for mark, title in _REFUSED:
            if data.startswith(mark):
                yield Item(name, problem=f"Архив {title} не открывается: распакуйте его и передайте папку или ZIP.")
                return
        if data.count(_ENTRY) > _MOST_ENTRIES:
            yield Item(name, problem=f"Архив не открыт: в нём больше {_MOST_ENTRIES} файлов.")
            return
        if depth > self.limits.depth:
            yield Item(name, problem=f"Архив не открыт: вложенность больше {self.limits.depth}.")
            return
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN:
            yield Item(name, problem="Архив повреждён: оглавление ZIP не читается.")
            return
        with archive:
            files = [member for member in archive.infolist() if not member.filename.endswith("/")]
            if sum(member.compress_size for member in files) > len(data):
                yield Item(name, problem="Архив не открыт: файлы записаны в нём один поверх другого, как в бомбах.")
                return
            last = {_member_name(member): member for member in files}
            if again := len(files) - len(last):
                yield Item(name, problem=f"В архиве имена повторяются ({again}): взят последний файл каждого имени.")
            for at, inner in enumerate(sorted(last)):
                if at >= self.limits.members:
                    yield Item(name, problem=f"Архив прочитан не до конца: в нём больше {self.limits.members} файлов.")
                    return
                yield from self._open(archive, last[inner], f"{name}/{inner}", inner, depth)

    def _open(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, inner: str, depth: int
    ) -> Iterator[Item]:
        if refused := not_taken(name, inner):
            yield refused
            return
        item = self._take(archive, member, name)
        if item.data is not None and is_archive(item.data, item.name):
            yield from self.unpack(item.data, item.name, depth + 1)
        else:
            yield item

    def _take(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Item:
        if member.flag_bits & 0x1:
            return Item(name, problem="Файл архива защищён паролем.")
        if (member.external_attr >> 16) & 0o170000 == 0o120000:
            return Item(name, problem="Файл архива пропущен: это ссылка на другой файл.")
        cap = min(self.limits.file, self.left, max(_UNASKED, self.limits.ratio * member.compress_size))
        try:
            data = _read(archive, member, cap)
        except BROKEN:
            return Item(name, problem="Файл архива повреждён и не распаковывается.")
        if data is None:
            return Item(name, problem=self._why_capped(cap))
        self.left -= len(data)
        return Item(name, data=data)

    def _why_capped(self, cap: int) -> str:
        if cap == self.left:
            return f"Файл архива пропущен: архив распаковывается больше чем в {megabytes(self.total)}."
        if cap == self.limits.file:
            return f"Файл архива пропущен: он больше {megabytes(cap)}."
        return f"Файл архива пропущен: он сжат больше чем в {self.limits.ratio} раз, так устроены архивы-бомбы."


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, cap: int) -> bytes | None:
    """The member unpacked, None as soon as it passes ``cap`` bytes."""
    parts: list[bytes] = []
    size = 0
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > cap:
                return None
            parts.append(piece)
    return b"".join(parts)


def _member_name(member: zipfile.ZipInfo) -> str:
    """The member's name with «/» between folders.

    Without the UTF-8 flag :mod:`zipfile` decodes cp437; Russian archivers of that age wrote cp866.
    """
    name = member.filename
    if not member.flag_bits & 0x800 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("cp866")
    return name.replace("\\", "/")


def not_taken(name: str, inner: str) -> Item | None:
    """Why a member called ``inner`` is not even unpacked; None when it may be."""
    if climbs(inner):
        safe = f"{name.removesuffix(inner)}{inner.replace('/', '_')}"
        return Item(safe, problem="Файл архива пропущен: его имя ведёт за пределы архива.")
    return Item(name, passed=True) if any(map(is_of_programs, inner.split("/"))) else None


def climbs(name: str) -> bool:
    """True for a name that leads out of the folder it is relative to."""
    return name.startswith(("/", "\\")) or name[1:2] == ":" or ".." in name.replace("\\", "/").split("/")
