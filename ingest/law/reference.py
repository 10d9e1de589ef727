"""Reader of the reference lists that stand beside this package's modules (``issuers.yml``, ``known_acts.yml``).

They are plain YAML of one shape - a key, below it ``field: value`` lines - and this reader takes that shape only:
a YAML library costs more time than the rest of a small parse. A test reads both files with PyYAML and compares.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple


class Entry(NamedTuple):
    """One entry of a list: its key and its fields as text. Fields of several values separate them by « | »."""

    key: str
    fields: dict[str, str]

    def many(self, field: str) -> tuple[str, ...]:
        """The values of a field of several values, () when it is absent."""
        value = self.fields.get(field)
        return tuple(value.split(" | ")) if value else ()

    def day(self, field: str, end_of_year: bool = False) -> date | None:
        """A day («2018-05-15»), or a year («2018») taken as its first or last day; None when the field is absent."""
        value = self.fields.get(field)
        if not value:
            return None
        if len(value) == 4:
            return date(int(value), 12, 31) if end_of_year else date(int(value), 1, 1)
        return date.fromisoformat(value)


def entries(name: str) -> list[Entry]:
    """The entries of the list ``name`` («issuers.yml») in the order of the file.

    Raises:
        ValueError: a line is neither a comment, nor a key, nor a field below a key.
    """
    found: list[Entry] = []
    for number, line in enumerate(Path(__file__).with_name(name).read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        field, colon, value = line.partition(":")
        if not colon or (line[0] == " " and not (found and value)):
            raise ValueError(f"{name}:{number}: {line!r}")
        if line[0] == " ":
            found[-1].fields[field.strip()] = value.strip().strip("'")
        else:
            found.append(Entry(field, {}))
    return found
