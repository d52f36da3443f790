from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.chain import FIELDS, FIRST_HASH, row_hash
from db.models.events import Event
from db.models.funding import BudgetLine
from db.models.ledger import DocumentType, LedgerEntry, WbsElement
from db.models.programmes import Programme
from db.money import Money
from db.periods import Quarter
from db.queries.rates import rate_table
from db.rates import to_reporting, to_usd


def chain_breaks_at(session: Session) -> int | None:
    """The first row whose hash does not follow from its fields and the row before; None when all do."""
    project_code = session.scalars(select(Programme.project_code)).one()
    named = aliased(LedgerEntry)
    statement = (
        select(LedgerEntry, BudgetLine.code, WbsElement.code, Event.code, named.document_no, named.line_no)
        .join(BudgetLine, BudgetLine.id == LedgerEntry.budget_line_id)
        .join(WbsElement, WbsElement.id == LedgerEntry.wbs_id)
        .outerjoin(Event, Event.id == LedgerEntry.event_id)
        .outerjoin(named, named.id == LedgerEntry.reverses_id)
        .order_by(LedgerEntry.row_no)
    )
    head = FIRST_HASH
    for entry, line, wbs, event, named_document, named_line in session.execute(statement):
        fields = {name: getattr(entry, name) for name in FIELDS if hasattr(entry, name)}
        fields |= {
            "document_date": entry.document_date.isoformat(),
            "posting_date": entry.posting_date.isoformat(),
            "rate_date": entry.rate_date.isoformat(),
            "rate_tc_per_usd": f"{entry.rate_tc_per_usd:.8f}",
            "rate_rc_per_usd": f"{entry.rate_rc_per_usd:.8f}",
            "posted_at": entry.posted_at.isoformat(),
            "project_code": project_code,
            "budget_line": line,
            "wbs": wbs,
            "event": event,
            "reverses": f"{named_document}/{named_line}" if named_document else None,
        }
        if entry.prev_hash != head or entry.row_hash != row_hash(head, fields):
            return entry.row_no
        head = entry.row_hash
    return None


def test_the_chain_holds_over_all_rows(session: Session) -> None:
    assert chain_breaks_at(session) is None


def test_every_quarter_has_its_rows_and_its_sum(session: Session) -> None:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for posting_date, minor in session.execute(
        select(LedgerEntry.posting_date, LedgerEntry.amount_reporting_minor)
    ):
        found[str(Quarter.of(posting_date))].append(minor)

    assert {quarter: (len(minor), sum(minor)) for quarter, minor in found.items()} == {
        "2019-Q4": (8, 270_185_29),
        "2020-Q1": (81, 740_376_01),
        "2020-Q2": (77, 673_418_86),
        "2020-Q3": (81, 699_675_79),
        "2020-Q4": (85, 789_235_40),
    }


def test_every_row_is_converted_at_the_rates_known_when_it_was_posted(session: Session) -> None:
    rates = rate_table(session)

    for entry in session.scalars(select(LedgerEntry)):
        amount = Money(entry.transaction_minor, entry.transaction_currency)
        rate_tc = rates.in_force(amount.currency, entry.rate_date, entry.posted_at).units_per_usd
        rate_rc = rates.in_force("NOK", entry.rate_date, entry.posted_at).units_per_usd
        assert (entry.rate_tc_per_usd, entry.rate_rc_per_usd) == (rate_tc, rate_rc)
        assert entry.amount_usd_minor == to_usd(amount, rate_tc).minor
        assert entry.amount_reporting_minor == to_reporting(amount, rate_tc, rate_rc, "NOK").minor


def test_a_corrected_rate_was_known_before_its_month_was_posted(session: Session) -> None:
    in_april = session.scalars(
        select(LedgerEntry.rate_tc_per_usd)
        .where(
            LedgerEntry.transaction_currency == "BYN",
            LedgerEntry.fiscal_year == 2020,
            LedgerEntry.fiscal_period == 4,
        )
        .distinct()
    ).all()

    assert [str(units) for units in in_april] == ["2.59800000"]


def test_no_row_is_posted_before_its_date(session: Session) -> None:
    for posting_date, posted_at in session.execute(select(LedgerEntry.posting_date, LedgerEntry.posted_at)):
        assert posted_at.date() >= posting_date


def test_all_kinds_of_documents_and_seven_currencies_occur(session: Session) -> None:
    kinds = set(session.scalars(select(LedgerEntry.document_type).distinct()))
    currencies = set(session.scalars(select(LedgerEntry.transaction_currency).distinct()))

    assert kinds == set(DocumentType)
    assert currencies == {"GEL", "MDL", "UAH", "BYN", "EUR", "USD", "NOK", "CHF"}


def test_three_accruals_are_reversed_to_nothing_and_the_last_one_stands(session: Session) -> None:
    first = aliased(LedgerEntry)
    pairs = session.execute(
        select(
            first.document_no,
            LedgerEntry.document_no,
            LedgerEntry.transaction_minor + first.transaction_minor,
            LedgerEntry.amount_usd_minor + first.amount_usd_minor,
            LedgerEntry.amount_reporting_minor + first.amount_reporting_minor,
        )
        .join(first, first.id == LedgerEntry.reverses_id)
        .where(LedgerEntry.document_type == DocumentType.REVERSAL)
        .order_by(LedgerEntry.row_no)
    ).all()

    assert [tuple(pair) for pair in pairs] == [
        ("ACC-0001", "REV-0001", 0, 0, 0),
        ("ACC-0002", "REV-0002", 0, 0, 0),
        ("ACC-0003", "REV-0003", 0, 0, 0),
    ]
    accruals = session.scalars(
        select(LedgerEntry.document_no).where(LedgerEntry.document_type == DocumentType.ACCRUAL)
    )
    assert sorted(accruals) == ["ACC-0001", "ACC-0002", "ACC-0003", "ACC-0004"]


def test_the_pay_of_an_office_is_one_document_of_two_lines(session: Session) -> None:
    found = session.execute(
        select(LedgerEntry.document_no, func.count(), func.count(LedgerEntry.office.distinct()))
        .where(LedgerEntry.document_type == DocumentType.PAYROLL, LedgerEntry.fiscal_year == 2020)
        .group_by(LedgerEntry.document_no)
    ).all()

    assert len(found) == 48
    assert {(rows, offices) for _, rows, offices in found} == {(2, 1)}


def test_payments_for_assisted_people_name_nobody_and_no_number(session: Session) -> None:
    found = session.scalars(
        select(LedgerEntry)
        .join(BudgetLine, BudgetLine.id == LedgerEntry.budget_line_id)
        .where(BudgetLine.description == "Direct assistance")
    ).all()

    assert len(found) == 24
    for entry in found:
        assert (entry.vendor_code, entry.vendor_protected) == ("PROTECTED-ASSISTANCE", True)
        assert entry.description == "Assistance, monthly batch"
        assert entry.supporting_doc_ref.startswith("SAMPLE-SAFE-")


def test_nobody_else_is_protected(session: Session) -> None:
    codes = session.scalars(
        select(LedgerEntry.vendor_code).where(LedgerEntry.vendor_protected).distinct()
    ).all()

    assert codes == ["PROTECTED-ASSISTANCE"]


def test_an_event_may_cost_in_a_quarter_before_or_after_its_own(session: Session) -> None:
    found = session.execute(
        select(Event.code, Event.end_date, LedgerEntry.posting_date)
        .join(Event, Event.id == LedgerEntry.event_id)
        .order_by(LedgerEntry.row_no)
    ).all()

    elsewhere = {
        (code, str(Quarter.of(end_date)), str(Quarter.of(posting_date)))
        for code, end_date, posting_date in found
        if Quarter.of(end_date) != Quarter.of(posting_date)
    }
    assert elsewhere == {
        ("EVT-2020-KBP-01", "2020-Q1", "2020-Q2"),
        ("EVT-2020-TBS-02", "2020-Q4", "2020-Q3"),
    }
