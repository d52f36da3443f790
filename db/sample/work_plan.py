"""The sample's work plan and its risks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from db.models.results import RiskCategory, RiskItem, RiskStatus, WorkPlanItem, WorkPlanStatus

# activity, planned from and to, actual from and to, status, remark
_ITEMS: Final = (
    (
        "AC1.1.1",
        (date(2019, 10, 1), date(2019, 10, 31)),
        (date(2019, 10, 1), date(2019, 10, 25)),
        WorkPlanStatus.COMPLETED,
        "Sample: conference held",
    ),
    (
        "AC3.1.1",
        (date(2019, 11, 1), date(2020, 3, 31)),
        (date(2019, 11, 4), date(2020, 4, 30)),
        WorkPlanStatus.COMPLETED,
        "Sample: first desk study, one month late",
    ),
    (
        "AC1.2.1",
        (date(2019, 11, 1), date(2020, 12, 31)),
        (date(2019, 11, 18), None),
        WorkPlanStatus.ONGOING,
        "Sample: follow-up table kept with all counterparts",
    ),
    (
        "AC2.2.1",
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2020, 1, 6), None),
        WorkPlanStatus.ONGOING,
        None,
    ),
    (
        "AC2.1.1",
        (date(2020, 2, 1), date(2020, 5, 31)),
        (date(2020, 2, 25), None),
        WorkPlanStatus.DELAYED,
        "Sample: one training cancelled, made up for in autumn",
    ),
    (
        "AC1.1.1",
        (date(2020, 2, 1), date(2020, 4, 30)),
        (date(2020, 2, 12), None),
        WorkPlanStatus.DELAYED,
        "Sample: workshop held, conference postponed",
    ),
    (
        "AC3.1.2",
        (date(2020, 4, 1), date(2020, 9, 30)),
        (date(2020, 3, 16), date(2020, 8, 31)),
        WorkPlanStatus.COMPLETED,
        None,
    ),
    (
        "AC1.1.2",
        (date(2020, 5, 1), date(2020, 12, 31)),
        (date(2020, 6, 16), date(2020, 12, 9)),
        WorkPlanStatus.COMPLETED,
        "Sample: round table and closing meeting online",
    ),
    (
        "AC1.1.1",
        (date(2020, 9, 1), date(2020, 10, 31)),
        (date(2020, 9, 29), date(2020, 10, 1)),
        WorkPlanStatus.COMPLETED,
        "Sample: conference held in the room and online",
    ),
    (
        "AC3.1.1",
        (date(2020, 10, 1), date(2020, 12, 31)),
        (None, None),
        WorkPlanStatus.CANCELLED,
        "Sample: data for the second study were not released",
    ),
)

# code, category, description, likelihood, impact, mitigation, owner, status, changed in
_RISKS: Final = (
    (
        "R1",
        RiskCategory.PROGRAMMATIC,
        "Sample: recommendations stay without an owner",
        3,
        4,
        "Sample: a follow-up table agreed with every counterpart",
        "Programme unit",
        RiskStatus.OPEN,
        "2019-Q4",
    ),
    (
        "R2",
        RiskCategory.CONTEXTUAL,
        "Sample: travel and meetings are restricted",
        5,
        3,
        "Sample: meetings online, shorter sessions, interpretation in several channels",
        "Programme unit",
        RiskStatus.OPEN,
        "2020-Q1",
    ),
    (
        "R3",
        RiskCategory.FIDUCIARY,
        "Sample: a partner clears its advance late",
        2,
        3,
        "Sample: advances of three months at most, clearing before the next one",
        "Finance unit",
        RiskStatus.OPEN,
        None,
    ),
    (
        "R4",
        RiskCategory.PROTECTION,
        "Sample: a small figure lets somebody be recognised",
        2,
        5,
        "Sample: figures are protected before they are released",
        "Protection focal point",
        RiskStatus.OPEN,
        None,
    ),
    (
        "R5",
        RiskCategory.INSTITUTIONAL,
        "Sample: counterparts change after elections",
        3,
        2,
        "Sample: deputies are named from the start",
        "Programme unit",
        RiskStatus.CLOSED,
        "2020-Q4",
    ),
)


def add_work_plan(session: Session, programme_id: int, nodes: Mapping[str, int]) -> None:
    """Planned and actual dates of activities, and the risk register."""
    session.add_all(
        WorkPlanItem(
            activity_id=nodes[activity],
            planned_start=planned[0],
            planned_end=planned[1],
            actual_start=actual[0],
            actual_end=actual[1],
            status=status,
            responsible="Programme unit",
            remark=remark,
            is_sample=True,
        )
        for activity, planned, actual, status, remark in _ITEMS
    )
    session.add_all(
        RiskItem(
            programme_id=programme_id,
            code=code,
            category=category,
            description=description,
            likelihood=likelihood,
            impact=impact,
            mitigation=mitigation,
            owner_role=owner_role,
            status=status,
            changed_in=changed_in,
            is_sample=True,
        )
        for code, category, description, likelihood, impact, mitigation, owner_role, status, changed_in in (
            _RISKS
        )
    )
    session.flush()
