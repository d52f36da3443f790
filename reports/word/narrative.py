"""The quarterly progress report: cover, contents, and the outline section by section."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import count
from typing import Final

from reports.dataset import Dataset, Header
from reports.word import furniture
from reports.word.blocks import printed
from reports.word.contents import contents
from reports.word.cover import cover, in_utc
from reports.word.layout import stretches
from reports.word.look import LANDSCAPE, PORTRAIT
from reports.word.markup import Markup, part
from reports.word.package import Properties, document_file
from reports.word.stylesheet import numbering_part, styles_part

TITLE: Final = "Quarterly progress report"

_PAPERS: Final = (PORTRAIT, LANDSCAPE)
_LANGUAGES: Final = {"en": "en-GB", "nb": "nb-NO"}


def build(dataset: Dataset) -> bytes:
    """The report as a Word document; equal datasets give equal bytes."""
    header = dataset.header
    language = _LANGUAGES.get(header.language, header.language)
    return document_file(
        body=part("w:document", Markup(f"<w:body>{''.join(_body(dataset))}</w:body>")),
        styles=styles_part(language),
        numbering=numbering_part(),
        heads={furniture.head_id(paper): furniture.head_line(TITLE, header, paper) for paper in _PAPERS},
        feet={furniture.foot_id(paper): furniture.foot_line(header, paper) for paper in _PAPERS},
        properties=_properties(header, language),
    )


def _body(dataset: Dataset) -> Iterator[Markup]:
    yield from cover(TITLE, dataset.header)
    yield from contents(dataset)
    table_numbers = count(1)
    paper = PORTRAIT
    for stretch in stretches(dataset):
        turns = stretch.paper != paper
        if turns:
            yield furniture.section_end(paper)
            paper = stretch.paper
        yield from printed(stretch, dataset, table_numbers, at_top=turns)
    yield furniture.paper_section(paper)


def _properties(header: Header, language: str) -> Properties:
    """A report without any dated row is as old as the end of its period."""
    ended = datetime.combine(header.period.end, time.min, UTC)
    return Properties(
        title=f"{TITLE}, {header.report_id}",
        subject=f"{header.programme_title}, {header.period_text}",
        author=header.organisation,
        identifier=header.report_id,
        version=str(header.version),
        status=header.state,
        language=language,
        instant=in_utc(header.data_as_of) if header.data_as_of else ended,
    )
