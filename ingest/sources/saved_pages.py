"""Pages saved earlier, by a list of their addresses (``*.urls``): nothing is fetched, the network is not used.

One address a line; after it, with a tab or spaces between, the file it was saved to, relative to the list. Without
the file the page is looked for where «wget --force-directories» puts it: «host/path». Lines with «#» are remarks::

    http://pravo.gov.ru/proxy/ips/?nd=102162745    saved/102162745.html
    https://example.org/acts/5.html
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ingest.sources.archive import climbs
from ingest.sources.folder import take
from ingest.sources.item import Item, Limits

NOT_SAVED = "Страница из списка не найдена рядом с ним ({file}): сохраните её. Программа сама ничего не скачивает."
NOT_AN_ADDRESS = "Строка {line} списка адресов не понята: «{text}»."


def members(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    """Each page under its address, in the order of the list."""
    listed = take(path, name, limits)
    if listed.data is None:
        yield listed
        return
    for number, line in enumerate(listed.data.decode("utf-8-sig", "replace").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield _page(line.strip(), number, path.parent, name, limits)


def _page(line: str, number: int, folder: Path, name: str, limits: Limits) -> Item:
    address, _, said = (*line.replace("\t", " ").partition(" "),)
    parts = urlsplit(address)
    file = said.strip() or unquote(f"{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else ""))
    if parts.scheme not in ("http", "https") or not parts.netloc or climbs(file):
        return Item(f"{name}/{number}", problem=NOT_AN_ADDRESS.format(line=number, text=line[:100]))
    if not (folder / file).is_file():
        return Item(address, problem=NOT_SAVED.format(file=file))
    return take(folder / file, address, limits)
