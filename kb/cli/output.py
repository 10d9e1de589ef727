"""The one way in which commands print: what a stranger wrote reaches no terminal raw."""

from __future__ import annotations

import sys

import click

from kb.visible import visible


def say(text: str = "", err: bool = False, nl: bool = True) -> None:
    """Print what is visible of the text; of signs that the console lacks, what is typed for them (:mod:`kb.cli`)."""
    click.echo(visible(text), file=sys.stderr if err else sys.stdout, nl=nl)
