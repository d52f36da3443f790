"""What each indicator of the starter framework measures, from where to where, and what was reported.

Source of titles and aggregations: domain.md a.6. Values are invented, or follow from the sample's events.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from db.models.results import Aggregation, Measure, Sensitivity

REPORTED_QUARTERS: Final = ("2019-Q4", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")


@dataclass(frozen=True, slots=True)
class SampleIndicator:
    """An indicator; its code begins with that of its result."""

    code: str
    title: str
    definition: str
    unit: str
    aggregation: Aggregation
    baseline: str
    target: str
    """At the end of 2020."""
    values: str = ""
    """One for each reported quarter; `..` where it is unknown, `1/7` for a part of a whole."""
    target_2019: str | None = None
    measure: Measure = Measure.UNIT
    data_source: str = "Programme records"
    collection_method: str = "Count by the programme unit"
    disaggregations: str = ""
    sensitivity: Sensitivity = Sensitivity.C
    sdg_target: str | None = None

    @property
    def node(self) -> str:
        return self.code.partition("-")[0]


INDICATORS: Final = (
    SampleIndicator(
        "OBJ-1",
        "Participating governments reporting new bilateral or multilateral arrangements",
        "Governments that tell of an arrangement signed or put into force in the quarter",
        "governments",
        Aggregation.SUM,
        baseline="0",
        target="4",
        values="0 1 0 1 1",
        data_source="Letters of counterparts",
        sdg_target="16.2",
    ),
    SampleIndicator(
        "OC1-1",
        "Countries with a functioning cross-border referral procedure",
        "Countries in which at least one referral across the border followed the written procedure",
        "countries",
        Aggregation.LATEST,
        baseline="1",
        target="4",
        values="1 2 2 2 3",
        data_source="National coordinators",
        collection_method="Enquiry at the end of the quarter",
        sdg_target="10.7",
    ),
    SampleIndicator(
        "OP1.1-1",
        "Regional events",
        "Events of regional scope that were held; the quarter is that of the last day",
        "events",
        Aggregation.SUM,
        baseline="0",
        target="5",
        values="1 1 1 0 2",
        target_2019="1",
        data_source="Event records",
    ),
    SampleIndicator(
        "OP1.1-2",
        "Participations in regional events",
        "Participations, not unique persons, in events of regional scope that were held",
        "participations",
        Aggregation.SUM,
        baseline="0",
        target="240",
        values=".. 46 58 0 113",
        target_2019="60",
        data_source="Event records",
        disaggregations="SEX COUNTRY",
    ),
    SampleIndicator(
        "OP1.2-1",
        "Recommendations made",
        "Recommendations of events that were held; the quarter is that of the event's last day",
        "recommendations",
        Aggregation.SUM,
        baseline="0",
        target="12",
        values="3 2 2 0 5",
        target_2019="3",
        data_source="Event records",
    ),
    SampleIndicator(
        "OP1.2-2",
        "Share of recommendations in progress or implemented",
        "Recommendations in progress or implemented, of all that were made until the end of the quarter",
        "per cent",
        Aggregation.LATEST,
        baseline="0",
        target="60",
        values="0/3 0/5 1/7 2/7 5/12",
        measure=Measure.PERCENTAGE,
        data_source="Follow-up table",
    ),
    SampleIndicator(
        "OC2-1",
        "NGO services with public co-funding",
        "Services of civil society organisations for which a public body pays a part",
        "services",
        Aggregation.LATEST,
        baseline="3",
        target="6",
        values="3 4 4 5 5",
        data_source="Partners' reports",
        collection_method="Enquiry at the end of the quarter",
    ),
    SampleIndicator(
        "OP2.1-1",
        "NGO participations",
        "Participations, not unique persons, from civil society in trainings and workshops of this output",
        "participations",
        Aggregation.SUM,
        baseline="0",
        target="80",
        values="0 20 0 22 36",
        data_source="Event records",
    ),
    SampleIndicator(
        "OP2.2-1",
        "Victims assisted",
        "Persons assisted directly, each counted once in a quarter",
        "persons",
        Aggregation.SUM,
        baseline="0",
        target="160",
        data_source="Released tables",
        collection_method="Counts from partners, protected before release",
        disaggregations="COUNTRY SEX AGE_GROUP EXPLOITATION_FORM",
        sensitivity=Sensitivity.A,
        sdg_target="16.2",
    ),
    SampleIndicator(
        "OC3-1",
        "Studies used in policy documents",
        "Studies of the programme that a policy document of one of the four countries cites",
        "studies",
        Aggregation.SUM,
        baseline="0",
        target="3",
        values="0 0 1 0 1",
        data_source="Published policy documents",
        collection_method="Review by the programme unit",
        sdg_target="8.7",
    ),
    SampleIndicator(
        "OP3.1-1",
        "Products",
        "Studies, leaflets, films and other tools that are ready to use in at least two countries",
        "products",
        Aggregation.SUM,
        baseline="0",
        target="7",
        values="1 1 2 1 2",
        target_2019="1",
    ),
)

DISAGGREGATED: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("OP1.1-2", "2020-Q1"): {"SEX": "F 28, M 18", "COUNTRY": "GE 9, MD 10, UA 19, BY 8"},
    ("OP1.1-2", "2020-Q2"): {"SEX": "F 37, M 21", "COUNTRY": "GE 16, MD 13, UA 18, BY 9, NO 2"},
    ("OP1.1-2", "2020-Q4"): {"SEX": "F 65, M 48", "COUNTRY": "GE 41, MD 23, UA 31, BY 16, NO 2"},
}
"""By indicator and quarter, then by dimension."""

DRAFTS: Final = (("OC3-1", "2020-Q4"),)
"""Values that nobody has verified yet; they count nowhere."""

PROVISIONAL: Final = (("OC1-1", "2020-Q4"),)
"""Values that a counterpart may still revise."""
