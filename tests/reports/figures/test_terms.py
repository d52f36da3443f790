"""The tables of terms: the project's information, the cover, and the money by category."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from db.models.funding import BudgetKind
from db.models.programmes import PartnerRole
from db.models.reports import ReportState
from db.queries.agreements import Partner
from db.queries.budgets import Version
from db.queries.writing import ReportVersion
from reports.cells import as_text
from reports.compose import compose, header_of
from reports.facts import Facts
from reports.figures import cover, expenditure, financial_summary, project_information
from reports.table import Missing, Table
from tests.reports.figures import facts
from tests.reports.figures.facts import Stated, nok
from tests.reports.figures.worked import WORKED


def shown(found: Table) -> list[tuple[str, ...]]:
    return [
        tuple(
            as_text(cell, column).replace("\u00a0", " ")
            for cell, column in zip(row.cells, found.columns, strict=True)
        )
        for row in found.rows
    ]


def test_the_project_has_eighteen_items_in_the_order_of_the_donors_form() -> None:
    found = compose(facts.stated(WORKED).at("2019-Q4", support_end=date(2020, 12, 31)))

    assert shown(found.tables["project_information"]) == [
        ("Project title", "A programme"),
        ("Project code", "CT.0000"),
        ("Agreement title", "An agreement"),
        ("Agreement number", "A-1"),
        ("Grant scheme and responsible unit", "A scheme; A unit"),
        ("Executing organisation", "An organisation"),
        ("Partners", ".."),
        ("Geographical coverage", "Georgia, Moldova"),
        ("Management site", "Tbilisi"),
        ("Beneficiaries", "Officials"),
        ("Project period", "1 Jul 2019 – 31 Dec 2020"),
        ("Reporting period", "1 Oct 2019 – 31 Dec 2019"),
        ("Total grant (NOK)", "NOK 1,000,000.00"),
        ("Received to date", "NOK 1,500,000.00"),
        ("Expenditure in period", "NOK 289,098.26"),
        ("Expenditure to date", "NOK 289,098.26"),
        ("Balance", "NOK 1,210,901.74"),
        ("Report number and date", "SRC 2019-Q4 v1, data as of 31 Dec 2019"),
    ]


def test_an_agreement_without_a_number_has_an_unknown_one_and_partners_stand_by_their_part() -> None:
    found = facts.stated(WORKED).at(
        "2019-Q4",
        agreement_no=None,
        partners=(
            Partner("Zeta", PartnerRole.COORDINATION),
            Partner("Ministry of Justice", PartnerRole.GOVERNMENT_COUNTERPART),
            Partner("Åsne", PartnerRole.IMPLEMENTING),
            Partner("Zorn", PartnerRole.IMPLEMENTING),
            Partner("Beta", PartnerRole.IMPLEMENTING),
        ),
    )

    table = project_information.tabulate(found, number="1", balance=nok("0"))

    assert table.cell("agreement_number", "value") is Missing.UNKNOWN
    assert table.cell("partners", "value") == (
        "Åsne (implementing); Beta (implementing); Zorn (implementing); "
        "Ministry of Justice (government counterpart); Zeta (coordination)"
    )


def covered(found: Facts) -> Table:
    return cover.tabulate(header_of(found), found)


def test_the_cover_names_the_cells_that_formulas_refer_to() -> None:
    table = covered(facts.stated(WORKED).at("2019-Q4"))

    assert {row.name: row.cells[-1] for row in table.rows if row.name} == {
        "PeriodStart": date(2019, 10, 1),
        "PeriodEnd": date(2019, 12, 31),
        "ReportingCurrency": "NOK",
        "ClosingRate": Decimal("9.201"),
        "BudgetVersion": 1,
        "DeviationPct": Fraction(1, 10),
        "OverheadRate": Fraction(7, 100),
    }
    assert table.cell("report", "value") == "SRC 2019-Q4 v1"
    assert table.cell("due_on", "value") == date(2020, 1, 30)
    assert table.cell("as_of", "value") == "2019-12-31 12:00:00"
    assert table.cell("budget_terms", "value") == (
        "original, approved 24\u00a0Jun\u00a02019, in force from 1\u00a0Jul\u00a02019"
    )
    assert table.cell("rate_source", "value") == (
        "UN operational rates of exchange in force on the posting date"
    )


def test_the_cover_says_what_is_not_known() -> None:
    unsaid = replace(
        facts.stated(WORKED).at("2019-Q4", agreement_no=None),
        as_of=None,
        version=Version(2, 2, BudgetKind.REVISED, None, None, date(2019, 10, 1)),
    )
    table = covered(unsaid)

    assert table.cell("agreement_no", "value") is Missing.UNKNOWN
    assert table.cell("as_of", "value") is Missing.UNKNOWN
    assert table.cell("snapshot", "value") is Missing.UNKNOWN  # before there is one
    assert table.cell("budget_terms", "value") == "revised, in force from 1\u00a0Oct\u00a02019"


def test_a_report_is_a_draft_until_it_is_signed() -> None:
    found = facts.stated(WORKED).at("2019-Q4")

    def header(state: ReportState) -> tuple[str, tuple[str, ...], str]:
        report = ReportVersion(1, 2, state, date(2020, 1, 31), is_sample=False)
        of = header_of(replace(found, report=report))
        return of.state, of.warnings, of.report_id

    assert header_of(found).warnings == ("DRAFT",)  # nobody has begun it
    assert header(ReportState.FINANCE_CHECKED) == ("Finance checked", ("DRAFT",), "SRC 2019-Q4 v2")
    assert header(ReportState.REOPENED)[1] == ("DRAFT",)
    for state in (ReportState.SIGNED, ReportState.SUBMITTED, ReportState.ACCEPTED):
        assert header(state)[1] == ()


def test_one_sample_makes_the_whole_report_one() -> None:
    found = facts.stated(WORKED).at("2019-Q4", is_sample=True)
    report = ReportVersion(1, 1, ReportState.SIGNED, date(2020, 1, 31), is_sample=True)

    assert header_of(found).warnings == ("SAMPLE DATA", "DRAFT")
    assert header_of(replace(facts.stated(WORKED).at("2019-Q4"), report=report)).warnings == ("SAMPLE DATA",)


def summary(found: Facts) -> Table:
    return financial_summary.tabulate(expenditure.compute(found), found)


def test_the_worked_quarter_by_category() -> None:
    assert shown(summary(facts.stated(WORKED).at("2019-Q4"))) == [
        ("A Staff", "60,000.00", "54,453.65", "54,453.65", "5,546.35", "90.8%", "no"),
        ("C Operational", "203,000.00", "215,731.64", "215,731.64", "−12,731.64", "106.3%", "no"),
        ("Direct total", "263,000.00", "270,185.29", "270,185.29", "−7,185.29", "102.7%", "no"),
        (
            "Overhead 7 % of eligible direct costs",
            "18,410.00",
            "18,912.97",
            "18,912.97",
            "−502.97",
            "102.7%",
            "no",
        ),
        ("Grand total", "281,410.00", "289,098.26", "289,098.26", "−7,688.26", "102.7%", "no"),
    ]


def test_a_category_is_flagged_by_its_own_total(stated: Stated) -> None:
    """
    line | budget
    3.1  | 100.00
    3.2  | 100.00
    2.1  | 100.00

    line | posted on  | amount
    3.1  | 2019-10-01 | 219.99
    2.1  | 2019-10-01 | 110.01
    """
    found = summary(stated.at("2019-Q4"))

    assert [found.cell(category, "flag") for category in ("B", "C")] == ["over 10\u00a0%", "no"]
