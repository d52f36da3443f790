from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from db.engine import make_engine, reading, writing
from db.errors import DatabaseBusy, DatabaseFull, DatabaseUnreachable
from db.migrate import require_current, upgrade
from db.models.ledger import ExchangeRate, RateSource


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    engine = make_engine(migrated_url)
    yield engine
    engine.dispose()


def quote(units: str) -> ExchangeRate:
    return ExchangeRate(
        source=RateSource.UNORE,
        currency="GEL",
        effective_from=date(2019, 10, 1),
        units_per_usd=Decimal(units),
    )


def test_a_rate_is_stored_with_all_its_eight_decimals(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(quote("2.97700001"))

    with reading(engine) as session:
        assert session.scalar(select(ExchangeRate.units_per_usd)) == Decimal("2.97700001")


def test_a_ninth_decimal_is_refused_and_not_rounded(engine: Engine) -> None:
    with pytest.raises(StatementError, match="more than 8 decimals"), writing(engine) as session:
        session.add(quote("2.977000001"))


def test_the_database_itself_refuses_a_rate_of_zero_and_a_withdrawn_currency(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(quote("0"))
    withdrawn = quote("2")
    withdrawn.currency = "BYR"
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(withdrawn)


def test_a_reading_session_cannot_write(engine: Engine) -> None:
    with pytest.raises(DBAPIError), reading(engine) as session:
        session.execute(text("DELETE FROM country"))


def test_a_reading_session_sees_one_state_of_the_data(engine: Engine) -> None:
    with reading(engine) as reader:
        assert reader.scalar(select(ExchangeRate.id)) is None
        with writing(engine) as writer:
            writer.add(quote("2"))

        assert reader.scalar(select(ExchangeRate.id)) is None


def test_writers_that_read_first_lose_no_update(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(quote("1"))

    def add_one(_: int) -> None:
        with writing(engine) as session:
            found = session.scalars(select(ExchangeRate).with_for_update()).one()
            found.units_per_usd += 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_one, range(40)))

    with reading(engine) as session:
        assert session.scalar(select(ExchangeRate.units_per_usd)) == 41


@pytest.mark.parametrize("url", ["", "reports.db", "mysql://root:secret@localhost/x", "postgresql//x"])
def test_an_address_that_cannot_be_read_is_refused_with_the_known_forms(url: str) -> None:
    with pytest.raises(DatabaseUnreachable, match=r"sqlite:///path/to/file.db") as caught:
        make_engine(url)

    assert "secret" not in str(caught.value)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    engine = make_engine(f"postgresql://clerk:secret@/reports?host={tmp_path}")

    with pytest.raises(DatabaseUnreachable, match=r"clerk:\*\*\*@.*cannot be used") as caught:
        require_current(engine)

    assert "secret" not in str(caught.value)


def test_a_writer_who_waits_too_long_is_told_so_and_has_written_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/busy.db"
    upgrade(url)
    first, second = make_engine(url), make_engine(url)
    event.listen(
        second, "connect", lambda connection, _record: connection.execute("PRAGMA busy_timeout = 50")
    )

    with writing(first) as session:
        session.execute(text("UPDATE country SET name_en = name_en"))
        with pytest.raises(DatabaseBusy):
            _write_a_country(second)

    _write_a_country(second)
    first.dispose()
    second.dispose()


def test_a_full_disk_is_told_and_writing_works_again_when_there_is_room(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/full.db"
    upgrade(url)
    engine = make_engine(url)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DatabaseFull):
        _write_much(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    _write_much(engine)

    engine.dispose()


def _write_a_country(engine: Engine) -> None:
    with writing(engine) as session:
        session.execute(text("UPDATE country SET name_en = name_en"))


def _write_much(engine: Engine) -> None:
    with writing(engine) as session:
        session.execute(
            text(
                "INSERT INTO country (iso2, iso3, iso_numeric, name_en, currency, in_programme) "
                "VALUES ('XX', 'XXX', 999, :name, 'XXX', false)"
            ),
            {"name": "x" * 1_000_000},
        )
