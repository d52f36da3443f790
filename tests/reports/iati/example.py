"""The worked quarter of domain.md b.2 and b.3 as it is published, with indicators of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from db.models.results import Aggregation, Direction, Measure, ResultLevel, Sensitivity
from db.periods import Quarter
from db.queries.progress import Definition, Measured, Value
from db.queries.publication import CountryShare, Publication, PublicOrganisation
from reports.compose import compose
from reports.dataset import Dataset
from reports.facts import Facts
from tests.reports.figures.facts import PUBLICATION, stated
from tests.reports.figures.worked import WORKED

GEORGIAN = "არასამთავრობო ორგანიზაცია „ნიმუში“"
ROMANIAN = "Asociația obștească „Exemplu”"
UKRAINIAN = "Громадська організація «Зразок» — її партнери"

DONOR = PublicOrganisation("Norway - Ministry of Foreign Affairs", "NO-BRC-972417920", 10)
EXECUTING = PublicOrganisation("International Organization for Migration", "XM-DAC-47066", 40)
PUBLIC: Publication = replace(
    PUBLICATION,
    donor=DONOR,
    executing=EXECUTING,
    implementing=(
        PublicOrganisation(GEORGIAN, None, 24),
        PublicOrganisation(ROMANIAN, None, 24),
        PublicOrganisation(UKRAINIAN, None, 24),
    ),
    shares=(
        CountryShare("BY", "Belarus", Decimal("17.25")),
        CountryShare("GE", "Georgia", Decimal("28.00")),
        CountryShare("MD", "Moldova", Decimal("23.50")),
        CountryShare("UA", "Ukraine", Decimal("31.25")),
    ),
)

DEFINITION = Definition("What it is", "Records", "Count", "Quarterly", "A unit", ())
PARTICIPATIONS = Measured(
    id=1,
    code="OP1.1-2",
    title="Participations in regional events",
    node_code="OP1.1",
    node_level=ResultLevel.OUTPUT,
    node_statement="Regional conferences and workshops held",
    measure=Measure.UNIT,
    unit="participations",
    direction=Direction.UP,
    aggregation=Aggregation.SUM,
    sensitivity=Sensitivity.C,
    definition=DEFINITION,
    baseline=Decimal("0.0000"),
    baseline_year=2018,
    targets=((date(2019, 12, 31), Decimal("60.0000")), (date(2020, 12, 31), Decimal("240.0000"))),
    values=(
        Value(Quarter(2019, 3), Decimal("12.0000"), None, None),
        Value(Quarter(2019, 4), Decimal("64.0000"), None, None),
    ),
)
SHARE = replace(
    PARTICIPATIONS,
    id=2,
    code="OP1.1-3",
    title="Share of recommendations followed up",
    measure=Measure.PERCENTAGE,
    aggregation=Aggregation.WEIGHTED_AVG,
    baseline=Decimal("12.5000"),
    targets=((date(2020, 12, 31), Decimal("60.0000")),),
    values=(Value(Quarter(2019, 4), None, Decimal(5), Decimal(12)),),
)
ASSISTED = replace(
    PARTICIPATIONS,
    id=3,
    code="OP2.2-1",
    title="Victims assisted",
    node_code="OP2.2",
    node_statement="Persons assisted directly",
    unit="persons",
    sensitivity=Sensitivity.A,
    baseline=Decimal(3),
    targets=((date(2020, 12, 31), Decimal(160)),),
    values=(Value(Quarter(2019, 4), Decimal(7), None, None),),
)
QUALITY = replace(
    PARTICIPATIONS,
    id=4,
    code="OC3-1",
    title="Quality of the cooperation",
    node_code="OC3",
    node_level=ResultLevel.OUTCOME,
    node_statement="Regional knowledge base improved",
    measure=Measure.QUALITATIVE,
    aggregation=Aggregation.NONE,
    baseline=None,
    targets=(),
    values=(),
)
UNKNOWN = replace(
    PARTICIPATIONS,
    id=5,
    code="OC3-2",
    title="Complaints",
    node_code="OC3",
    node_level=ResultLevel.OUTCOME,
    node_statement="Regional knowledge base improved",
    direction=Direction.DOWN,
    aggregation=Aggregation.LATEST,
    baseline=None,
    baseline_year=None,
    targets=((date(2019, 9, 30), Decimal(2)),),
    values=(),
)
INDICATORS = (PARTICIPATIONS, SHARE, ASSISTED, QUALITY, UNKNOWN)


def facts(period: str = "2019-Q4", **changes: Any) -> Facts:
    """The facts of a quarter; changes are of its parts."""
    of = stated(WORKED).at(period, agreement_no="SYNTH-AGREEMENT-1", project_code="CT.9999")
    return replace(of, **{"publication": PUBLIC, "indicators": INDICATORS, **changes})


def dataset(**changes: Any) -> Dataset:
    return compose(facts(**changes))
