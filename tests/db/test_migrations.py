import pytest
from alembic import command
from sqlalchemy import Engine, MetaData, func, inspect, select, text

from db.engine import make_engine, reading, writing
from db.errors import DatabaseNotReady
from db.migrate import configuration, is_empty, require_current, upgrade
from db.queries.differing_totals import differing_totals
from tests.tampering import tamper


def rows_of(engine: Engine) -> dict[str, int]:
    tables = MetaData()
    tables.reflect(engine)
    with reading(engine) as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in tables.tables.items()
            if name != "alembic_version"
        }


def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    upgrade(database_url)

    command.check(configuration(database_url))


def test_migrations_go_up_and_down_and_up_again_with_a_full_programme(sample_url: str) -> None:
    engine = make_engine(sample_url)
    full = rows_of(engine)
    assert full["ledger_entry"] > 200
    engine.dispose()

    command.downgrade(configuration(sample_url), "base")
    upgrade(sample_url)

    require_current(engine)
    assert rows_of(engine) == dict.fromkeys(full, 0)
    engine.dispose()


def test_the_totals_of_the_ledger_are_made_from_the_rows_that_are_there(sample_url: str) -> None:
    command.downgrade(configuration(sample_url), "0003")
    upgrade(sample_url)

    engine = make_engine(sample_url)
    assert rows_of(engine)["ledger_month_total"] == 212
    with reading(engine) as session:
        assert differing_totals(session, 1) == []
    engine.dispose()


def test_lines_that_paid_assisted_people_are_marked_in_every_version(sample_url: str) -> None:
    """3.6 is for a result that counts them; 3.1 paid one in 2019, when version 1 was in force."""
    engine = make_engine(sample_url)
    paid = "UPDATE ledger_entry SET vendor_code = 'PROTECTED-ASSISTANCE' WHERE document_no = 'LED-0002'"
    with writing(engine) as session:
        tamper(session, paid)
    engine.dispose()

    command.downgrade(configuration(sample_url), "0003")
    upgrade(sample_url)

    with reading(engine) as session:
        marked = session.execute(text(MARKED)).all()
    engine.dispose()
    assert [tuple(row) for row in marked] == [("3.1", 1), ("3.1", 2), ("3.6", 2)]


MARKED = """
SELECT line.code, version.version_no FROM budget_line AS line
JOIN budget_version AS version ON version.id = line.budget_version_id
WHERE line.is_direct_assistance ORDER BY line.code, version.version_no
"""


def test_a_new_database_is_empty_and_not_ready(database_url: str) -> None:
    engine = make_engine(database_url)

    assert is_empty(engine)
    with pytest.raises(DatabaseNotReady, match="rctp migrate"):
        require_current(engine)
    engine.dispose()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(migrated_url: str) -> None:
    engine = make_engine(migrated_url)
    with writing(engine) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    tables = inspect(engine).get_table_names()

    with pytest.raises(DatabaseNotReady, match=r"migration 9999.*newer program"):
        require_current(engine)
    with pytest.raises(DatabaseNotReady, match=r"migration 9999.*newer program"):
        upgrade(migrated_url)

    assert inspect(engine).get_table_names() == tables
    engine.dispose()
