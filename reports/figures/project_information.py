"""What the project is, in two columns. Source: domain.md b.1, T1."""

from __future__ import annotations

from db.models.programmes import PartnerRole
from db.money import Money
from reports.cells import alphabetical, date_text
from reports.facts import Facts
from reports.figures.spending import Spending
from reports.table import Cell, Column, Kind, Missing, Row, Table

ROLE_NAME = {
    PartnerRole.IMPLEMENTING: "implementing",
    PartnerRole.GOVERNMENT_COUNTERPART: "government counterpart",
    PartnerRole.CIVIL_SOCIETY: "civil society",
    PartnerRole.COORDINATION: "coordination",
    PartnerRole.OBSERVER: "observer",
}
ROLES = list(ROLE_NAME)


def tabulate(facts: Facts, *, number: str, balance: Money) -> Table:
    """Eighteen items in the order of the donor's form. The balance is that of the funds."""
    agreement, spending, period = facts.agreement, Spending(facts), facts.period
    in_period = spending.total(period).reporting
    to_date = spending.total_before(period).reporting + in_period
    received = Money.total((receipt.agreement for receipt in facts.receipts), facts.currency)
    ordered = sorted(
        agreement.partners, key=lambda partner: (ROLES.index(partner.role), alphabetical(partner.name))
    )
    partners = "; ".join(f"{partner.name} ({ROLE_NAME[partner.role]})" for partner in ordered)
    items: tuple[tuple[str, str, Cell], ...] = (
        ("project_title", "Project title", agreement.programme_title),
        ("project_code", "Project code", agreement.project_code),
        ("agreement_title", "Agreement title", agreement.agreement_title),
        ("agreement_number", "Agreement number", agreement.agreement_no or Missing.UNKNOWN),
        (
            "grant_scheme",
            "Grant scheme and responsible unit",
            f"{agreement.grant_scheme}; {agreement.responsible_unit}",
        ),
        ("executing_organisation", "Executing organisation", agreement.executing_organisation),
        ("partners", "Partners", partners or Missing.UNKNOWN),
        ("coverage", "Geographical coverage", ", ".join(agreement.countries)),
        ("management_site", "Management site", agreement.management_site),
        ("beneficiaries", "Beneficiaries", agreement.beneficiaries),
        (
            "project_period",
            "Project period",
            f"{date_text(agreement.support_start)} – {date_text(agreement.support_end)}",
        ),
        ("reporting_period", "Reporting period", f"{date_text(period.start)} – {date_text(period.end)}"),
        ("total_grant", f"Total grant ({facts.currency})", agreement.committed),
        ("received_to_date", "Received to date", received),
        ("expenditure_in_period", "Expenditure in period", in_period),
        ("expenditure_to_date", "Expenditure to date", to_date),
        ("balance", "Balance", balance),
        ("report_number", "Report number and date", number),
    )
    return Table(
        "project_information",
        "Project information",
        (Column("item", "Item"), Column("value", "Value", Kind.MIXED)),
        tuple(Row(key, (label, value)) for key, label, value in items),
    )
