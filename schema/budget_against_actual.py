"""Budget against actual over a run of quarters."""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

from typing import Annotated, Any, TypeAlias

import strawberry

from db.models.funding import CostCategory
from db.periods import Quarter
from db.queries.programmes import countries_by_iso2
from resolvers import budget_against_actual as answers
from resolvers.basis import Basis, based
from resolvers.budget_against_actual import against_actual_by_source
from resolvers.permissions import Permission
from schema.common import DECLARATION, Info, field, output_type, relation
from schema.figure_field import REFUSED, AskedBasis, Figure, Figures, figures_of, or_refusal
from schema.figures import Ratio
from schema.money import Money
from schema.programmes import Country
from schema.refusals import BudgetMissing, OutsideSupport, RunReversed

From = Annotated[Quarter, strawberry.argument(name="from", description="The first quarter.")]
To = Annotated[
    Quarter,
    strawberry.argument(description="The last quarter, at whose end the budget compared with is in force."),
]


@output_type
class QuarterAgainstActual:
    """What was planned for a quarter, and what was spent in it."""

    quarter: Quarter = field("The quarter.")
    budget: Money = field("What was planned.")
    actual: Money = field("What was spent.")


@output_type
class OfficeActual:
    """What a country office spent in a run of quarters."""

    office: Country = relation(countries_by_iso2, key="office", description="The country office.")
    actual: Money = field("What it spent.")


@output_type
class LineAgainstActual:
    """A budget line in a run of quarters, or a sum of lines, in the reporting currency."""

    code: str = field("The line's number; a name for sums.")
    category: CostCategory | None = field("The part of the budget it belongs to; null for sums.")
    description: str = field("What it pays for.")
    country: str | None = field("ISO 3166-1 code of the country it is for; null: all.")
    budget: Money = field("What was planned for these quarters.")
    actual: Money = field("What was spent in them.")
    variance: Money = field("What was spent less what was planned.")
    used: Ratio | None = field("What was spent over what was planned; null when nothing was planned.")
    quarters: list[QuarterAgainstActual] = field("Quarter by quarter, in order.")
    offices: list[OfficeActual] | None = field(
        "Direct cost by country office, by code; overhead is of no office. Null where it is withheld: "
        "a line for direct assistance, and every sum, without the right `assistance.ledger`."
    )


@figures_of(answers.BudgetAgainstActual)
class BudgetAgainstActual(Figures):
    """Every budget line in a run of quarters, and the sums over them."""

    first: Quarter = field("The first quarter.")
    last: Quarter = field("The last quarter.")
    lines: list[LineAgainstActual] = field("Direct lines, by number.")
    overhead: LineAgainstActual = field("Overhead, derived once for each quarter.")
    direct: LineAgainstActual = field("The sum of the direct lines.")
    total: LineAgainstActual = field("Direct lines and overhead.")


BudgetAgainstActualResult: TypeAlias = Annotated[
    BudgetAgainstActual | OutsideSupport | BudgetMissing | RunReversed,
    strawberry.union("BudgetAgainstActualResult", description="A run of quarters, or why there is none."),
]


def budget_against_actual() -> Any:
    """The figure of a funding source; the reports' sums, over as many quarters as are asked for."""

    async def resolve(
        root: strawberry.Parent[Any], info: Info, first: From, to: To, basis: AskedBasis = Basis.SEALED
    ) -> Any:
        async def compute() -> Any:
            info.context.require(Permission.FIGURES_READ)
            run = await info.context.figure(against_actual_by_source, root.code, first, to)
            return await based(info.context, basis, run)

        return await or_refusal(compute())

    return strawberry.field(
        resolver=resolve,
        description="What was planned and what was spent in a run of quarters." + REFUSED,
        metadata={DECLARATION: Figure(against_actual_by_source, "code", None, Permission.FIGURES_READ)},
    )
