"""Compound files of Microsoft (OLE2): a small file system in a file, which holds Word 97 documents.

Source: [MS-CFB]. Only named streams of the root are read; every chain of sectors is bounded by the file's length.
"""

from __future__ import annotations

from array import array
from struct import unpack_from

from ingest.errors import Unreadable

BROKEN = "Файл обрывается или повреждён: это не целый документ Word."

_END = 0xFFFFFFFE
"""Sector numbers from here on are marks: end of chain, free, tables."""


class CompoundFile:
    """An opened compound file."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            Unreadable: the header or the tables do not hold together.
        """
        if len(data) < 512:
            raise Unreadable(BROKEN)
        self._data = data
        sector_power, mini_power = unpack_from("<HH", data, 30)
        if sector_power not in (9, 12) or mini_power != 6:
            raise Unreadable(BROKEN)
        self._sector = 1 << sector_power
        first_directory, _, cutoff, first_mini, _, first_difat, _ = unpack_from("<7I", data, 48)
        self._cutoff = cutoff
        self._table = self._allocation(list(unpack_from("<109I", data, 76)), first_difat)
        directory = self._chain(first_directory)
        self._entries = {name: place for name, place in map(_entry, _parts(directory, 128)) if name}
        self._mini_table = _numbers(self._chain(first_mini)) if first_mini < _END else array("I")
        start, size = self._entries.get("Root Entry", (_END, 0))
        self._mini = self._chain(start)[:size] if start < _END else b""

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, None when there is none of that name."""
        if name not in self._entries:
            return None
        start, size = self._entries[name]
        if size < self._cutoff:
            return self._mini_chain(start)[:size]
        return self._chain(start)[:size]

    def _allocation(self, sectors: list[int], next_list: int) -> array[int]:
        """The allocation table: its sectors are listed in the header and, for large files, in a chain of lists."""
        lists: set[int] = set()
        while next_list < _END and next_list not in lists:
            lists.add(next_list)
            listed = _numbers(self._at(next_list))
            sectors += listed[:-1]
            next_list = listed[-1] if listed else _END
        tables = dict.fromkeys(sector for sector in sectors if sector < _END)  # a sector holds one part of the table
        return _numbers(b"".join(self._at(sector) for sector in tables))

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _chain(self, sector: int) -> bytes:
        """Sectors that follow one another from this one; a circle ends where the file's length says it must."""
        parts = []
        for _ in range(len(self._data) // self._sector + 1):
            if sector >= _END or sector >= len(self._table):
                break
            parts.append(self._at(sector))
            sector = self._table[sector]
        return b"".join(parts)

    def _mini_chain(self, sector: int) -> bytes:
        parts = []
        for _ in range(len(self._mini) // 64 + 1):
            if sector >= _END or sector >= len(self._mini_table):
                break
            parts.append(self._mini[sector * 64 : sector * 64 + 64])
            sector = self._mini_table[sector]
        return b"".join(parts)


def _parts(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data) - size + 1, size)]


def _numbers(data: bytes) -> array[int]:
    return array("I", unpack_from(f"<{len(data) // 4}I", data))


def _entry(entry: bytes) -> tuple[str, tuple[int, int]]:
    """Name of a directory entry, its first sector and its size."""
    (length,) = unpack_from("<H", entry, 64)
    name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    start, size = unpack_from("<II", entry, 116)
    return name, (start, size)
