"""The one way in which commands print: what a stranger wrote reaches no terminal raw."""

from __future__ import annotations

import sys

import click

from kb.visible import visible


def say(text: str = "", err: bool = False, nl: bool = True) -> None:
    """Print; of signs that the stream's encoding lacks (a console of cp866 knows no «») question marks are printed."""
    stream = sys.stderr if err else sys.stdout
    encoding = stream.encoding or "utf-8"
    click.echo(visible(text).encode(encoding, "replace").decode(encoding), file=stream, nl=nl)
