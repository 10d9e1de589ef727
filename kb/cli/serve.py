"""`kb serve BASE`: the base in a browser."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand


@click.command("serve", cls=RussianCommand)
@arguments.base
@click.option("--host", default="127.0.0.1", metavar="АДРЕС", show_default="127.0.0.1", help="На каком адресе слушать.")
@click.option(
    "--port", default=8001, type=click.IntRange(1, 65535), metavar="ПОРТ", show_default="8001", help="На каком порту."
)
@click.option("--live", is_flag=True, help="База пополняется, пока открыта: показывать новое сразу.")
@click.option(
    "--host-name", "names", multiple=True, metavar="ИМЯ", help="Под каким ещё именем сервер открывают; можно несколько."
)
@click.option("--public", is_flag=True, help="Открыть всем: под любым именем и для страниц других сайтов (CORS).")
@click.option("--private", is_flag=True, help="Показывать только по ссылке с ключом; ключ придумает программа.")
@click.option("--token", default="", envvar="KB_TOKEN", metavar="КЛЮЧ", help="То же со своим ключом (или KB_TOKEN).")
def command(
    base: Path, host: str, port: int, live: bool, names: tuple[str, ...], public: bool, private: bool, token: str
) -> int:
    """Открыть базу в браузере (Datasette): страницы актов, поиск, таблицы, SQL и JSON. Только чтение."""
    import kb
    from kb.web.access import Access
    from kb.web.serve import serve

    if public and (private or token):
        raise click.UsageError("Открыть всем и показывать по ключу сразу нельзя: оставьте --public или --private.")
    token = token or (secrets.token_urlsafe(24) if private else "")
    access = Access(public, (host, *names), token)

    kb.holdings(base)  # a base that is not there cannot be served
    if advice := kb.index_state(base).advice:
        say(advice)
    serve(base, host, port, not live, access)
    return 0
