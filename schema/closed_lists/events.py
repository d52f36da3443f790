"""Closed lists of events."""

from __future__ import annotations

from db.models.event_lists import (
    Affiliation,
    CountryRole,
    Dimension,
    EventDocumentKind,
    EventKind,
    EventScope,
    EventStatus,
    FigureRole,
    OrganiserRole,
    RecommendationStatus,
    TextKind,
    Theme,
)
from db.queries.event_totals import EventKey
from db.queries.events import EventOrder
from schema.closed_lists.describe import describe

describe(
    EventOrder,
    "In what order events are listed.",
    NEWEST_FIRST="By first day, the latest first.",
    OLDEST_FIRST="By first day, the earliest first.",
    CODE="By code.",
    CODE_DESCENDING="By code, the last first.",
    TITLE="By title, character by character.",
    TITLE_DESCENDING="By title, the last first.",
)
describe(
    EventKind,
    "What sort of meeting an event is.",
    CONFERENCE="A conference.",
    WORKSHOP="A workshop.",
    TRAINING="A training.",
    STUDY_VISIT="A visit to learn from practice elsewhere.",
    ROUND_TABLE="A round table.",
    CAMPAIGN="A campaign to inform the public.",
    COORDINATION_MEETING="A meeting of those who work together.",
)
describe(
    EventScope,
    "How many countries an event is for.",
    REGIONAL="Three or more.",
    NATIONAL="One.",
    BILATERAL="Two.",
)
describe(
    EventStatus,
    "Whether an event took place.",
    PLANNED="It is to come.",
    HELD="It took place.",
    POSTPONED="It was put off.",
    CANCELLED="It was given up.",
)
describe(
    OrganiserRole,
    "An organisation's part in an event.",
    LEAD="Led it.",
    CO_ORGANISER="Organised it together with the lead.",
    PARTNER="Contributed to it.",
    FUNDER="Paid for it.",
)
describe(
    CountryRole,
    "A country's part in an event. A host that also takes part has both.",
    HOST="It was held there.",
    PARTICIPATING="Took part.",
)
describe(
    Theme,
    "What an event or a recommendation is about.",
    PREVENTION="Preventing trafficking.",
    PROTECTION="Protecting people who were trafficked.",
    PROSECUTION="Prosecuting traffickers.",
    PARTNERSHIP="Working together.",
    IDENTIFICATION="Recognising people who were trafficked.",
    REFERRAL_NRM="National Referral Mechanisms.",
    LABOUR_EXPLOITATION="Trafficking for labour exploitation.",
    SEXUAL_EXPLOITATION="Trafficking for sexual exploitation.",
    RECRUITMENT="How workers are recruited.",
    LABOUR_INSPECTION="The work of labour inspectorates.",
    BEST_PRACTICE_EXCHANGE="Learning from each other's practice.",
    REGIONAL_COORDINATION="Coordination among the countries of the region.",
    DATA_AND_RESEARCH="Data and research.",
)
describe(
    FigureRole,
    "In what capacity a public office-holder is named.",
    WELCOME="Welcomed the participants.",
    SPEAKER="Spoke.",
    PANELLIST="Sat on a panel.",
    ATTENDEE="Attended.",
)
describe(
    Dimension,
    "What participations are broken down by; one breakdown at a time.",
    TOTAL="Not broken down: the category is `TOTAL`.",
    SEX="By sex: `F`, `M`, `X` (other), `U` (unknown).",
    AFFILIATION="By where participants come from; the categories are those of `Affiliation`.",
    COUNTRY="By country: ISO 3166-1 alpha-2 codes.",
    AGE_GROUP="By age group.",
)
describe(
    Affiliation,
    "Where participants come from. No value singles out people with lived experience.",
    GOVERNMENT="A ministry or agency.",
    LAW_ENFORCEMENT="Police and border guard.",
    JUDICIARY="Courts and prosecution.",
    LABOUR_INSPECTION="A labour inspectorate.",
    CIVIL_SOCIETY="A civil society organisation.",
    INTERNATIONAL_ORGANISATION="An international organisation.",
    INTERNATIONAL_EXPERTS="Experts from abroad.",
    ACADEMIA="Universities and research.",
    PRIVATE_SECTOR="Companies and employers.",
    MEDIA="Press and broadcasting.",
    OTHER="None of the others.",
)
describe(
    RecommendationStatus,
    "What became of a recommendation.",
    MADE="It was made.",
    ACCEPTED="Its addressee accepted it.",
    IN_PROGRESS="It is being carried out.",
    IMPLEMENTED="It was carried out.",
    DROPPED="It is no longer followed.",
)
describe(
    TextKind,
    "What a text about an event says.",
    PURPOSE="What it was for.",
    OUTCOME="What came of it.",
    INSTITUTIONAL_FACT="A fact about institutions that was told there.",
    NOTE="Anything else worth keeping.",
)
describe(
    EventKey,
    "What totals of events are grouped by.",
    PERIOD="The quarter of the last day.",
    MONTH="The month of the last day.",
    COUNTRY="The country where they were held.",
    PROGRAMME="The programme.",
    OUTPUT="The result that they contribute to.",
    KIND="What sort of meeting they are.",
    STATUS="Whether they took place.",
)
describe(
    EventDocumentKind,
    "What is kept about an event in the office archive.",
    AGENDA="What was planned for it.",
    PRESENTATION="What was shown at it.",
    REPORT="What was written about it.",
    PHOTO_RELEASE_LIST="Who agreed to be in photographs; the list itself never comes in here.",
    ATTENDANCE_SHEET="Who was there; the sheet itself never comes in here.",
)
