"""What the published file says, element by element. Numbers: domain.md b.2, b.3 and b.7."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.models.programmes import ProgrammeStatus
from db.queries.publication import PublicOrganisation
from reports.iati.activities import NoPublicIdentifier, build
from tests.reports.iati.example import (
    EXECUTING,
    GEORGIAN,
    PARTICIPATIONS,
    PUBLIC,
    ROMANIAN,
    UKRAINIAN,
    dataset,
    facts,
)
from tests.reports.iati.reading import Element, activity, attributes, periods, root_of, texts, transactions


def published(**changes: Any) -> Element:
    return activity(build(dataset(**changes)))


def test_the_activity_is_named_by_the_reporting_organisation_and_the_project(built: bytes) -> None:
    found = activity(built)

    assert texts(found, "iati-identifier") == ["XM-DAC-47066-CT.9999"]
    assert attributes(found, "reporting-org") == [{"ref": "XM-DAC-47066", "type": "40"}]
    assert attributes(found, "other-identifier") == [{"ref": "SYNTH-AGREEMENT-1", "type": "A9"}]
    assert attributes(found, "other-identifier/owner-org") == [{"ref": "NO-BRC-972417920"}]


def test_those_who_take_part_have_their_roles_and_their_names_in_their_own_script(built: bytes) -> None:
    found = activity(built)

    assert attributes(found, "participating-org") == [
        {"ref": "NO-BRC-972417920", "type": "10", "role": "1"},
        {"ref": "XM-DAC-47066", "type": "40", "role": "2"},
        {"ref": "XM-DAC-47066", "type": "40", "role": "4"},
        {"type": "24", "role": "4"},
        {"type": "24", "role": "4"},
        {"type": "24", "role": "4"},
    ]
    assert texts(found, "participating-org/narrative")[3:] == [GEORGIAN, ROMANIAN, UKRAINIAN]
    assert built.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert GEORGIAN.encode() in built


def test_the_money_is_that_of_the_worked_quarter_to_the_minor_unit(built: bytes) -> None:
    found = activity(built)

    assert texts(found, "budget/value") == ["281410.00"]
    assert attributes(found, "budget/period-start") == [{"iso-date": "2019-10-01"}]
    assert attributes(found, "budget/period-end") == [{"iso-date": "2019-12-31"}]
    assert transactions(found) == [
        ("11", "2019-06-24", "1000000.00"),
        ("1", "2019-07-01", "1500000.00"),
        ("4", "2019-12-31", "289098.26"),
    ]
    assert {value.get("currency") for value in found.iter("value")} == {"NOK"}


def test_a_later_report_tells_the_expenditure_of_every_quarter() -> None:
    """Nothing was posted in the first quarter of 2020: its own report says zero, a later one says nothing."""
    first, second = published(period="2020-Q1"), published(period="2020-Q2")

    assert transactions(first, "4") == [("4", "2019-12-31", "289098.26"), ("4", "2020-03-31", "0.00")]
    assert transactions(second, "4") == [("4", "2019-12-31", "289098.26"), ("4", "2020-06-30", "0.00")]


def test_an_agreement_without_number_or_signature_is_published_without_them() -> None:
    of = facts(publication=replace(PUBLIC, signed_on=None))

    found = published(agreement=replace(of.agreement, agreement_no=None), publication=of.publication)

    assert attributes(found, "other-identifier") == []
    assert [code["code"] for code in attributes(found, "transaction/transaction-type")] == ["1", "4"]


@pytest.mark.parametrize(
    ("status", "code", "days"),
    [
        (ProgrammeStatus.PIPELINE, "1", {"1": "2019-07-01", "3": "2019-12-31"}),
        (ProgrammeStatus.IMPLEMENTATION, "2", {"1": "2019-07-01", "2": "2019-07-01", "3": "2019-12-31"}),
        (
            ProgrammeStatus.CLOSED,
            "4",
            {"1": "2019-07-01", "2": "2019-07-01", "3": "2019-12-31", "4": "2019-12-31"},
        ),
        (ProgrammeStatus.CANCELLED, "5", {"1": "2019-07-01", "3": "2019-12-31"}),
    ],
)
def test_what_has_not_happened_has_no_day(status: ProgrammeStatus, code: str, days: dict[str, str]) -> None:
    agreement = replace(facts().agreement, programme_end=date(2019, 12, 31))

    found = published(agreement=agreement, publication=replace(PUBLIC, status=status))

    assert attributes(found, "activity-status") == [{"code": code}]
    assert {day["type"]: day["iso-date"] for day in attributes(found, "activity-date")} == days


def test_an_end_after_the_period_is_planned_and_not_actual() -> None:
    found = published(publication=replace(PUBLIC, status=ProgrammeStatus.CLOSED))

    assert {day["type"] for day in attributes(found, "activity-date")} == {"1", "2", "3"}


def test_countries_and_sectors_have_shares_and_the_scope_follows_the_countries(built: bytes) -> None:
    found = activity(built)
    [_, georgia, *_] = PUBLIC.shares

    assert attributes(found, "recipient-country") == [
        {"code": "BY", "percentage": "17.25"},
        {"code": "GE", "percentage": "28"},
        {"code": "MD", "percentage": "23.5"},
        {"code": "UA", "percentage": "31.25"},
    ]
    assert attributes(found, "sector") == [{"vocabulary": "1", "code": "15190", "percentage": "100"}]
    assert [tag["code"] for tag in attributes(found, "tag")] == ["5.2", "8.7", "10.7", "16.2"]
    assert attributes(found, "activity-scope") == [{"code": "3"}]
    alone = published(publication=replace(PUBLIC, shares=(georgia,)))
    assert attributes(alone, "activity-scope") == [{"code": "4"}]


def test_an_indicator_has_its_quarters_and_the_whole_that_its_target_is_for(built: bytes) -> None:
    """
    quarter | participations
    2019-Q3 | 12
    2019-Q4 | 64
    """
    assert periods(activity(built), "OP1.1-2") == [
        ("2019-07-01", "2019-09-30", None, "12"),
        ("2019-10-01", "2019-12-31", None, "64"),
        ("2019-07-01", "2019-12-31", "60", "76"),
    ]


def test_a_quarter_that_is_the_whole_stands_once() -> None:
    agreement = replace(facts().agreement, support_start=date(2019, 10, 1))

    found = published(agreement=agreement)

    assert periods(found, "OP1.1-2") == [("2019-10-01", "2019-12-31", "60", "76")]


def test_a_value_is_published_with_the_decimals_it_is_printed_with(built: bytes) -> None:
    found = activity(built)

    assert periods(found, "OP1.1-3")[-1] == ("2019-07-01", "2020-12-31", "60", "41.67")
    assert {"year": "2018", "value": "12.5"} in attributes(found, "result/indicator/baseline")


def test_a_protected_count_leaves_no_trace_in_the_file(built: bytes) -> None:
    """The baseline is 3 and a value of 7 was recorded: the file has the target alone."""
    found = activity(built)
    [result] = [of for of in found.findall("result") if "OP2.2" in (of.findtext("title/narrative") or "")]

    assert periods(found, "OP2.2-1") == [
        ("2019-10-01", "2019-12-31", None, None),
        ("2019-07-01", "2020-12-31", "160", None),
    ]
    assert result.find(".//baseline") is None
    assert not {"3", "7"} & {value for element in result.iter() for value in element.attrib.values()} - {"1"}
    assert not [text for text in result.itertext() if text.strip() in {"3", "7", "s", "not released", ".."}]


def test_qualitative_and_unknown_values_are_left_out(built: bytes) -> None:
    found = activity(built)

    assert periods(found, "OC3-1") == [
        ("2019-10-01", "2019-12-31", None, None),
        ("2019-07-01", "2019-12-31", None, None),
    ]
    assert periods(found, "OC3-2") == [
        ("2019-10-01", "2019-12-31", None, None),
        ("2019-07-01", "2019-12-31", "2", None),  # a target that has passed stays the last one
    ]
    assert b"n/a" not in built


def test_results_are_typed_by_level_and_indicators_by_direction(built: bytes) -> None:
    found = activity(built)

    assert attributes(found, "result") == [
        {"type": "1", "aggregation-status": "0"},
        {"type": "1", "aggregation-status": "1"},
        {"type": "2", "aggregation-status": "0"},
    ]
    assert attributes(found, "result/indicator") == [
        {"measure": "1", "ascending": "1", "aggregation-status": "1"},
        {"measure": "2", "ascending": "1", "aggregation-status": "0"},
        {"measure": "1", "ascending": "1", "aggregation-status": "1"},
        {"measure": "5", "ascending": "1", "aggregation-status": "0"},
        {"measure": "1", "ascending": "0", "aggregation-status": "0"},
    ]


def test_a_programme_without_indicators_has_no_results() -> None:
    assert published(indicators=()).findall("result") == []


def test_the_instants_are_those_of_the_data_and_the_warnings_stand_first(built: bytes) -> None:
    """The example's youngest datum is of noon on the period's last day."""
    root = root_of(built)

    assert root.attrib == {"version": "2.03", "generated-datetime": "2019-12-31T12:00:00Z"}
    assert root[0].get("last-updated-datetime") == "2019-12-31T12:00:00Z"
    assert built.splitlines()[1].startswith(b"<!-- DRAFT, SRC 2019-Q4 v1, snapshot ")


def test_without_an_instant_in_the_data_the_file_names_none() -> None:
    built = build(dataset(as_of=None))

    assert b"datetime" not in built


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/Los_Angeles", "LC_ALL": "nb_NO.UTF-8"},
    ],
    ids=str,
)
def test_equal_data_gives_equal_bytes_whatever_surrounds_it(
    built: bytes, surroundings: dict[str, str]
) -> None:
    program = (
        "import sys; from reports.iati.activities import build; "
        "from tests.reports.iati.example import dataset; "
        "sys.stdout.buffer.write(build(dataset()))"
    )

    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[3],
        env=os.environ | surroundings,
        check=True,
        capture_output=True,
    ).stdout

    assert elsewhere == built


HOSTILE = 'a\x00b\x1b <b>&amp; "--" ]]> \u202e\r\n-- Тбілісі\ufffe'


def test_text_of_people_cannot_break_the_file() -> None:
    organisation = PublicOrganisation(HOSTILE, None, 24)
    found = facts(
        publication=replace(PUBLIC, objective=HOSTILE, implementing=(organisation,)),
        indicators=(replace(PARTICIPATIONS, title=HOSTILE, node_statement=HOSTILE),),
    )
    agreement = replace(found.agreement, code="A--B-", programme_title=HOSTILE, agreement_no="1\x07<2>")

    read = published(agreement=agreement, publication=found.publication, indicators=found.indicators)

    seen = 'a\ufffdb\ufffd <b>&amp; "--" ]]> \u202e\n-- Тбілісі\ufffd'
    assert texts(read, "title/narrative") == [seen]
    assert texts(read, "description/narrative") == [seen]
    assert texts(read, "participating-org/narrative")[-1] == seen
    assert texts(read, "result/title/narrative") == [f"OP1.1: {seen}"]
    assert attributes(read, "other-identifier")[0]["ref"] == "1\ufffd<2>"


def test_without_a_public_identifier_there_is_no_file_and_its_organisation_is_named() -> None:
    unnamed = replace(EXECUTING, reference=None)

    with pytest.raises(NoPublicIdentifier) as refused:
        build(dataset(publication=replace(PUBLIC, executing=unnamed)))
    assert refused.value.code == "no-public-identifier"
    assert str(refused.value) == (
        "An organisation has no public identifier, and without one an IATI activity has no name; "
        "record its identifier of the scheme IATI, DAC_CHANNEL or NO_BRC"
    )
