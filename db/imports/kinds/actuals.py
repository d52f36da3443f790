"""Values of indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from db.imports.codes import INDICATOR
from db.imports.columns import Code, Column, Number, QuarterCode, SheetKind, Text, WorkbookKind, YesNo, code
from db.models.results import ActualStatus
from db.recording.actuals import ACTUALS

_DIMENSIONS: Final = Code(("SEX", "COUNTRY", "AFFILIATION", "AGE_GROUP"))

KIND: Final = WorkbookKind(
    "actuals",
    "Indicator values",
    (
        "One row for each indicator and quarter. A value that is not known has no row: unknown is not 0.",
        "A breakdown has further rows, each with its dimension and category.",
        "Indicators about people who were assisted are not in the list: their figures come from a release.",
    ),
    (
        SheetKind(
            "Actuals",
            "Indicator values",
            "What an indicator was in a quarter.",
            ACTUALS,
            (
                Column("indicator", "Indicator", INDICATOR, "Code of the indicator.", "OP1.1-2", True),
                Column("quarter", "Quarter", QuarterCode(), "The quarter of the value.", "2020-Q1", True),
                Column("dimension", "Dimension", _DIMENSIONS, "Empty for the whole value.", "SEX"),
                Column("category", "Category", Text(40), "Of the dimension: F, M, GE, …", "F"),
                Column(
                    "value", "Value", Number(4), "Empty only where the indicator is in words.", Decimal(28)
                ),
                Column("numerator", "Numerator", Number(4), "Of a share: the part.", None),
                Column("denominator", "Denominator", Number(4), "Of a share: the whole.", None),
                Column(
                    "evidence_ref",
                    "Evidence",
                    Text(200),
                    "Where the evidence lies in the office archive.",
                    "ARCHIVE/2020/17",
                    True,
                ),
                code("status", "Status", ActualStatus, "Only verified values count.", "VERIFIED"),
                Column("provisional", "Provisional", YesNo(), "Whether it may still be revised.", "no"),
                Column("comment", "Comment", Text(2_000), "What a reader should know.", None),
            ),
        ),
    ),
)
