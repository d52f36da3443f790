"""Invented events of the first half of 2020. Those of output OP1.1 are regional, all others are not.

From March on, events are postponed, cancelled or held online.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from db.models.event_lists import EventKind, EventScope, EventStatus, RecommendationStatus, Theme
from db.sample.event_facts import SampleEvent, SampleRecommendation, counts

_FOUR: Final = ("GE", "MD", "UA", "BY")

SPRING: Final = (
    SampleEvent(
        "EVT-2020-KBP-01",
        "Recording signs of trafficking in labour inspections",
        EventKind.WORKSHOP,
        EventScope.REGIONAL,
        EventStatus.HELD,
        date(2020, 2, 12),
        date(2020, 2, 13),
        "Київ (Kyiv)",
        ("UA", "GE", "MD", "BY"),
        "OP1.1",
        "3.1",
        "Sample: inspectors of the four countries compared what they record and how it reaches the police.",
        (Theme.LABOUR_INSPECTION, Theme.IDENTIFICATION, Theme.BEST_PRACTICE_EXCHANGE),
        ("UA-MSP",),
        counts(
            46,
            sex="F 28, M 18",
            affiliation=(
                "GOVERNMENT 14, LABOUR_INSPECTION 12, LAW_ENFORCEMENT 8, CIVIL_SOCIETY 8, "
                "INTERNATIONAL_ORGANISATION 4"
            ),
            country="GE 9, MD 10, UA 19, BY 8",
        ),
        (
            SampleRecommendation(
                "Sample: use one short form for signs of trafficking in every inspection",
                "Labour inspectorates",
                Theme.LABOUR_INSPECTION,
                RecommendationStatus.IMPLEMENTED,
            ),
            SampleRecommendation(
                "Sample: name a contact for referrals in every inspectorate",
                "Labour inspectorates",
                Theme.REFERRAL_NRM,
                RecommendationStatus.IN_PROGRESS,
            ),
        ),
    ),
    SampleEvent(
        "EVT-2020-KIV-01",
        "Social contracting for civil society organisations",
        EventKind.TRAINING,
        EventScope.NATIONAL,
        EventStatus.HELD,
        date(2020, 2, 25),
        date(2020, 2, 27),
        "Chișinău",
        ("MD",),
        "OP2.1",
        "3.7",
        "Sample: how services of civil society can be paid for from public funds.",
        (Theme.PROTECTION, Theme.PARTNERSHIP),
        ("MD-NC", "SAMPLE-NGO-MD"),
        counts(24, sex="F 17, M 7", affiliation="CIVIL_SOCIETY 20, LABOUR_INSPECTION 4", country="MD 24"),
    ),
    SampleEvent(
        "EVT-2020-MSQ-01",
        "Study visit on cross-border referral",
        EventKind.STUDY_VISIT,
        EventScope.BILATERAL,
        EventStatus.HELD,
        date(2020, 3, 3),
        date(2020, 3, 5),
        "Мінск (Minsk)",
        ("BY", "MD"),
        "OP1.2",
        "3.2",
        "Sample: a delegation saw how referral works across the border. Only the total was counted.",
        (Theme.REFERRAL_NRM,),
        ("BY-MIA",),
        counts(11),
    ),
    SampleEvent(
        "EVT-2020-TBS-01",
        "Regional conference on recruitment",
        EventKind.CONFERENCE,
        EventScope.REGIONAL,
        EventStatus.POSTPONED,
        date(2020, 4, 22),
        date(2020, 4, 23),
        "თბილისი (Tbilisi)",
        _FOUR,
        "OP1.1",
        "3.1",
        "Sample: postponed to the autumn because of restrictions on travel.",
        (Theme.RECRUITMENT, Theme.REGIONAL_COORDINATION),
        ("GE-MOJ",),
    ),
    SampleEvent(
        "EVT-2020-BUS-01",
        "Monitoring of services by civil society",
        EventKind.TRAINING,
        EventScope.NATIONAL,
        EventStatus.CANCELLED,
        date(2020, 5, 19),
        date(2020, 5, 21),
        "ბათუმი (Batumi)",
        ("GE",),
        "OP2.1",
        "3.7",
        "Sample: cancelled because of restrictions on travel.",
        (Theme.PROTECTION,),
        ("SAMPLE-NGO-GE",),
    ),
    SampleEvent(
        "EVT-2020-ONL-01",
        "Trafficking for labour exploitation when borders are closed",
        EventKind.ROUND_TABLE,
        EventScope.REGIONAL,
        EventStatus.HELD,
        date(2020, 6, 16),
        date(2020, 6, 16),
        "Online",
        _FOUR,
        "OP1.1",
        "3.1",
        "Sample: what closed borders change for seasonal workers, and for those who protect them.",
        (Theme.LABOUR_EXPLOITATION, Theme.PREVENTION, Theme.RECRUITMENT),
        counts=counts(
            58,
            sex="F 37, M 21",
            affiliation=(
                "GOVERNMENT 21, LAW_ENFORCEMENT 9, JUDICIARY 4, CIVIL_SOCIETY 14, "
                "INTERNATIONAL_ORGANISATION 6, INTERNATIONAL_EXPERTS 4"
            ),
            country="GE 16, MD 13, UA 18, BY 9, NO 2",
        ),
        recommendations=(
            SampleRecommendation(
                "Sample: tell seasonal workers their rights before they sign",
                "Employment services",
                Theme.RECRUITMENT,
                RecommendationStatus.IN_PROGRESS,
            ),
            SampleRecommendation(
                "Sample: open one telephone line for the whole region",
                "Governments",
                Theme.PREVENTION,
                RecommendationStatus.DROPPED,
            ),
        ),
    ),
)
