"""LibreOffice opens the document and makes pages of it."""

from __future__ import annotations

import re
from pathlib import Path

from tests import office


def test_the_pages_read_as_they_should(document: bytes, tmp_path: Path) -> None:
    file = tmp_path / "narrative.docx"
    file.write_bytes(document)

    pages = office.pdf_text(office.convert(file, "pdf", tmp_path))

    assert 4 <= len(pages) <= 6
    for number, page in enumerate(pages, 1):
        assert "SAMPLE DATA · DRAFT" in page
        assert f"Page {number} of {len(pages)}" in page
    named = re.findall(r"^ *(\d+\. .+?)  +(\d+)$", pages[1], re.MULTILINE)
    assert [heading for heading, _ in named][:2] == ["1. Project information", "2. Summary"]
    for heading, page in named:
        assert heading in pages[int(page) - 1]
    assert len(named) == 8
