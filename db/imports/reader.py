"""The cells of a sheet, row by row, with their addresses; memory does not grow with the rows.

`for row in read_sheet(package, "Ledger"): row.number, row.cells["D"].value`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Context, Decimal
from enum import Enum
from typing import Final, NamedTuple

from lxml import etree

from db.errors import NotFound
from db.imports import limits
from db.imports.addresses import COLUMNS, Area, Areas, column_of, letters
from db.imports.formats import Styles, day_of, read_styles
from db.imports.package import Package, Sheet
from db.imports.pulling import NAMESPACE, pull
from db.imports.refusal import Reason, WorkbookRefused, damaged, misleading
from db.imports.strings import SharedStrings, read_strings, text_of, unescape

_CELL, _VALUE, _INLINE = f"{NAMESPACE}c", f"{NAMESPACE}v", f"{NAMESPACE}is"
_FORMULA: Final = f"{NAMESPACE}f"
# libxml2 keeps every name that it meets for as long as the thread lives, so a part that makes names up
# is not read on. What it can leave behind is one piece of it.
_AC: Final = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac}"
_ROW_NAMES: Final = frozenset(
    {"r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel"}
    | {"collapsed", "thickTop", "thickBot", "ph", f"{_AC}dyDescent"}
)
_CELL_NAMES: Final = frozenset({"r", "s", "t", "cm", "vm", "ph"})
_FORMULA_CELLS: Final = ([_FORMULA], [_FORMULA, _VALUE], [_FORMULA, _INLINE])
_FORMULA_NAMES: Final = frozenset(
    {"t", "ref", "si", "ca", "bx", "aca", "dt2D", "dtr", "del1", "del2", "r1", "r2"}
)
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,400}(?:\.[0-9]{0,400})?(?:[Ee][+-]?[0-9]{1,3})?", re.ASCII)
_SHOWN: Final = 15
"""The significant digits that Excel keeps and shows; it writes 0.07 as 0.07000000000000001."""
_MAGNITUDE: Final = 308
_ROUNDED: Final = Context(prec=_SHOWN)
_DAYS_KEPT: Final = 20_000


class Flaw(Enum):
    """Why a cell has no value that can be taken."""

    FORMULA = "a formula"
    ERROR = "an error value"
    MERGED = "merged cells"
    UNREADABLE = "not a value"


class Cell(NamedTuple):
    """What stands in a cell: a text, an exact number, yes or no, a day; or why it is none."""

    address: str
    """Such as `D14`."""
    value: str | Decimal | bool | date | None
    """None with a flaw. A day with a time is a `datetime`. A number has at most 15 significant digits;
    one that is shown in per cent is the text that is shown, `12.5%`."""
    flaw: Flaw | None = None


class Row(NamedTuple):
    """A row with at least one cell that is not empty."""

    number: int
    """As Excel counts them, from 1."""
    cells: Mapping[str, Cell]
    """By column letters; empty cells are not among them."""
    is_hidden: bool = False
    """Whether a filter or a person hides it; it is read all the same."""


class Sheets:
    """The sheets of a workbook; the texts that they share are read once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._strings, self._styles = read_strings(package), read_styles(package)

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a sheet from top to bottom.

        Raises NotFound for a sheet that is not there, and WorkbookRefused, also between two rows,
        when the sheet is damaged or has cells far outside of a table.
        """
        for sheet in self._package.sheets:
            if sheet.name == name:
                return _Reading(self._package, sheet, self._strings, self._styles).rows()
        raise NotFound("sheet", name, [sheet.name for sheet in self._package.sheets])


def read_sheet(package: Package, name: str) -> Iterator[Row]:
    """The rows of one sheet, as `Sheets` gives them."""
    return Sheets(package).rows(name)


class _Reading:
    """One walk through one sheet."""

    def __init__(self, package: Package, sheet: Sheet, strings: SharedStrings, styles: Styles) -> None:
        self._package = package
        self._sheet = sheet
        self._strings = strings
        self._styles = styles
        self._days: dict[str, date | None] = {}
        self._merged = Areas([area for text in sheet.merged if (area := Area.parse(text))])
        self._spilled = Areas(())

    def rows(self) -> Iterator[Row]:
        part = self._sheet.part
        last = at = 0
        for element in pull(self._package.unpack(part), part, "row", "sheetData"):
            at = self._number(element, at)
            cells = self._cells(element, at)
            if not cells:
                continue
            if at - last > limits.GAP_AT_MOST:
                raise self._far(next(iter(cells.values())).address, f"below {at - last - 1:,} empty rows")
            last = at
            yield Row(at, cells, element.get("hidden") in ("1", "true"))

    def _number(self, element: etree._Element, before: int) -> int:
        text = element.get("r")
        number = before + 1 if text is None else int(text) if text.isdecimal() and len(text) < 8 else 0
        if not before < number <= limits.ROWS_AT_MOST:
            raise misleading(f"the rows of its sheet “{self._sheet.name}” are not in order")
        return number

    def _cells(self, row: etree._Element, number: int) -> dict[str, Cell]:
        cells: dict[str, Cell] = {}
        ending = str(number)
        at = seen = 0
        if not _ROW_NAMES.issuperset(row.keys()):
            raise self._unknown()
        for element in row.iterchildren(_CELL):
            seen += 1
            attributes: dict[str, str] = dict(element.items())  # type: ignore[arg-type] # never bytes
            if not _CELL_NAMES.issuperset(attributes):
                raise self._unknown()
            address = attributes.get("r") or f"{letters(at + 1)}{ending}"
            name = address.removesuffix(ending)
            column = COLUMNS.get(name) or column_of(name)
            if column is None or column <= at or len(name) == len(address):
                raise misleading(f"a cell of its sheet “{self._sheet.name}” is twice there or not in order")
            at = column
            if not len(element):
                continue
            cell = self._cell(address, element, attributes)
            if cell is None:
                continue
            if at > limits.COLUMNS_AT_MOST:
                raise self._far(address, "far to the right of the table")
            cells[name] = cell
        if seen != len(row):
            raise self._unknown()
        if cells or self._spilled.at(number):
            self._mark(cells, number)
        return cells

    def _cell(self, address: str, element: etree._Element, attributes: Mapping[str, str]) -> Cell | None:
        """The cell, or None when it is empty."""
        first = element[0]
        tag = first.tag
        if tag == _FORMULA or len(element) > 1:
            formula = element.find(_FORMULA)
            tags = sorted(str(child.tag) for child in element)
            if tags not in _FORMULA_CELLS:
                raise self._unknown()
            if formula is not None:
                if not _FORMULA_NAMES.issuperset(formula.keys()):
                    raise self._unknown()
                self._note_spill(formula)
                return Cell(address, None, Flaw.FORMULA)
        kind = attributes.get("t", "n")
        if tag == _INLINE:
            text = text_of(first)
            return Cell(address, text) if text else None
        if tag != _VALUE or len(first) or first.keys():
            raise self._unknown()
        written = first.text
        if not written:
            return None
        if kind == "n":
            style = attributes.get("s")
            if style in self._styles.days:
                return self._day(address, written)
            number = number_of(written)
            if number is not None and style in self._styles.percentages:
                return Cell(address, f"{(number * 100).normalize():f}%")
            return Cell(address, number, Flaw.UNREADABLE if number is None else None)
        if kind == "s":
            return self._shared(address, written)
        return self._rare(address, kind, written)

    def _shared(self, address: str, written: str) -> Cell | None:
        try:
            text = self._strings[int(written)]
        except (ValueError, IndexError):
            raise damaged(f"the text of its cell {address} is missing") from None
        return Cell(address, text) if text else None

    def _day(self, address: str, written: str) -> Cell:
        day = self._days.get(written)
        if day is None:
            number = number_of(written)
            day = None if number is None else day_of(number, is_1904=self._package.is_1904)
            if len(self._days) < _DAYS_KEPT:
                self._days[written] = day
        return Cell(address, day, Flaw.UNREADABLE if day is None else None)

    def _rare(self, address: str, kind: str, written: str) -> Cell | None:
        if kind == "str":
            return Cell(address, unescape(written) if "_x" in written else written)
        if kind == "b" and written in ("0", "1"):
            return Cell(address, written == "1")
        if kind == "e":
            return Cell(address, None, Flaw.ERROR)
        if kind == "d":
            try:
                moment = datetime.fromisoformat(written)
            except ValueError:
                return Cell(address, None, Flaw.UNREADABLE)
            return Cell(address, moment.date() if moment.time() == datetime.min.time() else moment)
        return Cell(address, None, Flaw.UNREADABLE)

    def _note_spill(self, formula: etree._Element) -> None:
        """Remember the area that the results of one formula fill; the other cells do not tell."""
        area = Area.parse(formula.get("ref", ""))
        if formula.get("t") in ("array", "dataTable") and area is not None and area.bottom > area.top:
            self._spilled.add(area)

    def _mark(self, cells: dict[str, Cell], number: int) -> None:
        """Give the cells within merged areas and results of array formulas their flaw."""
        for column in self._merged.columns_at(number):
            name = letters(column)
            cells[name] = Cell(f"{name}{number}", None, Flaw.MERGED)
        for area in self._spilled.at(number):
            for name in [name for name in cells if area.holds(COLUMNS[name])]:
                cells[name] = Cell(f"{name}{number}", None, Flaw.FORMULA)

    def _unknown(self) -> WorkbookRefused:
        return damaged(f"its sheet “{self._sheet.name}” has rows with something else than cells in them")

    def _far(self, address: str, why: str) -> WorkbookRefused:
        return WorkbookRefused(
            Reason.FAR_CELL,
            f"{address} of its sheet “{self._sheet.name}” stands {why}",
            "delete it, or move it to the table",
            limit=f"columns to {letters(limits.COLUMNS_AT_MOST)}, at most {limits.GAP_AT_MOST:,} empty rows",
        )


def number_of(written: str) -> Decimal | None:
    """A number as Excel shows it; None when the text is none. `12.10` keeps its decimals."""
    if not _NUMBER.fullmatch(written):
        return None
    if len(written) <= _SHOWN and "E" not in written.upper():
        return Decimal(written)
    rounded = _ROUNDED.create_decimal(written).normalize(_ROUNDED)
    if abs(rounded.adjusted()) > _MAGNITUDE:
        return None
    return Decimal(f"{rounded:f}")
