"""Heading lines of units: an amended one is kept as it is printed, its number and all."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"\s*(?:(?:приложение|часть|(?:под)?раздел|глава|статья|параграф|§)\s+)?(?:№\s*)?[\w.⁰-⁹¹²³]+[.)]?\s+",
    re.IGNORECASE,
)


def without_label(line: str) -> str:
    """``"III. Проверки и обращения"``, ``"Статья 5. Проверки и обращения"`` → «Проверки и обращения»."""
    return _LABEL.sub("", line, count=1).strip()
