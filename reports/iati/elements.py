"""Elements of the file from cells of the tables: the few forms that the IATI Standard knows.

An empty cell, and one that is unknown, withheld or not released, makes no element and no attribute:
the standard has no symbols, and an empty value would be read as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from lxml import etree

from db.money import Money
from reports.characters import printable
from reports.table import Cell, Missing

Element: TypeAlias = etree._Element

LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent: Element, tag: str, attributes: Mapping[str, Cell] | None = None) -> Element:
    """A new last element; attributes without a value are left out."""
    element = etree.SubElement(parent, tag)
    set_attributes(element, attributes or {})
    return element


def set_attributes(element: Element, attributes: Mapping[str, Cell]) -> None:
    """In the order given; those without a value are left out."""
    for name, cell in attributes.items():
        if has_value(cell):
            element.set(name, written(cell))


def add_coded(parent: Element, tag: str, code: Cell) -> None:
    """An element that is one code; none without it."""
    if has_value(code):
        add(parent, tag, {"code": code})


def add_day(parent: Element, tag: str, day: Cell) -> None:
    """An element that is one day."""
    add(parent, tag, {"iso-date": day})


def add_amount(parent: Element, amount: Cell, value_date: Cell) -> None:
    """The value of a budget or transaction, exact to the minor unit."""
    if not isinstance(amount, Money):
        raise ValueError(f"{parent.tag} has no amount: {amount!r}")
    value = add(parent, "value", {"currency": amount.currency, "value-date": value_date})
    value.text = f"{amount.amount:.2f}"


def add_narrative(parent: Element, text: Cell) -> None:
    """A text in the file's language; none for an empty one."""
    if has_value(text) and written(text).strip():
        etree.SubElement(parent, "narrative").text = written(text)


def add_text(parent: Element, tag: str, text: Cell, attributes: Mapping[str, Cell] | None = None) -> None:
    """An element that holds one narrative; none without it."""
    if has_value(text) and written(text).strip():
        add_narrative(add(parent, tag, attributes), text)


def has_value(cell: Cell) -> bool:
    """Whether there is anything to publish in a cell."""
    return cell is not None and not isinstance(cell, Missing)


def written(cell: Cell) -> str:
    """A cell as the file holds it: plain digits and a point, days as ISO 8601 has them, text as it is."""
    match cell:
        case date():
            return cell.isoformat()
        case Decimal():
            return f"{cell.normalize():f}"
        case _:
            return printable(str(cell))
