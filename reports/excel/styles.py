"""The named styles of our workbooks, each made when a cell first asks for it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook

FONT: Final = "Arial"
SIZE: Final = 10
TEXT: Final = "1A1A1A"
ACCENT: Final = "1F3A5F"
HEAD_FILL: Final = "E8EDF3"
RULE: Final = "9AA7B5"
ALERT: Final = "9C2A2A"

# Its own order breaks the schema of styles.xml, in which colour comes after size.
Font.__elements__ = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow"),
    *("u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"),
)


Align: TypeAlias = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; one named style."""

    name: str
    pattern: str = "General"
    """The number format."""
    align: Align = "left"
    vertical: Literal["top", "center", "bottom"] = "center"
    wraps: bool = False
    indent: int = 0
    bold: bool = False
    size: int = SIZE
    colour: str = TEXT
    fill: str | None = None
    above: Literal["thin", "medium"] | None = None
    below: Literal["thin", "medium"] | None = None


TITLE: Final = Look("Report title", bold=True, size=14, colour=ACCENT)
ABOUT: Final = Look("Report about")
WARNING: Final = Look("Report warning", bold=True, colour=ALERT)
NOTE: Final = Look("Report footnote", size=8, wraps=True, vertical="top")
END_OF_BODY: Final = Look("Report end of body", above="medium")
LINK: Final = Look("Report link", colour=ACCENT, vertical="top")
HEAD: Final = Look(
    "Report head",
    vertical="bottom",
    wraps=True,
    bold=True,
    colour=ACCENT,
    fill=HEAD_FILL,
    above="medium",
    below="thin",
)


class Styles:
    """The named styles of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._numbers: dict[str, StyleArray] = {}
        """By the name of a look: what a cell of it refers to."""
        # the default style too, because Excel measures column widths in its digits
        normal: NamedStyle = workbook._named_styles["Normal"]  # type: ignore[attr-defined]
        normal.font = _font(Look("Normal"))

    def apply(self, look: Look, cell: SheetCell) -> None:
        """Give a cell its look."""
        found = self._numbers.get(look.name)
        if found is None:
            self._workbook.add_named_style(_named_style(look))
            cell.style = look.name
            found = self._numbers[look.name] = cell._style  # type: ignore[attr-defined]
        # the library searches all styles for a name; each cell has a copy that it may change
        cell._style = copy(found)  # type: ignore[attr-defined]


def _named_style(look: Look) -> NamedStyle:
    return NamedStyle(
        look.name,
        font=_font(look),
        fill=PatternFill("solid", fgColor=f"FF{look.fill}") if look.fill else PatternFill(),
        border=Border(top=_side(look.above), bottom=_side(look.below)),
        alignment=Alignment(
            horizontal=look.align, vertical=look.vertical, wrap_text=look.wraps, indent=look.indent
        ),
        number_format=look.pattern,
    )


def _font(look: Look) -> Font:
    underlined: Literal["single"] | None = "single" if look.name == LINK.name else None
    return Font(FONT, look.size, bold=look.bold, underline=underlined, color=f"FF{look.colour}", family=2)


def _side(weight: Literal["thin", "medium"] | None) -> Side:
    return Side(weight, color=f"FF{RULE}") if weight else Side()
