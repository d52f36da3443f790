"""Where the standard's own files lie, and the codes of its lists."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

FOLDER = Path(__file__).resolve().parents[2] / "data" / "iati"


@cache
def code_lists() -> dict[str, list[str]]:
    """The codes of every list that the published file uses, embedded or not."""
    groups = json.loads((FOLDER / "codelists.json").read_text(encoding="utf-8"))
    return {name: codes for group in groups.values() for name, codes in group.items()}


def codes(name: str) -> list[str]:
    return code_lists()[name]


def parsed(file: bytes) -> Any:
    """The root of a file; what a path selects in it depends on the path, so that it has no type."""
    return etree.fromstring(file)
