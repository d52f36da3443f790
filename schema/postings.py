"""What puts rows into the ledger, and takes them back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from db.models.ledger import DocumentType
from resolvers import postings as deeds
from schema.common import input_type, output_type
from schema.ledger import LedgerEntry
from schema.mutations import MutationInput, mutation, optional, required
from schema.refusals import BudgetMissing, NotFound, OutsideSupport, RateMissing
from schema.write_refusals import FactRefused, IdempotencyKeyReused, MonthClosed, PostingRefused


@input_type
class PostingRecordInput(MutationInput):
    """A line of a document that is to be posted."""

    source: str = required("The funding source's code.")
    document_no: str = required("The number of the document; with its line it is unique.")
    line_no: int | None = optional("The line in the document; 1 without it.")
    document_type: DocumentType = required(
        "What kind of document it is; corrections and reversals have mutations of their own."
    )
    document_date: date = required("The date on the document.")
    posting_date: date = required("The day it counts from; decides the quarter and the rates.")
    office: str = required("The country office that spent; ISO 3166-1 alpha-2.")
    line: str = required("The code of the budget line, in the version in force on the posting date: `3.1`.")
    amount: Decimal = required("In the currency of the document, with up to two decimals; cost is positive.")
    currency: str = required("ISO 4217 code of the currency of the document.")
    gl_account: str = required("The account of the general ledger, six digits.")
    gl_description: str = required("The name of the account.")
    vendor_code: str = required("The vendor's code; `PROTECTED-ASSISTANCE` for everyone who is assisted.")
    vendor_name: str = required("The vendor's name.")
    vendor_protected: bool | None = optional("Whether the vendor's name is withheld; not without it.")
    description: str = required("What it is for; never about a person who is assisted.")
    event: str | None = optional("The code of the event it is a cost of.")
    supporting_doc_ref: str = required("Where the supporting document lies.")
    procurement_ref: str | None = optional("The procurement it belongs to.")
    instead_of: str | None = optional(
        "The number of the document of a reversed row that this one stands in the place of. It is posted at "
        "that row's rates, as a correction that names it, and needs a reason."
    )
    instead_of_line_no: int | None = optional("The line of that document; 1 without it.")
    reason: str | None = optional("Why it stands in the place of another row.")


@input_type
class PostingReverseInput(MutationInput):
    """A row of the ledger that is to be taken back whole."""

    document_no: str = required("The number of its document.")
    line_no: int = required("Its line in the document.")
    new_document_no: str = required("The number of the document that takes it back.")
    new_line_no: int | None = optional("The line in that document; 1 without it.")
    document_date: date | None = optional("The date on that document; the posting date without it.")
    posting_date: date = required("The day from which it is taken back, in a month that is not closed.")
    supporting_doc_ref: str | None = optional("Where the supporting document lies; as the row's without it.")
    reason: str = required("Why.")


@input_type
class PostingCorrectInput(MutationInput):
    """A row of the ledger of which a part is to be taken back."""

    document_no: str = required("The number of its document.")
    line_no: int = required("Its line in the document.")
    amount: Decimal = required(
        "What is taken back, in the row's currency: more than 0, and no more than is left of it."
    )
    new_document_no: str = required("The number of the document that takes it back.")
    new_line_no: int | None = optional("The line in that document; 1 without it.")
    document_date: date | None = optional("The date on that document; the posting date without it.")
    posting_date: date = required("The day from which it is taken back, in a month that is not closed.")
    supporting_doc_ref: str | None = optional("Where the supporting document lies; as the row's without it.")
    reason: str = required("Why.")


PostingResult: TypeAlias = Annotated[
    LedgerEntry
    | NotFound
    | OutsideSupport
    | BudgetMissing
    | RateMissing
    | MonthClosed
    | PostingRefused
    | FactRefused
    | IdempotencyKeyReused,
    strawberry.union("PostingResult", description="The row that was posted, or why none was."),
]


@output_type
class PostingMutations:
    """What puts rows into the ledger, and takes them back; of the offices that the account reaches."""

    posting_record: PostingResult | None = mutation(
        deeds.RECORD,
        PostingRecordInput,
        description="Post a line of a document: amounts, rates and cost object follow from it.",
    )
    posting_reverse: PostingResult | None = mutation(
        deeds.REVERSE,
        PostingReverseInput,
        description="Take a row back whole: its exact negative, at its rates.",
    )
    posting_correct: PostingResult | None = mutation(
        deeds.CORRECT,
        PostingCorrectInput,
        description="Take back a part of a row, at its rates.",
    )
