"""`kb serve BASE`: the base in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand


@click.command("serve", cls=RussianCommand)
@arguments.base
@click.option("--host", default="127.0.0.1", metavar="АДРЕС", show_default="127.0.0.1", help="На каком адресе слушать.")
@click.option(
    "--port", default=8001, type=click.IntRange(1, 65535), metavar="ПОРТ", show_default="8001", help="На каком порту."
)
@click.option("--live", is_flag=True, help="База пополняется, пока открыта: показывать новое сразу.")
def command(base: Path, host: str, port: int, live: bool) -> int:
    """Открыть базу в браузере (Datasette): страницы актов, поиск, таблицы, SQL и JSON. Только чтение."""
    import kb
    from kb.web.serve import serve

    kb.holdings(base)  # a base that is not there cannot be served
    if advice := kb.index_state(base).advice:
        click.echo(advice)
    serve(base, host, port, immutable=not live)
    return 0
