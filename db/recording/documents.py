"""What a document says of a line of cost, whichever door it comes through. Source: domain.md a.4."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final

from db.documents import DocumentLine
from db.models.ledger import DocumentType
from db.money import Money, minor_units
from db.posting import Posting
from db.recording.amounts import currency_of
from db.recording.facts import FactRefused

_OF_THE_DOCUMENT: Final = tuple(each.name for each in fields(DocumentLine))
_GL_ACCOUNT: Final = re.compile(r"\d{6}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(DocumentLine):
    """What a document says of one line of cost; its rates and amounts follow when it is posted."""

    source: str
    line: str
    currency: str
    amount: Decimal
    """In major units of the currency; cost is positive."""
    event: str | None = None

    def require_form(self, thing: str) -> None:
        """Raises FactRefused for what no document may say."""
        if self.line_no < 1:
            raise FactRefused(thing, "line_no", "the lines of a document count from 1")
        if not _GL_ACCOUNT.fullmatch(self.gl_account):
            raise FactRefused(thing, "gl_account", "an account of the general ledger is six digits")
        currency_of(thing, "currency", self.currency)

    def posting(self, kind: DocumentType, corrects: tuple[str, int] | None) -> Posting:
        """The same as the ledger takes it. Raises ValueError for an amount with too many decimals."""
        said = {name: getattr(self, name) for name in _OF_THE_DOCUMENT} | {"document_type": kind}
        return Posting(
            **said,
            line_code=self.line,
            amount=Money(minor_units(self.amount), self.currency),
            event_code=self.event,
            corrects=corrects,
        )
