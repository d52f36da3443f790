"""Invented events of the second half of 2020. Those of output OP1.1 are regional, all others are not.

The campaign counted nobody, one workshop does not know a part, and the conference ends in the next quarter.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from db.models.event_lists import EventKind, EventScope, EventStatus, RecommendationStatus, Theme
from db.sample.event_facts import SampleEvent, SampleRecommendation, counts

_FOUR: Final = ("GE", "MD", "UA", "BY")

AUTUMN: Final = (
    SampleEvent(
        "EVT-2020-LWO-01",
        "Advocacy and strategic litigation",
        EventKind.TRAINING,
        EventScope.NATIONAL,
        EventStatus.HELD,
        date(2020, 7, 21),
        date(2020, 7, 23),
        "Львів (Lviv)",
        ("UA",),
        "OP2.1",
        "3.7",
        "Sample: lawyers of civil society organisations worked on model cases.",
        (Theme.PROSECUTION, Theme.PROTECTION),
        ("SAMPLE-NGO-UA",),
        counts(22, sex="F 14, M 6, U 2", affiliation="CIVIL_SOCIETY 22", country="UA 22"),
    ),
    SampleEvent(
        "EVT-2020-KIV-02",
        "Know before you go",
        EventKind.CAMPAIGN,
        EventScope.NATIONAL,
        EventStatus.HELD,
        date(2020, 7, 30),
        date(2020, 8, 31),
        "Chișinău",
        ("MD",),
        "OP3.1",
        "3.8",
        "Sample: posters and short films at bus stations. Nobody was counted.",
        (Theme.PREVENTION, Theme.RECRUITMENT),
        ("MD-NC",),
    ),
    SampleEvent(
        "EVT-2020-TBS-02",
        "Regional conference on recruitment, one year after",
        EventKind.CONFERENCE,
        EventScope.REGIONAL,
        EventStatus.HELD,
        date(2020, 9, 29),
        date(2020, 10, 1),
        "თბილისი (Tbilisi)",
        _FOUR,
        "OP1.1",
        "3.1",
        "Sample: guests in the room and delegations online took stock of the recommendations of 2019.",
        (Theme.RECRUITMENT, Theme.REGIONAL_COORDINATION, Theme.DATA_AND_RESEARCH),
        ("GE-MOJ",),
        counts(
            74,
            sex="F 41, M 33",
            affiliation=(
                "GOVERNMENT 26, LAW_ENFORCEMENT 11, JUDICIARY 5, LABOUR_INSPECTION 10, CIVIL_SOCIETY 13, "
                "INTERNATIONAL_ORGANISATION 7, ACADEMIA 2"
            ),
            country="GE 31, MD 14, UA 18, BY 9, NO 2",
        ),
        (
            SampleRecommendation(
                "Sample: register private recruiters in all four countries",
                "Governments",
                Theme.RECRUITMENT,
                RecommendationStatus.ACCEPTED,
            ),
            SampleRecommendation(
                "Sample: exchange data on recruiters twice a year",
                "Labour inspectorates",
                Theme.DATA_AND_RESEARCH,
                RecommendationStatus.IN_PROGRESS,
            ),
            SampleRecommendation(
                "Sample: ask companies to publish whom they recruit through",
                "Employers",
                Theme.PARTNERSHIP,
                RecommendationStatus.MADE,
            ),
        ),
    ),
    SampleEvent(
        "EVT-2020-GNA-01",
        "Monitoring of services by civil society",
        EventKind.WORKSHOP,
        EventScope.NATIONAL,
        EventStatus.HELD,
        date(2020, 10, 20),
        date(2020, 10, 21),
        "Гродна (Hrodna)",
        ("BY",),
        "OP2.1",
        "3.7",
        "Sample: civil society and local government agreed what good services look like.",
        (Theme.PROTECTION, Theme.PARTNERSHIP),
        ("SAMPLE-NGO-BY",),
        counts(19, sex="F 12, M 7", affiliation="CIVIL_SOCIETY 13, GOVERNMENT 4, MEDIA ..", country="BY 19"),
    ),
    SampleEvent(
        "EVT-2020-BZY-01",
        "Social contracting, second course",
        EventKind.TRAINING,
        EventScope.NATIONAL,
        EventStatus.HELD,
        date(2020, 11, 10),
        date(2020, 11, 12),
        "Bălți",
        ("MD",),
        "OP2.1",
        "3.7",
        "Sample: organisations from the north of the country wrote their first tenders.",
        (Theme.PROTECTION, Theme.PARTNERSHIP),
        ("SAMPLE-NGO-MD",),
        counts(26, sex="F 20, M 6", affiliation="CIVIL_SOCIETY 23, LABOUR_INSPECTION 3", country="MD 26"),
    ),
    SampleEvent(
        "EVT-2020-ONL-02",
        "Closing coordination meeting",
        EventKind.COORDINATION_MEETING,
        EventScope.REGIONAL,
        EventStatus.HELD,
        date(2020, 12, 8),
        date(2020, 12, 9),
        "Online",
        ("UA", "GE", "MD", "BY"),
        "OP1.1",
        "3.1",
        "Sample: counterparts handed each other what remains to be done.",
        (Theme.REGIONAL_COORDINATION,),
        ("UA-MSP",),
        counts(
            39,
            sex="F 24, M 15",
            affiliation="GOVERNMENT 22, LAW_ENFORCEMENT 6, CIVIL_SOCIETY 6, INTERNATIONAL_ORGANISATION 5",
            country="GE 10, MD 9, UA 13, BY 7",
        ),
        (
            SampleRecommendation(
                "Sample: meet once a year without outside funding",
                "Governments",
                Theme.REGIONAL_COORDINATION,
                RecommendationStatus.MADE,
            ),
            SampleRecommendation(
                "Sample: keep one table of all recommendations and their owners",
                "Counterparts",
                Theme.REGIONAL_COORDINATION,
                RecommendationStatus.IMPLEMENTED,
            ),
        ),
    ),
)
