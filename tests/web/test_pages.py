"""The first page says what this is, and leads to every report."""

import re
from collections.abc import Mapping

import httpx

from tests.web.serving import serving


def addresses(page: str) -> list[str]:
    return re.findall(r'href="(/[^"]*)"', page)


FILES = ("narrative.docx", "financial.xlsx", "results.xlsx", "events.xlsx", "iati.xml", "pack.zip")


def test_the_first_page_leads_to_every_report_of_the_sample(client: httpx.Client) -> None:
    page = client.get("/").text

    wanted = [
        f"/reports/NMFA-RCTP/{period}/{file}"
        for period in ("2019-Q4", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")
        for file in FILES
    ]
    assert set(wanted) <= set(addresses(page))


def test_every_link_of_the_first_page_is_answered(client: httpx.Client) -> None:
    found = addresses(client.get("/").text)

    answered = {address: client.head(address).status_code for address in found if address != "/graphql"}

    assert set(answered.values()) == {200}, answered
    assert client.get("/graphql", headers={"Accept": "text/html"}).status_code == 200


def test_sample_data_is_said_before_anything_else(client: httpx.Client) -> None:
    page = client.get("/").text

    assert page.index("SAMPLE DATA") < page.index("<h1>")


def test_over_an_empty_database_the_first_page_says_how_to_begin(migrated_url: str) -> None:
    with serving(migrated_url) as address:
        answer = httpx.get(f"{address}/")

    assert answer.status_code == 200
    assert "This database holds no programme yet" in answer.text
    assert "./scripts/rctp load-sample" in answer.text
    assert "SAMPLE DATA" not in answer.text


def headers_of(client: httpx.Client, address: str) -> Mapping[str, str]:
    return client.get(address, headers={"Accept": "text/html"}).headers


def test_no_page_may_load_from_elsewhere_run_inline_scripts_or_be_framed(client: httpx.Client) -> None:
    for address in ("/", "/graphql", "/nowhere"):
        headers = headers_of(client, address)

        assert "default-src 'none'; script-src 'self'; style-src" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_the_schema_is_a_file(client: httpx.Client) -> None:
    answer = client.get("/schema.graphql")

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "type Query {" in answer.text


def test_an_address_that_leads_nowhere_is_said_to_be_so(client: httpx.Client) -> None:
    answer = client.get("/nowhere")

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_page_takes_nothing(client: httpx.Client) -> None:
    answer = client.post("/", content=b"text")

    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
