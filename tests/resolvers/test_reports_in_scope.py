"""A report is found by those whose scope reaches its funding source, and by nobody else."""

import pytest
from sqlalchemy import Engine

from db.errors import NotFound
from db.scope import Scope
from resolvers.permissions import DONOR, STAFF
from resolvers.reports import available_reports, report_checks, report_file
from resolvers.viewer import Viewer

GEORGIA = Viewer(STAFF, Scope(sources=None, countries=frozenset({"GE"})))
NORWAY = Viewer(STAFF, Scope(sources=None, countries=frozenset({"NO"})))
OTHER_DONOR = Viewer(DONOR, Scope(sources=frozenset({"OTHER"}), countries=None))


def test_an_office_of_the_programme_finds_its_reports(sample_engine: Engine) -> None:
    assert len(available_reports(sample_engine, GEORGIA)) == 5
    assert report_checks(sample_engine, GEORGIA, "NMFA-RCTP", "2019-Q4")


@pytest.mark.parametrize("viewer", [NORWAY, OTHER_DONOR], ids=["country", "source"])
def test_whoever_is_out_of_reach_finds_what_nobody_has(sample_engine: Engine, viewer: Viewer) -> None:
    messages = []
    for source in ("NMFA-RCTP", "NOBODY-HAS"):
        with pytest.raises(NotFound) as refused:
            report_file(sample_engine, viewer, source, "2019-Q4", "narrative", "docx")
        messages.append(str(refused.value).replace(source, "X"))

    assert available_reports(sample_engine, viewer) == []
    assert messages[0] == messages[1]
