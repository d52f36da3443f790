"""Events, and what belongs to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from db.imports.codes import COUNTRY, EVENT, LINE, ORGANISATION, PROGRAMME, RESULT, SOURCE
from db.imports.columns import Column, Day, Number, SheetKind, Text, Whole, WorkbookKind, YesNo, code
from db.models import event_lists as lists
from db.recording.event_parts import (
    COUNTS,
    DOCUMENTS,
    EVENT_COUNTRIES,
    EVENT_FUNDING,
    FIGURES,
    GROUPS,
    ORGANISERS,
    RECOMMENDATIONS,
    TEXTS,
    THEMES,
)
from db.recording.events import EVENTS

_EXAMPLE: Final = "EVT-2020-TBS-01"
_EVENT: Final = Column("event", "Event", EVENT, "Code of the event.", _EXAMPLE, True)
_NOTE: Final = Column("note", "Note", Text(1_000), "What a reader should know.", None)

# fmt: off
_EVENTS: Final = (
    Column("code", "Code", Text(40), "Unique, and never changed.", _EXAMPLE, True),
    Column("title", "Title", Text(300), "As announced.", "Regional workshop on referral", True),
    Column("short_title", "Short title", Text(120), "For tables.", None),
    code("kind", "Kind", lists.EventKind, "What sort of meeting.", "WORKSHOP"),
    code("scope", "Scope", lists.EventScope, "For how many countries.", "REGIONAL"),
    Column("start_date", "First day", Day(), "At the venue.", date(2020, 2, 11), True),
    Column("end_date", "Last day", Day(), "Decides the reporting quarter.", date(2020, 2, 12), True),
    Column("city", "City", Text(80), "Where it was held.", "Tbilisi", True),
    Column("country", "Country", COUNTRY, "Where it was held.", "GE", True),
    Column("venue", "Venue", Text(200), "If it is known.", None),
    Column("programme", "Programme", PROGRAMME, "Code of the programme.", "RCTP", True),
    Column("result", "Output", RESULT, "Code of the output it works for.", "OP1.1"),
    code("status", "Status", lists.EventStatus, "Whether it took place.", "HELD"),
    Column("summary", "Summary", Text(5_000), "What happened, in a paragraph; no names of people.",
           "Practitioners of four countries compared how they refer people to help.", True),
    Column("source_ref", "Source", Text(500), "Where this is known from.",
           "Office report of 14 February 2020", True),
    Column("published_on", "Published on", Day(), "Of the source.", None),
    Column("date_note", "Note on dates", Text(500), "How a date was inferred.", None),
)
_SHEETS: Final = (
    SheetKind("Events", "Events", "One row for each event.", EVENTS, _EVENTS),
    SheetKind("Organisers", "Organisers", "Who led, joined, visited or funded an event.", ORGANISERS, (
        _EVENT,
        Column("organisation", "Organisation", ORGANISATION, "Its code.", "IOM", True),
        code("role", "Role", lists.OrganiserRole, "Its part.", "LEAD"),
        Column("as_written", "As written", Text(200), "Its name in the source, where it differs.", None),
        _NOTE,
    )),
    SheetKind("Countries", "Countries", "Who hosted an event and who took part.", EVENT_COUNTRIES, (
        _EVENT,
        Column("country", "Country", COUNTRY, "Its code.", "GE", True),
        code("role", "Role", lists.CountryRole, "Its part.", "HOST"),
        _NOTE,
    )),
    SheetKind("Themes", "Themes", "What an event was about.", THEMES, (
        _EVENT,
        code("theme", "Theme", lists.Theme, "One a row.", "REFERRAL_NRM"),
    )),
    SheetKind("Groups", "Groups attending", "Groups that attended, without numbers.", GROUPS, (
        _EVENT,
        code("affiliation", "Affiliation", lists.Affiliation, "One a row.", "GOVERNMENT"),
    )),
    SheetKind("Funding", "Funding", "Who paid for an event, and from which budget line.", EVENT_FUNDING, (
        _EVENT,
        Column("source", "Funding source", SOURCE, "Code of the grant agreement.", "NMFA-RCTP", True),
        Column("version_no", "Budget version", Whole(), "Of the line.", 2),
        Column("line", "Budget line", LINE, "Its code.", "3.1"),
        Column("share_percent", "Share, %", Number(2, is_percentage=True), "Empty where it is unknown.",
               Decimal(100)),
    )),
    SheetKind(
        "Participations", "Participations",
        "Counts only, one breakdown at a time. An unknown count is left empty: it is not 0.", COUNTS, (
        _EVENT,
        code("dimension", "Breakdown", lists.Dimension, "TOTAL or one breakdown.", "SEX"),
        Column("category", "Category", Text(40), "TOTAL; F, M, X or U; GE, MD, …", "F", True),
        Column("n", "Participations", Whole(), "Empty where it is unknown.", 25),
    )),
    SheetKind("Recommendations", "Recommendations", "What an event recommended.", RECOMMENDATIONS, (
        _EVENT,
        Column("no", "No.", Whole(), "Within the event.", 1, True),
        Column("text", "Text", Text(2_000), "As agreed.", "Name a contact point in each country", True),
        Column("addressee", "Addressee", Text(200), "An institution.", "The four governments"),
        code("theme", "Theme", lists.Theme, "What it is about.", "REFERRAL_NRM"),
        code("status", "Status", lists.RecommendationStatus, "What became of it.", "MADE"),
        Column("result", "Output", RESULT, "Code of the output it counts for.", "OP1.2"),
    )),
    SheetKind(
        "Figures", "Public office-holders",
        "Only office-holders whom a public text names in that capacity. No contact data of any kind.",
        FIGURES, (
        _EVENT,
        Column("name", "Name", Text(120), "As the public text writes it.", "Name of an office-holder", True),
        Column("title_at_event", "Title", Text(200), "The office held then.",
               "Deputy Minister of Justice", True),
        Column("organisation", "Organisation", ORGANISATION, "Its code.", "GE-MOJ", True),
        Column("country", "Country", COUNTRY, "Of the office.", "GE"),
        code("role", "Role", lists.FigureRole, "In what capacity.", "WELCOME"),
        Column("topic", "Topic", Text(300), "Of a speech.", None),
        Column("source_ref", "Public source", Text(500), "The text that names the person.",
               "Press release of the Ministry, 11 February 2020", True),
    ), names_people=True),
    SheetKind("Texts", "Texts", "Purposes, outcomes, facts about institutions and notes.", TEXTS, (
        _EVENT,
        code("kind", "Kind", lists.TextKind, "What the text says.", "OUTCOME"),
        Column("no", "No.", Whole(), "Within its kind.", 1, True),
        Column("text", "Text", Text(5_000), "In a sentence or two.",
               "The four countries agreed on a form.", True),
    )),
    SheetKind("Documents", "Documents", "Where documents lie in the office archive.", DOCUMENTS, (
        _EVENT,
        code("kind", "Kind", lists.EventDocumentKind, "Attendance sheets never leave the archive.",
             "AGENDA"),
        Column("archive_ref", "Archive reference", Text(200), "Where it lies.", "ARCHIVE/2020/9", True),
        Column("restricted", "Restricted", YesNo(), "Whether few may see it.", "yes"),
    )),
)
# fmt: on

KIND: Final = WorkbookKind(
    "events",
    "Events",
    (
        "One row for each event on the first sheet; what belongs to it stands on the others, by its code.",
        "Of participants there are only counts. No name, no contact, no attendance list comes in.",
        "What a workbook leaves out stays as it is.",
    ),
    _SHEETS,
)
