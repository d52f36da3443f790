"""The document's styles: every look has a name, and no paragraph is formatted by hand.

A style says only what differs from its base.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reports.word.look import (
    ACCENT,
    ALERT,
    BODY_SIZE,
    GROUP_INDENT,
    NOTE_SIZE,
    PORTRAIT,
    TABLE_SIZE,
    TEXT_COLOUR,
    twips,
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop, in twips from the margin."""

    at: int
    kind: str = "left"
    leader: str = "none"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: sizes and distances in points, indents in twips."""

    name: str
    base: str | None = "Normal"
    size: float | None = None
    bold: bool = False
    italic: bool = False
    colour: str | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: int | None = None
    hanging: int = 0
    right_aligned: bool = False
    with_next: bool = False
    unbroken: bool = False
    new_page: bool = False
    bulleted: bool = False
    level: int | None = None
    """In the outline, from 0."""
    tabs: tuple[Tab, ...] = ()
    then: str | None = None
    """The style of the next paragraph when someone types on."""

    @property
    def id(self) -> str:
        """As paragraphs name it: `heading 1` is `Heading1`."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


def _heading(level: int, size: float, before: float, after: float) -> Style:
    return Style(
        f"heading {level}",
        size=size,
        bold=True,
        colour=ACCENT,
        before=before,
        after=after,
        line=1,
        with_next=True,
        unbroken=True,
        level=level - 1,
        then="Normal",
    )


_FACT: Final = twips(4.6)
_BULLET: Final = twips(0.6)

STYLES: Final = (
    Style("Normal", base=None, size=BODY_SIZE, colour=TEXT_COLOUR, before=0, after=6, line=1.15),
    Style("Title", size=28, bold=True, colour=ACCENT, before=110, after=8, line=1),
    Style("Subtitle", size=14, colour=ACCENT, after=18),
    Style("Warning", size=14, bold=True, colour=ALERT, after=18),
    Style("Cover fact", after=5, left=_FACT, hanging=_FACT, tabs=(Tab(_FACT),)),
    _heading(1, 20, before=22, after=8),
    _heading(2, 14, before=14, after=5),
    _heading(3, 11.5, before=10, after=4),
    Style("TOC Heading", size=20, bold=True, colour=ACCENT, after=8, line=1, new_page=True, with_next=True),
    Style("toc 1", after=2, line=1, tabs=(Tab(PORTRAIT.text_width, "right"),)),
    Style("Note", size=NOTE_SIZE),
    Style("Absent", italic=True, colour=ALERT),
    Style("List Bullet", after=3, left=_BULLET, hanging=_BULLET, bulleted=True),
    Style(
        "caption",
        size=TABLE_SIZE,
        bold=True,
        colour=ACCENT,
        before=12,
        after=4,
        line=1,
        with_next=True,
        unbroken=True,
    ),
    Style("Table text", size=TABLE_SIZE, before=2, after=2, line=1),
    Style("Table line", base="TableText", left=GROUP_INDENT),
    Style("Table number", base="TableText", right_aligned=True),
    Style("Table strong", base="TableText", bold=True),
    Style("Table strong number", base="TableNumber", bold=True),
    Style("Table head", base="TableText", bold=True, colour=ACCENT, with_next=True),
    Style("Table head number", base="TableHead", right_aligned=True),
    Style("Table note", size=NOTE_SIZE, before=3, after=0, line=1, unbroken=True),
    Style(
        "Signature line",
        before=14,
        after=0,
        with_next=True,
        tabs=(Tab(twips(3)), Tab(twips(12), leader="underscore")),
    ),
    Style("header", size=NOTE_SIZE, after=0, line=1),
    Style("footer", size=NOTE_SIZE, after=0, line=1),
    Style("Section end", size=1, after=0, line=1),
)
"""Paragraph styles; names in small letters are Word's own."""

ALERT_RUN: Final = "Alert"
LABEL_RUN: Final = "Label"
FINE_RUN: Final = "Fine"
"""Character styles: a warning, the name of a fact, a long identifier."""

TABLE_STYLE: Final = "ReportTable"
BULLET_LIST: Final = 1
