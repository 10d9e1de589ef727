"""Print docs/dictionary.md: every table, view, column and canned query as the pages describe them (`make docs`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.web.metadata import of_base

FROM_THE_SHELL = """\
## Из командной строки

Программа sqlite-utils ставится вместе с `kb`; функции базы (`unit_at`, `kb_search`, `passage` и другие) ей известны.

```sh
sqlite-utils views base.db -t
sqlite-utils schema base.db operations
sqlite-utils rows base.db acts --where "kind = :kind" -p kind fz -c label -c status --csv
sqlite-utils rows base.db collection_items --nl --limit 5
sqlite-utils query base.db "SELECT verb, state, count(*) AS n FROM operations GROUP BY 1, 2 ORDER BY n DESC" -t
sqlite-utils query base.db "SELECT passage(source, start, end) AS words, relation FROM citations LIMIT 5"
sqlite-utils query base.db "SELECT unit_at('201-мп', 'пункт 3 приложения 1', '2024-06-10')" --raw
sqlite-utils query base.db "SELECT value ->> 'label' AS act FROM json_each(kb_search('школьная система'))" -t
sqlite-utils migrate base.db kb/store/migrations.py --list
```

Свои таблицы и представления рядом с нашими программе не мешают; чужие перемены в наших называет `kb verify`.
Прежнюю базу обновляет первая же запись в неё (миграции - в `kb/store/migrations.py`); прерванное не оставляет следа.
"""


def page() -> str:
    """The whole page in Markdown."""
    database = of_base()
    lines = ["# Словарь данных", "", "Страница собрана из описаний, которые показывает сама база: `make docs`.", ""]
    lines += [*FROM_THE_SHELL.splitlines(), ""]
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
