"""Each mutation in each role: who has not the right writes nothing. Source: domain.md a.8."""

from typing import Any, Final

import pytest
from sqlalchemy import Engine

from db.models.accounts import RoleName
from db.scope import Scope
from resolvers.permissions import BY_NAME
from resolvers.rights import DEEDS, roles_with
from resolvers.viewer import Viewer
from tests.schema.asking import answer
from tests.schema.test_actuals_written import USUAL as ACTUALS
from tests.schema.test_budgets_written import USUAL as BUDGETS
from tests.schema.test_events_written import USUAL as EVENTS
from tests.schema.test_instalments_written import USUAL as INSTALMENTS
from tests.schema.test_mutations import OCTOBER
from tests.schema.test_postings import USUAL as POSTINGS
from tests.schema.test_rates_written import GEL
from tests.schema.test_reallocations import USUAL as REALLOCATIONS
from tests.schema.test_texts import USUAL as TEXTS
from tests.schema.writing import revision, trail

pytestmark = pytest.mark.anyio

ROLES: Final = ("client", "donor", "staff", "finance", "approver", "auditor", "protection", "admin")

# a column for each role in the order above; an x where it may
WRITTEN: Final = """
eventRecord           ..x.....
eventCorrect          ..x.....
actualRecord          ..x.....
actualCorrect         ..x.....
narrativeWrite        ..x.....
deviationExplain      ..x.....
postingRecord         ...x....
postingReverse        ...x....
postingCorrect        ...x....
fiscalMonthSoftClose  ...x....
fiscalMonthClose      ...x....
fiscalMonthReopen     ...x....
budgetReallocate      ...x....
reallocationApprove   ...x....
budgetVersionRecord   ...x....
budgetVersionApprove  ...x....
rateRecord            ...x....
instalmentRecord      ...x....
interestRecord        ...x....
"""
TABLE: Final = dict(line.split() for line in WRITTEN.strip().splitlines())

MONTHS: Final = ("fiscalMonthSoftClose", "fiscalMonthClose", "fiscalMonthReopen")
GIVEN: Final[dict[str, dict[str, Any]]] = {
    **EVENTS,
    **ACTUALS,
    **TEXTS,
    **POSTINGS,
    **REALLOCATIONS,
    **BUDGETS,
    **INSTALMENTS,
    **dict.fromkeys(MONTHS, OCTOBER),
    "rateRecord": GEL,
}
"""An input that those who may write are not refused for."""


def document(name: str) -> str:
    kind = "FiscalMonth" if name in MONTHS else f"{name[0].upper()}{name[1:]}"
    return f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ __typename }} }}"


def test_every_mutation_is_in_the_table() -> None:
    assert set(TABLE) == set(DEEDS) == set(GIVEN)
    for name, marks in TABLE.items():
        allowed = {role for role, mark in zip(ROLES, marks, strict=True) if mark == "x"}
        assert roles_with(DEEDS[name]) == allowed, name


@pytest.mark.parametrize("name", sorted(TABLE))
async def test_who_may_not_is_refused_and_writes_nothing(engine: Engine, name: str) -> None:
    for role, mark in zip(ROLES, TABLE[name], strict=True):
        before = revision(engine), trail(engine)
        viewer = Viewer(BY_NAME[RoleName(role)], Scope.everything(), role)

        data, errors = await answer(engine, document(name), viewer, input=GIVEN[name])

        if mark == "x":
            assert errors == [], role
            assert data[name] is not None, role
        else:
            codes = [error.extensions and error.extensions["code"] for error in errors]
            assert (data, codes) == ({name: None}, ["permission-refused"]), role
            assert (revision(engine), trail(engine)) == before, role
