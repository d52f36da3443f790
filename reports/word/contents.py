"""The contents: a line for each section, which leads to its heading and names its page.

A builder knows no pages. Each page number is a field of its own (PAGEREF) without a stored result:
LibreOffice fills it when it opens the file, Word when it prints, exports or updates fields. A stored
number could be wrong, and a field marked as stale would make Word ask every reader whether to update.
LibreOffice leaves page numbers inside a TOC field as they were stored, so there is none around them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reports.dataset import Dataset, Section
from reports.word.markup import TAB, Markup, bookmark, field, link, paragraph, run

TITLE: Final = "Contents"


def contents(dataset: Dataset) -> Iterator[Markup]:
    """The heading, and one line for each section."""
    yield paragraph("TOCHeading", run(TITLE))
    for place, section in enumerate(dataset.outline, 1):
        page = field(rf"PAGEREF {_name(place)} \h", "")
        yield paragraph("Toc1", link(_name(place), Markup(f"{run(heading(section))}{TAB}{page}")))


def heading(section: Section) -> str:
    """`4. Progress against results`"""
    return f"{section.number}. {section.title}"


def target(dataset: Dataset, section: Section) -> Markup:
    """The text of a section's heading, where the contents lead to it."""
    place = dataset.outline.index(section) + 1
    return bookmark(place, _name(place), run(heading(section)))


def _name(place: int) -> str:
    return f"_Toc{place:08}"
