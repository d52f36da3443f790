"""Closed lists of the results framework."""

from __future__ import annotations

from db.models.results import (
    ActualStatus,
    Aggregation,
    Direction,
    Measure,
    ResultLevel,
    Sensitivity,
    WorkPlanStatus,
)
from db.queries.results import IndicatorOrder
from schema.closed_lists.describe import describe

describe(
    IndicatorOrder,
    "In what order indicators are listed.",
    CODE="By code.",
    CODE_DESCENDING="By code, the last first.",
    TITLE="By title, character by character.",
    TITLE_DESCENDING="By title, the last first.",
)

describe(
    ResultLevel,
    "Where in the results framework a node stands; levels descend from parent to child.",
    OBJECTIVE="What the programme is for; IATI result type 3, impact.",
    OUTCOME="What changes; IATI result type 2.",
    OUTPUT="What is delivered; IATI result type 1.",
    ACTIVITY="What is done; not published to IATI.",
)
describe(
    Measure,
    "How an indicator is measured: IATI's IndicatorMeasure.",
    UNIT="A count of units; IATI 1.",
    PERCENTAGE="A percentage; IATI 2.",
    NOMINAL="A name out of several; IATI 3.",
    ORDINAL="A rank; IATI 4.",
    QUALITATIVE="A judgement in words; it has no values; IATI 5.",
)
describe(
    Direction,
    "Which way is better.",
    UP="More is better.",
    DOWN="Less is better.",
)
describe(
    Aggregation,
    "How the values of periods become a cumulative value. Only verified values count.",
    SUM="They are added.",
    LATEST="The last one stands.",
    MAX="The largest one stands.",
    WEIGHTED_AVG="All numerators over all denominators.",
    NONE="There is no cumulative value.",
)
describe(
    Sensitivity,
    "Whom an indicator counts, and so how its figures come out.",
    A="Victims, presumed victims, assisted persons: only from a release of protected counts.",
    B="Other beneficiaries: only from a release of protected counts.",
    C="Officials and professionals at events, and things that are not people.",
)
describe(
    ActualStatus,
    "Whether a value counts.",
    DRAFT="Entered; it does not count yet.",
    VERIFIED="Checked against its evidence; it counts.",
)
describe(
    WorkPlanStatus,
    "How far a planned activity has come.",
    PLANNED="Not begun.",
    ONGOING="Under way.",
    COMPLETED="Done.",
    DELAYED="Later than planned.",
    CANCELLED="Given up.",
)
