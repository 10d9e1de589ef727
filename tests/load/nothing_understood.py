"""Sixty files of which nothing can be understood: noise, mojibake, lists, verse, scans, tables."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator

_WORDS = (
    *("берёза", "поле", "река", "снег", "огонь", "дорога", "ветер", "звезда", "камень", "птица", "лодка", "утро"),
    *("сосед", "окно", "хлеб", "соль", "песня", "туман", "мост", "яблоко", "трава", "гора", "дым", "лист"),
)


def files() -> Iterator[tuple[str, bytes]]:
    """Names and bytes, the same every time."""
    for seed in range(10):
        chance = random.Random(seed)
        yield f"noise-{seed}.{('txt', 'bin', 'docx', 'pdf', 'doc')[seed % 5]}", chance.randbytes(400 + 300 * seed)
        yield f"mojibake-{seed}.txt", _verse(chance).encode("cp1251").decode("cp866").encode()
        yield f"list-{seed}.txt", "\n".join(f"{n}. {chance.choice(_WORDS)}" for n in range(1, 9)).encode()
        yield f"verse-{seed}.txt", _verse(chance).encode()
        yield f"scan-{seed}.{('pdf', 'docx')[seed % 2]}", (_scan, _blank_docx)[seed % 2](seed)
        yield f"table-{seed}.{('csv', 'txt')[seed % 2]}", _table(chance, ";\t"[seed % 2]).encode()


def _verse(chance: random.Random) -> str:
    lines = (" ".join(chance.choices(_WORDS, k=4)).capitalize() for _ in range(12))
    return "\n".join(lines) + "\n"


def _table(chance: random.Random, separator: str) -> str:
    rows = ([chance.choice(_WORDS), str(chance.randint(1, 99)), chance.choice(_WORDS)] for _ in range(12))
    return "\n".join(separator.join(row) for row in rows)


def _scan(seed: int) -> bytes:
    """A page with a drawing and no text."""
    drawing = b"0 0 m %d 100 l S" % (seed + 10)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def _blank_docx(seed: int) -> bytes:
    """A Word file whose paragraphs are empty."""
    made = io.BytesIO()
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{kinds}"/>')
        body = "<w:p/>" * (seed + 1)
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
    return made.getvalue()
