"""Lines broken by width without indents: text copied from a PDF or a mail, where a paragraph begins at the margin."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.formats import wrapping


def is_wrapped(text: str) -> bool:
    """Whether lines were broken by width, all beginning at the margin.

    >>> is_wrapped("Пункт первый.\\nПункт второй.\\n" * 9)
    False
    """
    return wrapping.is_broken([line.strip() for line in text[:100_000].split("\n")])


def paragraphs(text: str) -> Iterator[str]:
    """The lines put together into paragraphs, which keep their indent; an empty line always ends one, and is given
    back as it is."""
    lines = text.split("\n")
    width = wrapping.full_width([line.strip() for line in lines if line.strip()])
    kept: list[str] = []
    for indented in lines:
        line = indented.strip()
        if kept and not (line and wrapping.goes_on(kept[-1].lstrip(), line, width)):
            yield " ".join(kept)
            kept = []
        if line:
            kept.append(line if kept else indented.rstrip())
        else:
            yield ""
    if kept:
        yield " ".join(kept)
