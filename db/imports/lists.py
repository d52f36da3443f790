"""The hidden sheet of a template that holds what its drop-down lists offer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from sqlalchemy.orm import Session

from db.imports.columns import Code, CodeOf, Column, YesNo
from db.imports.looks import letters, protect, write
from db.scope import Scope

LISTS: Final = "Lists"
"""The sheet's name; it is never read."""

YES_NO: Final = ("yes", "no")


class Lists:
    """The lists of one workbook for a scope, each once, in the order in which they are first asked for."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._session, self._scope = session, scope
        self._values: dict[str, tuple[str, ...]] = {}
        self._codes: dict[CodeOf, tuple[str, ...]] = {}

    def values(self, column: Column) -> tuple[str, ...] | None:
        """What a column may hold; None where it is no list."""
        match column.form:
            case Code(values=values):
                return values
            case CodeOf():
                return self._codes_of(column.form)
            case YesNo():
                return YES_NO
            case _:
                return None

    def name(self, column: Column) -> str | None:
        """The name under which a formula finds them; None where there is nothing to choose from."""
        values = self.values(column)
        if not values:
            return None
        match column.form:
            case CodeOf(noun=noun):
                wanted = noun
            case YesNo():
                wanted = "yes or no"
            case _:
                wanted = column.heading
        return self._kept(re.sub(r"\W+", "_", f"list of {wanted}").strip("_"), values)

    def write(self, workbook: Workbook) -> None:
        """Add the sheet with every list that was asked for, one a column."""
        if not self._values:
            return
        sheet = workbook.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        for number, (name, values) in enumerate(self._values.items(), 1):
            write(sheet, 1, number, name.replace("_", " "), letters(bold=True))
            for row, value in enumerate(values, 2):
                write(sheet, row, number, value, pattern="@")
            letter = get_column_letter(number)
            sheet.column_dimensions[letter].width = 24
            place = f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${len(values) + 1}"
            workbook.defined_names[name] = DefinedName(name, attr_text=place)
        protect(sheet)

    def _codes_of(self, form: CodeOf) -> tuple[str, ...]:
        if form not in self._codes:
            self._codes[form] = form.values(self._session, self._scope)
        return self._codes[form]

    def _kept(self, name: str, values: Sequence[str]) -> str:
        """The name of a list: the one that holds just these values already, or a new one."""
        held = tuple(values)
        number = 1
        kept = name
        while self._values.get(kept, held) != held:
            number += 1
            kept = f"{name}_{number}"
        self._values[kept] = held
        return kept
