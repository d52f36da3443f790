"""Templates out and workbooks in, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import httpx
import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from db.models.ledger import RateSource
from db.recording.rates import Rate
from tests.db.imports.books import opened
from tests.db.imports.filling import filled_in, with_cells
from tests.db.recording.test_ledger_rows import INVOICE
from tests.web.serving import bearing, serving, token

NEW = Rate(RateSource.UNORE, "GEL", date(2021, 1, 1), Decimal("3.276"), date(2020, 12, 31))
PAGE = {"Accept": "text/html"}


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


@pytest.fixture
def finance(sample_url: str) -> Iterator[httpx.Client]:
    """A program of the finance office."""
    with (
        serving(sample_url, role="finance") as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def test_a_workbook_is_previewed_and_then_applied_once(engine: Engine, finance: httpx.Client) -> None:
    content = filled_in(engine, "rates", {"Rates": [NEW]})

    preview = finance.post("/imports", params={"name": "rates.xlsx"}, content=content).json()
    address = f"/imports/{preview['digest']}/apply"
    applied = finance.post(address, json={"changesDigest": preview["changesDigest"]})
    again = finance.post("/imports", content=content).json()

    assert preview["sheets"] == [{"name": "Rates", "new": 1, "changed": 0, "unchanged": 0}]
    assert (preview["isApplied"], applied.status_code, applied.json()["isApplied"]) == (False, 200, True)
    assert (again["isApplied"], again["fileName"]) == (True, "rates.xlsx")


def test_problems_come_back_in_the_workbook_itself(engine: Engine, finance: httpx.Client) -> None:
    content = with_cells(filled_in(engine, "rates", {"Rates": [NEW]}), "Rates", {"E6": "1,234"})

    told = finance.post("/imports", content=content).json()
    marked = finance.post("/imports/problems.xlsx", params={"name": "rates.xlsx"}, content=content)

    assert [(each["cell"], each["found"]) for each in told["problems"]] == [("E6", "1,234")]
    assert "1.234 or 1234" in told["problems"][0]["expected"]
    assert marked.headers["content-disposition"] == 'attachment; filename="problems rates.xlsx"'
    comment = opened(marked.content)["Rates"]["E6"].comment
    assert comment is not None
    assert "1,234" in comment.text


def test_a_person_sends_a_form_looks_at_the_preview_and_applies(
    engine: Engine, finance: httpx.Client
) -> None:
    content = filled_in(engine, "rates", {"Rates": [NEW]})

    form = finance.get("/imports", headers=PAGE)
    preview = finance.post("/imports", files={"workbook": ("rates.xlsx", content)}, headers=PAGE)
    digest = preview.text.split('action="/imports/')[1].split("/")[0]
    changes = preview.text.split('name="changes" value="')[1].split('"')[0]
    applied = finance.post(f"/imports/{digest}/apply", data={"changes": changes}, headers=PAGE)

    assert '/templates/rates.xlsx"' in form.text
    assert "Nothing is written yet" in preview.text
    assert "exchange rate UNORE GEL 2021-01-01" in preview.text
    assert "rates.xlsx is written: 1 row, nothing left out" in applied.text


def test_what_became_wrong_after_its_preview_is_shown_to_a_person_with_its_problems(
    engine: Engine, finance: httpx.Client
) -> None:
    """Somebody else has posted the same document with another amount meanwhile."""
    first, other = (
        filled_in(engine, "ledger", {"Ledger": [replace(INVOICE, amount=amount)]})
        for amount in (Decimal("10.00"), Decimal("12.00"))
    )
    looked_at, meanwhile = (finance.post("/imports", content=content).json() for content in (first, other))
    addresses = [f"/imports/{told['digest']}/apply" for told in (looked_at, meanwhile)]
    finance.post(addresses[1], json={"changesDigest": meanwhile["changesDigest"]})

    answer = finance.post(addresses[0], data={"changes": looked_at["changesDigest"]}, headers=PAGE)

    assert answer.status_code == 422
    assert "1 problem. Nothing was written." in answer.text
    assert "it is posted with another amount" in answer.text
    assert "Apply all of it" not in answer.text


def test_a_refusal_leads_a_person_back_to_where_workbooks_come_in(finance: httpx.Client) -> None:
    answer = finance.post("/imports", files={"workbook": ("a.xlsx", b"no workbook")}, headers=PAGE)

    assert answer.status_code == 422
    assert "The workbook is refused: " in answer.text
    assert '<a href="/imports">Another workbook</a>' in answer.text


def test_a_template_is_downloaded_by_those_who_may_bring_its_kind_in(
    finance: httpx.Client, sample_url: str
) -> None:
    staff = bearing(token(sample_url, "staff", countries=frozenset({"MD"}), label="moldova"))

    rates = finance.get("/templates/rates.xlsx")
    refused = finance.get("/templates/rates.xlsx", headers=staff)
    unknown = finance.get("/templates/victims.xlsx")

    assert opened(rates.content)["Instructions"]["B2"].value == "rates, template version 1"
    assert (refused.status_code, refused.json()["code"]) == (403, "permission-refused")
    assert unknown.status_code == 404


def test_what_is_no_workbook_is_refused(finance: httpx.Client) -> None:
    answer = finance.post("/imports", content=b"PK\x03\x04 but nothing more")

    assert (answer.status_code, answer.json()["code"]) == (422, "workbook-refused")


def test_a_preview_that_is_not_named_is_not_applied(finance: httpx.Client) -> None:
    unnamed = finance.post(f"/imports/{'0' * 64}/apply", json={})
    unknown = finance.post(f"/imports/{'0' * 64}/apply", json={"changesDigest": "x"})

    assert (unnamed.status_code, unknown.status_code) == (400, 404)
