"""Prints any table: caption, head, body, legend and notes.

The markup of a row is laid down once for each role and filled for each row, so that the work grows
with the number of cells and no cell is ever looked up in the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reports import cells
from reports.table import Kind, Role, Row, Table
from reports.word.look import GROUP_INDENT, Paper
from reports.word.markup import NOTHING, WITH_NEXT, Markup, attribute, characters, field, paragraph, run
from reports.word.styles import TABLE_STYLE
from reports.word.stylesheet import rule
from reports.word.widths import Need, both, fitted, head_need, number_need, text_need

_RIGHT: Final = frozenset({Kind.COUNT, Kind.YEAR, Kind.NUMBER, Kind.MONEY, Kind.SHARE, Kind.RATE})
_STRONG: Final = frozenset({Role.SUBTOTAL, Role.TOTAL})
_SMALL: Final = 8
"""A table of so few rows stays on one page."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with its printed cells."""

    row: Row
    texts: tuple[str, ...]
    indented: bool
    with_next: bool


def caption(table: Table, number: int) -> Markup:
    """`Table 3. Budget against actual, 2019-Q4, NOK`; period and currency stand here once, in the title."""
    return paragraph(
        "Caption", run("Table "), field(r"SEQ Table \* ARABIC", str(number)), run(f". {table.title}")
    )


def body(table: Table, paper: Paper) -> Markup:
    """The table itself, as wide as the text."""
    lines = list(_lines(table))
    widths = fitted(_needs(table, lines), paper.text_width)
    filled = _row_markup(table, widths)
    rows = "".join(filled(line) for line in lines) or _empty_row(table, widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return Markup(
        f"<w:tbl>{_properties(table, sum(widths))}<w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(table, widths)}{rows}</w:tbl>"
    )


def foot(table: Table) -> list[Markup]:
    """What stands below: the legend of the symbols that appear, and the notes."""
    legend = "; ".join(cells.LEGEND[symbol] for symbol in table.missing())
    said = [f"{legend}."] if legend else []
    said += [f"Note {number}. {note}" for number, note in enumerate(table.notes, 1)]
    return [
        paragraph("TableNote", run(text), properties=WITH_NEXT if number < len(said) else NOTHING)
        for number, text in enumerate(said, 1)
    ]


def _lines(table: Table) -> Iterator[_Line]:
    """The rows as printed; those that must not part from the next row say so."""
    rows = table.rows
    last = len(rows) - 1
    has_foot = bool(table.notes or table.missing())
    in_group = False
    for index, row in enumerate(rows):
        in_group = row.role is Role.GROUP or (in_group and row.role is Role.BODY)
        if index == last:
            with_next = has_foot
        else:
            closes = rows[index + 1].role in _STRONG
            with_next = len(rows) <= _SMALL or row.role is Role.GROUP or closes or index in (0, last - 1)
        printed = zip(row.cells, table.columns, strict=True)
        texts = tuple(cells.as_text(cell, column) for cell, column in printed)
        yield _Line(row, texts, in_group and row.role is Role.BODY, with_next)


def _needs(table: Table, lines: Sequence[_Line]) -> list[Need]:
    """What each column needs; a group's heading runs across them all and needs nothing."""
    printed = [line for line in lines if line.row.role is not Role.GROUP]
    needs = []
    for index, column in enumerate(table.columns):
        need = number_need if column.kind in _RIGHT else text_need
        plain = need(line.texts[index] for line in printed if line.row.role not in _STRONG)
        strong = need((line.texts[index] for line in printed if line.row.role in _STRONG), bold=True)
        indent = GROUP_INDENT if index == 0 and any(line.indented for line in lines) else 0
        needs.append(both(head_need(column.label), both(plain, strong), indent))
    return needs


def _properties(table: Table, width: int) -> str:
    labels = ", ".join(column.label for column in table.columns)
    described = f"{len(table.columns)} columns: {labels}. {len(table.rows)} rows."
    return (
        f'<w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(table.title)}/>"
        f"<w:tblDescription w:val={attribute(described)}/></w:tblPr>"
    )


def _head(table: Table, widths: Sequence[int]) -> str:
    labels = (
        _cell(
            width, paragraph("TableHeadNumber" if column.kind in _RIGHT else "TableHead", run(column.label))
        )
        for column, width in zip(table.columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(labels)}</w:tr>"


def _empty_row(table: Table, widths: Sequence[int]) -> str:
    said = _cell(sum(widths), paragraph("TableText", run(table.empty)), span=len(widths))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{said}</w:tr>"


def _row_markup(table: Table, widths: Sequence[int]) -> Callable[[_Line], str]:
    """Fills the markup of a row, of which each look is laid down once."""
    looks: dict[tuple[Role, bool, bool], list[tuple[str, str]]] = {}

    def filled(line: _Line) -> str:
        look = (line.row.role, line.indented, line.with_next)
        around = looks.get(look) or looks.setdefault(look, _around(table, widths, line))
        texts = line.texts[:1] if line.row.role is Role.GROUP else line.texts
        inner = "".join(
            f"{before}<w:r>{characters(text)}</w:r>{after}" if text else f"{before}{after}"
            for (before, after), text in zip(around, texts, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inner}</w:tr>"

    return filled


def _around(table: Table, widths: Sequence[int], line: _Line) -> list[tuple[str, str]]:
    """What stands before and after the text of each cell."""
    keep = WITH_NEXT if line.with_next else NOTHING
    mark = Markup("\0")
    if line.row.role is Role.GROUP:
        across = _cell(sum(widths), paragraph("TableStrong", mark, properties=keep), span=len(widths))
        return [_halves(across, mark)]
    strong = line.row.role in _STRONG
    around = []
    for index, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        style = ("TableStrong" if strong else "Table") + ("Number" if column.kind in _RIGHT else "")
        style = {"Table": "TableLine" if line.indented and index == 0 else "TableText"}.get(style, style)
        cell = _cell(width, paragraph(style, mark, properties=keep), ruled=strong)
        around.append(_halves(cell, mark))
    return around


def _halves(cell: str, mark: str) -> tuple[str, str]:
    before, _, after = cell.partition(mark)
    return before, after


def _cell(width: int, content: Markup, *, span: int = 1, ruled: bool = False) -> str:
    """A cell; ruled ones have a thin rule above."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    above = f"<w:tcBorders>{rule('top', 4)}</w:tcBorders>" if ruled else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{above}</w:tcPr>{content}</w:tc>'
