"""The results framework, its indicators and values, the work plan and the risks. Source: domain.md a.6."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import QUARTER, Base, Edited, Exact, Keyed, Sampled, closed_list
from db.models.search import Searched


class ResultLevel(StrEnum):
    """From the objective down to activities."""

    OBJECTIVE = "OBJECTIVE"
    OUTCOME = "OUTCOME"
    OUTPUT = "OUTPUT"
    ACTIVITY = "ACTIVITY"


class Measure(IntEnum):
    """IATI IndicatorMeasure."""

    UNIT = 1
    PERCENTAGE = 2
    NOMINAL = 3
    ORDINAL = 4
    QUALITATIVE = 5


class Direction(StrEnum):
    """Which way is better."""

    UP = "UP"
    DOWN = "DOWN"


class Aggregation(StrEnum):
    """How the values of periods become a cumulative value."""

    SUM = "SUM"
    LATEST = "LATEST"
    MAX = "MAX"
    WEIGHTED_AVG = "WEIGHTED_AVG"
    NONE = "NONE"


class Sensitivity(StrEnum):
    """Whom an indicator counts."""

    A = "A"
    """Victims, presumed victims, assisted persons."""
    B = "B"
    """Other beneficiaries."""
    C = "C"
    """Officials and professionals at events, and things that are not people."""


class ActualStatus(StrEnum):
    """Only verified actuals count."""

    DRAFT = "DRAFT"
    VERIFIED = "VERIFIED"


class WorkPlanStatus(StrEnum):
    """How far a planned activity has come."""

    PLANNED = "PLANNED"
    ONGOING = "ONGOING"
    COMPLETED = "COMPLETED"
    DELAYED = "DELAYED"
    CANCELLED = "CANCELLED"


class RiskCategory(StrEnum):
    """Where a risk comes from."""

    CONTEXTUAL = "CONTEXTUAL"
    PROGRAMMATIC = "PROGRAMMATIC"
    INSTITUTIONAL = "INSTITUTIONAL"
    FIDUCIARY = "FIDUCIARY"
    PROTECTION = "PROTECTION"


class RiskStatus(StrEnum):
    """Whether a risk still stands."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class ResultNode(Keyed, Sampled, Searched, Base):
    """An objective, outcome, output or activity; levels descend strictly from parent to child."""

    __tablename__ = "result_node"
    searched_by = ("code", "statement", "assumptions", "risks")
    __table_args__ = (UniqueConstraint("programme_id", "code"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(20))
    level: Mapped[ResultLevel] = mapped_column(closed_list(ResultLevel))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("result_node.id"), index=True)
    statement: Mapped[str]
    assumptions: Mapped[str | None]
    risks: Mapped[str | None]


class Indicator(Keyed, Sampled, Searched, Base):
    """What is measured of a result, and how its values add up."""

    __tablename__ = "indicator"
    searched_by = ("code", "title", "definition", "unit")
    __table_args__ = (UniqueConstraint("node_id", "code"), UniqueConstraint("id", "sensitivity"))

    node_id: Mapped[int] = mapped_column(ForeignKey("result_node.id"))
    code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str]
    definition: Mapped[str]
    measure: Mapped[int]
    """Measure."""
    unit: Mapped[str]
    direction: Mapped[Direction] = mapped_column(closed_list(Direction))
    aggregation: Mapped[Aggregation] = mapped_column(closed_list(Aggregation))
    data_source: Mapped[str]
    collection_method: Mapped[str]
    frequency: Mapped[str]
    responsible: Mapped[str]
    disaggregations: Mapped[str] = mapped_column(default="")
    """Dimensions, separated by a blank: `SEX COUNTRY`."""
    sensitivity: Mapped[Sensitivity] = mapped_column(closed_list(Sensitivity))
    sdg_target: Mapped[str | None] = mapped_column(String(5))


class Baseline(Keyed, Sampled, Base):
    """Where an indicator stood before."""

    __tablename__ = "baseline"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), unique=True)
    year: Mapped[int]
    measured_on: Mapped[date | None]
    value: Mapped[Decimal | None] = mapped_column(Exact(4))
    comment: Mapped[str | None]


class Target(Keyed, Sampled, Base):
    """Where an indicator shall stand at the end of a period. Empty dimension: the undisaggregated target."""

    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("indicator_id", "period_end", "dimension", "category"),)

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    period_end: Mapped[date]
    value: Mapped[Decimal | None] = mapped_column(Exact(4))
    dimension: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")


class Actual(Keyed, Edited, Sampled, Base):
    """An indicator's value for a quarter.

    An indicator about assisted people or other beneficiaries has none: the key carries the sensitivity,
    and only class C is admitted. Its figure comes from a release.
    """

    __tablename__ = "actual"
    __table_args__ = (
        UniqueConstraint("indicator_id", "quarter", "dimension", "category"),
        ForeignKeyConstraint(["indicator_id", "sensitivity"], ["indicator.id", "indicator.sensitivity"]),
        CheckConstraint("sensitivity = 'C'", name="people_come_from_releases"),
    )

    indicator_id: Mapped[int]
    sensitivity: Mapped[Sensitivity] = mapped_column(closed_list(Sensitivity), default=Sensitivity.C)
    quarter: Mapped[str] = mapped_column(QUARTER)
    value: Mapped[Decimal | None] = mapped_column(Exact(4))
    numerator: Mapped[Decimal | None] = mapped_column(Exact(4))
    denominator: Mapped[Decimal | None] = mapped_column(Exact(4))
    dimension: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")
    evidence_ref: Mapped[str]
    status: Mapped[ActualStatus] = mapped_column(closed_list(ActualStatus))
    provisional: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str | None]


class WorkPlanItem(Keyed, Sampled, Base):
    """When an activity was planned, and when it took place."""

    __tablename__ = "work_plan_item"
    __table_args__ = (CheckConstraint("planned_start <= planned_end", name="planned_in_order"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("result_node.id"), index=True)
    planned_start: Mapped[date]
    planned_end: Mapped[date]
    actual_start: Mapped[date | None]
    actual_end: Mapped[date | None]
    status: Mapped[WorkPlanStatus] = mapped_column(closed_list(WorkPlanStatus))
    responsible: Mapped[str]
    remark: Mapped[str | None]


class RiskItem(Keyed, Sampled, Base):
    """A risk to the programme; its score is likelihood times impact."""

    __tablename__ = "risk_item"
    __table_args__ = (
        UniqueConstraint("programme_id", "code"),
        CheckConstraint("likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5", name="one_to_five"),
    )

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(20))
    category: Mapped[RiskCategory] = mapped_column(closed_list(RiskCategory))
    description: Mapped[str]
    likelihood: Mapped[int]
    impact: Mapped[int]
    mitigation: Mapped[str]
    owner_role: Mapped[str]
    status: Mapped[RiskStatus] = mapped_column(closed_list(RiskStatus))
    changed_in: Mapped[str | None] = mapped_column(QUARTER)
