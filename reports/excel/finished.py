"""A finished workbook read again: what a reader sees in one cell of a table."""

from __future__ import annotations

import re
from decimal import Decimal

from reports.catalogue import Output
from reports.dataset import Dataset
from reports.excel.caching import read_part
from reports.excel.layout import Place
from reports.excel.sheets import head_row


def number_in(workbook: bytes, output: Output, dataset: Dataset, at: tuple[str, str, str]) -> Decimal | None:
    """The stored number of a table's row and column; None where there is none."""
    table, row, column = at
    number, sheet = next((n, of) for n, of in enumerate(output.sheets, start=1) if of.table == table)
    place = Place.of(sheet.name, dataset.tables[table], head_row(dataset.header))
    address = f"{place.letter(column)}{place.row_numbers[row]}"
    part = read_part(workbook, f"xl/worksheets/sheet{number}.xml")
    found = re.search(rf'<c r="{address}"[^>]*>(?:<f>[^<]*</f>)?<v>(-?[0-9.]+)</v></c>', part)
    return Decimal(found[1]) if found else None
