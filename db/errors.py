"""What can go wrong with facts, each error with the facts it is about and a stable code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from db.periods import Month


class ReportingError(Exception):
    """Something a person can do something about: the message says what happened, to what, and what to do."""

    code = "reporting-error"
    facts: ClassVar[tuple[str, ...]] = ()
    """The attributes that a program is told beside the code: texts, numbers, days, and lists of them."""


class CurrencyMismatch(ReportingError):
    """Two amounts of different currencies met where only one can be."""

    code = "currency-mismatch"
    facts = ("left", "right")

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} and {right} cannot be added or compared; convert one of them first")
        self.left, self.right = left, right


class Malformed(ReportingError):
    """A text from outside does not have the form that is needed."""

    code = "malformed"
    facts = ("what", "known_form")

    def __init__(self, what: str, found: str, known_form: str) -> None:
        shown = found if len(found) <= 40 else found[:40] + "…"
        super().__init__(f"“{shown}” is not {what}; the form is {known_form}")
        self.what, self.found, self.known_form = what, found, known_form


class NotFound(ReportingError):
    """Nothing of this kind has this code, or it is not for this viewer: the two look alike."""

    code = "not-found"
    facts = ("kind", "wanted", "known")

    def __init__(self, kind: str, code: str, known: Sequence[str] = ()) -> None:
        shown = code if len(code) <= 60 else code[:60] + "…"
        hint = f"; known are: {', '.join(known)}" if known else ""
        super().__init__(f"there is no {kind} “{shown}”{hint}")
        self.kind, self.wanted, self.known = kind, code, tuple(known)


class RateMissing(ReportingError):
    """No exchange rate of a currency is in force on a date. There is no fallback."""

    code = "rate-missing"
    facts = ("currency", "on", "source")

    def __init__(self, currency: str, on: date, source: str) -> None:
        super().__init__(
            f"no {source} exchange rate for {currency} is in force on {on.isoformat()}; "
            "record the rate that was in force that day"
        )
        self.currency, self.on, self.source = currency, on, source


class BudgetMissing(ReportingError):
    """No approved budget version is in force on a date."""

    code = "budget-missing"
    facts = ("source", "on")

    def __init__(self, source: str, on: date) -> None:
        super().__init__(
            f"{source} has no approved budget version in force on {on.isoformat()}; approve one first"
        )
        self.source, self.on = source, on


class OutsideSupport(ReportingError):
    """A period has no day in common with the support period of a funding source."""

    code = "outside-support-period"
    facts = ("source", "period", "support_start", "support_end")

    def __init__(self, source: str, period: str, start: date, end: date) -> None:
        super().__init__(
            f"{period} lies outside the support period of {source}, "
            f"{start.isoformat()} to {end.isoformat()}; ask for a quarter within it"
        )
        self.source, self.period = source, period
        self.support_start, self.support_end = start, end


class RunReversed(ReportingError):
    """A run of quarters ends before it begins."""

    code = "run-reversed"
    facts = ("first", "last")

    def __init__(self, first: str, last: str) -> None:
        super().__init__(f"a run of quarters cannot begin with {first} and end with {last}; turn it round")
        self.first, self.last = first, last


class DatabaseUnreachable(ReportingError):
    """The database does not answer, or its address cannot be read. The message holds no password."""

    code = "database-unreachable"

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"the database {address} cannot be used: {reason}; look at its address and its server"
        )
        self.address, self.reason = address, reason


class DatabaseBusy(ReportingError):
    """Somebody else's write took longer than one waits for it; nothing of this one was written."""

    code = "database-busy"

    def __init__(self) -> None:
        super().__init__(
            "something else is being written, and takes long; nothing of this was written: "
            "try again in a minute"
        )


class DatabaseFull(ReportingError):
    """There is no room for what was to be written; nothing of it was."""

    code = "database-full"

    def __init__(self) -> None:
        super().__init__(
            "the disk of the database is full, and nothing of this was written; make room and do it again"
        )


class DiskRefused(ReportingError):
    """The disk of the database did not take what was to be written, for another reason than being full."""

    code = "disk-refused"

    def __init__(self) -> None:
        super().__init__(
            "the disk of the database refused to write or to read, and nothing of this was written; "
            "a quota may be used up, or the disk may be failing: see to it and do it again"
        )


class DatabaseNotReady(ReportingError):
    """The database is at a migration that this program does not know, or not at the newest one."""

    code = "database-not-ready"

    def __init__(self, found: str, wanted: str, advice: str) -> None:
        super().__init__(f"the database is at migration {found}, this program needs {wanted}; {advice}")
        self.found, self.wanted = found, wanted


class DeadlineExceeded(ReportingError):
    """A request took longer than one may."""

    code = "deadline-exceeded"
    facts = ("seconds",)

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"this took longer than the {seconds:g} seconds that one request may take; "
            "ask for less: smaller pages, a shorter period, fewer figures, or in several requests"
        )
        self.seconds = seconds


class CursorRefused(ReportingError):
    """A cursor does not belong to this list in this order, or was changed on its way."""

    code = "cursor-refused"

    def __init__(self) -> None:
        super().__init__(
            "this cursor does not belong to this list in this order; take one from `pageInfo` or an edge "
            "of the same list, or leave it out to begin anew"
        )


class PageRefused(ReportingError):
    """The size or direction asked of a page cannot be served."""

    code = "page-refused"


class GroupingRefused(ReportingError):
    """Totals cannot be grouped as asked."""

    code = "grouping-refused"


class TooManyGroups(ReportingError):
    """Totals would have more groups than one answer may hold."""

    code = "too-many-groups"
    facts = ("most",)

    def __init__(self, most: int) -> None:
        super().__init__(
            f"these totals have more than {most:,} groups; group by less, or ask for fewer rows with `where`"
        )
        self.most = most


class PostingRefused(ReportingError):
    """A document cannot be posted as it is."""

    code = "posting-refused"

    def __init__(self, document_no: str, why: str) -> None:
        super().__init__(f"{document_no} cannot be posted: {why}")
        self.document_no = document_no


class MonthClosed(ReportingError):
    """A fiscal month does not take a posting."""

    code = "month-closed"
    facts = ("document_no", "source", "month", "state", "next_open")

    def __init__(
        self, document_no: str, source: str, month: Month, state: str, next_open: Month | None
    ) -> None:
        takes = "takes accruals, corrections and reversals only" if state == "SOFT_CLOSED" else "is closed"
        advice = (
            f"post into the next open month, {next_open}, and name the original"
            if next_open
            else "no later month is open, and to open one again is for finance"
        )
        super().__init__(f"{document_no} cannot be posted: {month} of {source} {takes}; {advice}")
        self.document_no, self.source = document_no, source
        self.month, self.state, self.next_open = month, state, next_open
