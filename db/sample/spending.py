"""The ledger of 2020: costs in the order of their dates, numbered, as postings by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from db.models.ledger import DocumentType
from db.money import Money
from db.periods import Month
from db.posting import Posting
from db.sample.costs import Account, Cost, Vendor
from db.sample.monthly_costs import monthly_costs
from db.sample.single_costs import single_costs

_PREFIX: Final = {
    DocumentType.INVOICE: "INV",
    DocumentType.PAYROLL: "PAY",
    DocumentType.TRAVEL: "TRV",
    DocumentType.PARTNER_ADVANCE_CLEARING: "CLR",
    DocumentType.ACCRUAL: "ACC",
    DocumentType.REVERSAL: "REV",
    DocumentType.CORRECTION: "COR",
}

# line, office, currency: where rows go that only make the ledger larger
_FILLED: Final = (
    ("2.1", "GE", "GEL"),
    ("2.2", "UA", "UAH"),
    ("2.3", "MD", "MDL"),
    ("2.4", "BY", "BYN"),
    ("3.2", "GE", "EUR"),
    ("3.7", "UA", "USD"),
    ("3.8", "MD", "NOK"),
)


def postings_of_2020() -> Mapping[Month, Sequence[Posting]]:
    """The postings of every month, in the order of their dates; a payroll's lines follow each other."""
    costs = sorted((*monthly_costs(), *single_costs()), key=lambda cost: cost.on)
    numbers: Counter[DocumentType] = Counter()
    documents: dict[str, tuple[str, int]] = {}
    by_month: defaultdict[Month, list[Posting]] = defaultdict(list)
    for cost in costs:
        numbers[cost.document_type] += cost.line_no == 1
        document_no = f"{_PREFIX[cost.document_type]}-{numbers[cost.document_type]:04}"
        if cost.name:
            documents[cost.name] = document_no, cost.line_no
        corrects = documents[cost.corrects] if cost.corrects else None
        by_month[Month.of(cost.on)].append(_posting(cost, document_no, corrects))
    return by_month


def filling(month: Month, rows: int) -> Iterator[Posting]:
    """So many rows of small amounts in a month, to try the program on a large ledger."""
    vendor = Vendor.supplier(99)
    for number in range(1, rows + 1):
        line, office, currency = _FILLED[number % len(_FILLED)]
        on = date(month.year, month.number, number % 28 + 1)
        yield Posting(
            document_no=f"FILL-{month.number:02}-{number:06}",
            document_type=DocumentType.INVOICE,
            document_date=on,
            posting_date=on,
            office=office,
            line_code=line,
            amount=Money(10 + number * 37 % 190, currency),
            gl_account=Account.PRINTING.number,
            gl_description=Account.PRINTING.description,
            vendor_code=vendor.code,
            vendor_name=vendor.name,
            description="Row that only makes the ledger larger",
            supporting_doc_ref=f"SAMPLE-DOC-FILL-{month.number:02}-{number:06}",
        )


def _posting(cost: Cost, document_no: str, corrects: tuple[str, int] | None) -> Posting:
    archive = "SAMPLE-SAFE" if cost.vendor.protected else "SAMPLE-DOC"
    is_invoice = cost.document_type is DocumentType.INVOICE and not cost.vendor.protected
    return Posting(
        document_no=document_no,
        line_no=cost.line_no,
        document_type=cost.document_type,
        # An invoice lies a few days before it is posted; never so long that it leaves the year before.
        document_date=cost.on - timedelta(days=2) if is_invoice else cost.on,
        posting_date=cost.on,
        office=cost.office,
        line_code=cost.line,
        amount=cost.amount,
        gl_account=cost.account.number,
        gl_description=cost.account.description,
        vendor_code=cost.vendor.code,
        vendor_name=cost.vendor.name,
        vendor_protected=cost.vendor.protected,
        description=cost.description,
        supporting_doc_ref=f"{archive}-{document_no}",
        event_code=cost.event,
        corrects=corrects,
    )
