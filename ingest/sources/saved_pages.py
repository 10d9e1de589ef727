"""Pages saved earlier, by a list of their addresses (``*.urls``): nothing is fetched, the network is not used.

One address a line; after it, with a tab or spaces between, the file it was saved to, relative to the list. Without
the file the page is looked for where «wget --force-directories» puts it: «host/path». Lines with «#» are remarks::

    http://pravo.gov.ru/proxy/ips/?nd=102162745    saved/102162745.html
    https://example.org/acts/5.html
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ingest.sources.archive import climbs
from ingest.sources.folder import take
from ingest.sources.item import Item, Limits

NOT_SAVED = "Страница из списка не найдена рядом с ним ({file}): сохраните её. Программа сама ничего не скачивает."
THROUGH_LINK = "Страница из списка не взята: к ней ведёт ссылка ({file}); ссылки не раскрываются."
NOT_AN_ADDRESS = "Строка {line} списка адресов не понята: «{text}»."


def members(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    """Each page under its address, in the order of the list."""
    listed = take(path, name, limits)
    if listed.data is None:
        yield listed
        return
    for number, line in enumerate(listed.data.decode("utf-8-sig", "replace").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield _page(line.strip(), number, path.parent.resolve(), name, limits)


def _page(line: str, number: int, folder: Path, name: str, limits: Limits) -> Item:
    """``folder``: of the list, links in its own path resolved."""
    address, _, said = line.replace("\t", " ").partition(" ")
    file = _file_of(address, said.strip())
    if file is None:
        return Item(f"{name}/{number}", problem=NOT_AN_ADDRESS.format(line=number, text=line[:100]))
    path = folder / file
    if not os.path.isfile(path):  # noqa: PTH113 - of a name too long it is simply not true
        return Item(address, problem=NOT_SAVED.format(file=file[:100]))
    if path.resolve() != path:
        return Item(address, problem=THROUGH_LINK.format(file=file))
    return take(path, address, limits)


def _file_of(address: str, said: str) -> str | None:
    """Where the page of the address was saved, relative to the list; None when this is no address of a page."""
    try:
        parts = urlsplit(address)
    except ValueError:  # «http://[»
        return None
    file = said or unquote(f"{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else ""))
    file = "/".join(step for step in file.split("/") if step not in ("", ".")) if not climbs(file) else ""
    return file if parts.scheme in ("http", "https") and parts.netloc and file else None
