"""The closed lists of events: what may be said of one, and nothing else. Source: domain.md a.5."""

from __future__ import annotations

from enum import StrEnum


class EventKind(StrEnum):
    """What sort of meeting it is."""

    CONFERENCE = "CONFERENCE"
    WORKSHOP = "WORKSHOP"
    TRAINING = "TRAINING"
    STUDY_VISIT = "STUDY_VISIT"
    ROUND_TABLE = "ROUND_TABLE"
    CAMPAIGN = "CAMPAIGN"
    COORDINATION_MEETING = "COORDINATION_MEETING"


class EventScope(StrEnum):
    """How many countries an event is for."""

    REGIONAL = "REGIONAL"
    NATIONAL = "NATIONAL"
    BILATERAL = "BILATERAL"


class EventStatus(StrEnum):
    """Whether an event took place."""

    PLANNED = "PLANNED"
    HELD = "HELD"
    POSTPONED = "POSTPONED"
    CANCELLED = "CANCELLED"


class OrganiserRole(StrEnum):
    """An organisation's part in an event."""

    LEAD = "LEAD"
    CO_ORGANISER = "CO_ORGANISER"
    PARTNER = "PARTNER"
    FUNDER = "FUNDER"


class CountryRole(StrEnum):
    """A country's part in an event."""

    HOST = "HOST"
    PARTICIPATING = "PARTICIPATING"


class Theme(StrEnum):
    """What an event or a recommendation is about."""

    PREVENTION = "PREVENTION"
    PROTECTION = "PROTECTION"
    PROSECUTION = "PROSECUTION"
    PARTNERSHIP = "PARTNERSHIP"
    IDENTIFICATION = "IDENTIFICATION"
    REFERRAL_NRM = "REFERRAL_NRM"
    LABOUR_EXPLOITATION = "LABOUR_EXPLOITATION"
    SEXUAL_EXPLOITATION = "SEXUAL_EXPLOITATION"
    RECRUITMENT = "RECRUITMENT"
    LABOUR_INSPECTION = "LABOUR_INSPECTION"
    BEST_PRACTICE_EXCHANGE = "BEST_PRACTICE_EXCHANGE"
    REGIONAL_COORDINATION = "REGIONAL_COORDINATION"
    DATA_AND_RESEARCH = "DATA_AND_RESEARCH"


class FigureRole(StrEnum):
    """In what capacity a public office-holder is named."""

    WELCOME = "WELCOME"
    SPEAKER = "SPEAKER"
    PANELLIST = "PANELLIST"
    ATTENDEE = "ATTENDEE"


class Dimension(StrEnum):
    """One breakdown of participations at a time."""

    TOTAL = "TOTAL"
    SEX = "SEX"
    AFFILIATION = "AFFILIATION"
    COUNTRY = "COUNTRY"
    AGE_GROUP = "AGE_GROUP"


class Affiliation(StrEnum):
    """Where participants come from."""

    GOVERNMENT = "GOVERNMENT"
    LAW_ENFORCEMENT = "LAW_ENFORCEMENT"
    JUDICIARY = "JUDICIARY"
    LABOUR_INSPECTION = "LABOUR_INSPECTION"
    CIVIL_SOCIETY = "CIVIL_SOCIETY"
    INTERNATIONAL_ORGANISATION = "INTERNATIONAL_ORGANISATION"
    INTERNATIONAL_EXPERTS = "INTERNATIONAL_EXPERTS"
    ACADEMIA = "ACADEMIA"
    PRIVATE_SECTOR = "PRIVATE_SECTOR"
    MEDIA = "MEDIA"
    OTHER = "OTHER"


class RecommendationStatus(StrEnum):
    """What became of a recommendation."""

    MADE = "MADE"
    ACCEPTED = "ACCEPTED"
    IN_PROGRESS = "IN_PROGRESS"
    IMPLEMENTED = "IMPLEMENTED"
    DROPPED = "DROPPED"


class TextKind(StrEnum):
    """What a text about an event says."""

    PURPOSE = "PURPOSE"
    OUTCOME = "OUTCOME"
    INSTITUTIONAL_FACT = "INSTITUTIONAL_FACT"
    NOTE = "NOTE"


class EventDocumentKind(StrEnum):
    """What is kept about an event in the office archive."""

    AGENDA = "AGENDA"
    PRESENTATION = "PRESENTATION"
    REPORT = "REPORT"
    PHOTO_RELEASE_LIST = "PHOTO_RELEASE_LIST"
    ATTENDANCE_SHEET = "ATTENDANCE_SHEET"
