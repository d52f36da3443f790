"""Figures of a funding source in a period: the numbers that the reports print, with their types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from db.models.funding import CostCategory
from reports.figures.deviations import Flag
from reports.figures.expenditure import Expenditure
from reports.figures.funds import Funds
from reports.figures.indicators import Progress
from resolvers.figures import BudgetLines, Deviations, Indicators
from schema.common import field, output_type
from schema.figure_field import Figures, figures_of
from schema.money import Money
from schema.refusals import BudgetMissing, OutsideSupport, RateMissing
from schema.scalars import BigInt


@output_type
class Ratio:
    """An exact share, in lowest terms."""

    numerator: BigInt = field("The part.")
    denominator: BigInt = field("The whole.")


@output_type
class BudgetLineFigures:
    """The money of one budget line in a period, in the reporting currency."""

    code: str = field("The line's number; of overhead too, which is derived and never posted.")
    category: CostCategory | None = field("The part of the budget it belongs to; null for sums.")
    description: str = field("What it pays for.")
    country: str | None = field("ISO 3166-1 code of the country it is for; null: all.")
    budget: Money = field("Approved in the budget version in force at the period's end.")
    phased: Money = field("What of it was planned up to the period's end.")
    before: Money = field("Spent before the period.")
    period: Money = field("Spent in the period.")
    to_date: Money = field("Spent up to the period's end.")
    committed: Money = field("Open commitments at the period's end; not expenditure.")
    balance: Money = field("Budget less expenditure to date.")
    available: Money = field("Balance less open commitments.")
    used: Ratio | None = field("Expenditure to date over budget; null without a budget.")
    variance: Money = field("Expenditure to date less the phased budget.")


@figures_of(BudgetLines)
class BudgetLinesFigures(Figures):
    """The money of every budget line."""

    lines: list[BudgetLineFigures] = field("Direct lines, by number; overhead last.")


@figures_of(Expenditure)
class ExpenditureFigures(Figures):
    """The money of every budget line, and the sums over them."""

    lines: list[BudgetLineFigures] = field("Direct lines, by number.")
    overhead: BudgetLineFigures = field("Overhead, derived once per quarter.")
    categories: list[BudgetLineFigures] = field("A sum for each direct category that has lines.")
    direct: BudgetLineFigures = field("The sum of the direct lines.")
    total: BudgetLineFigures = field("Direct lines and overhead.")


@output_type
class BothCurrencies:
    """An amount in the reporting and in the functional currency, each summed and never converted."""

    reporting: Money = field("In the reporting currency.")
    functional: Money = field("In the functional currency.")


@figures_of(Funds)
class FundsFigures(Figures):
    """The movement of the grant through a period."""

    opening: BothCurrencies = field("Balance on the first day.")
    received: BothCurrencies = field("Instalments received in the period.")
    interest: BothCurrencies = field("Interest earned in the period.")
    spent: BothCurrencies = field("Expenditure in the period, overhead included.")
    closing: BothCurrencies = field("Balance on the last day.")
    closing_rate: Decimal = field("Reporting currency per unit of functional currency on the last day.")
    exchange_difference: Money = field(
        "The functional balance at the closing rate, less the balance; unrealised, in no balance."
    )
    committed: BothCurrencies = field("Open commitments on the last day.")
    uncommitted: BothCurrencies = field("Closing balance less open commitments.")
    request: Money = field("Needed for the next six months beyond what is left; never negative.")


@output_type
class LineDeviation:
    """A budget line, or a category, against its approved budget."""

    code: str = field("The line's number, or the category's letter.")
    description: str = field("What it pays for.")
    budget: Money = field("Approved budget.")
    to_date: Money = field("Expenditure to date.")
    difference: Money = field("Expenditure to date less budget.")
    share: Ratio | None = field("The difference over the budget; null without a budget.")
    flag: Flag = field("What the deviation rule says, on exact amounts.")
    moved_in: Money = field("Reallocated into it since the version.")
    moved_out: Money = field("Reallocated out of it since the version.")


@figures_of(Deviations)
class DeviationFigures(Figures):
    """Budget lines, or categories, against their approved budget."""

    lines: list[LineDeviation] = field("By number, or by letter.")


@output_type
class IndicatorProgress:
    """An indicator against its target. Null: not known; or not released, which `isReleased` tells."""

    code: str = field("The indicator's code.")
    title: str = field("What is measured.")
    node_code: str = field("The code of the result it belongs to.")
    unit: str = field("What is counted.")
    is_released: bool = field("False for counts of people, whose figures come from releases only.")
    baseline: Decimal | None = field("Where it stood before.")
    target: Decimal | None = field("Where it shall stand on the day the target is due.")
    target_due: date | None = field("The day the target is due.")
    this_period: Ratio | None = field("The verified value of the period.")
    cumulative: Ratio | None = field("All verified values up to the period, by the declared aggregation.")
    achievement: Ratio | None = field("How much of the target is reached, not capped; null: n/a.")
    progress: Progress = field("The achievement against the part of the target that is due.")


@figures_of(Indicators)
class IndicatorFigures(Figures):
    """A programme's indicators against their targets."""

    indicators: list[IndicatorProgress] = field("By code.")


BudgetLinesResult: TypeAlias = Annotated[
    BudgetLinesFigures | OutsideSupport | BudgetMissing | RateMissing,
    strawberry.union(
        "BudgetLinesResult", description="The money of every budget line, or why there is none."
    ),
]
ExpenditureResult: TypeAlias = Annotated[
    ExpenditureFigures | OutsideSupport | BudgetMissing | RateMissing,
    strawberry.union(
        "ExpenditureResult", description="The money of every budget line with its sums, or why there is none."
    ),
]
FundsResult: TypeAlias = Annotated[
    FundsFigures | OutsideSupport | BudgetMissing | RateMissing,
    strawberry.union("FundsResult", description="The movement of the grant, or why there is none."),
]
DeviationsResult: TypeAlias = Annotated[
    DeviationFigures | OutsideSupport | BudgetMissing | RateMissing,
    strawberry.union("DeviationsResult", description="Deviations from the budget, or why there are none."),
]
IndicatorsResult: TypeAlias = Annotated[
    IndicatorFigures | OutsideSupport | BudgetMissing | RateMissing,
    strawberry.union(
        "IndicatorsResult", description="Indicators against their targets, or why there are none."
    ),
]
