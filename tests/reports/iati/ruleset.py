"""The standard's own ruleset, evaluated over a file: which rules it breaks, and where.

A case holds for each element that its context selects. Cases that exempt identifiers known to a registry are
evaluated without the exemption, which is stricter; NEEDS_A_REGISTRY names them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeAlias

from tests.reports.iati.data import FOLDER, codes, parsed

Case: TypeAlias = Mapping[str, Any]

NEEDS_A_REGISTRY: Final = frozenset(
    {
        # the register of organisations that publish: known identifiers may have any form
        "1.8.13",
        "1.10.13",
        "1.11.13",
        "1.12.13",
        "1.14.13",
        "1.15.13",
        "1.18.13",
        # the same, and the prefixes of agencies, for which the code list of agencies stands in
        "1.14.8",
        "1.18.8",
        # the register of activities' prefixes
        "1.3.13",
    }
)
_AGENCIES: Final = "ORG-ID-PREFIX"
_NOW: Final = "NOW"


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that an element breaks."""

    rule: str
    severity: str
    message: str
    line: int


class Ruleset:
    """The rules as the standard publishes them, on a day."""

    def __init__(self, today: date) -> None:
        self._contexts = json.loads((FOLDER / "ruleset.json").read_text(encoding="utf-8"))
        self._today = today

    def breaches(self, file: bytes) -> list[Breach]:
        """Every breach of a file, in the order of the ruleset."""
        root = parsed(file)
        return [
            breach
            for context, rules in self._contexts.items()
            for element in root.xpath(context)
            for breach in self._of_element(element, rules)
        ]

    def cases(self) -> Iterator[tuple[str, Case]]:
        """Every kind of rule with each of its cases, those inside loops too."""
        for rules in self._contexts.values():
            yield from _cases_of(rules)

    def _of_element(self, element: Any, rules: Mapping[str, Any]) -> Iterator[Breach]:
        for kind, rule in rules.items():
            for case in rule["cases"]:
                if kind == "loop":
                    for value in dict.fromkeys(map(str, element.xpath(case["foreach"]))):
                        yield from self._of_element(element, _filled(case, value))
                elif self._applies(element, case) and not HOLDS[kind](self, element, case):
                    info = case["ruleInfo"]
                    yield Breach(info["id"], info["severity"], info["message"], element.sourceline)

    def _applies(self, element: Any, case: Case) -> bool:
        return "condition" not in case or bool(element.xpath(case["condition"]))

    def _day(self, element: Any, path: str) -> list[date]:
        if path == _NOW:
            return [self._today]
        return [date.fromisoformat(str(found)[:10]) for found in element.xpath(path)]

    def unique(self, element: Any, case: Case) -> bool:
        found = _texts(element, case)
        return len(found) == len(set(found))

    def starts_with(self, element: Any, case: Case) -> bool:
        prefixes: list[str] = []
        for path in case["prefix"]:
            prefixes += codes("OrganisationRegistrationAgency") if path == _AGENCIES else element.xpath(path)
        separator = case.get("separator", "-")
        return all(
            any(found.startswith(f"{prefix}{separator}") for prefix in prefixes)
            for found in _texts(element, case)
        )

    def at_least_one(self, element: Any, case: Case) -> bool:
        return any(element.xpath(path) for path in case["paths"])

    def no_more_than_one(self, element: Any, case: Case) -> bool:
        return sum(len(element.xpath(path)) for path in case["paths"]) <= 1

    def one_or_all(self, element: Any, case: Case) -> bool:
        without = {
            "lang": ".//narrative[not(@xml:lang)]",
            "currency": ".//value[not(@currency)]",
            "sector": "transaction[not(sector)]",
        }[case["all"]]
        return bool(element.xpath(case["one"])) or not element.xpath(without)

    def not_in_the_future(self, element: Any, case: Case) -> bool:
        return all(day <= self._today for day in self._day(element, case["date"]))

    def in_order(self, element: Any, case: Case) -> bool:
        later = self._day(element, case["more"])
        return all(day <= other for day in self._day(element, case["less"]) for other in later)

    def within_a_year(self, element: Any, case: Case) -> bool:
        starts, ends = self._day(element, case["start"]), self._day(element, case["end"])
        return all(
            (end.year - start.year, end.month, end.day) <= (1, start.month, start.day)
            for start in starts
            for end in ends
        )

    def between(self, element: Any, case: Case) -> bool:
        starts, ends = self._day(element, case["start"]), self._day(element, case["end"])
        days = self._day(element, case["date"])
        return all(start <= day <= end for day in days for start in starts for end in ends)

    def matches(self, element: Any, case: Case) -> bool:
        return all(re.search(case["regex"], found) for found in _texts(element, case))

    def without_spaces(self, element: Any, case: Case) -> bool:
        return all(found == found.strip() for found in _texts(element, case))

    def adds_up(self, element: Any, case: Case) -> bool:
        return bool(sum(_numbers(element, case), Decimal(0)) == case["sum"])

    def in_range(self, element: Any, case: Case) -> bool:
        least, most = Decimal(str(case["min"])), Decimal(str(case["max"]))
        return all(least <= number <= most for number in _numbers(element, case))

    def if_then(self, element: Any, case: Case) -> bool:
        return not element.xpath(case["if"]) or bool(element.xpath(case["then"]))


HOLDS: Final[Mapping[str, Callable[[Ruleset, Any, Case], bool]]] = {
    "unique": Ruleset.unique,
    "startswith": Ruleset.starts_with,
    "atleast_one": Ruleset.at_least_one,
    "no_more_than_one": Ruleset.no_more_than_one,
    "one_or_all": Ruleset.one_or_all,
    "date_now": Ruleset.not_in_the_future,
    "date_order": Ruleset.in_order,
    "time_limit": Ruleset.within_a_year,
    "between_dates": Ruleset.between,
    "regex_matches": Ruleset.matches,
    "no_spaces": Ruleset.without_spaces,
    "strict_sum": Ruleset.adds_up,
    "range": Ruleset.in_range,
    "if_then": Ruleset.if_then,
}


def _cases_of(rules: Mapping[str, Any]) -> Iterator[tuple[str, Case]]:
    for kind, rule in rules.items():
        for case in rule["cases"]:
            if kind == "loop":
                yield from _cases_of(case["do"])
            else:
                yield kind, case


def _filled(loop: Case, value: str) -> dict[str, Any]:
    """The rules of a loop, for one value: it stands for $1 in the parts that the loop names.

    A condition has it too, whether named or not: it would select nothing otherwise.
    """
    parts = {*loop["subs"], "condition"}

    def put(part: str, of: Any) -> Any:
        if part not in parts:
            return of
        return [text.replace("$1", value) for text in of] if isinstance(of, list) else of.replace("$1", value)

    return {
        kind: {"cases": [{part: put(part, of) for part, of in case.items()} for case in rule["cases"]]}
        for kind, rule in loop["do"].items()
    }


def _texts(element: Any, case: Case) -> list[str]:
    return [
        str(found) if isinstance(found, str) else found.text or ""
        for path in case["paths"]
        for found in element.xpath(path)
    ]


def _numbers(element: Any, case: Case) -> list[Decimal]:
    """What is not a number counts as one that fits nowhere."""
    found = []
    for text in _texts(element, case):
        try:
            found.append(Decimal(text))
        except InvalidOperation:
            found.append(Decimal(-1))
    return found
