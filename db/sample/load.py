"""Load everything: the documented source event, and the sample programme around it.

The same in every run and on every database: nothing here asks the clock or draws a random number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import chain
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import ReportingError
from db.models.funding import FundingSource
from db.models.programmes import Programme
from db.periods import Month, Quarter
from db.posting import Ledger, Posting
from db.sample import (
    agreement,
    budget,
    events,
    exchange,
    framework,
    indicators,
    obligations,
    programme,
    reference,
    reports,
    source_event,
    work_plan,
)
from db.sample.spending import filling, postings_of_2020
from db.sample.worked_ledger import worked_postings

Progress: TypeAlias = Callable[[int, int], None]
_STEP = 500


class ProgrammePresent(ReportingError):
    """The sample would be mixed with a programme that is already there."""

    code = "programme-present"

    def __init__(self, found: str) -> None:
        super().__init__(
            f"the database already holds the programme {found}; load the sample into an empty database"
        )
        self.found = found


class SampleTooSmall(ReportingError):
    """The sample's ledger was asked to be smaller than it is."""

    code = "sample-too-small"

    def __init__(self, rows: int, fewest: int) -> None:
        super().__init__(f"the sample's ledger has {fewest} rows and can only grow; {rows} are too few")
        self.rows, self.fewest = rows, fewest


def is_loaded(session: Session) -> bool:
    """Whether the sample programme is there."""
    found = session.scalar(select(Programme.id).where(Programme.code == programme.CODE, Programme.is_sample))
    return found is not None


def load_sample(session: Session, rows: int | None = None, progress: Progress | None = None) -> None:
    """Write the sample in the caller's transaction.

    rows is the size of the ledger in all; what is added to reach it lies in 2020.
    progress is told how many ledger rows of how many are posted.
    Raises ProgrammePresent when the database holds any programme, and SampleTooSmall.
    """
    if found := session.scalar(select(Programme.code).limit(1)):
        raise ProgrammePresent(found)
    batches = _batches(rows)
    frame = load_frame(session)
    source = frame.source
    indicators.add_actuals(session, frame.indicators)
    agreement.add_receipts(session, source.id)
    exchange.add_rates(session)
    lines_2019, lines_2020 = budget.add_budget(session, source, frame.nodes)
    add_obligations(session, source.id, lines_2019, lines_2020)
    source_event.add_source_event(session, frame.programme, source.id, frame.organisations, frame.nodes)
    events.add_events(session, frame.programme, source.id, frame.organisations, frame.nodes, lines_2020)
    _post(session, batches, progress)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the facts of the sample stand in."""

    organisations: Mapping[str, int]
    programme: int
    nodes: Mapping[str, int]
    indicators: Mapping[str, int]
    source: FundingSource


def load_frame(session: Session) -> Frame:
    """Write the programme, its results framework, its agreement and its begun reports.

    None of the facts that an office records: no event, value, budget, rate, receipt or cost.
    """
    reference.add_countries(session)
    organisations = {
        **reference.add_organisations(session),
        **programme.add_sample_organisations(session),
    }
    programme_id = programme.add_programme(session, organisations)
    programme.add_partners(session, programme_id, organisations)
    nodes = framework.add_results_framework(session, programme_id)
    known_indicators = indicators.add_indicators(session, nodes)
    work_plan.add_work_plan(session, programme_id, nodes)
    source = agreement.add_funding_source(session, programme_id, organisations)
    reports.add_reports(session, source)
    return Frame(organisations, programme_id, nodes, known_indicators, source)


def add_obligations(
    session: Session, source_id: int, lines_2019: Mapping[str, int], lines_2020: Mapping[str, int]
) -> None:
    """Purchase orders and reallocations, by the budget lines of both versions."""
    obligations.add_commitments(session, source_id, lines_2019, lines_2020)
    obligations.add_reallocations(session, lines_2020)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What is posted at the end of a month."""

    month: Month
    postings: Sequence[Posting]
    filling: int = 0
    """So many rows more, to make the ledger larger."""

    @property
    def rows(self) -> int:
        return len(self.postings) + self.filling

    @property
    def posted_at(self) -> datetime:
        after = Quarter.of(self.month.start).next.start
        later = [month.start for month in Quarter.of(self.month.start).months if month > self.month]
        return datetime.combine(min([*later, after]) - timedelta(days=1), time(16), UTC)


def _batches(rows: int | None) -> list[_Batch]:
    by_month = {**worked_postings(), **postings_of_2020()}
    fewest = sum(map(len, by_month.values()))
    more = 0 if rows is None else rows - fewest
    if more < 0:
        raise SampleTooSmall(fewest + more, fewest)
    in_2020 = sorted(month for month in by_month if month.year == 2020)
    filled = {
        month: more * (at + 1) // len(in_2020) - more * at // len(in_2020) for at, month in enumerate(in_2020)
    }
    return [_Batch(month, by_month[month], filled.get(month, 0)) for month in sorted(by_month)]


def _post(session: Session, batches: Sequence[_Batch], progress: Progress | None) -> None:
    ledger = Ledger(session, agreement.SOURCE)
    total = sum(batch.rows for batch in batches)
    done = 0
    for batch in batches:
        postings: Iterable[Posting] = chain(batch.postings, filling(batch.month, batch.filling))
        if progress:
            postings = _told(postings, done, total, progress)
        done += ledger.post(postings, posted_by="finance", posted_at=batch.posted_at, is_sample=True)


def _told(postings: Iterable[Posting], done: int, total: int, progress: Progress) -> Iterator[Posting]:
    for at, posting in enumerate(postings, done + 1):
        yield posting
        if at % _STEP == 0 or at == total:
            progress(at, total)
