"""`kb cite BASE ACT`: references to copy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand


@click.command("cite", cls=RussianCommand)
@arguments.base
@arguments.act
@arguments.unit
@click.option("--at", callback=arguments.as_day, metavar="ДЕНЬ", help="Редакция на какой день; без него - на сегодня.")
@click.option("--inline", "within", is_flag=True, help="Ссылка для текста документа, с редакцией.")
@arguments.as_json
def command(base: Path, act: str, unit: str | None, at: date | None, within: bool, as_json: bool) -> int:
    """Дать библиографическую ссылку на акт по ГОСТ Р 7.0.100-2018.

    С единицей или с --inline - ссылку для текста: «часть 1 статьи 16 Федерального закона от … № … (ред. от …)».
    """
    from ingest.law.address import Naming
    from kb.cli.terminal import say_json
    from kb.export.gost import reference
    from kb.export.inline import inline
    from kb.store.acts import act_row
    from kb.store.connection import open_base
    from kb.store.find.place import the_place

    db = open_base(base, readonly=True)
    found, eid = the_place(db, act, unit)
    cited = inline(db, found, at)
    said = cited.unit(eid, Naming(act_row(db, found).naming)) if eid else cited.name
    if as_json:
        say_json({"act": found, "unit": eid, "reference": reference(db, found), "inline": said})
    else:
        click.echo(said if within or eid else reference(db, found))
    return 0
