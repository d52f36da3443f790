"""A finished document read again: what a reader sees in one cell of a table."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from reports.dataset import Dataset


def text_in(document: bytes, dataset: Dataset, at: tuple[str, str, str]) -> str | None:
    """The text of a table's row and column; None where the document has no such table.

    A table is known by its head, and no cell above the row may span columns.
    """
    key, row, column = at
    table = dataset.tables[key]
    labels = [each.label for each in table.columns]
    with ZipFile(BytesIO(document)) as archive:
        body = parse_xml(archive.read("word/document.xml"))
    for printed in body.iter(qn("w:tbl")):
        head, *rows = [
            [_text(cell) for cell in line.iterfind(qn("w:tc"))] for line in printed.iterfind(qn("w:tr"))
        ]
        if head == labels:
            return rows[table.row_index(row)][table.column_index(column)]
    return None


def _text(cell: Any) -> str:
    return "".join(text.text or "" for text in cell.iter(qn("w:t")))
