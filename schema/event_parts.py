"""What belongs to an event, as it is written. Of participants there are only counts."""

from __future__ import annotations

from decimal import Decimal

from db.models.event_lists import (
    Affiliation,
    CountryRole,
    Dimension,
    EventDocumentKind,
    FigureRole,
    OrganiserRole,
    RecommendationStatus,
    TextKind,
    Theme,
)
from schema.common import input_type
from schema.mutations import optional, required


@input_type
class EventOrganiserInput:
    """An organisation's part in an event."""

    organisation: str = required("The organisation's code.")
    role: OrganiserRole = required("Its part.")
    as_written: str | None = optional("Its name as the source writes it, where that differs.")
    note: str | None = optional("What it did there, in words.")


@input_type
class EventCountryInput:
    """A country's part in an event."""

    country: str = required("ISO 3166-1 alpha-2 code of the country.")
    role: CountryRole = required("Its part.")
    note: str | None = optional("On what the source bases it.")


@input_type
class EventThemeInput:
    """A theme of an event."""

    theme: Theme = required("The theme.")


@input_type
class EventGroupInput:
    """A group that attended, without a number."""

    affiliation: Affiliation = required("The group.")


@input_type
class EventFundingInput:
    """What pays for an event."""

    source: str = required("The funding source's code.")
    version_no: int | None = optional("The budget version of the line.")
    line: str | None = optional("The code of the budget line.")
    share_percent: Decimal | None = optional("Its share of the cost in per cent; without it, unknown.")


@input_type
class ParticipantCountInput:
    """Participations in one category of one breakdown."""

    dimension: Dimension = required("What is broken down by.")
    category: str = required("The category: `TOTAL`; `F`, `M`, `X` or `U`; `GE`.")
    n: int | None = optional("How many; without it, unknown, which is not zero.")


@input_type
class RecommendationInput:
    """What an event recommended, and what became of it."""

    no: int = required("Its number at the event.")
    text: str = required("What was recommended.")
    theme: Theme = required("What it is about.")
    status: RecommendationStatus = required("What became of it.")
    addressee: str | None = optional("To whom: an institution.")
    result: str | None = optional("The code of the result it contributes to.")


@input_type
class EventFigureInput:
    """A public office-holder whom a public text names in that capacity. No contact data of any kind."""

    name: str = required("The name, as the public text writes it.")
    title_at_event: str = required("The office held at the time.")
    organisation: str = required("The code of the organisation represented.")
    role: FigureRole = required("In what capacity.")
    source_ref: str = required("The public text.")
    country: str | None = optional("The country represented, where one is.")
    topic: str | None = optional("What was spoken about.")


@input_type
class EventTextInput:
    """A text about an event, and of nobody who is assisted."""

    kind: TextKind = required("What it says.")
    no: int = required("Its number among the texts of its kind.")
    text: str = required("The text; nothing in it is markup.")


@input_type
class EventDocumentInput:
    """Where a document stands in the office archive."""

    kind: EventDocumentKind = required("What it is. Attendance sheets never leave the archive.")
    archive_ref: str = required("Where it lies.")
    restricted: bool | None = optional("Whether few may see it; without it, yes.")
