"""metadata.yml: how people are told of tables, columns, facets and ready-made queries.

It stands at the top of the repository, where ``datasette base.db -m metadata.yml`` finds it; a wheel carries it inside
this package (pyproject.toml). The file names a base «kb»: what it says holds for every base of ours, whatever its name.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml


def place() -> Traversable:
    """The file: of the wheel, else of the checkout that this package is in (so does an editable install).

    Raises:
        FileNotFoundError: the package was put somewhere without it.
    """
    carried, at_the_top = files("kb.web") / "metadata.yml", Path(__file__).resolve().parents[2] / "metadata.yml"
    found = next((one for one in (carried, at_the_top) if one.is_file()), None)
    if found is None:
        raise FileNotFoundError(f"Нет файла metadata.yml: ни в пакете, ни в «{at_the_top.parent}».")
    return found


@cache
def of_base() -> dict[str, Any]:
    """What is said of a base: ``title``, ``description``, ``tables``, ``queries``; only a copy may change (own)."""
    said: dict[str, Any] = yaml.safe_load(place().read_text("utf-8"))["databases"]["kb"]
    return said


def own(said: dict[str, Any]) -> dict[str, Any]:
    """A copy whose dictionaries may be changed, as Datasette does while it merges what it is told."""
    return {name: own(value) if isinstance(value, dict) else value for name, value in said.items()}


@cache
def columns() -> dict[str, frozenset[str]]:
    """Table or view → its columns: a base of ours has them all (tests/web/test_metadata.py)."""
    return {name: frozenset(table["columns"]) for name, table in of_base()["tables"].items()}
