"""Funding sources, the money received under them, and their budgets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from db.models.funding import DeviationBasis, FxMethod, InterestRule
from db.periods import Quarter
from db.queries import funding as queries
from db.queries import programmes as programme_queries
from db.queries.commitments import CommitmentQuery
from db.queries.ledger import LedgerQuery
from db.queries.months import fiscal_months_by_source
from db.queries.reallocations import reallocations_by_source
from resolvers import commitments as commitment_answers
from resolvers import funding as answers
from resolvers import ledger as ledger_answers
from resolvers.figures import computed_by_source
from resolvers.permissions import Permission
from schema.budget_against_actual import BudgetAgainstActualResult, budget_against_actual
from schema.budgets import BudgetReallocation, BudgetVersion
from schema.common import SAMPLE, by_code, field, member_type, output_type, relation
from schema.connections import Connection, connection
from schema.figure_field import figure
from schema.figures import (
    BudgetLinesResult,
    DeviationsResult,
    ExpenditureResult,
    FundsResult,
    IndicatorsResult,
)
from schema.filters import CommitmentFilter, FundingSourceFilter, LedgerFilter
from schema.fiscal_months import FiscalMonth
from schema.money import Money
from schema.node import Node, node
from schema.programmes import Organisation, Programme

if TYPE_CHECKING:
    from schema.commitments import Commitment
    from schema.ledger import LedgerEntry

TheCommitment: TypeAlias = Annotated["Commitment", strawberry.lazy("schema.commitments")]
TheLedgerEntry: TypeAlias = Annotated["LedgerEntry", strawberry.lazy("schema.ledger")]


@member_type(lambda shown: type(shown) is queries.InstalmentRow)
class Instalment:
    """A payment asked of the donor. It counts from the day it was received."""

    no: int = field("Its number in the agreement.")
    requested_on: date | None = field("The day it was asked for.")
    requested: Money | None = field("What was asked for, in the agreement currency.")
    received_on: date | None = field("The day it was received; null while it is awaited.")
    received: Money | None = field("What was received, in the agreement currency.")
    functional: Money | None = field("What was received, in the functional currency, where the bank says so.")
    receipt_rate: Decimal | None = field("Agreement currency per 1 unit of functional currency at receipt.")
    bank_reference: str | None = field("The bank's reference.")
    revision: int = field("Counts how often it was edited.")
    is_sample: bool = field(SAMPLE)


@member_type(lambda shown: type(shown) is queries.InterestRow)
class InterestEarned:
    """Interest earned on a grant in a quarter."""

    quarter: Quarter = field("The quarter.")
    amount: Money = field("The interest.")
    is_sample: bool = field(SAMPLE)


@node(queries.FundingSourceRow, queries.sources_by_id, permission=Permission.FUNDING_READ)
class FundingSource(Node):
    """A grant agreement: its terms, the money received under it, its budgets and its ledger."""

    code: str = field("Stable, human-readable key.")
    programme: Programme = relation(
        programme_queries.programmes_by_id, key="programme_id", description="The programme it pays for."
    )
    donor: Organisation = relation(
        programme_queries.organisations_by_id, key="donor_organisation_id", description="Who gives the money."
    )
    agreement_no: str | None = field("The donor's number of the agreement; null when not known.")
    agreement_title: str = field("The title of the agreement.")
    grant_scheme: str = field("The scheme it is given under.")
    responsible_unit: str = field("The donor's unit that is responsible.")
    agreement_currency: str = field("ISO 4217 code of the currency of the grant.")
    committed: Money = field("The grant.")
    signed_on: date | None = field("The day the agreement was signed; null when not known.")
    support_start: date = field("The first day whose cost may be charged.")
    support_end: date = field("The last day whose cost may be charged.")
    reporting_currency: str = field("ISO 4217 code of the currency that is reported in.")
    functional_currency: str = field("ISO 4217 code of the currency that is accounted in.")
    fx_method: FxMethod = field("Which rate turns an expense into the reporting currency.")
    deviation_share: Decimal = field("The share of its budget beyond which a line deviates: `0.1000`.")
    deviation_basis: DeviationBasis = field("What is compared with the budget.")
    overhead_rate: Decimal = field("Overhead as a share of eligible direct cost: `0.0700`.")
    overhead_on_partner_costs: bool = field("Whether partners' costs bear overhead.")
    interest_rule: InterestRule = field("What happens to interest earned.")
    min_refund: Money = field("The smallest unspent amount that is paid back.")
    refund_months: int = field("Within how many months of the end it is paid back.")
    quarterly_due_days: int = field("How many days after a quarter its report is due.")
    final_due_months: int = field("How many months after the end the final report is due.")
    iati_aid_type: str = field("IATI's AidType.")
    iati_flow: str = field("IATI's FlowType.")
    iati_finance: str = field("IATI's FinanceType.")
    iati_tied: str = field("IATI's TiedStatus.")
    instalments: list[Instalment] = relation(
        queries.instalments_by_source,
        key="id",
        many=True,
        description="Payments asked of the donor, by number.",
    )
    interest: list[InterestEarned] = relation(
        queries.interest_by_source, key="id", many=True, description="Interest earned, by quarter."
    )
    budget_versions: list[BudgetVersion] = relation(
        queries.budget_versions_by_source, key="id", many=True, description="Its budgets, by number."
    )
    reallocations: list[BudgetReallocation] = relation(
        reallocations_by_source, key="id", many=True, description="Money moved between lines, by date."
    )
    fiscal_months: list[FiscalMonth] = relation(
        fiscal_months_by_source,
        key="id",
        many=True,
        description="The months of its support, in order, and which postings they take.",
    )
    ledger_entries: Connection[TheLedgerEntry] | None = connection(
        ledger_answers.ledger_entries_of_source,
        LedgerQuery,
        where=LedgerFilter,
        key="id",
        description="Its posted cost, row by row; null, with an error, without the right `ledger.read`.",
    )
    commitments: Connection[TheCommitment] | None = connection(
        commitment_answers.commitments_of_source,
        CommitmentQuery,
        where=CommitmentFilter,
        key="id",
        description="Its commitments; null, with an error, without the right `ledger.read`.",
    )
    budget_lines: BudgetLinesResult | None = figure(
        computed_by_source,
        key="code",
        part="budget_lines",
        permission=Permission.FIGURES_READ,
        description="The money of every budget line in a period, by number, overhead last.",
    )
    expenditure: ExpenditureResult | None = figure(
        computed_by_source,
        key="code",
        part="expenditure",
        permission=Permission.FIGURES_READ,
        description="The money of every budget line in a period, with its sums.",
    )
    funds: FundsResult | None = figure(
        computed_by_source,
        key="code",
        part="funds",
        permission=Permission.FIGURES_READ,
        description="The movement of the grant through a period.",
    )
    deviations: DeviationsResult | None = figure(
        computed_by_source,
        key="code",
        part="deviations",
        permission=Permission.FIGURES_READ,
        description="Lines, or categories, against their approved budget at a period's end.",
    )
    indicators: IndicatorsResult | None = figure(
        computed_by_source,
        key="code",
        part="indicators",
        permission=Permission.FIGURES_READ,
        description="The programme's indicators against their targets in a period.",
    )
    budget_against_actual: BudgetAgainstActualResult | None = budget_against_actual()
    is_sample: bool = field(SAMPLE)


@output_type
class FundingQueries:
    """Questions about funding sources."""

    funding_sources: Connection[FundingSource] = connection(
        answers.funding_sources,
        queries.FundingSourceQuery,
        where=FundingSourceFilter,
        description="Funding sources, in the order asked.",
    )
    funding_source: FundingSource | None = by_code(
        answers.funding_source,
        code="The funding source's code.",
        description="A funding source; null when there is none.",
    )
