"""Rows of a Parquet file of RusLawOD, each made the XML of one act that the collection would hold.

A column is an element of the act's card of the same name, ``textIPS`` its body; so one reader
(:mod:`ingest.formats.ruslawod`) knows both shapes, and no column is lost. Needs pyarrow: the extra ``parquet``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.sources.item import Item, Limits

NOT_INSTALLED = (
    "Файл Parquet не прочитан: не установлена библиотека pyarrow. "
    "Установите её (pip install 'kb-npa[parquet]') и повторите."
)
BROKEN = "Файл Parquet повреждён или устроен не по своему формату."
NOT_ACTS = "В файле Parquet нет столбца textIPS или headingIPS: это не собрание RusLawOD."

_KEY = "pravogovruNd"
_BODY = ("textIPS", "textOCR", "taggedTextIPS")
_ROWS = 64
"""Rows in memory at once: an act may take megabytes."""


def members(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    """Every row as «name/nd.xml», in the order of the file; the file itself as a problem when it cannot be read."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        yield Item(name, problem=NOT_INSTALLED)
        return
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            if not {"textIPS", "headingIPS"} & set(file.schema_arrow.names):
                yield Item(name, problem=NOT_ACTS)
                return
            for number, row in enumerate(_rows(file), 1):
                yield _item(row, name, number, limits)
    except (pyarrow.ArrowException, OSError, UnicodeError):
        yield Item(name, problem=BROKEN)


def _rows(file: Any) -> Iterator[Mapping[str, Any]]:
    for batch in file.iter_batches(_ROWS):
        yield from batch.to_pylist()


def _item(row: Mapping[str, Any], name: str, number: int, limits: Limits) -> Item:
    inner = f"{name}/{_plain(row.get(_KEY)).replace('/', '_') or f'строка {number}'}.xml"
    data = act_xml(row)
    if len(data) > limits.file:
        return Item(inner, problem="Строка файла Parquet пропущена: она больше предела на файл.")
    return Item(inner, data=data)


def act_xml(row: Mapping[str, Any]) -> bytes:
    """The row as the collection writes an act; columns that are empty are left out."""
    from lxml import etree

    act = etree.Element("act")
    meta, body = etree.SubElement(act, "meta"), etree.SubElement(act, "body")
    for column, value in row.items():
        for text in map(_plain, value if isinstance(value, (list, tuple)) else [value]):
            if text and column.isidentifier():
                etree.SubElement(body if column in _BODY else meta, column).text = text
    return bytes(etree.tostring(act, encoding="UTF-8", xml_declaration=True))


def _plain(value: Any) -> str:
    """The value as text; characters that XML cannot hold are left out."""
    text = "" if value is None else str(value)
    return "".join(c for c in text if c >= " " or c in "\t\n\r") if not text.isprintable() else text
