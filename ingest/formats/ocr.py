"""Scanned pages through tesseract, where it is installed with the Russian language."""

from __future__ import annotations

import subprocess
from functools import cache
from itertools import groupby
from shutil import which
from typing import NamedTuple

SECONDS_A_PAGE = 60

_TEXT, _CONFIDENCE = 11, 10
_COLUMNS = 12


class Recognised(NamedTuple):
    """Paragraphs of a page, and the mean confidence of their words in per cent."""

    paragraphs: list[str]
    confidence: float


@cache
def is_installed() -> bool:
    """Whether tesseract is there and knows Russian."""
    program = which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return "rus" in listed.stdout.split()


def recognise(image: bytes, seconds: float) -> Recognised:
    """Read a picture (PNM); nothing is found when tesseract fails or takes too long."""
    command = ["tesseract", "stdin", "stdout", "-l", "rus", "--psm", "3", "tsv"]
    try:
        done = subprocess.run(
            command, input=image, capture_output=True, timeout=min(seconds, SECONDS_A_PAGE), check=True
        )
    except (subprocess.SubprocessError, OSError):
        return Recognised([], 0.0)
    rows = [line.split("\t") for line in done.stdout.decode("utf-8", "replace").splitlines()[1:]]
    words = [row for row in rows if len(row) == _COLUMNS and row[_TEXT].strip()]
    paragraphs = [" ".join(word[_TEXT] for word in group) for _, group in groupby(words, key=lambda row: row[1:4])]
    confidence = sum(float(word[_CONFIDENCE]) for word in words) / len(words) if words else 0.0
    return Recognised(paragraphs, confidence)
