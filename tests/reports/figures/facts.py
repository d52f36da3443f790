"""The facts of a report made by hand, from little tables such as stand in the docstring of a test.

    line | budget     | partner
    1.1  |  60,000.00 |
    3.4  |  42,000.00 | yes

    line | posted on  | amount    | usd    | office
    1.1  | 2019-10-31 | 54,453.65 | 100.00 | UA

The columns say what a table is about; `_KINDS` lists them. What a test does not say is as in DEFAULT.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from db.models.funding import BudgetKind, CostCategory, DeviationBasis, FxMethod
from db.models.programmes import ProgrammeStatus
from db.money import Money
from db.periods import Month, Quarter
from db.queries.agreements import Agreement
from db.queries.budgets import Line, Move, Version
from db.queries.controls import Controls
from db.queries.publication import CountryShare, Publication, PublicOrganisation
from db.queries.receipts import Interest, Receipt, average_rate
from db.queries.spending import OpenCommitment, Spent
from db.rates import Rate, RateTable
from reports.facts import Facts

Record: TypeAlias = Mapping[str, str]

CATEGORY_OF = {
    "1": CostCategory.STAFF,
    "2": CostCategory.OFFICE,
    "3": CostCategory.OPERATIONAL,
    "4": CostCategory.OVERHEAD,
}

DEFAULT = Agreement(
    id=1,
    code="SRC",
    agreement_no="A-1",
    agreement_title="An agreement",
    grant_scheme="A scheme",
    responsible_unit="A unit",
    committed=Money(1_000_000_00, "NOK"),
    support_start=date(2019, 7, 1),
    support_end=date(2021, 12, 31),
    currency="NOK",
    functional_currency="USD",
    fx_method=FxMethod.UNORE_POSTING,
    deviation_share=Decimal("0.1000"),
    deviation_basis=DeviationBasis.LINE,
    overhead_rate=Decimal("0.0700"),
    overhead_on_partner_costs=True,
    quarterly_due_days=30,
    is_sample=False,
    donor="A donor",
    programme_id=1,
    programme_code="PRG",
    programme_title="A programme",
    project_code="CT.0000",
    programme_start=date(2019, 7, 1),
    programme_end=date(2021, 12, 31),
    executing_organisation="An organisation",
    management_site="Tbilisi",
    beneficiaries="Officials",
    countries=("Georgia", "Moldova"),
    partners=(),
)
PUBLICATION = Publication(
    objective="Closer cooperation",
    status=ProgrammeStatus.IMPLEMENTATION,
    signed_on=date(2019, 6, 24),
    aid_type="B03",
    flow="10",
    finance="110",
    tied="5",
    donor=PublicOrganisation("A donor", "NO-BRC-000000000", 10),
    executing=PublicOrganisation("An organisation", "XM-DAC-00000", 40),
    implementing=(),
    shares=(
        CountryShare("GE", "Georgia", Decimal("60.00")),
        CountryShare("MD", "Moldova", Decimal("40.00")),
    ),
)
VERSION = Version(1, 1, BudgetKind.ORIGINAL, date(2019, 6, 24), "B-1", date(2019, 7, 1))
RATES = ({"currency": "NOK", "from": "2019-07-01", "units": "9"},)
NO_FAULT = Controls({}, {}, 0, 0, 0, 0, 0, 0)


def nok(text: str) -> Money:
    return Money.parse(text, "NOK")


def usd(text: str) -> Money:
    return Money.parse(text, "USD")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a test's tables state, whatever the day it happened; a report sees it up to its period's end."""

    tables: Mapping[str, Sequence[Record]]

    def at(self, period: str, **terms: Any) -> Facts:
        """The facts of a quarter's report, under an agreement of these terms."""
        quarter, agreement = Quarter.parse(period), replace(DEFAULT, **terms)
        end = quarter.end
        rates = RateTable("UNORE", [_rate(row) for row in self.tables.get("rates", RATES)])
        receipts = [of for of in map(_receipt, self._numbered("receipts")) if of.received_on <= end]
        spent = [row for row in self.tables.get("ledger", ()) if _day(row["posted on"]) <= end]
        closing = rates.in_force("NOK", end).units_per_usd
        by_average = agreement.fx_method is FxMethod.RECEIPT_AVERAGE
        return Facts(
            agreement=agreement,
            period=quarter,
            version=VERSION,
            lines=sorted(map(_line, self.tables.get("budget", ())), key=lambda line: line.sort_key),
            moves=[move for move in map(_move, self.tables.get("moves", ())) if move.requested_on <= end],
            spent=_by_month(spent),
            commitments=[
                OpenCommitment(row["no"], row["line"], _money(row["open"], row["currency"]))
                for row in self._numbered("commitments")
            ],
            receipts=receipts,
            interest=[of for of in map(_interest, self.tables.get("interest", ())) if of.quarter <= quarter],
            rates=rates,
            closing_rate=closing,
            reporting_rate=average_rate(receipts, end) if by_average else closing,
            indicators=(),
            results=(),
            country_names={"GE": "Georgia", "MD": "Moldova"},
            meetings=(),
            earlier_meetings=(),
            event_costs={},
            posted_by_event={},
            report=None,
            sections={},
            notes={},
            controls=_controls(spent, quarter),
            publication=PUBLICATION,
            as_of=datetime.combine(end, time(12), UTC),
        )

    def _numbered(self, kind: str) -> list[Record]:
        rows = self.tables.get(kind, ())
        return [{"no": str(no), **row} for no, row in enumerate(rows, start=1)]


_KINDS = (
    # what a table is about, and the columns that tell it
    ("budget", {"line", "budget"}),
    ("ledger", {"line", "posted on", "amount"}),
    ("commitments", {"line", "open", "currency"}),
    ("moves", {"from", "to", "amount", "requested", "approved"}),
    ("receipts", {"received on", "amount", "usd"}),
    ("interest", {"quarter", "interest", "currency"}),
    ("rates", {"currency", "from", "units"}),
)


def stated(text: str) -> Stated:
    """Read the tables in a text; whatever else it says stands apart by an empty line."""
    tables: dict[str, list[Record]] = {}
    for block in text.split("\n\n"):
        grid = [[cell.strip() for cell in line.split("|")] for line in block.splitlines() if "|" in line]
        if not grid:
            continue
        head, *body = grid
        [kind] = [kind for kind, columns in _KINDS if columns <= set(head)]
        tables[kind] = [dict(zip(head, row, strict=True)) for row in body]
    return Stated(tables)


def _line(row: Record) -> Line:
    amount = _money(row["budget"]).minor
    phases = {Quarter.parse(name): _money(cell).minor for name, cell in row.items() if "-Q" in name and cell}
    return Line(
        row["line"],
        CATEGORY_OF[row["line"][0]],
        f"Line {row['line']}",
        row.get("country") or None,
        row.get("output") or None,
        row.get("partner") == "yes",
        row.get("assistance") == "yes",
        amount,
        phases or {Quarter(2019, 4): amount},
    )


def _by_month(rows: Sequence[Record]) -> list[Spent]:
    """What the database sums: by line, office and month."""
    sums: dict[tuple[str, str, Month], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        of = sums[row["line"], row.get("office", "GE"), Month.of(_day(row["posted on"]))]
        of[0] += _money(row["amount"]).minor
        of[1] += _money(row.get("usd", "0")).minor
    return [Spent(*place, reporting, functional) for place, (reporting, functional) in sorted(sums.items())]


def _controls(rows: Sequence[Record], quarter: Quarter) -> Controls:
    in_period: dict[str, int] = defaultdict(int)
    to_date: dict[str, int] = defaultdict(int)
    for row in rows:
        minor = _money(row["amount"]).minor
        to_date[row["line"]] += minor
        in_period[row["line"]] += minor if Quarter.of(_day(row["posted on"])) == quarter else 0
    return replace(NO_FAULT, spent_by_line=in_period, spent_to_date_by_line=to_date)


def _move(row: Record) -> Move:
    approved = _day(row["approved"]) if row["approved"] else None
    return Move(row["from"], row["to"], _money(row["amount"]).minor, _day(row["requested"]), approved)


def _receipt(row: Record) -> Receipt:
    return Receipt(
        int(row["no"]), _day(row["received on"]), _money(row["amount"]), usd(row["usd"]), row.get("bank")
    )


def _interest(row: Record) -> Interest:
    return Interest(Quarter.parse(row["quarter"]), _money(row["interest"], row["currency"]))


def _rate(row: Record) -> Rate:
    version = int(row.get("version", "1"))
    return Rate("UNORE", row["currency"], _day(row["from"]), Decimal(row["units"]), version)


def _money(text: str, currency: str = "NOK") -> Money:
    return Money.parse(text, currency)


def _day(text: str) -> date:
    return date.fromisoformat(text)
