"""What the activity is, who takes part, where it takes place and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reports.iati.elements import Element, add, add_coded, add_narrative, add_text, has_value, written
from reports.table import Cell, Table

_DAYS: Final = (("1", "planned_start"), ("2", "actual_start"), ("3", "planned_end"), ("4", "actual_end"))
_GENERAL: Final = "1"


def add_head(activity: Element, tables: Mapping[str, Table]) -> None:
    """From the identifier to the scope."""
    about, parties = tables["iati_activity"], tables["iati_organisations"]
    add(activity, "iati-identifier").text = written(_of(about, "identifier"))
    add_party(activity, "reporting-org", parties.row("reporting"))
    add_text(activity, "title", _of(about, "title"))
    add_text(activity, "description", _of(about, "description"), {"type": _GENERAL})
    for row in parties.rows:
        if has_value(parties.cell(row.key, "role")):
            add_party(activity, "participating-org", parties.row(row.key))
    if has_value(_of(about, "agreement")):
        number = {"ref": _of(about, "agreement"), "type": _of(about, "agreement_type")}
        funding = parties.row("funding")
        owner = add(add(activity, "other-identifier", number), "owner-org", {"ref": funding["reference"]})
        add_narrative(owner, funding["name"])
    add_coded(activity, "activity-status", _of(about, "status"))
    for kind, key in _DAYS:
        if has_value(_of(about, key)):
            add(activity, "activity-date", {"type": kind, "iso-date": _of(about, key)})
    add_coded(activity, "activity-scope", _of(about, "scope"))


def add_classifications(activity: Element, tables: Mapping[str, Table]) -> None:
    """Countries, sectors, tags and policy markers, as the table has them in order."""
    found = tables["iati_classifications"]
    for key in (row.key for row in found.rows):
        row = found.row(key)
        attributes = {
            "vocabulary": row["vocabulary"],
            "code": row["code"],
            "percentage": row["share"],
            "significance": row["significance"],
        }
        add_narrative(add(activity, written(row["element"]), attributes), row["name"])


def add_defaults(activity: Element, about: Table) -> None:
    """What holds for every transaction."""
    add_coded(activity, "collaboration-type", _of(about, "collaboration"))
    add_coded(activity, "default-flow-type", _of(about, "flow"))
    add_coded(activity, "default-finance-type", _of(about, "finance"))
    aid = {"code": _of(about, "aid"), "vocabulary": _of(about, "aid_vocabulary")}
    add(activity, "default-aid-type", aid)
    add_coded(activity, "default-tied-status", _of(about, "tied"))


def add_party(parent: Element, tag: str, organisation: Mapping[str, Cell]) -> None:
    """An organisation by its reference, its type and its name; with a role where it takes part."""
    role = organisation["role"] if tag == "participating-org" else None
    attributes = {"ref": organisation["reference"], "type": organisation["type"], "role": role}
    add_narrative(add(parent, tag, attributes), organisation["name"])


def _of(about: Table, key: str) -> Cell:
    return about.cell(key, "value")
