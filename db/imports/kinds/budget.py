"""A budget version with its lines and their phases."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from db.imports.codes import COUNTRY, RESULT, SOURCE
from db.imports.columns import (
    Amount,
    Column,
    Day,
    Number,
    QuarterCode,
    SheetKind,
    Text,
    Whole,
    WorkbookKind,
    YesNo,
    code,
)
from db.models.funding import BudgetKind, BudgetStatus, CostCategory
from db.recording.budget import LINES, PHASES, VERSIONS, require_whole_version
from db.recording.facts import Key

_SOURCE: Final = Column("source", "Funding source", SOURCE, "Code of the grant agreement.", "NMFA-RCTP", True)
_VERSION: Final = Column("version_no", "Version", Whole(), "Number of the budget version.", 2, True)


def _versions_are_whole(session: Session, keys: Mapping[str, Collection[Key]]) -> None:
    touched = {key[:2] for of_sheet in keys.values() for key in of_sheet}
    for source, version_no in sorted(touched, key=str):
        require_whole_version(session, str(source), int(str(version_no)))


KIND: Final = WorkbookKind(
    "budget",
    "Budget version",
    (
        "A version, its lines, and what of each line is planned for each quarter.",
        "The phases of a line add up to it, and the lines of a version stay within the grant.",
        "Once cost is posted to a version, its lines stay as they were approved: make a new version.",
    ),
    (
        SheetKind(
            "Versions",
            "Budget versions",
            "A budget as approved, in force from a day until the next one.",
            VERSIONS,
            (
                _SOURCE,
                _VERSION,
                code("kind", "Kind", BudgetKind, "Original or revised.", "REVISED"),
                code("status", "Status", BudgetStatus, "How far it has come.", "APPROVED"),
                Column(
                    "effective_from",
                    "In force from",
                    Day(),
                    "The first day it is in force.",
                    date(2020, 1, 1),
                    True,
                ),
                Column(
                    "approved_on", "Approved on", Day(), "When the donor approved it.", date(2019, 12, 16)
                ),
                Column("approval_ref", "Approval", Text(80), "The donor's letter or reference.", "LETTER-2"),
            ),
        ),
        SheetKind(
            "Lines",
            "Budget lines",
            "The lines of a version; amounts in the reporting currency.",
            LINES,
            (
                _SOURCE,
                _VERSION,
                Column("code", "Line", Text(20), "Numbers with points.", "3.1", True),
                code("category", "Category", CostCategory, "Which part of the budget.", "OPERATIONAL"),
                Column("description", "Description", Text(200), "What it pays for.", "Conferences", True),
                Column("amount", "Amount", Amount(), "The whole line.", Decimal("90000.00"), True),
                Column("unit", "Unit", Text(40), "What is counted, where it is counted.", None),
                Column("quantity", "Quantity", Number(4), "How many units.", None),
                Column("unit_cost", "Unit cost", Amount(), "What one unit costs.", None),
                Column("country", "Country", COUNTRY, "Of the line, where it has one.", None),
                Column("result", "Result", RESULT, "Code of the output it works for.", "OP1.1"),
                Column("is_partner_cost", "Partner cost", YesNo(), "Whether a partner spends it.", "no"),
                Column(
                    "is_direct_assistance",
                    "Direct assistance",
                    YesNo(),
                    "Whether it pays for people who are assisted.",
                    "no",
                ),
            ),
        ),
        SheetKind(
            "Phases",
            "Phases of budget lines",
            "What of each line is planned for each quarter.",
            PHASES,
            (
                _SOURCE,
                _VERSION,
                Column("line", "Line", Text(20), "Code of the line.", "3.1", True),
                Column("quarter", "Quarter", QuarterCode(), "The quarter.", "2020-Q1", True),
                Column("amount", "Amount", Amount(), "What is planned for it.", Decimal("90000.00"), True),
            ),
        ),
    ),
    finish=_versions_are_whole,
)
