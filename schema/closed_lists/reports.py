"""Closed lists of reports, their figures and their checks."""

from __future__ import annotations

from reports.dataset import CheckState, RuleClass
from reports.figures.deviations import Flag
from reports.figures.indicators import Progress
from reports.printed import CellState
from reports.table import Kind, Role
from resolvers.basis import Basis
from schema.closed_lists.describe import describe

describe(
    Kind,
    "What a column holds.",
    TEXT="Text.",
    COUNT="Whole numbers.",
    YEAR="Years.",
    NUMBER="Numbers.",
    MONEY="Amounts in the table's unit.",
    SHARE="Shares, printed in per cent.",
    RATE="Exchange rates.",
    DATE="Days.",
    MIXED="Each cell by its own type.",
)
describe(
    Role,
    "What a row is in its table.",
    BODY="A row of the body.",
    GROUP="A heading of the rows below it.",
    SUBTOTAL="A sum of some rows.",
    TOTAL="A sum of the whole.",
)
describe(
    CellState,
    "Whether a cell has a value, and if not, why. None of these is zero.",
    VALUE="It has one.",
    EMPTY="Nothing belongs there.",
    UNKNOWN="It is not known; printed “..”.",
    WITHHELD="It is withheld to protect people; printed “s”.",
    NOT_APPLICABLE="It cannot be said; printed “n/a”.",
    NOT_RELEASED="It is a count of people that was not released.",
)
describe(
    RuleClass,
    "What a reconciliation rule stops when it does not hold.",
    INTEGRITY="The file itself, drafts included.",
    READINESS="The signature; a draft prints OPEN.",
    PACK="The files of a report, when one would print another number than the next.",
)
describe(
    CheckState,
    "How a reconciliation rule stands.",
    OK="It holds.",
    OPEN="It does not hold yet, which a draft may show.",
    FAIL="It does not hold, and there is no file until it does.",
)
describe(
    Flag,
    "What the deviation rule says of a budget line.",
    NONE="It does not deviate beyond the limit.",
    OVER="It has spent more than the limit allows beyond its budget.",
    UNDER="It has spent less by more than the limit, at the end of the support.",
    NO_BUDGET="It has spent without an approved budget.",
)
describe(
    Progress,
    "How an indicator stands against the part of its target that is due by now.",
    ON_TRACK="At least 90 per cent of it.",
    MINOR_DELAY="At least 60 and less than 90 per cent of it.",
    MAJOR_DELAY="Less than 60 per cent of it.",
    NOT_APPLICABLE="There is no achievement to compare.",
)
describe(
    Basis,
    "What figures come from.",
    SEALED="A report that was sealed; nothing moves it any more.",
    LIVE="The data as it is now.",
)
