"""How a document looks, in one place: type, colours, paper. Everything else refers to these values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FONT: Final = "Arial"
FALLBACK_FONT: Final = "Liberation Sans"
"""Has the same metrics, where Arial is not installed."""

TEXT_COLOUR: Final = "1A1A1A"
ACCENT: Final = "1F3A5F"
HEAD_FILL: Final = "E8EDF3"
RULE: Final = "9AA7B5"
ALERT: Final = "9C2A2A"

BODY_SIZE: Final = 10.5
TABLE_SIZE: Final = 9.0
NOTE_SIZE: Final = 8.0

CELL_MARGIN: Final = 90
"""Left and right of the text in a cell, in twips."""
GROUP_INDENT: Final = 170
"""Of the lines below a group row, in twips."""


def twips(centimetres: float) -> int:
    """Word's unit of length: a twentieth of a point."""
    return round(centimetres * 1440 / 2.54)


MARGIN: Final = twips(2.2)
EDGE: Final = twips(1.1)
"""From the edge of the paper to the head and foot lines."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of A4 one way round; lengths in twips."""

    name: str
    width: int
    height: int

    @property
    def text_width(self) -> int:
        return self.width - 2 * MARGIN

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height


PORTRAIT: Final = Paper("portrait", 11906, 16838)
LANDSCAPE: Final = Paper("landscape", 16838, 11906)
