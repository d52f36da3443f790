"""Looks into a built workbook: its parts, and its cells as the library reads them."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from openpyxl.workbook import Workbook

from reports.dataset import Dataset
from reports.table import Column, Row, Table
from tests.reports.excel import example


def opened(package: bytes, *, values: bool = False) -> Workbook:
    """The workbook, its cells with their formulas, or with the values beside them."""
    return openpyxl.load_workbook(io.BytesIO(package), data_only=values)


def part(package: bytes, name: str) -> str:
    """One part of the package, as text."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def sheet_xml(package: bytes, name: str) -> str:
    """The XML of a sheet."""
    return part(package, f"xl/worksheets/sheet{opened(package).sheetnames.index(name) + 1}.xml")


def with_table(table: Table) -> Dataset:
    """The example, with another table in place of its own of that key."""
    dataset = example.dataset()
    return Dataset(dataset.header, {**dataset.tables, table.key: table}, dataset.checks, dataset.outline)


def of_texts(*texts: str) -> Table:
    """A table for the Funds sheet that is a list of texts."""
    rows = tuple(Row(str(number), (text,)) for number, text in enumerate(texts))
    return Table("funds", "Texts", (Column("text", "Text"),), rows)
