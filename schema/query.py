"""The root of every question: one mixin per subject, and things by their ids."""

from __future__ import annotations

from schema.audit import AuditQueries
from schema.commitments import CommitmentQueries
from schema.common import output_type
from schema.events import EventQueries
from schema.funding import FundingQueries
from schema.ledger import LedgerQueries
from schema.node import NodeQueries
from schema.programmes import ProgrammeQueries
from schema.reports import ReportQueries
from schema.results import ResultQueries
from schema.texts import TextQueries
from schema.totals import TotalQueries


@output_type
class Query(
    ProgrammeQueries,
    ResultQueries,
    EventQueries,
    FundingQueries,
    LedgerQueries,
    CommitmentQueries,
    TotalQueries,
    ReportQueries,
    AuditQueries,
    TextQueries,
    NodeQueries,
):
    """Everything that can be asked."""
