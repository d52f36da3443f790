"""The file: one activity with its money and its results. Source: IATI Standard 2.03; domain.md b.7.

The standard's schema is a sequence, so that the order of the calls is the order of the elements.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from lxml import etree

from db.errors import ReportingError
from reports.characters import printable
from reports.dataset import Dataset, Header
from reports.iati.elements import LANGUAGE, Element, has_value, set_attributes, written
from reports.iati.head import add_classifications, add_defaults, add_head
from reports.iati.money import add_budgets, add_transactions
from reports.iati.results import add_results

VERSION: Final = "2.03"


class NoPublicIdentifier(ReportingError):
    """The organisation that reports has no identifier by which the public knows it."""

    code = "no-public-identifier"

    def __init__(self, organisation: str) -> None:
        super().__init__(
            f"{organisation} has no public identifier, and without one an IATI activity has no name; "
            "record its identifier of the scheme IATI, DAC_CHANNEL or NO_BRC"
        )
        self.organisation = organisation


def build(dataset: Dataset) -> bytes:
    """The XML file of a report, in UTF-8. Raises NoPublicIdentifier."""
    tables, header = dataset.tables, dataset.header
    about = tables["iati_activity"]
    if not has_value(about.cell("identifier", "value")):
        raise NoPublicIdentifier(header.organisation)
    root = etree.Element("iati-activities")
    set_attributes(root, {"version": VERSION, "generated-datetime": _instant(header.data_as_of)})
    root.addprevious(etree.Comment(_comment(header)))
    activity = etree.SubElement(root, "iati-activity")
    set_attributes(activity, {"default-currency": about.cell("currency", "value")})
    activity.set(LANGUAGE, written(about.cell("language", "value")))
    set_attributes(
        activity,
        {"last-updated-datetime": _instant(header.data_as_of), "hierarchy": "1", "humanitarian": "0"},
    )
    add_head(activity, tables)
    add_classifications(activity, tables)
    add_defaults(activity, about)
    add_budgets(activity, tables["iati_budgets"])
    add_transactions(activity, tables)
    add_results(activity, tables["iati_results"])
    return _bytes(root)


def _instant(of: datetime | None) -> str | None:
    """Of the youngest datum, not of the writing: a report knows no clock."""
    return None if of is None else f"{of:%Y-%m-%dT%H:%M:%SZ}"


def _comment(header: Header) -> str:
    """Which report this is, and what a page would warn of."""
    said = printable(", ".join((*header.warnings, header.report_id, f"snapshot {header.snapshot_id}")))
    # two hyphens may not stand together in a comment
    return f" {re.sub('-(?=-)', '- ', said)} "


def _bytes(root: Element) -> bytes:
    found: bytes = etree.tostring(
        root.getroottree(), encoding="UTF-8", xml_declaration=True, pretty_print=True
    )
    return found
