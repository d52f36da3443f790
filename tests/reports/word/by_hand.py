"""A small report made by hand: every kind of block, cell and trouble that a document must print.

The money of category A to C and the worked totals are those of domain.md b.2; the texts are invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from db.money import Money
from db.periods import Quarter
from reports.dataset import (
    Bullets,
    Dataset,
    Header,
    Paragraph,
    Section,
    Signature,
    Subheading,
    TableHere,
    Tone,
)
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table

GEORGIAN = "საქართველოს იუსტიციის სამინისტრო"
UKRAINIAN = "Міністерство соціальної політики України"
TROUBLE = 'A control \x07 character, <w:b/> & "quotes", =HYPERLINK("x"), { SEQ Table }, a lone \ud800 half'

HEADER = Header(
    source="NMFA-RCTP",
    period=Quarter(2019, 4),
    period_text="1 October – 31 December 2019",
    programme_code="RCTP",
    programme_title="Regional Counter-Trafficking Programme for Eastern Europe and the South Caucasus",
    donor="Norway, Ministry of Foreign Affairs",
    organisation="International Organization for Migration",
    agreement_no=None,
    version=1,
    state="DRAFT",
    is_draft=True,
    is_sample=True,
    due_on=date(2020, 1, 30),
    reporting_currency="NOK",
    budget_version="1, in force from 1 July 2019",
    rate_source="UN operational rates of exchange, rate of the posting date",
    data_as_of=datetime(2020, 1, 20, 14, 5, tzinfo=UTC),
    snapshot_id="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
)

PROSE = (
    "The programme supported the national referral mechanisms of the four countries. In Georgia the "
    "inter-agency council adopted its work plan for 2020; in Ukraine the ministry reviewed its standards of "
    "assistance, and the first of two rounds of consultation with civil society was held in Kyiv.\n\n"
    "A second paragraph follows a blank line.\nA line of its own follows a single one."
)


def nok(text: str) -> Money:
    return Money.parse(text, "NOK")


PROJECT = Table(
    "project_information",
    "Project information",
    (Column("item", "Item"), Column("value", "Value", Kind.MIXED)),
    (
        Row("title", ("Project title", HEADER.programme_title)),
        Row("code", ("Project code", "CT.0000")),
        Row("agreement", ("Agreement number", Missing.UNKNOWN)),
        Row("partners", ("Partners", f"{GEORGIAN}; {UKRAINIAN}; OSCE")),
        Row("period", ("Project period", "1 July 2019 – 31 December 2020")),
        Row("signed", ("Signed on", date(2019, 6, 24))),
        Row("grant", ("Total grant", nok("4500000.00"))),
        Row("spent", ("Expenditure in period", nok("289098.26"))),
        Row("balance", ("Balance", nok("1210901.74"))),
    ),
)

INDICATORS = Table(
    "indicators",
    "Indicators, 2019-Q4",
    (
        Column("code", "Code"),
        Column("indicator", "Indicator"),
        Column("baseline", "Baseline", Kind.NUMBER),
        Column("target", "Target", Kind.NUMBER),
        Column("period", "This period", Kind.NUMBER),
        Column("cumulative", "Cumulative", Kind.NUMBER),
        Column("share", "% of target", Kind.SHARE),
        Column("status", "Status"),
        Column("as_of", "As of", Kind.DATE),
    ),
    (
        Row("oc1", ("Outcome 1: referral mechanisms work across borders", *[None] * 8), Role.GROUP),
        *(
            Row(
                f"1.{number}",
                (
                    f"OC1-OP{number}-I1",
                    "Number of practitioners of the four countries trained in the identification of victims, "
                    "by sex and institution",
                    0,
                    1_200 * number,
                    Missing.UNKNOWN if number == 2 else 38,
                    Missing.NOT_RELEASED if number == 3 else 1_038,
                    Missing.NOT_APPLICABLE if number == 2 else Fraction(1_038, 1_200 * number),
                    "On track" if number == 1 else "Minor delay",
                    date(2019, 12, 31),
                ),
            )
            for number in range(1, 6)
        ),
        Row("oc2", ("Outcome 2: people are protected", *[None] * 8), Role.GROUP),
        Row(
            "2.1",
            (
                "OC2-OP1-I1",
                "Persons assisted",
                0,
                40,
                Missing.WITHHELD,
                Missing.WITHHELD,
                None,
                UKRAINIAN,
                None,
            ),
        ),
    ),
    notes=(
        "Status by the unrounded share of the time-proportional target.",
        "Counts of people are released after protection.",
    ),
)

EVENTS = Table(
    "events",
    "Events, 2019-Q4",
    (
        Column("number", "No.", Kind.COUNT),
        Column("event", "Event"),
        Column("dates", "Dates"),
        Column("place", "Place"),
        Column("organisers", "Organisers"),
        Column("countries", "Countries"),
        Column("participations", "Participations (total)", Kind.COUNT),
        Column("women", "Women %", Kind.SHARE),
        Column("output", "Output code"),
    ),
    tuple(
        Row(
            f"event-{number}",
            (
                number,
                "Regional conference on cooperation between law enforcement and civil society",
                "23–24 Oct 2019",
                "Tbilisi, GE",
                f"IOM; {GEORGIAN}",
                "GE, MD, UA, BY",
                Missing.UNKNOWN,
                Missing.UNKNOWN,
                f"OC1-OP{number}",
            ),
        )
        for number in (1, 2, 3)
    ),
)

RECOMMENDATIONS = Table(
    "recommendations",
    "Recommendations of the conference",
    (
        Column("number", "No.", Kind.COUNT),
        Column("recommendation", "Recommendation"),
        Column("addressee", "Addressee"),
        Column("theme", "Theme"),
        Column("status", "Status"),
    ),
    (
        Row(
            "1",
            (
                1,
                "Strengthen cross-border referral and the exchange of contact points.",
                "Governments",
                "Referral",
                "Open",
            ),
        ),
        Row("2", (2, "Involve civil society from the first hour.", "Law enforcement", "Partnership", "Open")),
        Row("3", (3, TROUBLE, "Ministry of Internal Affairs", "Training", Missing.UNKNOWN)),
    ),
)


def _money(
    label: str,
    budget: str,
    spent: str,
    balance: str,
    used: Cell,
    flag: str | None = None,
    role: Role = Role.BODY,
) -> Row:
    return Row(label, (label, nok(budget), nok(spent), nok(spent), nok(balance), used, flag), role)


MONEY = Table(
    "financial_summary",
    "Budget and expenditure by category, 2019-Q4, NOK",
    (
        Column("category", "Category"),
        Column("budget", "Approved budget", Kind.MONEY),
        Column("period", "Expenditure this period", Kind.MONEY),
        Column("to_date", "Expenditure to date", Kind.MONEY),
        Column("balance", "Balance", Kind.MONEY),
        Column("used", "% used", Kind.SHARE),
        Column("flag", "Deviation"),
    ),
    (
        _money("A Staff", "54000.00", "54453.65", "-453.65", Fraction(5_445_365, 5_400_000)),
        _money("B Office", "0", "0", "0", Missing.NOT_APPLICABLE),
        _money(
            "C Operational", "209000", "215731.64", "-6731.64", Fraction(21_573_164, 20_900_000), "over 10 %"
        ),
        _money(
            "Direct total",
            "263000",
            "270185.29",
            "-7185.29",
            Fraction(27_018_529, 26_300_000),
            role=Role.SUBTOTAL,
        ),
        _money("Overhead, 7 %", "18410", "18912.97", "-502.97", Fraction(1_891_297, 1_841_000)),
        _money(
            "Grand total",
            "281410",
            "289098.26",
            "-7688.26",
            Fraction(28_909_826, 28_141_000),
            role=Role.TOTAL,
        ),
    ),
    unit="NOK",
)

NONE_YET = Table(
    "deviations",
    "Deviations from the plan, 2019-Q4",
    tuple(
        Column(key.lower(), key) for key in ("Plan reference", "Planned", "Happened", "Consequence", "Action")
    ),
    (),
    empty="No deviation in this period.",
)


def long_table(rows: int) -> Table:
    """A ledger-like table of eight columns."""
    columns = (
        Column("document", "Document"),
        Column("posted", "Posted", Kind.DATE),
        Column("line", "Line"),
        Column("office", "Office"),
        Column("text", "Description"),
        Column("rate", "Rate", Kind.RATE),
        Column("amount", "Amount", Kind.MONEY),
        Column("share", "Share", Kind.SHARE),
    )
    return Table(
        "rows",
        "Ledger rows, 2019-Q4, NOK",
        columns,
        tuple(Row(f"LED-{number:04}", _ledger_row(number)) for number in range(1, rows + 1)),
        unit="NOK",
    )


def _ledger_row(number: int) -> tuple[Cell, ...]:
    return (
        f"LED-{number:04}",
        date(2019, 10, 1 + number % 30),
        f"3.{1 + number % 4}",
        "GE",
        "Conference, interpretation" if number % 3 else GEORGIAN,
        Decimal("9.087"),
        Money(-number * 1_234, "NOK"),
        Fraction(number, 1_000),
    )


TABLES = (PROJECT, INDICATORS, EVENTS, RECOMMENDATIONS, MONEY, NONE_YET)

OUTLINE = (
    Section("project", 1, "Project information", (TableHere("project_information"),)),
    Section("summary", 2, "Summary", (Paragraph(PROSE), Bullets(("Three conferences", GEORGIAN, TROUBLE)))),
    Section("context", 3, "Context", (Paragraph("Not yet written.", Tone.ABSENT),)),
    Section(
        "results",
        4,
        "Progress against results",
        (Paragraph("Per outcome, against the plan of the year."), TableHere("indicators", wide=True)),
    ),
    Section(
        "events",
        5,
        "Activities and events",
        (
            TableHere("events", wide=True),
            Subheading("Conference in Tbilisi"),
            Paragraph(PROSE),
            TableHere("recommendations"),
            Paragraph("The recommendations were sent to the four governments.", Tone.NOTE),
        ),
    ),
    Section("deviations", 8, "Deviations", (TableHere("deviations", wide=True), Paragraph(UKRAINIAN))),
    Section("money", 13, "Financial summary", (TableHere("financial_summary"),)),
    Section("signature", 15, "Signature", (Signature(),)),
)

DATASET = Dataset(HEADER, {table.key: table for table in TABLES}, (), OUTLINE)


def with_table(table: Table) -> Dataset:
    """A report of one section that prints one table."""
    outline = (Section("only", 1, "Only a table", (TableHere(table.key),)),)
    return replace(DATASET, tables={table.key: table}, outline=outline)
