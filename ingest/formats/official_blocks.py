"""An act cut into blocks by the official system: JSON whose ``nodes`` hold, in order, pieces of its page as HTML."""

from __future__ import annotations

import json

from ingest.document import Document
from ingest.errors import Unreadable
from ingest.formats import pravo_html
from ingest.formats.encoding import decode


def read(data: bytes, name: str) -> Document:
    """Read the pieces as the one page that they were cut from.

    Raises:
        SourceError: the JSON is broken off, or holds no text.
    """
    try:
        nodes = json.loads(decode(data, "utf-8").text)["nodes"]
        page = "".join(node.get("content") or "" for node in nodes)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable("Файл обрывается или повреждён: в нём нет частей акта, которых требует его формат.") from error
    return pravo_html.read_page(page.encode("utf-8", "replace"), data, name, "official_blocks")
