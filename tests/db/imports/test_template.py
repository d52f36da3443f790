"""Templates: what is locked, what is offered, what is filled in, and that equal data gives equal bytes."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.cell.cell import Cell
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import make_engine, reading, writing
from db.imports.columns import TEMPLATE_VERSION, WorkbookKind
from db.imports.filled import NotFilled
from db.imports.kinds import KINDS
from db.imports.template import template
from db.models.ledger import ExchangeRate, RateSource
from db.models.results import Actual, Indicator, Sensitivity
from db.scope import Scope
from tests import office
from tests.db.imports.books import as_shown, check_of, listed, opened, rows

ALL_KINDS = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


@pytest.fixture
def session(sample_engine: Engine) -> Iterator[Session]:
    with reading(sample_engine) as session:
        yield session


@ALL_KINDS
def test_the_first_sheet_says_of_which_kind_and_version_it_is(session: Session, kind: WorkbookKind) -> None:
    workbook = opened(template(session, kind, Scope.everything()))

    assert workbook.sheetnames == ["Instructions", *(sheet.name for sheet in kind.sheets), "Lists"]
    assert workbook["Instructions"]["B2"].value == f"{kind.name}, template version 1"
    assert TEMPLATE_VERSION == 1
    assert workbook["Lists"].sheet_state == "hidden"


def test_the_instructions_say_of_each_column_what_to_write(session: Session) -> None:
    sheet = opened(template(session, KINDS["rates"], Scope.everything()))["Instructions"]

    told = [tuple(map(as_shown, row)) for row in rows(sheet, 4, first_column=1) if row[1] is not None]
    assert told == [
        ("Column", "Needed", "What to write", "Form", "Example"),
        ("Source", "required", "Where the rate comes from.", "one of: UNORE, RECEIPT, MANUAL", "UNORE"),
        (
            "Currency",
            "required",
            "ISO code of the currency.",
            "one of: BYN, CHF, EUR, GEL, MDL, NOK, UAH, USD",
            "GEL",
        ),
        (
            "Effective from",
            "required",
            "The first day it is in force.",
            "date, such as 2020-01-31",
            "2020-01-01",
        ),
        (
            "Units per USD",
            "required",
            "How many units one US dollar is worth.",
            "number, at most 8 decimals",
            2.867,
        ),
        (
            "Published on",
            "if known",
            "When it was published; leave it empty if that is unknown.",
            "date, such as 2020-01-31",
            "2019-12-31",
        ),
    ]


@ALL_KINDS
def test_headings_are_locked_and_what_is_below_the_example_is_not(
    session: Session, kind: WorkbookKind
) -> None:
    workbook = opened(template(session, kind, Scope.everything()))

    for part in kind.sheets:
        sheet = workbook[part.name]
        above = [cell for row in sheet.iter_rows(max_row=5) for cell in row if isinstance(cell, Cell)]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.insertRows  # locked for no
        assert all(cell.protection.locked for cell in above)
        assert [cell.value for cell in sheet[4]][1:] == [column.heading for column in part.columns]
        assert not any(column.protection.locked for column in sheet.column_dimensions.values())
        assert max(column.max or 0 for column in sheet.column_dimensions.values()) == 16_384


@ALL_KINDS
def test_only_the_row_below_the_headings_is_marked_as_example(session: Session, kind: WorkbookKind) -> None:
    workbook = opened(template(session, kind, Scope.everything()))

    for part in kind.sheets:
        sheet = workbook[part.name]
        assert [cell.value for cell in sheet["A"]][2:] == [None, None, "Example"]
        assert sheet["A5"].font.italic
        assert sheet.freeze_panes == "C5"
        assert sheet.print_title_rows == "$4:$4"


def test_required_columns_say_so_above_their_headings(session: Session) -> None:
    sheet = opened(template(session, KINDS["rates"], Scope.everything()))["Rates"]

    assert [cell.value for cell in sheet[3]][1:] == ["required", "required", "required", "required", None]


def test_numbers_dates_and_texts_are_taken_in_their_formats(session: Session) -> None:
    columns = opened(template(session, KINDS["ledger"], Scope.everything()))["Ledger"].column_dimensions

    assert columns["D"].number_format == "0"  # line no.
    assert columns["F"].number_format == "yyyy-mm-dd"  # document date
    assert columns["I"].number_format == "@"  # budget line: 3.1 stays 3.1, and 3.10 is another
    assert columns["K"].number_format == "#,##0.00"  # amount


def test_lists_are_the_codes_of_the_database(session: Session) -> None:
    workbook = opened(template(session, KINDS["ledger"], Scope.everything()))

    assert listed(workbook, "Ledger", "B6") == ["NMFA-RCTP"]
    assert listed(workbook, "Ledger", "H6") == ["BY", "GE", "MD", "UA"]
    assert listed(workbook, "Ledger", "J6") == ["BYN", "CHF", "EUR", "GEL", "MDL", "NOK", "UAH", "USD"]
    assert listed(workbook, "Ledger", "P6") == ["yes", "no"]


def test_lists_reach_to_the_last_row_that_is_taken(session: Session) -> None:
    sheet = opened(template(session, KINDS["ledger"], Scope.everything()))["Ledger"]

    assert str(check_of(sheet, "B6").sqref) == "B6:B500005"


def test_a_code_that_is_not_in_the_list_can_be_kept_for_it_may_be_newer(session: Session) -> None:
    workbook = opened(template(session, KINDS["events"], Scope.everything()))

    code = check_of(workbook["Organisers"], "C6")
    assert (code.errorStyle, code.showErrorMessage) == ("warning", True)
    assert code.prompt == "Required. Its code.\nChoose from the list."
    assert not check_of(workbook["Organisers"], "B6").showErrorMessage  # an event of this workbook
    assert check_of(workbook["Organisers"], "D6").errorStyle is None  # a closed list stops


def test_dates_amounts_and_quarters_are_checked_while_they_are_written(session: Session) -> None:
    workbook = opened(template(session, KINDS["instalments"], Scope.everything()))

    day, amount = check_of(workbook["Instalments"], "D6"), check_of(workbook["Instalments"], "E6")
    quarter = check_of(workbook["Interest"], "C6")
    assert (day.type, day.formula1, day.formula2) == ("date", "32874", "73051")
    assert day.error == "“Requested on” takes this only: date, such as 2020-01-31."
    assert (amount.type, amount.formula1) == ("custom", "AND(ISNUMBER(E6),ROUND(E6,2)=E6)")
    assert quarter.type == "custom"


def test_a_list_without_codes_is_none(migrated_url: str) -> None:
    engine = make_engine(migrated_url)
    with reading(engine) as session:
        workbook = opened(template(session, KINDS["instalments"], Scope.everything()))
    engine.dispose()

    assert check_of(workbook["Instalments"], "B6").type is None
    forms = [cell.value for cell in workbook["Instructions"]["D"]]
    assert forms.count("code: funding source (there is none yet)") == 2  # of both sheets


@ALL_KINDS
def test_equal_data_gives_equal_bytes_without_clock_or_author(session: Session, kind: WorkbookKind) -> None:
    content = template(session, kind, Scope.everything())

    assert template(session, kind, Scope.everything()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in package.namelist() if b"openpyxl" in package.read(name).lower()] == []
        assert [name for name in package.namelist() if "external" in name.lower()] == []
        core = package.read("docProps/core.xml").decode()
    assert f"<dc:title>{kind.title}</dc:title>" in core
    assert "creator" not in core
    assert "modified" not in core


def test_a_filled_template_holds_what_is_recorded(session: Session) -> None:
    sheet = opened(template(session, KINDS["budget"], Scope.everything(), prefill=True))["Lines"]

    lines = rows(sheet, 6)
    assert len(lines) == 24
    assert (
        *("NMFA-RCTP", 2, "3.5", "OPERATIONAL", "NGO grant, Ukraine", 264000),
        *(None, None, None, "UA", "OP2.1", "yes", "no"),
    ) in lines
    assert not sheet["B6"].protection.locked
    assert sheet["D6"].number_format == "@"


def test_of_a_rate_the_newest_version_is_filled_in(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with writing(engine) as session:
        for version, units in ((1, "2.5"), (2, "2.75")):
            session.add(
                ExchangeRate(
                    source=RateSource.MANUAL,
                    currency="GEL",
                    effective_from=date(2021, 1, 1),
                    version=version,
                    units_per_usd=Decimal(units),
                )
            )

    with reading(engine) as session:
        sheet = opened(template(session, KINDS["rates"], Scope.everything(), prefill=True))["Rates"]
    engine.dispose()

    manual = [row for row in rows(sheet, 6) if row[0] == "MANUAL" and as_shown(row[2]) == "2021-01-01"]
    assert [row[3] for row in manual] == [2.75]


def test_an_indicator_about_assisted_people_is_not_offered(session: Session) -> None:
    indicators = select(Indicator.code).where(Indicator.sensitivity == Sensitivity.A)

    workbook = opened(template(session, KINDS["actuals"], Scope.everything(), prefill=True))

    [hidden] = session.scalars(indicators)
    assert "OP1.1-2" in listed(workbook, "Actuals", "B6")
    assert hidden not in listed(workbook, "Actuals", "B6")
    assert hidden not in {row[0] for row in rows(workbook["Actuals"], 6)}


def test_a_text_that_looks_like_a_formula_stays_a_text(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with writing(engine) as session:
        actual = session.scalars(select(Actual).join(Indicator).where(Indicator.code == "OBJ-1")).first()
        assert actual is not None
        actual.comment = "=1+1\x07"

    with reading(engine) as session:
        sheet = opened(template(session, KINDS["actuals"], Scope.everything(), prefill=True))["Actuals"]
    engine.dispose()

    [cell] = [cell for cell in sheet["L"][5:] if cell.value is not None]
    assert (cell.value, cell.data_type) == ("=1+1\ufffd", "s")


def test_a_ledger_is_never_filled(session: Session) -> None:
    with pytest.raises(NotFilled, match="a template of ledger is never filled; ask for an empty one"):
        template(session, KINDS["ledger"], Scope.everything(), prefill=True)


@ALL_KINDS
def test_nothing_is_cut_and_checks_and_locks_outlive_the_office(
    session: Session, kind: WorkbookKind, tmp_path: Path
) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(template(session, kind, Scope.everything()))

    printed = "".join(office.pdf_text(office.convert(path, "pdf", tmp_path)))
    (tmp_path / "saved").mkdir()
    again = office.convert(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved")

    assert "###" not in printed
    assert f"{kind.name}, template version 1" in printed
    before, after = opened(path.read_bytes()), opened(again.read_bytes())
    for part in kind.sheets:
        sheet = after[part.name]
        assert sheet.protection.sheet
        assert sheet["B4"].protection.locked
        assert not sheet.column_dimensions["B"].protection.locked
        assert check_of(sheet, "B6").type == check_of(before[part.name], "B6").type
