"""Every request that the README tells people to make is answered."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")


def requests() -> list[str]:
    """Paths with query strings of the README's ``curl`` commands, as the shell and curl would make them."""
    block = next(block for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if block.startswith("base="))
    variables: dict[str, str] = {}
    found = []
    for command in _commands(block):
        if "=" in command[0] and command[0] != "curl":
            name, _, value = command[0].partition("=")
            variables[name] = value
            continue
        words = [re.sub(r"\$(\w+)", lambda m: variables[m[1]], word) for word in command]
        if "-F" in words:
            continue
        address = urlsplit(next(word for word in words if word.startswith("http")))
        data = [tuple(words[n + 1].split("=", 1)) for n, word in enumerate(words) if word == "--data-urlencode"]
        found.append(f"{quote(address.path)}?{address.query}{urlencode(data)}")
    return found


def _commands(block: str) -> list[list[str]]:
    """The commands of a shell script; a quoted word may run over several lines."""
    commands, held = [], ""
    for line in block.splitlines():
        held += line + "\n"
        try:
            words = shlex.split(held, comments=True)
        except ValueError:  # a quotation is still open
            continue
        held = ""
        if words:
            commands.append(words)
    return commands


async def test_every_request_of_the_readme_is_answered(site: Any) -> None:
    paths = requests()
    assert len(paths) > 18
    for path in paths:
        answer = await site.client.get(path)
        assert answer.status_code == 200, path
        if ".json" in path:
            assert answer.json(), path
        else:
            assert len(answer.content) > 200, path
