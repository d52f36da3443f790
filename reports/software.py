"""What made a file: the program and its version. The templates of files are part of it."""

from __future__ import annotations

from typing import Final

NAME: Final = "RCTP reporting"
VERSION: Final = "0.1.0"
"""As in pyproject.toml."""
