"""The schema holds still: what clients of the last release ask is answered, or the changelog says not."""

import re
from pathlib import Path

import pytest

from schema import sdl
from tests.schema.contract import breaking, deprecations, unreleased

ROOT = Path(__file__).parents[2]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASED = (ROOT / "schema" / "released.graphql").read_text(encoding="utf-8")

BEFORE = "type Query { name: String, age(unit: String): Int } enum Colour { RED BLUE }"


def test_nothing_that_the_last_release_answered_is_gone_unannounced() -> None:
    assert breaking(RELEASED, sdl(), unreleased(CHANGELOG)) == []


def test_the_schema_of_the_last_release_says_which_one_that_was() -> None:
    newest, *_ = re.findall(r"^## (\d+\.\d+\.\d+) ", CHANGELOG, flags=re.MULTILINE)

    assert RELEASED.startswith(f"# The schema of {newest}.\n")


@pytest.mark.parametrize(
    ("now", "place"),
    [
        ("type Query { age(unit: String): Int } enum Colour { RED BLUE }", "Query.name"),
        ("type Query { name: String, age: Int } enum Colour { RED BLUE }", "Query.age(unit:)"),
        ("type Query { name: Int, age(unit: String): Int } enum Colour { RED BLUE }", "Query.name"),
        ("type Query { name: String, age(unit: String): Int } enum Colour { RED }", "Colour.BLUE"),
        ("type Query { name: String, age(unit: String): Int }", "Colour"),
    ],
)
def test_what_breaks_a_client_is_found_unless_the_changelog_names_it(now: str, place: str) -> None:
    (found,) = breaking(BEFORE, now, "")

    assert place in found
    assert breaking(BEFORE, now, f"- Breaking: `{place}` is no longer what it was.") == []
    assert breaking(BEFORE, now, f"- `{place}` is faster.") == [found]
    assert breaking(BEFORE, now, "- Breaking: `Query.other` is gone.") == [found]


def test_what_only_adds_breaks_nobody() -> None:
    assert breaking(BEFORE, BEFORE.replace("name: String", "name: String, more: Int"), "") == []


def test_a_deprecation_says_why_and_since_when() -> None:
    reasons = dict(deprecations(sdl()))

    assert [place for place, reason in reasons.items() if not re.search(r"\d{4}-\d{2}-\d{2}", reason)] == []


def test_every_kind_of_deprecation_is_looked_at() -> None:
    planted = """
    type Query { a(b: Int @deprecated(reason: "One.")): Int @deprecated(reason: "Two.") c(d: In): E }
    input In { e: Int @deprecated(reason: "Three.") }
    enum E { F @deprecated(reason: "Four.") }
    """

    assert sorted(reason for _, reason in deprecations(planted)) == ["Four.", "One.", "Three.", "Two."]
