"""The pages in a real browser: they work, and ask nobody but this server for anything."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.serving import serving, token
from tests.web.watching import Watch


def test_a_person_downloads_a_report_from_the_first_page(
    page: Page, watch: Watch, sqlite_address: str
) -> None:
    page.goto(f"{sqlite_address}/")

    with page.expect_download() as download:
        page.get_by_role("link", name="financial.xlsx of 2019-Q4").click()

    assert download.value.suggested_filename == "RCTP_2019-Q4_financial_v1.xlsx"
    assert watch.hosts == {"127.0.0.1"}


def test_the_first_page_needs_no_scripts(browser: Browser, sqlite_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{sqlite_address}/")

    expect(page.get_by_text("SAMPLE DATA")).to_be_visible()
    expect(page.get_by_role("link", name="narrative.docx of 2020-Q4")).to_be_visible()
    context.close()


def test_the_first_page_fits_a_narrow_screen(page: Page, sqlite_address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})

    page.goto(f"{sqlite_address}/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_editor_runs_its_example_and_shows_the_sample_figures(
    page: Page, watch: Watch, sqlite_address: str
) -> None:
    page.goto(f"{sqlite_address}/graphql")
    page.get_by_role("button", name="Execute query").click()

    answer = page.get_by_role("region", name="Result Window")
    expect(answer).to_contain_text("270185.29")
    expect(answer).to_contain_text("289098.26")
    assert watch.hosts == {"127.0.0.1"}
    assert watch.complaints == []


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        ("Show Documentation Explorer", "Root Types"),
        ("Show GraphiQL Explorer", "Add new"),
        ("Open settings dialog", "Theme"),
    ],
)
def test_every_part_of_the_editor_opens_without_a_request_to_elsewhere(
    page: Page, watch: Watch, sqlite_address: str, button: str, shown: str
) -> None:
    page.goto(f"{sqlite_address}/graphql")

    page.get_by_role("button", name=button).click()

    expect(page.get_by_text(shown).first).to_be_visible()
    assert watch.hosts == {"127.0.0.1"}
    assert watch.complaints == []


def test_a_person_signs_in_with_a_token_asks_and_signs_out_without_a_script_of_ours(
    page: Page, watch: Watch, sqlite_url: str
) -> None:
    secret = token(sqlite_url, "finance", label="shown-in-a-browser")
    with serving(sqlite_url, role=None, session_key="k" * 32) as address:
        page.goto(f"{address}/graphql")
        page.get_by_label("Token").fill(secret)
        page.get_by_role("button", name="Sign in with it").click()
        page.get_by_role("button", name="Execute query").click()
        expect(page.locator(".result-window")).to_contain_text("270185.29")
        page.goto(f"{address}/")
        expect(page.get_by_text("Signed in as shown-in-a-browser (finance)")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
        page.goto(f"{address}/")
        expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()

    assert watch.hosts == {"127.0.0.1"}
    assert watch.complaints == []


def test_the_sign_in_page_fits_a_narrow_screen(page: Page, sqlite_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})

    with serving(sqlite_url, role=None, session_key="k" * 32) as address:
        page.goto(f"{address}/sign-in")

        assert page.evaluate("document.documentElement.scrollWidth") <= 360
