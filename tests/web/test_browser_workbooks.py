"""A person in a real browser: signs in with a password, and brings a workbook in that was wrong first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from db.accounts import NewAccount, Reach, create_account
from db.engine import make_engine, reading, writing
from db.migrate import upgrade
from db.models.accounts import RoleName
from db.models.audit import AuditEvent
from resolvers.viewer import local_viewer
from tests.web.serving import serving
from tests.web.watching import Watch
from web.passwords import hash_password

PASSWORD: Final = "swordfish and chips"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database in which there is an account ana, and nothing else."""
    url = f"sqlite:///{tmp_path / 'office.db'}"
    upgrade(url)
    engine = make_engine(url)
    with writing(engine) as session:
        new = NewAccount("ana", Reach(RoleName.FINANCE), hash_password(PASSWORD))
        create_account(session, new, local_viewer().actor, datetime.now(UTC))
    engine.dispose()
    return url


@pytest.fixture
def address(url: str) -> Iterator[str]:
    with serving(url, role=None, session_key="k" * 32) as address:
        yield address


def sign_in(page: Page, password: str) -> None:
    page.get_by_label("Login").fill("ana")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def preview(page: Page, address: str, workbook: Path) -> None:
    page.goto(f"{address}/imports")
    page.get_by_label("The filled-in template").set_input_files(workbook)
    page.get_by_role("button", name="Preview").click()


def type_in(workbook: Path, cells: dict[str, str | float | date]) -> None:
    """As somebody does with a spreadsheet, and saves it."""
    book = openpyxl.load_workbook(workbook)
    for cell, value in cells.items():
        book["Rates"][cell] = value
    book.save(workbook)


def test_a_person_signs_in_with_a_password_and_is_led_to_where_they_wanted(
    page: Page, watch: Watch, address: str
) -> None:
    page.goto(f"{address}/imports")
    sign_in(page, "swordfish and chip")
    expect(page.get_by_role("alert")).to_have_text("There is no such login with this password.")
    sign_in(page, PASSWORD)

    expect(page).to_have_url(f"{address}/imports")
    expect(page.get_by_role("heading", name="Workbooks in")).to_be_visible()
    page.get_by_role("link", name="All reports").click()
    expect(page.get_by_text("Signed in as ana (finance)")).to_be_visible()
    assert watch.hosts == {"127.0.0.1"}


def test_an_error_book_goes_down_and_comes_up_again_corrected(
    page: Page, address: str, url: str, tmp_path: Path
) -> None:
    template, book = tmp_path / "rates.xlsx", tmp_path / "corrected.xlsx"
    page.goto(f"{address}/imports")
    sign_in(page, PASSWORD)
    with page.expect_download() as download:
        page.get_by_role("link", name="rates.xlsx", exact=True).click()
    download.value.save_as(template)
    type_in(template, {"B6": "MANUAL", "C6": "GEL", "D6": "soon", "E6": 2.75})

    preview(page, address, template)
    expect(page.locator(".alert")).to_have_text("1 problem. Nothing was written.")
    expect(page.get_by_role("row", name="Rates D6 soon a day such as 2020-01-31")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="The workbook with its problems marked").click()
    download.value.save_as(book)
    type_in(book, {"D6": date(2021, 1, 1)})
    preview(page, address, book)
    expect(page.get_by_role("row", name="exchange rate MANUAL GEL 2021-01-01")).to_be_visible()
    page.get_by_role("button", name="Apply all of it").click()

    expect(page.get_by_text("corrected.xlsx is written: 1 row, nothing left out.")).to_be_visible()
    assert download.value.suggested_filename == "problems rates.xlsx"
    engine = make_engine(url)
    with reading(engine) as session:
        found = session.execute(select(AuditEvent.who, AuditEvent.what).order_by(AuditEvent.no)).all()
    engine.dispose()
    assert [tuple(deed) for deed in found[1:]] == [
        ("ana", "signIn"),
        ("ana", "importReceive"),
        ("ana", "importApply"),
    ]
