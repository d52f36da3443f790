"""The files of reports as a viewer gets them: for downloads and commands alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.engine import Engine, reading
from db.errors import NotFound
from db.periods import Quarter
from db.queries.writing import begun_reports
from reports.catalogue import DOWNLOADS, OUTPUTS, PACK, Output
from reports.checks import BlockedByChecks
from reports.compose import compose
from reports.dataset import Check, Dataset
from reports.facts import gather
from reports.pack import packed
from resolvers.permissions import Permission, require
from resolvers.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file of a report, whole."""

    name: str
    media_type: str
    content: bytes
    digest: str
    """SHA-256 of the content, in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class AvailableReport:
    """A report that somebody has begun, with the files it can be had as."""

    source: str
    title: str
    period: str
    is_sample: bool
    outputs: tuple[Output, ...]


def report_file(
    engine: Engine, viewer: Viewer, source: str, period: str, kind: str, extension: str
) -> ReportFile:
    """One file of a report, built now.

    Raises NotFound and Malformed, which name the known forms, BlockedByChecks, OutsideSupport,
    BudgetMissing and RateMissing.
    """
    output = _output(kind, extension)
    dataset = _dataset(engine, viewer, source, period)
    return _file(dataset, output, _built(dataset, output))


def report_files(
    engine: Engine,
    viewer: Viewer,
    source: str,
    period: str,
    progress: Callable[[int, int], None],
) -> list[ReportFile]:
    """Every file of a report and the pack of them, from one reading.

    progress gets what is done, and the whole.
    """
    steps = len(DOWNLOADS) + 1
    progress(0, steps)
    dataset = _dataset(engine, viewer, source, period)
    made: dict[Output, bytes] = {}
    for done, output in enumerate(OUTPUTS, start=1):
        progress(done, steps)
        made[output] = _built(dataset, output)
    progress(len(DOWNLOADS), steps)
    made[PACK] = packed(dataset, made)
    progress(steps, steps)
    return [_file(dataset, output, content) for output, content in made.items()]


def report_checks(engine: Engine, viewer: Viewer, source: str, period: str) -> Sequence[Check]:
    """How the reconciliation rules stand for a report; a failing one raises nothing here."""
    return _dataset(engine, viewer, source, period).checks


def available_reports(engine: Engine, viewer: Viewer) -> list[AvailableReport]:
    """The reports that somebody has begun, by source and period."""
    require(viewer, Permission.REPORTS_READ)
    with reading(engine) as session:
        return [
            AvailableReport(begun.source, begun.title, begun.period, begun.is_sample, DOWNLOADS)
            for begun in begun_reports(session, viewer.scope)
        ]


def _dataset(engine: Engine, viewer: Viewer, source: str, period: str) -> Dataset:
    require(viewer, Permission.REPORTS_READ)
    quarter = Quarter.parse(period)
    with reading(engine) as session:
        facts = gather(session, source, quarter, viewer.scope)
    return compose(facts)


def _output(kind: str, extension: str) -> Output:
    for output in DOWNLOADS:
        if (output.kind, output.extension) == (kind, extension):
            return output
    raise NotFound("report file", f"{kind}.{extension}", [output.file_name for output in DOWNLOADS])


def _built(dataset: Dataset, output: Output) -> bytes:
    if dataset.failing:
        raise BlockedByChecks(dataset.header.report_id, dataset.failing)
    return output.build(dataset)


def _file(dataset: Dataset, output: Output, content: bytes) -> ReportFile:
    digest = hashlib.sha256(content).hexdigest()
    return ReportFile(output.saved_as(dataset.header), output.media_type, content, digest)
