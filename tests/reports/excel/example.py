"""A small report by hand, with every feature that a table can have. Numbers: domain.md b.2 and b.3."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from db.money import Money
from db.periods import Quarter
from reports.dataset import Dataset, Header
from reports.formulas import At, CountOf, Difference, Named, Product, Ratio, RowSum, Sum, Verdict
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table

HEADER = Header(
    source="NMFA-RCTP",
    period=Quarter(2019, 4),
    period_text="1 October – 31 December 2019",
    programme_code="RCTP",
    programme_title="Regional Counter-Trafficking Programme",
    donor="Ministry of Foreign Affairs of Norway",
    organisation="IOM Georgia",
    agreement_no=None,
    version=1,
    state="DRAFT",
    is_draft=True,
    is_sample=True,
    due_on=date(2020, 1, 30),
    reporting_currency="NOK",
    budget_version="1",
    rate_source="UN operational rates of exchange",
    data_as_of=datetime(2020, 1, 10, 9, 30, tzinfo=UTC),
    snapshot_id="0" * 64,
)

GEORGIAN = "ადამიანით ვაჭრობის წინააღმდეგ ბრძოლის რეგიონული კონფერენცია, თბილისი"
CYRILLIC = "Заработная плата персонала в Киеве, включая социальные взносы за IV квартал"
LIKE_A_FORMULA = '=HYPERLINK("https://example.org","free money")'


def nok(amount: str) -> Money:
    return Money.parse(amount, "NOK")


def usd(amount: str) -> Money:
    return Money.parse(amount, "USD")


def dataset(header: Header = HEADER) -> Dataset:
    tables = (cover(), expenditure(), funds(), deviations(), exchange_rates(), by_country(), checks())
    return Dataset(header, {table.key: table for table in tables}, (), ())


def cover() -> Table:
    columns = (Column("item", "Item"), Column("value", "Value", Kind.MIXED))
    rows = (
        Row("source", ("Funding source", "NMFA-RCTP")),
        Row("agreement", ("Agreement number", Missing.UNKNOWN)),
        Row("start", ("First day of the period", date(2019, 10, 1)), name="PeriodStart"),
        Row("end", ("Last day of the period", date(2019, 12, 31)), name="PeriodEnd"),
        Row("currency", ("Reporting currency", "NOK"), name="ReportingCurrency"),
        Row("version", ("Budget version", 1), name="BudgetVersion"),
        Row("deviation", ("Deviation allowed without approval", Fraction(1, 10)), name="DeviationPct"),
        Row("overhead", ("Overhead on eligible direct costs", Fraction(7, 100)), name="OverheadRate"),
        Row("closing", ("Closing rate, NOK per USD", Decimal("9.201")), name="ClosingRate"),
        Row("committed", ("Amount committed", nok("3000000.00"))),
        Row(
            "spent",
            ("Spent in the period", nok("289098.26")),
            formulas={"value": At("period", "total", "expenditure")},
        ),
    )
    return Table("cover", "Quarterly financial report, 2019-Q4", columns, rows)


_LINES = (
    ("1.1", "A", CYRILLIC, "UA", "60000.00", "54453.65"),
    ("3.1", "C", GEORGIAN, "GE", "90000.00", "97907.68"),
    ("3.2", "C", "Travel", "GE", "36000.00", "39594.77"),
    ("3.3", "C", LIKE_A_FORMULA, "UA", "35000.00", "31937.50"),
    ("3.4", "C", "- a grant to a non-governmental organisation", "MD", "42000.00", "46291.69"),
    ("3.5", "C", "A new line", "BY", "0.00", "0.00"),
)
_COLUMNS = (
    Column("line", "Line"),
    Column("category", "Category"),
    Column("description", "Description"),
    Column("country", "Country"),
    Column("budget", "Approved budget", Kind.MONEY, adds_up=True),
    Column("phased", "Phased budget to date", Kind.MONEY, adds_up=True),
    Column("before", "Expenditure before period", Kind.MONEY, adds_up=True),
    Column(
        "period",
        "Expenditure this period",
        Kind.MONEY,
        adds_up=True,
        note="Posted from 1 October to 31 December 2019",
    ),
    Column("to_date", "Expenditure to date", Kind.MONEY, formula=Sum("before", "period")),
    Column("committed", "Open commitments", Kind.MONEY, adds_up=True),
    Column("balance", "Balance", Kind.MONEY, formula=Difference("budget", "to_date")),
    Column("available", "Available", Kind.MONEY, formula=Difference("balance", "committed")),
    Column("used", "% used", Kind.SHARE, formula=Ratio("to_date", "budget")),
    Column("variance", "Variance to date vs phased", Kind.MONEY, formula=Difference("to_date", "phased")),
)


def _money_cells(budget: str, period: str, committed: str = "0.00") -> tuple[Cell, ...]:
    approved, spent, open_ = nok(budget), nok(period), nok(committed)
    used = spent.over(approved)
    return (
        *(approved, approved, nok("0.00"), spent, spent, open_, approved - spent, approved - spent - open_),
        *(Missing.NOT_APPLICABLE if used is None else used, spent - approved),
    )


def expenditure() -> Table:
    rows = [_heading("group-A", "A Staff")]
    for code, letter, description, country, budget, period in _LINES:
        if code == "3.1":
            rows.append(_sum("subtotal-A", "Subtotal staff", ("1.1",), "60000.00", "54453.65"))
            rows.append(_heading("group-C", "C Operational, with a heading that runs over its neighbours"))
        rows.append(Row(code, (code, letter, description, country, *_money_cells(budget, period))))
    operational = tuple(line[0] for line in _LINES[1:])
    rows += [
        _sum("subtotal-C", "Subtotal operational", operational, "203000.00", "215731.64"),
        _sum("direct", "Direct total", ("1.1", *operational), "263000.00", "270185.29"),
        Row(
            "overhead",
            (
                "7.1",
                "D",
                "Overhead 7 % of eligible direct costs",
                None,
                *_money_cells("18410.00", "18912.97"),
            ),
            formulas={"period": Product(At("period", "direct"), Named("OverheadRate"), places=2)},
        ),
        _sum("total", "Grand total", ("1.1", *operational, "overhead"), "281410.00", "289098.26", Role.TOTAL),
    ]
    notes = (
        "Overhead is derived once per calendar quarter from eligible direct costs; it is never posted.",
        "Open commitments are obligations that are not yet expenditure; they are in no total of expenditure. "
        "They are converted at the rate in force on the last day of the period, and they will be converted "
        "again, at the rate of the day, when they become expenditure in a later quarter.",
    )
    return Table(
        "expenditure", "Expenditure by budget line, 2019-Q4, NOK", _COLUMNS, tuple(rows), "NOK", notes
    )


def _heading(key: str, text: str) -> Row:
    return Row(key, (text, *(None,) * (len(_COLUMNS) - 1)), Role.GROUP)


def _sum(
    key: str, label: str, of: tuple[str, ...], budget: str, period: str, role: Role = Role.SUBTOTAL
) -> Row:
    return Row(key, (None, None, label, None, *_money_cells(budget, period)), role, plus=of)


def funds() -> Table:
    columns = (
        Column("item", "Item"),
        Column("reporting", "NOK", Kind.MONEY, adds_up=True),
        Column("functional", "USD", Kind.MONEY, adds_up=True),
        Column("note", "Note"),
    )
    rows = (
        Row("opening", ("Opening balance", nok("1500000.00"), usd("175767.52"), "At 1 Oct 2019")),
        Row("received", ("Plus: instalments received", nok("0.00"), usd("0.00"), "None in the period")),
        Row("interest", ("Plus: interest earned", nok("0.00"), usd("0.00"), None)),
        Row(
            "spent",
            ("Less: expenditure in the period", nok("289098.26"), usd("31698.66"), "Overhead included"),
        ),
        Row(
            "closing",
            ("Closing balance", nok("1210901.74"), usd("144068.86"), "At 31 Dec 2019"),
            Role.TOTAL,
            plus=("opening", "received", "interest"),
            minus=("spent",),
        ),
        Row(
            "difference",
            ("Unrealised exchange difference", nok("114675.84"), None, "Stands in no budget line"),
            formulas={
                "reporting": Difference(
                    Product(At("functional", "closing"), Named("ClosingRate"), places=2),
                    At("reporting", "closing"),
                )
            },
        ),
        Row("commitments", ("Open commitments", Missing.UNKNOWN, Missing.UNKNOWN, "Not yet reported")),
        Row(
            "uncommitted",
            ("Uncommitted balance", Missing.UNKNOWN, Missing.UNKNOWN, None),
            Role.SUBTOTAL,
            plus=("closing",),
            minus=("commitments",),
        ),
    )
    return Table("funds", "Funds, 2019-Q4, NOK and USD", columns, rows)


def deviations() -> Table:
    columns = (
        Column("line", "Line"),
        Column("description", "Description"),
        Column("budget", "Approved budget", Kind.MONEY, formula=None),
        Column("to_date", "Expenditure to date", Kind.MONEY),
        Column("difference", "Difference", Kind.MONEY, formula=Difference("to_date", "budget")),
        Column("share", "%", Kind.SHARE, formula=Ratio("difference", "budget")),
        Column("flag", "Flag"),
        Column("reason", "Reason"),
    )
    long_reason = (
        "The grant was signed in euros and paid in lei after the rate had moved; the partner's second "
        "report, received on 12 December 2019, was accepted in full.\n"
        "The ministry was told on 16 December 2019."
    )
    rows = []
    for code, _, description, _, budget, period in _LINES:
        approved, spent = nok(budget), nok(period)
        share = (spent - approved).over(approved)
        flagged = code == "3.4"
        cells: tuple[Cell, ...] = (
            *(code, description, approved, spent, spent - approved),
            *(Missing.NOT_APPLICABLE if share is None else share, "over 10 %" if flagged else None),
            long_reason if flagged else None,
        )
        there = {column: At(column, code, "expenditure") for column in ("budget", "to_date")}
        rows.append(Row(code, cells, formulas=there))
    return Table(
        "deviations", "Deviations from the approved budget, 2019-Q4, NOK", columns, tuple(rows), "NOK"
    )


def exchange_rates() -> Table:
    columns = (
        Column("currency", "Currency"),
        Column("first", "Effective from", Kind.DATE),
        Column("last", "Effective to", Kind.DATE),
        Column("rate", "Units per USD", Kind.RATE),
        Column("source", "Source"),
        Column("cross", "NOK per unit", Kind.RATE, formula=Ratio(Named("ClosingRate"), "rate")),
    )
    rows = (
        Row("GEL", ("GEL", date(2019, 10, 1), None, Decimal("2.977"), "UN", Decimal("3.09069533"))),
        Row(
            "BYN",
            (
                "BYN",
                date(2019, 12, 1),
                date(2019, 12, 31),
                Decimal("0.12345678"),
                "UN",
                Decimal("74.52810611"),
            ),
        ),
    )
    return Table("exchange_rates", "Exchange rates in force, 2019-Q4", columns, rows)


def by_country() -> Table:
    columns = (
        Column("country", "Country"),
        Column("output", "Output"),
        Column("october", "October 2019", Kind.MONEY),
        Column("people", "People", Kind.COUNT),
    )
    return Table(
        "by_country_and_output", "Expenditure by country and output, 2019-Q4, NOK", columns, (), "NOK"
    )


def checks() -> Table:
    columns = (
        Column("rule", "Rule"),
        Column("text", "What must hold"),
        Column("generated", "Generated", Kind.MIXED),
        Column("formula", "By formula", Kind.MIXED),
        Column("difference", "Difference", Kind.MIXED, formula=Difference("formula", "generated")),
        Column("verdict", "Result", formula=Verdict("difference", "FAIL")),
    )
    rows = (
        Row(
            "R02",
            (
                "R02",
                "Before period and this period make to date",
                nok("289098.26"),
                nok("289098.26"),
                nok("0.00"),
                "OK",
            ),
            formulas={
                "formula": Sum(At("before", "total", "expenditure"), At("period", "total", "expenditure")),
            },
        ),
        Row(
            "R04",
            (
                "R04",
                "Direct total and overhead make the grand total",
                nok("289098.26"),
                nok("289098.26"),
                nok("0.00"),
                "OK",
            ),
            formulas={"formula": RowSum(("direct", "overhead"), column="period", table="expenditure")},
        ),
        Row(
            "R08",
            (
                "R08",
                "Closing of the last quarter opens this one",
                nok("5.00"),
                nok("4.99"),
                nok("-0.01"),
                "OPEN",
            ),
            formulas={"verdict": Verdict("difference", "OPEN")},
        ),
        Row("R16", ("R16", "Each breakdown adds up to its total", 48, 48, 0, "OK")),
        Row(
            "failed",
            (None, "Rules that fail", None, None, None, 0),
            Role.TOTAL,
            formulas={"verdict": CountOf("verdict", "FAIL")},
            name="FailedRules",
        ),
    )
    return Table("checks", "Checks, 2019-Q4", columns, rows)
