"""Papers made into files by a real program: LibreOffice writes DOCX, DOC, RTF, ODT, PDF, HTML of one flat ODT each."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from tests.gold.papers import Paper

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
"""The program, None where it is not installed (``make tools`` does)."""
_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "pdf": "pdf:writer_pdf_Export",
    "html": "html:HTML (StarWriter)",
}
_SPACES = re.compile(r" {2,}")
_SPACE_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)


def make_files(papers: Sequence[Paper], folder: Path, format: str | None = None) -> dict[str, Path]:
    """Name of a paper → its file, in the format it asks for or in ``format``; without the program all but .txt lack."""
    made: dict[str, Path] = {}
    wanted = defaultdict[str, list[Paper]](list)
    for paper in papers:
        wanted[format or paper.made_as].append(paper)
    for kind, some in wanted.items():
        if kind == "txt":
            for paper in some:
                made[paper.name] = folder / f"{paper.name}.txt"
                made[paper.name].write_text(paper.text + "\n", "utf-8")
        elif OFFICE:
            made |= _convert(OFFICE, some, kind, folder)
    return made


def _convert(office: str, papers: Sequence[Paper], kind: str, folder: Path) -> dict[str, Path]:
    sources = folder / f"flat-{kind}"
    sources.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        (sources / f"{paper.name}.fodt").write_text(flat_odt(paper.text), "utf-8")
    flats = [str(sources / f"{paper.name}.fodt") for paper in papers]
    profile = f"-env:UserInstallation=file://{folder}/office"  # its own, so that runs side by side do not meet
    command = [office, profile, "--headless", "--convert-to", _FILTERS[kind], "--outdir", str(folder), *flats]
    subprocess.run(command, check=True, capture_output=True, timeout=60 + 3 * len(papers))
    return {paper.name: folder / f"{paper.name}.{kind}" for paper in papers}


def flat_odt(text: str) -> str:
    """The paper as a flat ODT: a paragraph a line, two or more lines with equally many tabs a table."""
    body: list[str] = []
    for tabs, lines in groupby(text.split("\n"), key=lambda line: line.count("\t")):
        rows = list(lines)
        body += [_table(rows, tabs + 1)] if tabs and len(rows) > 1 else map(_paragraph, rows)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACE_NAMES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"{''.join(body)}</office:text></office:body></office:document>"
    )


def _table(rows: list[str], columns: int) -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{_paragraph(cell)}</table:table-cell>" for cell in row.split("\t"))
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>{cells}</table:table>'


def _paragraph(line: str) -> str:
    spaced = _SPACES.sub(lambda m: f' <text:s text:c="{len(m[0]) - 1}"/>', escape(line.strip()))
    return f"<text:p>{spaced.replace(chr(9), '<text:tab/>')}</text:p>"
