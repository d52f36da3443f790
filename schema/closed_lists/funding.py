"""Closed lists of funding, budgets and the ledger."""

from __future__ import annotations

from db.models.funding import (
    BudgetKind,
    BudgetStatus,
    CostCategory,
    DeviationBasis,
    FxMethod,
    InterestRule,
)
from db.models.ledger import DocumentType, RateSource
from db.queries.ledger import LedgerOrder
from schema.closed_lists.describe import describe

describe(
    FxMethod,
    "Which rate turns an expense into the reporting currency; fixed by the agreement.",
    UNORE_POSTING="The UN operational rate of exchange in force on the posting date.",
    RECEIPT_AVERAGE="Agreement currency received to date over functional currency received to date.",
)
describe(
    DeviationBasis,
    "What is compared with the budget to find deviations.",
    LINE="Each budget line.",
    CATEGORY="Each cost category.",
)
describe(
    InterestRule,
    "What happens to interest earned on a grant.",
    RETURN="It goes back to the donor.",
    REUSE_WITH_CONSENT="It may be used for the programme when the donor consents.",
)
describe(
    BudgetKind,
    "Whether a budget is the first one: IATI's BudgetType.",
    ORIGINAL="The budget of the agreement; IATI 1.",
    REVISED="A later budget; IATI 2.",
)
describe(
    BudgetStatus,
    "How far a budget version has come. On any date, one approved version is in force.",
    DRAFT="Being written.",
    SUBMITTED="Before the donor.",
    APPROVED="Approved; in force from its date until a later one is.",
    SUPERSEDED="A later version took its place.",
    REJECTED="Not approved.",
)
describe(
    CostCategory,
    "The parts of a budget.",
    STAFF="Staff.",
    OFFICE="Office.",
    OPERATIONAL="Operational cost.",
    OVERHEAD="A share of direct cost; derived, never posted.",
)
describe(
    DocumentType,
    "What kind of document a ledger entry was posted from.",
    INVOICE="An invoice.",
    PAYROLL="Pay.",
    TRAVEL="A travel claim.",
    PARTNER_ADVANCE_CLEARING="A partner's account of an advance.",
    ACCRUAL="Cost of the period that is not invoiced yet.",
    CORRECTION="Corrects the entry it names, at that entry's rates.",
    REVERSAL="The exact negative of the entry it names, at that entry's rates.",
)
describe(
    RateSource,
    "Where an exchange rate comes from.",
    UNORE="The UN operational rates of exchange.",
    RECEIPT="The bank's rate when an instalment was received.",
    MANUAL="Entered by hand.",
)
describe(
    LedgerOrder,
    "In what order ledger entries are listed.",
    POSTING_DATE="By posting date, document and line, as in the auditor's workbook.",
    NEWEST_FIRST="By posting date, the latest first.",
)
