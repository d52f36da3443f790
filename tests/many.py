"""As many of everything as a test asks for: each programme with its own source, events, results and ledger.

Programme 1 works in Georgia, 2 in Moldova, 3 in Ukraine, 4 in Belarus, 5 in Georgia again, and so on;
its office there posts three rows of 100.00, 200.00 and 300.00 NOK. Each has one row of the trail.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.audit import Actor, Deed, record
from db.engine import make_engine, writing
from db.models import event_lists, events, funding, ledger, programmes, results
from tests.databases import Databases, refuse_changes

COUNTRIES = (
    ("GE", "GEO", 268, "Georgia", "GEL"),
    ("MD", "MDA", 498, "Moldova", "MDL"),
    ("UA", "UKR", 804, "Ukraine", "UAH"),
    ("BY", "BLR", 112, "Belarus", "BYN"),
)


@contextmanager
def many(databases: Databases, migrated_template: str, programmes: int) -> Iterator[Engine]:
    """A database with so many programmes, that nothing may write to."""
    url = databases.copy(migrated_template)
    filling = make_engine(url)
    with writing(filling) as session:
        write_many(session, programmes)
    filling.dispose()
    engine = make_engine(url)
    refuse_changes(engine)
    yield engine
    engine.dispose()
    databases.drop(url)


def write_many(session: Session, number: int) -> None:
    for iso2, iso3, numeric, name, currency in COUNTRIES:
        country = programmes.Country(
            iso2=iso2, iso3=iso3, iso_numeric=numeric, name_en=name, currency=currency, in_programme=True
        )
        session.add(country)
    session.flush()
    for index in range(1, number + 1):
        _programme(session, index, COUNTRIES[(index - 1) % 4][0])
    for index in range(1, number + 1):
        deed = Deed("programmeRecord", f"programme P-{index:03}", after={"code": f"P-{index:03}"})
        record(session, Actor("office", "admin", "127.0.0.1"), datetime(2021, 1, 4, 9, tzinfo=UTC), deed)


def _programme(session: Session, index: int, country: str) -> None:
    organisation = programmes.Organisation(
        code=f"ORG-{index:03}",
        name=f"Organisation {index}",
        iati_org_type=programmes.OrganisationType.NATIONAL_NGO,
        country=country,
        is_public_body=False,
    )
    session.add(organisation)
    session.flush()
    programme = programmes.Programme(
        code=f"P-{index:03}",
        title=f"Programme {index}",
        objective="Cooperation",
        project_code=f"CT.{index:04}",
        start_date=date(2019, 1, 1),
        end_date=date(2020, 12, 31),
        status=programmes.ProgrammeStatus.IMPLEMENTATION,
        executing_organisation_id=organisation.id,
        management_site="Tbilisi",
        beneficiaries="Officials",
    )
    session.add(programme)
    session.flush()
    session.add_all(
        [
            programmes.OrganisationIdentifier(
                organisation_id=organisation.id,
                scheme=programmes.IdentifierScheme.INTERNAL,
                value=f"I-{index}",
            ),
            programmes.ProgrammeCountry(
                programme_id=programme.id, country=country, share_percent=Decimal(100)
            ),
            programmes.ProgrammePartner(
                programme_id=programme.id,
                organisation_id=organisation.id,
                role=programmes.PartnerRole.IMPLEMENTING,
                country=country,
                since=date(2019, 1, 1),
                contribution="Trainers",
            ),
            results.RiskItem(
                programme_id=programme.id,
                code="R1",
                category=results.RiskCategory.CONTEXTUAL,
                description="Elections",
                likelihood=3,
                impact=4,
                mitigation="Early agreement",
                owner_role="manager",
                status=results.RiskStatus.OPEN,
            ),
        ]
    )
    output = _results(session, index, programme.id)
    source, line = _funding(session, index, programme.id, organisation.id, country, output)
    event = _event(session, index, programme.id, organisation.id, country, output)
    session.add(events.EventFunding(event_id=event, funding_source_id=source, budget_line_id=line))
    _ledger(session, index, source, line, country, event)


def _results(session: Session, index: int, programme: int) -> int:
    objective = results.ResultNode(
        programme_id=programme, code="OBJ", level=results.ResultLevel.OBJECTIVE, statement="Cooperation"
    )
    session.add(objective)
    session.flush()
    output = results.ResultNode(
        programme_id=programme,
        code="OP1.1",
        level=results.ResultLevel.OUTPUT,
        parent_id=objective.id,
        statement="Conferences held",
    )
    session.add(output)
    session.flush()
    indicator = results.Indicator(
        node_id=output.id,
        code=f"IND-{index:03}",
        title="Participations",
        definition="Participations in regional events",
        measure=results.Measure.UNIT,
        unit="participations",
        direction=results.Direction.UP,
        aggregation=results.Aggregation.SUM,
        data_source="Attendance",
        collection_method="Counting",
        frequency="Quarterly",
        responsible="manager",
        disaggregations="SEX COUNTRY",
        sensitivity=results.Sensitivity.C,
    )
    session.add(indicator)
    session.flush()
    session.add_all(
        [
            results.Baseline(indicator_id=indicator.id, year=2018, value=Decimal(0)),
            results.Target(indicator_id=indicator.id, period_end=date(2020, 12, 31), value=Decimal(60)),
            results.Actual(
                indicator_id=indicator.id,
                quarter="2019-Q4",
                value=Decimal("36.5"),
                evidence_ref="REP-1",
                status=results.ActualStatus.VERIFIED,
            ),
            results.WorkPlanItem(
                activity_id=output.id,
                planned_start=date(2019, 10, 1),
                planned_end=date(2019, 12, 31),
                status=results.WorkPlanStatus.ONGOING,
                responsible="manager",
            ),
        ]
    )
    return output.id


def _funding(
    session: Session, index: int, programme: int, donor: int, country: str, output: int
) -> tuple[int, int]:
    source = funding.FundingSource(
        code=f"SRC-{index:03}",
        programme_id=programme,
        donor_organisation_id=donor,
        agreement_title="Grant",
        grant_scheme="Regional",
        responsible_unit="Section",
        agreement_currency="NOK",
        committed_minor=5_000_000_000_00,
        support_start=date(2019, 7, 1),
        support_end=date(2020, 12, 31),
        reporting_currency="NOK",
        functional_currency="USD",
        fx_method=funding.FxMethod.UNORE_POSTING,
        deviation_share=Decimal("0.1"),
        deviation_basis=funding.DeviationBasis.LINE,
        overhead_rate=Decimal("0.07"),
        overhead_on_partner_costs=True,
        interest_rule=funding.InterestRule.RETURN,
        min_refund_minor=500_00,
        refund_months=6,
        quarterly_due_days=30,
        final_due_months=6,
    )
    session.add(source)
    session.flush()
    version = funding.BudgetVersion(
        funding_source_id=source.id,
        version_no=1,
        kind=funding.BudgetKind.ORIGINAL,
        status=funding.BudgetStatus.APPROVED,
        effective_from=date(2019, 7, 1),
    )
    session.add(version)
    session.flush()
    lines = [
        funding.BudgetLine(
            budget_version_id=version.id,
            funding_source_id=source.id,
            code=code,
            category=funding.CostCategory.OPERATIONAL,
            description="Events",
            amount_minor=1000_00,
            country=country,
            result_node_id=output,
            is_partner_cost=False,
        )
        for code in ("3.2", "3.10")
    ]
    session.add_all(lines)
    session.flush()
    session.add_all(
        [
            funding.Instalment(
                funding_source_id=source.id,
                no=1,
                received_on=date(2019, 7, 15),
                received_minor=1500_00,
                functional_minor=180_00,
            ),
            funding.InterestEarned(
                funding_source_id=source.id, quarter="2020-Q1", amount_minor=12_34, currency="NOK"
            ),
            funding.BudgetReallocation(
                from_line_id=lines[0].id,
                to_line_id=lines[1].id,
                amount_minor=50_00,
                reason="More travel",
                requested_on=date(2020, 1, 15),
            ),
            *(
                funding.BudgetPhase(budget_line_id=line.id, quarter="2019-Q4", amount_minor=1000_00)
                for line in lines
            ),
        ]
    )
    return source.id, lines[0].id


def _event(session: Session, index: int, programme: int, organisation: int, country: str, output: int) -> int:
    day = date(2019, 10, 1) + timedelta(days=index // 2)  # two events begin on each day
    event = events.Event(
        code=f"EVT-{index:03}",
        title=f"Event {index}",
        kind=event_lists.EventKind.WORKSHOP if index % 2 else event_lists.EventKind.TRAINING,
        scope=event_lists.EventScope.NATIONAL,
        start_date=day,
        end_date=day + timedelta(days=1),
        city="Tbilisi",
        country=country,
        programme_id=programme,
        result_node_id=output,
        status=event_lists.EventStatus.HELD,
        summary="Held",
        source_ref="Report",
    )
    session.add(event)
    session.flush()
    of_event = {"event_id": event.id}
    session.add_all(
        [
            events.EventOrganiser(
                **of_event, organisation_id=organisation, role=event_lists.OrganiserRole.LEAD
            ),
            events.EventCountry(**of_event, country=country, role=event_lists.CountryRole.HOST),
            events.EventTheme(**of_event, theme=event_lists.Theme.PREVENTION),
            events.EventGroup(**of_event, affiliation=event_lists.Affiliation.GOVERNMENT),
            events.EventText(**of_event, kind=event_lists.TextKind.PURPOSE, no=1, text="Learn"),
            events.EventFigure(
                **of_event,
                name="An Official",
                title_at_event="Minister",
                organisation_id=organisation,
                country=country,
                role=event_lists.FigureRole.WELCOME,
                source_ref="Press release",
            ),
            events.Recommendation(
                **of_event,
                no=1,
                text="Meet again",
                theme=event_lists.Theme.PARTNERSHIP,
                status=event_lists.RecommendationStatus.MADE,
                result_node_id=output,
            ),
            events.ParticipantCount(
                **of_event, dimension=event_lists.Dimension.TOTAL, category="TOTAL", n=10 + index
            ),
        ]
    )
    return event.id


def _ledger(session: Session, index: int, source: int, line: int, country: str, event: int) -> None:
    wbs = ledger.WbsElement(code=f"CT.{index:04}.{country}10.C31", budget_line_id=line, office=country)
    session.add(wbs)
    session.flush()
    category = funding.CostCategory.OPERATIONAL
    for number in (1, 2, 3):
        session.add(
            ledger.LedgerEntry(
                row_no=number,
                document_no=f"DOC-{index:03}",
                line_no=number,
                document_type=ledger.DocumentType.INVOICE,
                document_date=date(2019, 10, 5),
                posting_date=date(2019, 9 + number, 5),
                fiscal_year=2019,
                fiscal_period=9 + number,
                office=country,
                funding_source_id=source,
                budget_line_id=line,
                wbs_id=wbs.id,
                cost_category=category,
                gl_account="307410",
                gl_description="Meetings",
                vendor_code=f"V-{number}",
                vendor_name=f"Vendor {number}",
                vendor_protected=number == 3,
                description="Venue",
                transaction_currency="NOK",
                transaction_minor=number * 100_00,
                rate_source=ledger.RateSource.UNORE,
                rate_date=date(2019, 9 + number, 5),
                rate_tc_per_usd=Decimal("9.5"),
                amount_usd_minor=number * 10_53,
                rate_rc_per_usd=Decimal("9.5"),
                amount_reporting_minor=number * 100_00,
                reporting_currency="NOK",
                event_id=event,
                supporting_doc_ref="SAFE-1",
                posted_by="finance",
                posted_at=datetime(2019, 9 + number, 5, 12, tzinfo=UTC),
                prev_hash="0" * 64,
                row_hash="1" * 64,
            )
        )
        session.add(
            ledger.LedgerMonthTotal(
                funding_source_id=source,
                fiscal_year=2019,
                fiscal_period=9 + number,
                budget_line_id=line,
                office=country,
                entries=1,
                amount_usd_minor=number * 10_53,
                amount_reporting_minor=number * 100_00,
            )
        )
        commitment = ledger.Commitment(
            po_no=f"PO-{index:03}-{number}",
            funding_source_id=source,
            budget_line_id=line,
            cost_category=category,
            vendor_code="V-1",
            currency="GEL",
            committed_on=date(2019, 10, number),
        )
        session.add(commitment)
        session.flush()
        session.add(
            ledger.CommitmentChange(
                commitment_id=commitment.id, changed_on=date(2019, 10, number), amount_minor=70_00
            )
        )
