"""The annexes as files: nothing of what is not released is anywhere in them, and no text computes."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from db.models.event_lists import Dimension
from db.models.results import ResultLevel, Sensitivity
from db.periods import Quarter
from db.queries.event_costs import EventCost
from db.queries.framework import Result
from db.queries.meetings import Meeting
from db.queries.progress import Definition, Part
from reports.catalogue import OUTPUTS
from reports.compose import compose
from reports.dataset import Dataset
from tests import office
from tests.reports.excel.example import CYRILLIC, GEORGIAN, LIKE_A_FORMULA
from tests.reports.excel.reading import opened
from tests.reports.figures.facts import stated
from tests.reports.figures.meetings import meeting, recommended
from tests.reports.figures.test_indicators import PLAIN, values
from tests.reports.figures.worked import WORKED

ANNEXES = [output for output in OUTPUTS if output.kind in {"results", "events"}]
SECRETS = ("771771", "882882", "1654653")
ROMANIAN = "Asociația obștească „Exemplu”, Chișinău"


def dataset() -> Dataset:
    """An indicator of people with values that must not be, an event with ages, names of every script."""
    first, last = values({"2019-Q3": "771771", "2019-Q4": "882882"})
    protected = replace(
        PLAIN,
        sensitivity=Sensitivity.A,
        definition=Definition("=1+1", "Records", "Count", "Quarterly", GEORGIAN, ("SEX", "AGE_GROUP")),
        values=(first, replace(last, comment="882882 women")),
        parts=(Part(Quarter(2019, 4), "SEX", "F", Decimal(771771), is_provisional=False),),
    )
    open_ = replace(PLAIN, id=2, code="OP1.1-7", title=LIKE_A_FORMULA, values=values({"2019-Q4": "4"}))
    return compose(
        replace(
            stated(WORKED).at("2019-Q4"),
            indicators=(protected, open_),
            results=(Result("OP1.1", ResultLevel.OUTPUT, CYRILLIC, None),),
            meetings=tuple(_meetings()),
            event_costs={1: EventCost(500_00, 500_00, is_earlier=False)},
            posted_by_event={1: (500_00, 500_00)},
        )
    )


def _meetings() -> Iterator[Meeting]:
    ages = {(Dimension.AGE_GROUP, "CHILD"): 771771, (Dimension.AGE_GROUP, "ADULT"): 882882}
    counts = {(Dimension.TOTAL, "TOTAL"): 46, (Dimension.SEX, "F"): 28, **ages}
    yield replace(
        meeting(
            "-EVT", counts=counts, recommendations=(recommended(1, text="+2"), recommended(2, text="@A1"))
        ),
        title=LIKE_A_FORMULA,
        city=GEORGIAN,
        start_date=date(2019, 10, 23),
        source_ref=ROMANIAN,
    )


@pytest.fixture(scope="module", params=ANNEXES, ids=lambda output: output.kind)
def built(request: pytest.FixtureRequest) -> bytes:
    content: bytes = request.param.build(dataset())
    return content


def test_no_part_of_the_file_has_anything_that_is_not_released(built: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(built)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}

    assert [(name, secret) for name, text in parts.items() for secret in SECRETS if secret in text] == []
    assert any("not released" in text for text in parts.values())


def test_no_text_became_a_formula(built: bytes) -> None:
    formulas = [
        str(cell.value)
        for sheet in opened(built).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]

    assert formulas
    assert not [of for of in formulas if "HYPERLINK" in of or of in {"=1+1", "+2", "@A1"}]


def test_lists_are_filtered_and_the_cover_leads_to_every_sheet(built: bytes) -> None:
    workbook = opened(built)
    links = [row[0].value for row in workbook["Cover"].iter_rows(max_col=1) if row[0].hyperlink]

    assert links == workbook.sheetnames[1:]
    filtered = [sheet.title for sheet in workbook.worksheets if sheet.auto_filter.ref]
    assert filtered in (
        ["Disaggregation", "Definitions"],
        ["Events", "Breakdown", "Recommendations"],  # the others have no rows here
    )


def test_every_sheet_prints_one_page_wide_with_its_head_and_without_hash_signs(
    built: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("annex")
    path = folder / "annex.xlsx"
    path.write_bytes(built)
    workbook = opened(built)

    pages = office.pdf_text(office.convert(path, "pdf", folder))

    assert len(pages) == len(workbook.sheetnames)
    assert not [page for page in pages if "###" in page or "DRAFT" not in page]
    assert {sheet.print_title_rows for sheet in workbook.worksheets[1:]} == {"$5:$5"}
    assert {sheet.page_setup.orientation for sheet in workbook.worksheets} == {"landscape"}
