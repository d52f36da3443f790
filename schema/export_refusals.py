"""Why an operation cannot become a sheet, and what to ask instead."""

from __future__ import annotations

from collections.abc import Sequence

from db.errors import ReportingError

_NAMED = 3


class ExportRefused(ReportingError):
    """An operation does not lead to one list of flat rows."""

    code = "export-refused"


class OnlyQueries(ExportRefused):
    """An operation that is no query."""

    def __init__(self) -> None:
        super().__init__("only a query can be exported; send anything else to /graphql")


class NoList(ExportRefused):
    """An operation selects no list."""

    def __init__(self, found: Sequence[str]) -> None:
        selects = f"only {_listed(found)}" if found else "nothing"
        super().__init__(
            f"a sheet holds one list, and this query selects {selects}; "
            "select a list, such as `ledgerEntries { nodes { … } }`"
        )


class SeveralLists(ExportRefused):
    """An operation selects more than one list."""

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__(
            f"a sheet holds one list, and this query selects {len(found)}: {_listed(found)}; "
            "ask for each in a request of its own"
        )


class BesideTheList(ExportRefused):
    """An operation selects single values beside its list."""

    def __init__(self, found: Sequence[str], name: str) -> None:
        stand = "stands" if len(found) == 1 else "stand"
        super().__init__(
            f"{_listed(found)} {stand} beside the list `{name}` and would be missing from its sheet; "
            "leave out what is not in the list's rows"
        )


class NoRows(ExportRefused):
    """A list is selected without rows, or its rows without any column."""

    def __init__(self, name: str) -> None:
        super().__init__(f"`{name}` is selected without rows; select `nodes` in it, with the columns wanted")


class RowsTwice(ExportRefused):
    """A list's rows are selected in two ways."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        super().__init__(
            f"`{name}` selects its rows as {_listed(found)}; select them once, as `nodes` or as `edges`"
        )


class PageAsked(ExportRefused):
    """A part of a list is asked for, where the whole list is answered."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        super().__init__(
            f"`{name}` is given {_listed(found)}, and an export is always the whole list; "
            "leave that out, and say with `where` which rows are wanted"
        )


class NestedList(ExportRefused):
    """A row holds a list, for which a sheet has no cell."""

    code = "nested-list"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"`{path}` is a list inside each row, and a cell holds one value; leave it out here, "
            "and ask for it in a request of its own"
        )
        self.path = path


class NothingThere(ReportingError):
    """What the list is a part of is null."""

    code = "not-found"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"`{path}` is null, so nothing can be exported: there is none, or none for you; look at its code"
        )


class TooManyRows(ReportingError):
    """A list is longer than a sheet can be."""

    code = "too-many-rows"

    def __init__(self, rows: int, most: int) -> None:
        super().__init__(
            f"this list has {rows:,} rows, and a sheet of a workbook holds {most:,}; "
            "ask for fewer with `where`, or for the same list from /export.csv, which has no limit"
        )


def _listed(names: Sequence[str]) -> str:
    shown = [f"`{name}`" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        return f"{', '.join(shown)} and {len(names) - _NAMED} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
