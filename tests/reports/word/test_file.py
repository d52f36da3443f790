"""The file says who made it and when, carries nothing of a template, and is the same every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from reports.word import narrative
from tests.reports.word import by_hand
from tests.reports.word.reading import W, found, part, value


def test_properties_are_the_reports_own(document: bytes) -> None:
    core = docx.Document(BytesIO(document)).core_properties

    assert core.title == "Quarterly progress report, NMFA-RCTP 2019-Q4 v1"
    assert core.subject == f"{by_hand.HEADER.programme_title}, 1 October – 31 December 2019"
    assert core.author == core.last_modified_by == "International Organization for Migration"
    assert (core.identifier, core.version, core.content_status) == ("NMFA-RCTP 2019-Q4 v1", "1", "DRAFT")
    assert core.language == "en-GB"
    assert core.comments == ""
    assert core.created == core.modified == datetime(2020, 1, 20, 14, 5, tzinfo=UTC)


def test_without_any_dated_row_the_file_is_as_old_as_the_end_of_its_period() -> None:
    header = replace(by_hand.HEADER, data_as_of=None)
    core = docx.Document(BytesIO(narrative.build(replace(by_hand.DATASET, header=header)))).core_properties

    assert core.created == core.modified == datetime(2019, 12, 31, tzinfo=UTC)


def test_the_language_is_set_in_styles_and_document(document: bytes) -> None:
    styles = part(document, "word/styles.xml")

    assert value(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == "en-GB"
    assert value(part(document, "word/settings.xml"), "w:themeFontLang") == "en-GB"


def test_every_script_has_its_font(document: bytes) -> None:
    styles = part(document, "word/styles.xml")
    [fonts] = found(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")

    assert {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Arial"}


def test_nothing_of_a_template_is_left(document: bytes) -> None:
    with ZipFile(BytesIO(document)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)

    assert names[0] == "[Content_Types].xml"
    assert sorted(names) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/landscapeFoot.xml",
        "word/landscapeHead.xml",
        "word/numbering.xml",
        "word/portraitFoot.xml",
        "word/portraitHead.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert b"python-docx" not in everything
    assert b"Cambria" not in everything


def test_word_is_not_told_to_ask_about_fields(document: bytes) -> None:
    settings = part(document, "word/settings.xml")

    assert not found(settings, "w:updateFields")
    assert not found(part(document, "word/document.xml"), ".//*[@w:dirty]")
    assert value(settings, "w:zoom", f"{W}percent") == "100"
    assert value(settings, "w:compat/w:compatSetting") == "15"


PRINT_DIGEST = """
import hashlib
from reports.word import narrative
from tests.reports.word import by_hand
print(hashlib.sha256(narrative.build(by_hand.DATASET)).hexdigest())
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/Los_Angeles", "LC_ALL": "nb_NO.UTF-8"},
    ],
)
def test_equal_datasets_give_equal_bytes_anywhere(document: bytes, environment: dict[str, str]) -> None:
    printed = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )

    assert printed.stdout.strip() == hashlib.sha256(document).hexdigest()


def test_times_in_the_archive_are_fixed(document: bytes) -> None:
    with ZipFile(BytesIO(document)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_changed_figure_changes_the_bytes(document: bytes) -> None:
    changed = replace(by_hand.DATASET, header=replace(by_hand.HEADER, version=2))

    assert narrative.build(changed) != document
