"""The files of a report over HTTP: their names, their headers, and what is said when there is none."""

from io import BytesIO

import httpx
import pytest
from docx import Document
from openpyxl import load_workbook

from tests import office
from tests.web.serving import execute, serving
from web.downloads import attachment

WORKBOOK = "/reports/NMFA-RCTP/2019-Q4/financial.xlsx"
DOCUMENT = "/reports/NMFA-RCTP/2019-Q4/narrative.docx"


def test_the_workbook_opens_with_its_seven_sheets(client: httpx.Client) -> None:
    answer = client.get(WORKBOOK)

    assert answer.status_code == 200
    assert load_workbook(BytesIO(answer.content)).sheetnames == [
        "Cover",
        "Expenditure",
        "Funds",
        "Deviations",
        "Exchange rates",
        "By country and output",
        "Checks",
    ]


def test_the_document_opens(client: httpx.Client) -> None:
    answer = client.get(DOCUMENT)

    assert answer.status_code == 200
    assert len(Document(BytesIO(answer.content)).tables) >= 6


def test_the_pages_of_the_document_are_had_as_pdf(client: httpx.Client) -> None:
    office.require("soffice")

    answer = client.get("/reports/NMFA-RCTP/2019-Q4/narrative.pdf")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert "RCTP_2019-Q4_narrative_v1.pdf" in answer.headers["content-disposition"]


def test_a_download_is_saved_under_a_telling_name_and_kept_by_nobody_between(client: httpx.Client) -> None:
    headers = client.get(WORKBOOK).headers

    assert headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert headers["content-disposition"] == 'attachment; filename="RCTP_2019-Q4_financial_v1.xlsx"'
    assert headers["cache-control"] == "private, no-cache"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_name_in_letters_of_the_region_is_sent_in_both_forms() -> None:
    assert attachment("звіт_2019-Q4.docx") == (
        "attachment; filename=\"_____2019-Q4.docx\"; filename*=UTF-8''%D0%B7%D0%B2%D1%96%D1%82_2019-Q4.docx"
    )


def test_a_name_cannot_end_its_header() -> None:
    assert (
        attachment('a"; x=\r\n.docx').partition("; filename*=")[0] == 'attachment; filename="a__ x___.docx"'
    )


def test_the_same_report_is_the_same_bytes(client: httpx.Client) -> None:
    assert client.get(DOCUMENT).content == client.get(DOCUMENT).content


def test_a_caller_who_holds_the_file_is_told_so_and_not_sent_it_again(client: httpx.Client) -> None:
    tag = client.get(WORKBOOK).headers["etag"]

    again = client.get(WORKBOOK, headers={"If-None-Match": f'"another", {tag}'})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag


def test_a_caller_who_holds_another_file_is_sent_this_one(client: httpx.Client) -> None:
    answer = client.get(WORKBOOK, headers={"If-None-Match": '"another"'})

    assert answer.status_code == 200


def test_the_head_of_a_download_has_its_headers_and_no_bytes(client: httpx.Client) -> None:
    whole, head = client.get(WORKBOOK), client.head(WORKBOOK)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-length"] == str(len(whole.content))


@pytest.mark.parametrize(
    ("place", "known"),
    [
        ("/reports/NOBODY/2019-Q4/financial.xlsx", "NMFA-RCTP"),
        ("/reports/NMFA-RCTP/2019-4/financial.xlsx", "2019-Q4"),
        ("/reports/NMFA-RCTP/2019-Q4/financial.ods", "financial.xlsx"),
        ("/reports/NMFA-RCTP/2019-Q4/finance.xlsx", "financial.xlsx"),
        ("/reports/NMFA-RCTP/2019-Q4/financial", "financial.xlsx"),
        ("/reports/NMFA-RCTP/2019-Q4", "/reports/NMFA-RCTP/2019-Q4/financial.xlsx"),
        ("/reports/", "/reports/NMFA-RCTP/2019-Q4/financial.xlsx"),
    ],
)
def test_an_address_of_no_report_is_answered_with_the_known_forms(
    client: httpx.Client, place: str, known: str
) -> None:
    answer = client.get(place)

    assert answer.status_code == 404
    assert answer.json().keys() == {"code", "message"}
    assert known in answer.json()["message"]


def test_a_browser_is_shown_the_known_forms_on_a_page(client: httpx.Client) -> None:
    answer = client.get("/reports/NMFA-RCTP/<b>2019/financial.xlsx", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "2019-Q4" in answer.text
    assert "<b>" not in answer.text


def test_an_address_that_asks_for_more_than_there_is_is_not_half_answered(client: httpx.Client) -> None:
    answer = client.get(f"{WORKBOOK}?version=2")

    assert answer.status_code == 400


def test_a_period_outside_the_agreement_is_said_to_be_so(client: httpx.Client) -> None:
    answer = client.get("/reports/NMFA-RCTP/2018-Q4/financial.xlsx")

    assert answer.status_code == 422
    assert answer.json()["code"] == "outside-support-period"
    assert "2019-07-01" in answer.json()["message"]


def test_a_report_that_does_not_reconcile_is_withheld_with_the_rules_that_fail(sample_url: str) -> None:
    execute(
        sample_url,
        "UPDATE ledger_entry SET transaction_minor = transaction_minor + 1 WHERE row_no = 1",
    )

    with serving(sample_url) as address:
        program = httpx.get(f"{address}{WORKBOOK}", timeout=60)
        browser = httpx.get(f"{address}{WORKBOOK}", headers={"Accept": "text/html"}, timeout=60)

    assert program.status_code == 409
    assert program.json()["code"] == "blocked-by-checks"
    assert program.json()["rules"] == ["R10"]
    assert program.json()["message"].startswith("NMFA-RCTP 2019-Q4 v1 does not reconcile: R10 failed; ")
    assert browser.status_code == 409
    assert "The rules that fail: R10." in browser.text


def test_a_missing_rate_is_named_with_its_currency_and_date(sample_url: str) -> None:
    execute(sample_url, "DELETE FROM exchange_rate WHERE currency = 'NOK'")

    with serving(sample_url) as address:
        answer = httpx.get(f"{address}{DOCUMENT}", timeout=60)

    assert answer.status_code == 422
    assert answer.json()["code"] == "rate-missing"
    assert "for NOK is in force on 2019-12-31" in answer.json()["message"]
