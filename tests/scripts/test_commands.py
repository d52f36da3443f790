"""The command line as a person uses it: what it writes, what it says, what it exits with."""

import subprocess
import sys
from pathlib import Path

import httpx
import openpyxl
import pytest
from sqlalchemy import text

from db.engine import make_engine, reading
from db.sample.load import is_loaded
from tests.scripts.conftest import Run
from tests.web.serving import execute, serving

ONE_MINOR_UNIT_MORE = "UPDATE ledger_entry SET transaction_minor = transaction_minor + 1 WHERE row_no = 1"


def test_help_names_every_command(rctp: Run) -> None:
    status, said, _ = rctp("--help")

    assert status == 0
    for command in (
        "serve",
        "migrate",
        "load-sample",
        "report",
        "template",
        "check",
        "check-totals",
        "schema",
        "bench",
        "token",
        "user",
    ):
        assert f"\n  {command} " in said


def test_help_waits_for_nothing_that_only_the_commands_need() -> None:
    heavy = ("sqlalchemy", "strawberry", "starlette", "openpyxl", "docx", "pydantic", "uvicorn", "rich")
    program = f"import sys, scripts.commands.app; print([name for name in {heavy} if name in sys.modules])"

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert said.stdout == "[]\n"


def test_report_writes_what_the_download_gives(rctp: Run, sample_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"

    status, said, _ = rctp("report", "NMFA-RCTP", "2019-Q4", "--to", folder, "--database", sample_url)

    files = {
        f"{kind}.{extension}": folder / f"RCTP_2019-Q4_{kind}_v1.{extension}"
        for kind, extension in (
            ("narrative", "docx"),
            ("financial", "xlsx"),
            ("results", "xlsx"),
            ("events", "xlsx"),
            ("iati", "xml"),
            ("pack", "zip"),
        )
    }
    assert (status, said.split()) == (0, [str(path) for path in files.values()])
    assert set(folder.iterdir()) == set(files.values())
    with serving(sample_url) as address:
        reports = f"{address}/reports/NMFA-RCTP/2019-Q4"
        for name, path in files.items():
            assert path.read_bytes() == httpx.get(f"{reports}/{name}", timeout=60).content


def test_a_report_of_a_source_that_is_not_there_is_refused_in_one_line(
    rctp: Run, sample_url: str, tmp_path: Path
) -> None:
    status, said, complaint = rctp("report", "NOBODY", "2019-Q4", "--to", tmp_path, "--database", sample_url)

    assert (status, said) == (1, "")
    assert complaint.startswith("rctp: there is no ")
    assert complaint.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_period_that_is_none_is_wrong_use(rctp: Run, sample_url: str, tmp_path: Path) -> None:
    status, _, complaint = rctp("report", "NMFA-RCTP", "2019-4", "--to", tmp_path, "--database", sample_url)

    assert (status, complaint) == (2, "rctp: “2019-4” is not a reporting period; the form is 2019-Q4\n")


def test_a_missing_argument_is_wrong_use(rctp: Run) -> None:
    status, _, complaint = rctp("report", "NMFA-RCTP")

    assert status == 2
    assert "Missing argument" in complaint


def test_a_variable_with_a_wrong_value_is_wrong_use(rctp: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCTP_PORT", "eight")

    status, _, complaint = rctp("serve")

    assert (status, complaint) == (2, "rctp: “eight” is not a value of RCTP_PORT; the form is 8000\n")


def test_a_folder_that_cannot_be_made_is_one_line(rctp: Run, sample_url: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    status, _, complaint = rctp(
        "report", "NMFA-RCTP", "2019-Q4", "--to", tmp_path / "taken", "--database", sample_url
    )

    assert (status, complaint) == (1, f"rctp: File exists: {tmp_path / 'taken'}\n")


def test_template_writes_a_workbook_of_the_database(rctp: Run, sample_url: str, tmp_path: Path) -> None:
    empty, filled = tmp_path / "made" / "rates.xlsx", tmp_path / "filled.xlsx"

    status, said, _ = rctp("template", "rates", "--to", empty, "--database", sample_url)
    rctp("template", "rates", "--filled", "--to", filled, "--database", sample_url)

    assert (status, said) == (0, f"{empty}\n")
    assert list(empty.parent.iterdir()) == [empty]
    assert openpyxl.load_workbook(empty)["Rates"].max_row == 5
    assert openpyxl.load_workbook(filled)["Rates"].max_row > 100


def test_a_template_of_a_kind_that_is_none_tells_the_kinds(
    rctp: Run, sample_url: str, tmp_path: Path
) -> None:
    wanted = tmp_path / "loans.xlsx"

    status, _, complaint = rctp("template", "loans", "--to", wanted, "--database", sample_url)

    assert (status, complaint) == (
        1,
        "rctp: there is no kind of workbook “loans”; known are: "
        "actuals, budget, events, instalments, ledger, rates\n",
    )
    assert not wanted.exists()


def test_a_ledger_filled_with_its_rows_is_refused(rctp: Run, sample_url: str, tmp_path: Path) -> None:
    wanted = tmp_path / "ledger.xlsx"

    status, _, complaint = rctp("template", "ledger", "--filled", "--to", wanted, "--database", sample_url)

    assert (status, complaint) == (1, "rctp: a template of ledger is never filled; ask for an empty one\n")
    assert not wanted.exists()


def test_check_prints_each_rule_with_its_state(rctp: Run, sample_url: str) -> None:
    status, said, _ = rctp("check", "NMFA-RCTP", "2019-Q4", "--database", sample_url)

    assert status == 0
    states = {line.split()[0] for line in said.splitlines()}
    assert "OK" in states
    assert "FAIL" not in states


def test_a_report_that_does_not_reconcile_is_not_written(rctp: Run, sample_url: str, tmp_path: Path) -> None:
    execute(sample_url, ONE_MINOR_UNIT_MORE)

    status, _, complaint = rctp("report", "NMFA-RCTP", "2019-Q4", "--to", tmp_path, "--database", sample_url)

    assert status == 1
    assert complaint == (
        "rctp: NMFA-RCTP 2019-Q4 v1 does not reconcile: R10 failed; see its checks and correct the facts\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_check_says_which_rule_fails_and_exits_with_a_finding(rctp: Run, sample_url: str) -> None:
    execute(sample_url, ONE_MINOR_UNIT_MORE)

    status, said, _ = rctp("check", "NMFA-RCTP", "2019-Q4", "--database", sample_url)

    assert status == 1
    assert [line.split()[:2] for line in said.splitlines() if line.startswith("FAIL")] == [["FAIL", "R10"]]


def test_check_totals_says_that_posting_left_none_that_differs(rctp: Run, sample_url: str) -> None:
    agreed = (0, "NMFA-RCTP: every total is the sum of its rows\n", "")

    assert rctp("check-totals", "--database", sample_url) == agreed
    assert rctp("check-totals", "NMFA-RCTP", "--database", sample_url) == agreed


def test_check_totals_prints_each_difference_and_exits_with_a_finding(rctp: Run, sample_url: str) -> None:
    execute(sample_url, "UPDATE ledger_entry SET office = 'UA' WHERE document_no = 'LED-0002'")
    execute(
        sample_url,
        "UPDATE ledger_month_total SET amount_reporting_minor = amount_reporting_minor + 1 "
        "WHERE fiscal_year = 2019 AND fiscal_period = 11",
    )

    status, said, _ = rctp("check-totals", "NMFA-RCTP", "--database", sample_url)

    assert status == 1
    assert said == (
        "NMFA-RCTP, line 3.1, office GE, 2019-10: the totals say 2 entries, NOK 75,546.94, USD 8,313.73; "
        "the rows say 1 entry, NOK 56,316.81, USD 6,197.51\n"
        "NMFA-RCTP, line 3.1, office UA, 2019-10: the totals say 0 entries, NOK 0.00, USD 0.00; "
        "the rows say 1 entry, NOK 19,230.13, USD 2,116.22\n"
        "NMFA-RCTP, line 3.3, office UA, 2019-11: the totals say 1 entry, NOK 31,937.51, USD 3,500.00; "
        "the rows say 1 entry, NOK 31,937.50, USD 3,500.00\n"
    )


def test_check_totals_names_the_sources_there_are(rctp: Run, sample_url: str) -> None:
    status, said, complaint = rctp("check-totals", "NORAD", "--database", sample_url)

    assert (status, said) == (1, "")
    assert complaint == "rctp: there is no funding source “NORAD”; known are: NMFA-RCTP\n"
    assert rctp("check-totals", "NMFA-RCTP", "2019-Q4", "--database", sample_url)[0] == 2


def test_a_database_without_tables_is_refused_with_what_to_run(rctp: Run, database_url: str) -> None:
    status, _, complaint = rctp("check", "NMFA-RCTP", "2019-Q4", "--database", database_url)

    assert status == 1
    assert "run `./scripts/rctp migrate` with this database" in complaint
    assert complaint.count("\n") == 1


def test_migrate_then_load_sample_fills_a_new_database_and_only_once(rctp: Run, database_url: str) -> None:
    assert rctp("migrate", "--database", database_url)[0] == 0
    assert rctp("migrate", "--database", database_url)[0] == 0
    assert rctp("load-sample", "--database", database_url)[0] == 0

    status, _, complaint = rctp("load-sample", "--database", database_url)

    assert status == 1
    assert complaint.startswith("rctp: the database already holds the programme RCTP; ")
    engine = make_engine(database_url)
    with reading(engine) as session:
        assert is_loaded(session)
    engine.dispose()


def test_migrate_refuses_a_database_of_a_newer_program(rctp: Run, migrated_url: str) -> None:
    execute(migrated_url, "UPDATE alembic_version SET version_num = '9999'")

    status, _, complaint = rctp("migrate", "--database", migrated_url)

    assert status == 1
    assert complaint.startswith("rctp: the database is at migration 9999, ")


def test_load_sample_makes_a_ledger_of_the_size_asked_for(rctp: Run, migrated_url: str) -> None:
    assert rctp("load-sample", "--rows", "1000", "--database", migrated_url)[0] == 0

    engine = make_engine(migrated_url)
    with reading(engine) as session:
        assert session.scalar(text("SELECT count(*) FROM ledger_entry")) == 1000
    engine.dispose()
    assert rctp("check-totals", "--database", migrated_url)[0] == 0


def test_schema_prints_what_the_server_gives_and_writes_it_to_a_file(rctp: Run, tmp_path: Path) -> None:
    printed = rctp("schema")[1]

    assert rctp("schema", "--to", tmp_path / "schema.graphql") == (0, "", "")

    assert (tmp_path / "schema.graphql").read_text(encoding="utf-8") == printed
    assert "type Query {" in printed


@pytest.mark.parametrize("url", ["nonsense", "postgresql://postgres:swordfish@127.0.0.1:1/none"])
def test_a_database_that_cannot_be_reached_is_one_line_without_its_password(rctp: Run, url: str) -> None:
    status, _, complaint = rctp("migrate", "--database", url)

    assert status == 1
    assert complaint.startswith("rctp: ")
    assert complaint.count("\n") == 1
    assert "swordfish" not in complaint
