"""Print docs/commands.md: the help of every command, as the commands themselves give it (`make docs`)."""

from __future__ import annotations

import click

from kb.cli import COMMANDS, group


def page() -> str:
    """The whole page in Markdown."""
    parts = ["# Команды\n", "Страница собрана из справки самих команд: `make docs`.\n"]
    with click.Context(group, info_name="kb", terminal_width=100) as root:
        for name in COMMANDS:
            command = group.get_command(root, name)
            if command:
                with click.Context(command, info_name=name, parent=root, terminal_width=100) as context:
                    parts.append(f"## kb {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(page(), end="")
