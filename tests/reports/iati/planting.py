"""Faults to plant in a published file: each breaks one thing that the standard asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from lxml import etree

from tests.reports.iati.data import parsed

Edit: TypeAlias = Callable[[Any], None]


def edited(file: bytes, *edits: Edit) -> bytes:
    root = parsed(file)
    for edit in edits:
        edit(root)
    return etree.tostring(root)


def put(path: str, name: str, value: str) -> Edit:
    """Give the first element at a path another attribute."""
    return lambda root: root.xpath(path)[0].set(name, value)


def say(path: str, text: str) -> Edit:
    """Give the first element at a path another text."""

    def edit(root: Any) -> None:
        root.xpath(path)[0].text = text

    return edit


def drop(path: str) -> Edit:
    """Take every element or attribute at a path out."""

    def edit(root: Any) -> None:
        for found in root.xpath(path):
            if isinstance(found, str):
                del found.getparent().attrib[found.attrname]  # type: ignore[attr-defined]
            else:
                found.getparent().remove(found)

    return edit


def insert(path: str, xml: str) -> Edit:
    """Put an element behind the first at a path."""
    return lambda root: root.xpath(path)[0].addnext(etree.fromstring(xml))


def first(path: str, xml: str) -> Edit:
    """Put an element into the first at a path, before all others."""
    return lambda root: root.xpath(path)[0].insert(0, etree.fromstring(xml))


AGAINST_THE_SCHEMA: Final[Mapping[str, Edit]] = {
    "no identifier": drop("//iati-identifier"),
    "no status": drop("//activity-status"),
    "nobody takes part": drop("//participating-org"),
    "no amount": drop("//transaction/value"),
    "a baseline without year": drop("//baseline/@year"),
    "no value date": drop("//value/@value-date"),
    "a description too late": insert(
        "//sector", "<description><narrative>Too late</narrative></description>"
    ),
    "a start too late": insert("//period-end", "<period-start iso-date='2019-10-01'/>"),
    "an element of its own": insert("//budget", "<withheld/>"),
    "an attribute of its own": put("//budget", "note", "s"),
    "a day in words": put("//transaction-date", "iso-date", "31 December 2019"),
    "a share with its sign": put("//recipient-country", "percentage", "25 %"),
    "a claim in words": put("//iati-activity", "humanitarian", "no"),
    "an amount with commas": say("//transaction/value", "1,500,000.00"),
    "an empty amount": say("//budget/value", ""),
}

AGAINST_THE_RULES: Final[Mapping[str, tuple[str, tuple[Edit, ...]]]] = {
    "the identifier is the organisation's": ("1.1.3", (say("//iati-identifier", "XM-DAC-47066"),)),
    "the identifier begins otherwise": ("1.1.21", (say("//iati-identifier", "XM-DAC-1-CT.9999"),)),
    "the identifier has a stroke": ("1.3.13", (say("//iati-identifier", "XM-DAC-47066-CT|1"),)),
    "the identifier ends in a line": ("1.3.1", (say("//iati-identifier", "XM-DAC-47066-CT.9999\n"),)),
    "no agency": ("1.14.8", (put("//reporting-org", "ref", "ZZ-NONE-1"),)),
    "a stroke in a reference": ("1.10.13", (put("//provider-org", "ref", "NO-BRC-1/2"),)),
    "no start": ("6.11.1", (drop("//activity-date[@type='1' or @type='2']"),)),
    "no sector": ("6.2.2", (drop("//sector"),)),
    "no language": ("4.1.1", (drop("//iati-activity/@xml:lang"),)),
    "no currency": ("7.8.1", (drop("//@default-currency"), drop("//budget/value/@currency"))),
    "updated tomorrow": (
        "11.1.1",
        (put("//iati-activity", "last-updated-datetime", "2021-01-31T00:00:00Z"),),
    ),
    "ends before it starts": ("11.1.2", (put("//activity-date[@type='3']", "iso-date", "2019-06-30"),)),
    "starts tomorrow": ("11.1.4", (put("//activity-date[@type='2']", "iso-date", "2021-01-31"),)),
    "spent tomorrow": ("11.2.1", (put("//transaction[3]/transaction-date", "iso-date", "2021-01-31"),)),
    "valued tomorrow": ("11.2.2", (put("//transaction/value", "value-date", "2021-01-31"),)),
    "a share too little": ("3.1.2", (put("//recipient-country", "percentage", "17.24"),)),
    "a share missing": ("3.1.1", (drop("//recipient-country[2]/@percentage"),)),
    "a share out of range": ("12.1.1", (put("//recipient-country", "percentage", "117.25"),)),
    "the only sector has less": ("2.1.4", (put("//sector", "percentage", "99"),)),
    "a second sector": (
        "2.1.2",
        (insert("//sector", "<sector code='15130' vocabulary='1' percentage='1'/>"),),
    ),
    "a second sector without share": (
        "2.1.1",
        (insert("//sector", "<sector code='15130' vocabulary='1'/>"),),
    ),
    "own sectors without name": ("2.2.1", (insert("//sector", "<sector code='X' vocabulary='99'/>"),)),
    "own sectors add up to less": (
        "2.1.2",
        (
            insert("//sector", "<sector code='X' vocabulary='7' percentage='40'/>"),
            insert("//sector", "<sector code='Y' vocabulary='7' percentage='50'/>"),
        ),
    ),
    "a sector of one transaction": (
        "6.6.2",
        (insert("//value[../transaction-type]", "<sector code='15190'/>"),),
    ),
    "a country of one transaction": (
        "3.6.2",
        (insert("//value[../transaction-type]", "<recipient-country code='GE'/>"),),
    ),
    "no country": ("3.7.1", (drop("//recipient-country"),)),
    "a region beside": (
        "3.4.2",
        (insert("//recipient-country[4]", "<recipient-region code='89' vocabulary='1' percentage='1'/>"),),
    ),
    "two aid types": ("107.1.2", (insert("//default-aid-type", "<default-aid-type code='B031'/>"),)),
    "a marker without significance": ("6.14.1", (drop("//policy-marker/@significance"),)),
    "a party without name": ("6.10.1", (drop("//participating-org[4]/narrative"),)),
    "an owner without name": ("6.8.1", (drop("//owner-org/narrative"), drop("//owner-org/@ref"))),
    "a provider without name": ("6.9.1", (drop("//provider-org/narrative"), drop("//provider-org/@ref"))),
    "a title without text": ("4.3.1", (say("//iati-activity/title/narrative", ""),)),
    "a description without text": ("4.4.1", (drop("//iati-activity/description/narrative"),)),
    "a budget of two years": ("7.5.3", (put("//budget/period-end", "iso-date", "2021-10-02"),)),
    "a budget that ends first": ("8.6.3", (put("//budget/period-end", "iso-date", "2019-09-30"),)),
    "a period that ends first": ("8.6.1", (put("//period/period-end", "iso-date", "2019-06-30"),)),
    "a baseline without value": ("8.8.1", (drop("//baseline/@value"),)),
    "a target without value": ("8.9.1", (drop("//target/@value"),)),
    "an actual without value": ("8.10.1", (drop("//actual/@value"),)),
    "an actual of words": ("8.10.2", (put("//actual", "value", "s"),)),
    "a target of words": ("8.9.2", (put("//target", "value", "many"),)),
    "a number for a quality": ("8.10.3", (first("//indicator[@measure='5']/period", "<actual value='1'/>"),)),
    "two references": (
        "8.11.1",
        (
            first("//result", "<reference code='1' vocabulary='99'/>"),
            first("//indicator", "<reference code='1' vocabulary='99'/>"),
        ),
    ),
}
"""With the id of the rule that each breaks."""
