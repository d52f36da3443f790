"""The eight rows of the worked ledger: all of 2019-Q4, and nothing else is in it.

Source: domain.md b.2. No row names an event; documents and vendors are invented.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from db.models.ledger import DocumentType
from db.money import Money
from db.periods import Month
from db.posting import Posting
from db.sample.costs import Account, Vendor

_PAYROLL: Final = Vendor("SAMPLE-PAYROLL-UA", "Sample payroll, Ukraine")
_PARTNER: Final = Vendor("SAMPLE-PARTNER-MD", "Sample partner, Moldova")
_CLEARING: Final = DocumentType.PARTNER_ADVANCE_CLEARING

# fmt: off
# document date, posting date, type, line, office, currency, amount, account, vendor, description
_ROWS: Final = (
    (date(2019, 10, 16), date(2019, 10, 21), DocumentType.INVOICE, "3.1", "GE", "GEL", "18,450.00",
     Account.MEETINGS, Vendor.supplier(1), "Meeting rooms and catering"),
    (date(2019, 10, 25), date(2019, 10, 28), DocumentType.INVOICE, "3.1", "GE", "GEL", "6,300.00",
     Account.INTERPRETATION, Vendor.supplier(2), "Simultaneous interpretation"),
    (date(2019, 10, 22), date(2019, 10, 25), DocumentType.TRAVEL, "3.2", "GE", "EUR", "4,212.50",
     Account.TRAVEL, Vendor.supplier(3), "Air tickets and lodging"),
    (date(2019, 10, 31), date(2019, 10, 31), DocumentType.PAYROLL, "1.1", "UA", "UAH", "145,000.00",
     Account.SALARIES, _PAYROLL, "Project staff, salaries"),
    (date(2019, 11, 25), date(2019, 11, 29), DocumentType.INVOICE, "3.3", "UA", "USD", "3,500.00",
     Account.STUDIES, Vendor.supplier(4), "Desk study, first part"),
    (date(2019, 11, 30), date(2019, 12, 5), _CLEARING, "3.4", "MD", "MDL", "88,000.00",
     Account.GRANTS, _PARTNER, "Advance cleared against the partner's report"),
    (date(2019, 12, 9), date(2019, 12, 12), DocumentType.INVOICE, "3.1", "BY", "BYN", "5,125.40",
     Account.MEETINGS, Vendor.supplier(5), "Meeting rooms and equipment"),
    (date(2019, 12, 31), date(2019, 12, 31), DocumentType.CORRECTION, "3.2", "GE", "EUR", "-212.50",
     Account.TRAVEL, Vendor.supplier(3), "Unused ticket refunded"),
)
# fmt: on

_CORRECTED: Final = ("LED-0003", 1)
"""The row of which LED-0008 takes back a part."""


def worked_postings() -> Mapping[Month, Sequence[Posting]]:
    """LED-0001 to LED-0008 by month, in the order of their numbers."""
    by_month: defaultdict[Month, list[Posting]] = defaultdict(list)
    for number, row in enumerate(_ROWS, 1):
        document_date, posting_date, document_type, line, office, currency, amount, account, vendor, text = (
            row
        )
        by_month[Month.of(posting_date)].append(
            Posting(
                document_no=f"LED-{number:04}",
                document_type=document_type,
                document_date=document_date,
                posting_date=posting_date,
                line_code=line,
                office=office,
                amount=Money.parse(amount, currency),
                gl_account=account.number,
                gl_description=account.description,
                vendor_code=vendor.code,
                vendor_name=vendor.name,
                description=text,
                supporting_doc_ref=f"SAMPLE-DOC-LED-{number:04}",
                corrects=_CORRECTED if document_type is DocumentType.CORRECTION else None,
            )
        )
    return by_month
