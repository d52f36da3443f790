"""Run the command line."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.commands.app import app
from scripts.commands.refusals import told_in_one_line


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command, of the program's own arguments unless others are given; always ends by SystemExit."""
    with told_in_one_line():
        app(arguments, prog_name="rctp")


if __name__ == "__main__":
    main()
