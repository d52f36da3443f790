"""The files of reports as a viewer gets them: for downloads and commands alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.engine import Engine, reading
from db.errors import NotFound
from db.periods import Quarter
from db.queries.visibility import SENT
from db.queries.writing import begun_reports
from reports.catalogue import DOWNLOADS, OUTPUTS, PACK, PRINTS, Output, downloads_here
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
    BudgetMissing and RateMissing; of a PDF also SuiteMissing, SuiteBusy and NotPrinted.
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
    *,
    pdf: bool = False,
) -> list[ReportFile]:
    """Every file of a report and the pack of them, from one reading.

    progress gets what is done, and the whole.
    """
    outputs = OUTPUTS + PRINTS if pdf else OUTPUTS
    steps = len(outputs) + 2
    progress(0, steps)
    dataset = _dataset(engine, viewer, source, period)
    made: dict[Output, bytes] = {}
    for done, output in enumerate(outputs, start=1):
        progress(done, steps)
        made[output] = _built(dataset, output)
    progress(steps - 1, steps)
    made[PACK] = packed(dataset, {output: made[output] for output in OUTPUTS})
    progress(steps, steps)
    return [_file(dataset, output, content) for output, content in made.items()]


def report_checks(engine: Engine, viewer: Viewer, source: str, period: str) -> Sequence[Check]:
    """How the reconciliation rules stand for a report; a failing one raises nothing here."""
    return _dataset(engine, viewer, source, period).checks


def available_reports(engine: Engine, viewer: Viewer) -> list[AvailableReport]:
    """The reports that somebody has begun, by source and period."""
    require(viewer, Permission.REPORTS_READ)
    outputs = downloads_here()
    with reading(engine) as session:
        return [
            AvailableReport(begun.source, begun.title, begun.period, begun.is_sample, outputs)
            for begun in begun_reports(session, viewer.scope)
            if _is_shown(viewer, begun.state)
        ]


def _dataset(engine: Engine, viewer: Viewer, source: str, period: str) -> Dataset:
    require(viewer, Permission.REPORTS_READ)
    quarter = Quarter.parse(period)
    with reading(engine) as session:
        facts = gather(session, source, quarter, viewer.scope)
    dataset = compose(facts)
    check_shown(viewer, dataset)
    return dataset


def check_shown(viewer: Viewer, dataset: Dataset) -> None:
    """Raises NotFound where the viewer is not shown a report yet: as if nobody had begun it."""
    header = dataset.header
    if not _is_shown(viewer, header.state):
        raise NotFound("report", f"{header.source} {header.period}")


def _is_shown(viewer: Viewer, state: str) -> bool:
    return viewer.scope.sees_drafts or state.upper() in SENT


def _output(kind: str, extension: str) -> Output:
    known = DOWNLOADS + PRINTS
    for output in known:
        if (output.kind, output.extension) == (kind, extension):
            return output
    raise NotFound("report file", f"{kind}.{extension}", [output.file_name for output in known])


def _built(dataset: Dataset, output: Output) -> bytes:
    if dataset.failing:
        raise BlockedByChecks(dataset.header.report_id, dataset.failing)
    return output.build(dataset)


def _file(dataset: Dataset, output: Output, content: bytes) -> ReportFile:
    digest = hashlib.sha256(content).hexdigest()
    return ReportFile(output.saved_as(dataset.header), output.media_type, content, digest)
