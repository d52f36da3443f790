"""The published file is valid: schema, code lists, ruleset. Each of the three finds what is planted."""

import hashlib
import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import reading
from db.periods import Quarter
from db.scope import Scope
from reports.compose import compose
from reports.facts import gather
from reports.iati.activities import build
from tests.reports.iati.data import FOLDER, code_lists, parsed
from tests.reports.iati.example import dataset
from tests.reports.iati.planting import AGAINST_THE_RULES, AGAINST_THE_SCHEMA, edited, put
from tests.reports.iati.ruleset import HOLDS, NEEDS_A_REGISTRY, Ruleset
from tests.reports.iati.validating import CODED, REFERENCES, code_findings, schema_findings

PERIODS = ("2019-Q3", "2019-Q4", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")
RULES = Ruleset(date(2021, 1, 30))
"""On the day that the sample's last report is due."""

NOT_CODES = {
    "ref", "iso-date", "value-date", "percentage", "year", "value", "version", "generated-datetime",
    "last-updated-datetime", "hierarchy", "humanitarian", "ascending", "aggregation-status",
}  # fmt: skip


@pytest.mark.parametrize("period", PERIODS)
def test_every_report_of_the_sample_is_valid(sample_engine: Engine, period: str) -> None:
    with reading(sample_engine) as session:
        facts = gather(session, "NMFA-RCTP", Quarter.parse(period), Scope.everything())

    file = build(compose(facts))

    assert schema_findings(file) == []
    assert code_findings(file) == []
    assert RULES.breaches(file) == []


@pytest.mark.parametrize("period", ["2019-Q4", "2020-Q1", "2021-Q1"])
def test_the_worked_report_and_those_after_it_are_valid(period: str) -> None:
    file = build(dataset(period=period))

    assert schema_findings(file) == []
    assert code_findings(file) == []
    assert Ruleset(date(2021, 4, 30)).breaches(file) == []


def test_every_code_of_the_file_is_held_to_a_list(built: bytes) -> None:
    root = parsed(built)
    held = {(code.getparent(), code.attrname) for path, _ in CODED for code in root.xpath(path)}

    every = {
        (element, name) for element in root.iter("*") for name in element.attrib if name not in NOT_CODES
    }

    assert every == held


@pytest.mark.parametrize("fault", AGAINST_THE_SCHEMA)
def test_the_schema_finds_a_planted_fault(built: bytes, fault: str) -> None:
    assert schema_findings(built) == []

    assert schema_findings(edited(built, AGAINST_THE_SCHEMA[fault])) != []


@pytest.mark.parametrize("path", [path for path, _ in CODED])
def test_the_code_lists_find_a_planted_code(built: bytes, path: str) -> None:
    def plant(root: Any) -> None:
        code = root.xpath(path)[0]
        code.getparent().set(code.attrname, "0815")

    found = code_findings(edited(built, plant))

    assert any(finding.startswith(path) and "0815" in finding for finding in found)


@pytest.mark.parametrize("path", REFERENCES)
def test_a_reference_of_no_agency_is_found(built: bytes, path: str) -> None:
    def plant(root: Any) -> None:
        reference = root.xpath(path)[0]
        reference.getparent().set("ref", "XX-NOBODY-1")

    assert [of for of in code_findings(edited(built, plant)) if of.startswith(path)] != []


def test_a_withdrawn_code_is_found(built: bytes) -> None:
    """20 was withdrawn from the list of flow types at the end of 2015."""
    found = code_findings(edited(built, put("//default-flow-type", "code", "20")))

    assert found == ["//default-flow-type/@code: 20 is not in FlowType"]


@pytest.mark.parametrize("fault", AGAINST_THE_RULES)
def test_the_ruleset_finds_a_planted_fault(built: bytes, fault: str) -> None:
    rule, edits = AGAINST_THE_RULES[fault]
    assert RULES.breaches(built) == []

    found = RULES.breaches(edited(built, *edits))

    assert rule in {breach.rule for breach in found}, found


def test_every_kind_of_rule_of_the_standard_is_evaluated() -> None:
    assert {kind for kind, _ in RULES.cases()} == set(HOLDS)


def test_the_cases_that_need_a_register_are_known_by_name() -> None:
    asking = {case["ruleInfo"]["id"] for _, case in RULES.cases() if "idCondition" in case}

    assert asking == NEEDS_A_REGISTRY


def test_the_ruleset_is_as_large_as_the_standard_made_it() -> None:
    assert sum(1 for _ in RULES.cases()) == 107


def test_the_standards_files_are_as_published() -> None:
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    named = {name: found for found, name in re.findall(r"^  ([0-9a-f]{64})  (\S+)$", notice, re.MULTILINE)}
    files = [file for file in FOLDER.rglob("*") if file.is_file() and file.name != "NOTICE"]

    assert named == {
        file.relative_to(FOLDER).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }
    assert {name for _, name in CODED} | {"OrganisationRegistrationAgency"} == set(code_lists())


def test_elements_stand_in_the_order_of_the_standard(built: bytes) -> None:
    order = (
        "iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier",
        "activity-status", "activity-date", "activity-scope", "recipient-country", "sector", "tag",
        "policy-marker", "collaboration-type", "default-flow-type", "default-finance-type",
        "default-aid-type", "default-tied-status", "budget", "transaction", "result",
    )  # fmt: skip

    tags = [element.tag for element in parsed(built)[0]]

    assert tuple(dict.fromkeys(tags)) == order
    assert all(order.index(tag) <= order.index(after) for tag, after in pairwise(tags))
