"""What a file says about itself: who made it and from data of when, never the clock or a library."""

from __future__ import annotations

from datetime import UTC, datetime, time

from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.workbook import Workbook
from openpyxl.xml.functions import tostring

from reports import software
from reports.dataset import Header
from reports.excel.texts import storable


def set_properties(workbook: Workbook, title: str, header: Header) -> None:
    """Set the core properties that are set before saving."""
    properties = workbook.properties
    properties.title = storable(f"{title}, {header.period}")
    properties.subject = storable(f"{header.programme_title}, {header.report_id}")
    properties.creator = storable(header.organisation)
    properties.lastModifiedBy = storable(header.organisation)
    properties.keywords = ", ".join(header.warnings) or None
    properties.language = header.language
    properties.created = _instant(header)


def properties_after_saving(workbook: Workbook, header: Header) -> dict[str, bytes]:
    """The parts of properties, made anew: saving put the clock in one, and the library in the other."""
    core = workbook.properties
    core.modified = _instant(header)
    extended = ExtendedProperties()
    extended.Application, extended.AppVersion = software.NAME, None
    return {"docProps/core.xml": tostring(core.to_tree()), "docProps/app.xml": tostring(extended.to_tree())}


def _instant(header: Header) -> datetime:
    """The youngest instant in the data; without one, the end of the period."""
    at = header.data_as_of or datetime.combine(header.period.end, time(), UTC)
    # the library writes what it is given and calls it UTC
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
