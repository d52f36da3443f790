"""The starter results framework: objective, outcomes, outputs and the activities below them.

Source: domain.md a.6.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from db.models.results import ResultLevel, ResultNode

_NODES = (
    (
        "OBJ",
        None,
        "Cooperation and dialogue between the governments strengthened; "
        "counter-trafficking efforts in the four countries enhanced",
        "The four governments keep counter-trafficking on their agenda",
    ),
    (
        "OC1",
        "OBJ",
        "Working national, local and cross-border cooperation and coordination platforms",
        "Counterparts have the mandate to work across borders",
    ),
    ("OP1.1", "OC1", "Regional conferences and workshops held", "Delegations can travel or meet online"),
    ("OP1.2", "OC1", "Recommendations agreed and followed up", "Each recommendation has an owner"),
    (
        "OC2",
        "OBJ",
        "Civil society's role in the system defined, services more sustainable",
        "Public funds for social services stay open to civil society",
    ),
    (
        "OP2.1",
        "OC2",
        "NGOs trained (advocacy, social contracting, monitoring, strategic litigation)",
        "Trained organisations keep working in the field",
    ),
    ("OP2.2", "OC2", "Persons assisted directly", "Referral reaches the services in time"),
    ("OC3", "OBJ", "Regional knowledge base improved", "Findings reach those who decide"),
    ("OP3.1", "OC3", "Research and prevention tools produced and regionalised", "Access to data is granted"),
    ("AC1.1.1", "OP1.1", "Prepare and hold regional conferences and workshops", None),
    ("AC1.1.2", "OP1.1", "Hold regional coordination meetings online", None),
    ("AC1.2.1", "OP1.2", "Follow up recommendations with their addressees", None),
    ("AC2.1.1", "OP2.1", "Train civil society organisations", None),
    ("AC2.2.1", "OP2.2", "Support referral and direct assistance", None),
    ("AC3.1.1", "OP3.1", "Carry out regional desk studies", None),
    ("AC3.1.2", "OP3.1", "Produce prevention tools in the languages of the region", None),
)

_LEVEL_OF_PREFIX = {
    "OB": ResultLevel.OBJECTIVE,
    "OC": ResultLevel.OUTCOME,
    "OP": ResultLevel.OUTPUT,
    "AC": ResultLevel.ACTIVITY,
}


def add_results_framework(session: Session, programme_id: int) -> Mapping[str, int]:
    """The tree, parents first; ids by code."""
    by_code: dict[str, int] = {}
    for code, parent, statement, assumptions in _NODES:
        node = ResultNode(
            programme_id=programme_id,
            code=code,
            level=_LEVEL_OF_PREFIX[code[:2]],
            parent_id=by_code[parent] if parent else None,
            statement=statement,
            assumptions=assumptions,
            is_sample=True,
        )
        session.add(node)
        session.flush()
        by_code[code] = node.id
    return by_code
