"""Who reports, pays, answers for and carries out the activity."""

from __future__ import annotations

from db.queries.publication import PublicOrganisation
from reports.facts import Facts
from reports.table import Column, Missing, Row, Table

REPORTING, FUNDING = "reporting", "funding"
"""Keys of the rows that the parties of transactions are."""

_FUNDING_ROLE, _ACCOUNTABLE_ROLE, _IMPLEMENTING_ROLE = "1", "2", "4"


def tabulate(facts: Facts) -> Table:
    """The reporting organisation, then those who take part; a role is one of IATI's codes."""
    public = facts.publication
    rows = [
        _row(REPORTING, "Reporting", None, public.executing),
        _row(FUNDING, "Funding", _FUNDING_ROLE, public.donor),
        _row("accountable", "Accountable", _ACCOUNTABLE_ROLE, public.executing),
    ]
    for number, organisation in enumerate((public.executing, *public.implementing), start=1):
        rows.append(_row(f"implementing-{number}", "Implementing", _IMPLEMENTING_ROLE, organisation))
    return Table(
        "iati_organisations",
        f"Organisations as they are published, {facts.period}",
        (
            Column("part", "Part"),
            Column("role", "Role code"),
            Column("reference", "Reference"),
            Column("type", "Type code"),
            Column("name", "Name"),
        ),
        tuple(rows),
        notes=("An organisation without a public identifier is published by its name.",),
    )


def _row(key: str, part: str, role: str | None, organisation: PublicOrganisation) -> Row:
    reference = organisation.reference or Missing.NOT_APPLICABLE
    return Row(key, (part, role, reference, str(organisation.kind), organisation.name))
