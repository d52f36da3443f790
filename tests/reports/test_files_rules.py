"""R13 over finished files: an amount that one of them says otherwise is found, to the minor unit."""

import io
import zipfile
from collections.abc import Callable

import pytest

from reports import pack
from reports.catalogue import OUTPUTS, Output
from reports.compose import compose
from reports.dataset import Dataset
from reports.files_rules import FilesDisagree, check_files
from tests.reports.figures.facts import stated
from tests.reports.figures.worked import WORKED

Files = dict[Output, bytes]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return compose(stated(WORKED).at("2019-Q4"))


@pytest.fixture(scope="module")
def files(dataset: Dataset) -> Files:
    return {output: output.build(dataset) for output in OUTPUTS}


def in_archive(part: str, change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    """A file with one part of its package changed."""

    def changed(file: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, change(content.decode()).encode() if name == part else content)
        return out.getvalue()

    return changed


def with_changed(files: Files, kind: str, change: Callable[[bytes], bytes]) -> Files:
    found = {output: change(file) if output.kind == kind else file for output, file in files.items()}
    assert found != files
    return found


def test_the_finished_files_of_the_worked_quarter_agree(dataset: Dataset, files: Files) -> None:
    check_files(dataset, files)


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        (
            "narrative",
            in_archive("word/document.xml", lambda part: part.replace("289,098.26", "289,098.27")),
            "narrative.docx 289,098.27, financial.xlsx 289,098.26, iati.xml 289,098.26",
        ),
        (
            "financial",
            in_archive("xl/worksheets/sheet2.xml", lambda part: part.replace(">289098.26<", ">289098.25<")),
            "narrative.docx 289,098.26, financial.xlsx 289,098.25, iati.xml 289,098.26",
        ),
        (
            "iati",
            lambda file: file.replace(b">289098.26<", b">-289098.26<"),
            "narrative.docx 289,098.26, financial.xlsx 289,098.26, iati.xml -289,098.26",
        ),
        (
            "iati",
            lambda file: file.replace(b'code="4"', b'code="3"'),
            "narrative.docx 289,098.26, financial.xlsx 289,098.26, iati.xml nothing",
        ),
    ],
)
def test_no_pack_is_made_of_files_that_say_different_amounts(
    dataset: Dataset, files: Files, kind: str, change: Callable[[bytes], bytes], said: str
) -> None:
    with pytest.raises(FilesDisagree) as found:
        pack.packed(dataset, with_changed(files, kind, change))

    assert str(found.value) == (
        f"the files of SRC 2019-Q4 v1 say different expenditure of the period: {said}; "
        "no pack is made of them, and the fault is the program’s: report it with this line"
    )
    assert found.value.rules == ("R13",)


def test_a_quarter_that_took_more_back_than_it_spent_is_read_with_its_sign() -> None:
    refunded = compose(stated(WORKED.replace("41,698.24 |", "-941,698.24 |")).at("2019-Q4"))
    made = {output: output.build(refunded) for output in OUTPUTS}
    [narrative] = [output for output in made if output.kind == "narrative"]

    check_files(refunded, made)
    with pytest.raises(FilesDisagree) as found:
        check_files(refunded, made | {narrative: files_of_nothing(made[narrative])})

    # 270,185.29 less 983,396.48, and 7 % of it
    assert "narrative.docx nothing, financial.xlsx -763,135.97" in str(found.value)


def files_of_nothing(document: bytes) -> bytes:
    """A document whose tables have other heads."""
    return in_archive("word/document.xml", lambda part: part.replace("Approved budget", "Budget"))(document)
