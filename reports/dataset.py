"""Everything that one report prints, computed once: the header, the tables, the checks, the outline.

Builders get a Dataset and return bytes. They import no figure and no model, and they compute nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from db.periods import Quarter
from reports.table import Cell, Table


@dataclass(frozen=True, slots=True)
class Header:
    """What stands on the cover and in the head and foot of every page."""

    source: str
    period: Quarter
    period_text: str
    """`1 October – 31 December 2019`"""
    programme_code: str
    programme_title: str
    donor: str
    organisation: str
    agreement_no: str | None
    version: int
    state: str
    is_draft: bool
    is_sample: bool
    due_on: date
    reporting_currency: str
    budget_version: str
    rate_source: str
    data_as_of: datetime | None
    """The youngest instant in the data; a report knows no clock."""
    snapshot_id: str
    """SHA-256 of the canonical tables, in hexadecimal digits."""
    language: str = "en"

    @property
    def report_id(self) -> str:
        """`NMFA-RCTP 2019-Q4 v1`"""
        return f"{self.source} {self.period} v{self.version}"

    @property
    def warnings(self) -> tuple[str, ...]:
        """What must stand on every page."""
        sample = ("SAMPLE DATA",) if self.is_sample else ()
        return (*sample, "DRAFT") if self.is_draft else sample


class Tone(StrEnum):
    """How a paragraph is meant."""

    PLAIN = "PLAIN"
    NOTE = "NOTE"
    ABSENT = "ABSENT"
    """Says plainly that something is not there: “Not yet written.”"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text as it was written; nothing in it is markup."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading below a section's."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableHere:
    """The place of a table, by its key; wide ones get a landscape page."""

    table: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """The block to sign; blank until the report is signed."""

    fields: tuple[str, ...] = ("Name", "Title", "Date", "Signature")


Block: TypeAlias = Paragraph | Subheading | Bullets | TableHere | Signature


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of the narrative report."""

    key: str
    number: int
    title: str
    blocks: tuple[Block, ...]


PROTECTION = "Small figures about people are withheld."
"""Stands on every cover; the threshold is never named."""


class RuleClass(StrEnum):
    """What a reconciliation rule stops when it does not hold. Source: domain.md b.8."""

    INTEGRITY = "INTEGRITY"
    """The file itself, drafts included."""
    READINESS = "READINESS"
    """The signature; a draft prints OPEN."""
    PACK = "PACK"
    """The files of a report, when one would print another number than the next."""


class CheckState(StrEnum):
    """How a rule stands."""

    OK = "OK"
    OPEN = "OPEN"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Check:
    """One reconciliation: what the facts say against what is printed."""

    rule: str
    """`R01`"""
    rule_class: RuleClass
    text: str
    generated: Cell
    formula_value: Cell
    state: CheckState


@dataclass(frozen=True, slots=True)
class Dataset:
    """One report, computed."""

    header: Header
    tables: Mapping[str, Table]
    checks: tuple[Check, ...]
    outline: tuple[Section, ...]

    @property
    def failing(self) -> tuple[str, ...]:
        """The rules that fail, each once; with any, there is no file."""
        return tuple(dict.fromkeys(check.rule for check in self.checks if check.state is CheckState.FAIL))
