"""Why a workbook is not taken: one error, with a reason for programs and a sentence for people."""

from __future__ import annotations

from enum import StrEnum

from db.errors import ReportingError


class Reason(StrEnum):
    """What kind of thing was found; stable."""

    NOT_A_WORKBOOK = "not-a-workbook"
    OLD_FORMAT = "old-format"
    OTHER_FORMAT = "other-format"
    PASSWORD = "password"  # noqa: S105 - the name of a reason
    DAMAGED = "damaged"
    EXTRA_DATA = "extra-data"
    MISLEADING = "misleading"
    TOO_LARGE = "too-large"
    TOO_MANY_PARTS = "too-many-parts"
    NESTED_ARCHIVE = "nested-archive"
    UNKNOWN_PART = "unknown-part"
    MACROS = "macros"
    EXTERNAL_LINK = "external-link"
    EMBEDDED_OBJECT = "embedded-object"
    DATA_CONNECTION = "data-connection"
    PIVOT_TABLE = "pivot-table"
    DOCUMENT_TYPE = "document-type"
    FAR_CELL = "far-cell"


class WorkbookRefused(ReportingError):
    """A file is not taken as a workbook, or not read on; nothing of it is used."""

    code = "workbook-refused"
    facts = ("reason", "found", "limit")

    def __init__(self, reason: Reason, found: str, advice: str, *, limit: str | None = None) -> None:
        stated = f" ({limit})" if limit else ""
        super().__init__(f"the workbook is refused: {found}{stated}; {advice}")
        self.reason, self.found, self.advice, self.limit = reason, found, advice, limit


def damaged(found: str) -> WorkbookRefused:
    """The file is not as the program that wrote it left it."""
    return WorkbookRefused(
        Reason.DAMAGED,
        found,
        "it was cut off or changed on its way: open it in Excel, save it and send it anew",
    )


def misleading(found: str) -> WorkbookRefused:
    """The file is made so that two programs read different things in it."""
    return WorkbookRefused(
        Reason.MISLEADING, found, "no office program writes this: open it in Excel and save it anew"
    )
