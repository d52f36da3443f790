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
from db.queries.commitment_totals import CommitmentKey
from db.queries.commitments import CommitmentOrder
from db.queries.funding import FundingSourceOrder
from db.queries.ledger import LedgerOrder
from db.queries.ledger_totals import LedgerKey
from db.scope import Withheld
from schema.closed_lists.describe import describe

describe(
    Withheld,
    "What is kept from a viewer.",
    DIRECT_ASSISTANCE="Cost of direct assistance of people. Its sums by quarter and budget line are known to "
    "all who see figures; its rows, and finer sums, to those with the right `assistance.ledger`.",
)
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
    AMOUNT="By amount in the reporting currency, the smallest first; refunds are negative.",
    AMOUNT_DESCENDING="By amount in the reporting currency, the largest first.",
    DOCUMENT="By document and line.",
    DOCUMENT_DESCENDING="By document and line, the last first.",
)
describe(
    CommitmentOrder,
    "In what order commitments are listed.",
    OLDEST_FIRST="By the day they were entered into, the earliest first.",
    NEWEST_FIRST="By the day they were entered into, the latest first.",
    PO_NO="By the number of the purchase order.",
    PO_NO_DESCENDING="By the number of the purchase order, the last first.",
)
describe(
    FundingSourceOrder,
    "In what order funding sources are listed.",
    CODE="By code.",
    CODE_DESCENDING="By code, the last first.",
    NEWEST_FIRST="By first day of support, the latest first.",
    OLDEST_FIRST="By first day of support, the earliest first.",
)
describe(
    LedgerKey,
    "What totals of the ledger are grouped by. The reporting currency always is.",
    PERIOD="The quarter of the posting date.",
    MONTH="The month of the posting date.",
    SOURCE="The funding source.",
    OFFICE="The country office that spent.",
    BUDGET_LINE="The funding source and the code of its budget line, in whichever version.",
    CATEGORY="The part of the budget.",
    OUTPUT="The result that the budget line is for.",
    CURRENCY="The currency of the document.",
    KIND="What kind of document it was posted from.",
)
describe(
    CommitmentKey,
    "What totals of commitments are grouped by. Their currency always is.",
    PERIOD="The quarter of the day they were entered into.",
    MONTH="The month of the day they were entered into.",
    SOURCE="The funding source.",
    BUDGET_LINE="The funding source and the code of its budget line, in whichever version.",
    CATEGORY="The part of the budget.",
    OUTPUT="The result that the budget line is for.",
    CURRENCY="Their currency, and nothing else.",
)
