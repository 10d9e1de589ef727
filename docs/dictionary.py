"""Print docs/dictionary.md: every table, view, column and canned query as the pages describe them (`make docs`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.web.metadata import of_base


def page() -> str:
    """The whole page in Markdown."""
    database = of_base()
    lines = ["# Словарь данных", "", "Страница собрана из описаний, которые показывает сама база: `make docs`.", ""]
    for name, table in database["tables"].items():
        lines += _table(name, table)
    lines += ["## Готовые запросы", ""]
    for name, query in database["queries"].items():
        heading = f"### {name} - {query['title']}"
        lines += [heading, "", query["description"], "", "```sql", query["sql"].strip(), "```", ""]
    return "\n".join(lines)


def _table(name: str, table: dict[str, Any]) -> Iterator[str]:
    yield from (f"## {name} - {table['title']}", "", table["description"], "", "| столбец | что в нём |", "|---|---|")
    for column, meaning in table.get("columns", {}).items():
        yield f"| `{column}` | {meaning.replace('|', '&#124;')} |"
    yield ""


if __name__ == "__main__":
    print(page(), end="")
