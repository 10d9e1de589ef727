"""Files inside a 7z archive, through the program ``7z`` where it is installed; nothing is written to the disk.

The program lists the members with their sizes, then writes them all, in that order, into one stream that is cut by
the sizes: a solid archive is unpacked once, not once a member.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from ingest.sources.archive import is_archive, not_taken, unpack
from ingest.sources.item import Item, Limits, megabytes

PROGRAMS = ("7z", "7zz", "7za", "7zr")
NOT_INSTALLED = (
    "Архив 7z не открыт: не установлена программа 7z. Установите её (в Debian и Ubuntu: apt install p7zip-full) "
    "или распакуйте архив сами и передайте папку."
)
BROKEN = "Архив 7z повреждён, закрыт паролем или разделён на части: распаковать его нельзя."
_SECONDS = 120
_PASSWORD = "-pкажется, его нет"
"""Without one the program would ask the person."""


class Member(NamedTuple):
    """A file of the archive and its size in bytes."""

    name: str
    size: int


def members(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    """Every file of the archive as «name/member», in the archive's order; what is refused comes as a problem."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        yield Item(name, problem=NOT_INSTALLED)
        return
    try:
        found = _listed(program, path)
    except (OSError, subprocess.SubprocessError, ValueError):
        yield Item(name, problem=BROKEN)
        return
    if len(found) > limits.members:
        yield Item(name, problem=f"Архив не открыт: в нём больше {limits.members} файлов.")
        return
    if sum(member.size for member in found) > limits.total:
        yield Item(name, problem=f"Архив не открыт: он распаковывается больше чем в {megabytes(limits.total)}.")
        return
    yield from _streamed(program, path, name, found, limits)


def _listed(program: str, path: Path) -> list[Member]:
    """Plain files of the archive's table of contents.

    Raises:
        SubprocessError, ValueError: the program refused it, or says something else than expected.
    """
    command = [program, "l", "-slt", "-ba", "-sccUTF-8", _PASSWORD, "--", str(path.resolve())]
    said = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL)
    found = []
    for block in said.stdout.decode("utf-8", "replace").replace("\r\n", "\n").strip().split("\n\n"):
        fields = dict(line.split(" = ", 1) for line in block.split("\n") if " = " in line)
        if fields.get("Encrypted") == "+":
            raise ValueError("encrypted")
        if "Path" in fields and not fields.get("Attributes", "").startswith("D"):
            found.append(Member(fields["Path"].replace("\\", "/"), int(fields.get("Size") or 0)))
    return found


def _streamed(program: str, path: Path, name: str, found: list[Member], limits: Limits) -> Iterator[Item]:
    command = [program, "x", "-so", _PASSWORD, "--", str(path.resolve())]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    ) as running:
        assert running.stdout is not None
        try:
            for member in found:
                data = _cut(running.stdout, member.size, limits.file)
                inner = f"{name}/{member.name}"
                if isinstance(data, str):
                    yield Item(inner, problem=data)
                elif len(data) < member.size:
                    yield Item(name, problem=BROKEN)
                    return
                elif refused := not_taken(inner, member.name):
                    yield refused
                elif is_archive(data, inner):
                    yield from unpack(data, inner, limits)
                else:
                    yield Item(inner, data=data)
        finally:
            running.kill()


def _cut(stream: IO[bytes], size: int, most: int) -> bytes | str:
    """The next ``size`` bytes, or why they are passed over."""
    if size <= most:
        return stream.read(size)
    while size > 0:
        size -= len(piece) if (piece := stream.read(min(size, 1 << 20))) else size
    return f"Файл архива пропущен: он больше {megabytes(most)}."
