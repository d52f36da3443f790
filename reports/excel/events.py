"""The events and participants annex as a workbook. Source: domain.md b.5."""

from __future__ import annotations

from typing import Final

from reports.catalogue import OUTPUTS
from reports.dataset import Dataset
from reports.excel.workbooks import build_workbook

_OUTPUT: Final = next(output for output in OUTPUTS if output.builder == __name__)


def build(dataset: Dataset) -> bytes:
    """The bytes of events.xlsx; equal datasets give equal bytes."""
    return build_workbook(dataset, _OUTPUT.title, _OUTPUT.sheets)
