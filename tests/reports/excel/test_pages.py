"""Every sheet prints on A4 across, one page wide, with its head on every page."""

from pathlib import Path

from tests import office
from tests.reports.excel.reading import opened


def test_a_sheet_prints_across_a4_and_one_page_wide(built: bytes) -> None:
    for sheet in opened(built).worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1
        assert round(sheet.page_margins.left * 2.54, 2) == 2.2


def test_the_head_is_repeated_on_every_page(built: bytes) -> None:
    assert opened(built)["Expenditure"].print_title_rows == "$5:$5"


def test_every_page_says_what_it_belongs_to(built: bytes, tmp_path: Path) -> None:
    path = tmp_path / "financial.xlsx"
    path.write_bytes(built)

    pages = office.pdf_text(office.convert(path, "pdf", tmp_path))

    assert len(pages) == 7
    for number, page in enumerate(pages, 1):
        assert page.count("SAMPLE DATA · DRAFT") == 2
        assert "Quarterly financial report" in page
        assert "1 October – 31 December 2019" in page
        assert "NMFA-RCTP 2019-Q4 v1" in page
        assert f"Page {number} of 7" in page


def test_no_number_prints_as_hash_signs(built: bytes, tmp_path: Path) -> None:
    path = tmp_path / "financial.xlsx"
    path.write_bytes(built)

    text = "".join(office.pdf_text(office.convert(path, "pdf", tmp_path)))

    assert "###" not in text
    assert "289,098.26" in text
    assert "1,210,901.74" in text
