"""Rows that facts name by their codes."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from db.models.events import Event
from db.models.funding import BudgetLine, BudgetVersion, FundingSource
from db.models.programmes import Organisation, Programme
from db.models.results import Indicator, ResultNode
from db.recording.rows import Reference

SOURCE: Final = Reference(
    "funding_source_id",
    ("source",),
    select(FundingSource.id, FundingSource.code),
    "funding source",
    (FundingSource,),
)
PROGRAMME: Final = Reference(
    "programme_id", ("programme",), select(Programme.id, Programme.code), "programme", (Programme,)
)
EVENT: Final = Reference("event_id", ("event",), select(Event.id, Event.code), "event", (Event,))
ORGANISATION: Final = Reference(
    "organisation_id",
    ("organisation",),
    select(Organisation.id, Organisation.code),
    "organisation",
    (Organisation,),
)
INDICATOR: Final = Reference(
    "indicator_id", ("indicator",), select(Indicator.id, Indicator.code), "indicator", (Indicator,)
)
RESULT: Final = Reference(
    "result_node_id",
    ("programme", "result"),
    select(ResultNode.id, Programme.code, ResultNode.code).join(
        Programme, Programme.id == ResultNode.programme_id
    ),
    "result",
    (ResultNode,),
)
"""Of a fact that names its programme too."""
RESULT_OF_EVENT: Final = Reference(
    "result_node_id",
    ("event", "result"),
    select(ResultNode.id, Event.code, ResultNode.code).join(
        Event, Event.programme_id == ResultNode.programme_id
    ),
    "result",
    (ResultNode, Event),
)
"""Of the programme of the event that a fact names."""
RESULT_OF_SOURCE: Final = Reference(
    "result_node_id",
    ("source", "result"),
    select(ResultNode.id, FundingSource.code, ResultNode.code).join(
        FundingSource, FundingSource.programme_id == ResultNode.programme_id
    ),
    "result",
    (ResultNode, FundingSource),
)
"""Of the programme that the funding source of a fact pays for."""
VERSION: Final = Reference(
    "budget_version_id",
    ("source", "version_no"),
    select(BudgetVersion.id, FundingSource.code, BudgetVersion.version_no).join(
        FundingSource, FundingSource.id == BudgetVersion.funding_source_id
    ),
    "budget version",
    (BudgetVersion,),
)
LINE: Final = Reference(
    "budget_line_id",
    ("source", "version_no", "line"),
    select(BudgetLine.id, FundingSource.code, BudgetVersion.version_no, BudgetLine.code)
    .join(BudgetVersion, BudgetVersion.id == BudgetLine.budget_version_id)
    .join(FundingSource, FundingSource.id == BudgetLine.funding_source_id),
    "budget line",
    (BudgetLine, BudgetVersion),
)
