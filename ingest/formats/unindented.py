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
    """The lines put together into paragraphs; an empty line always ends one, and is given back as it is."""
    lines = [line.strip() for line in text.split("\n")]
    width = wrapping.full_width([line for line in lines if line])
    kept: list[str] = []
    for line in lines:
        if kept and not (line and wrapping.goes_on(kept[-1], line, width)):
            yield " ".join(kept)
            kept = []
        if line:
            kept.append(line)
        else:
            yield ""
    if kept:
        yield " ".join(kept)
