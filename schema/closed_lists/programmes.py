"""Closed lists of programmes, organisations and risks."""

from __future__ import annotations

from db.models.programmes import IdentifierScheme, OrganisationType, PartnerRole, ProgrammeStatus
from db.models.results import RiskCategory, RiskStatus
from db.queries.programmes import OrganisationOrder, ProgrammeOrder
from schema.closed_lists.describe import describe

describe(
    ProgrammeOrder,
    "In what order programmes are listed.",
    CODE="By code.",
    CODE_DESCENDING="By code, the last first.",
    TITLE="By title, character by character.",
    TITLE_DESCENDING="By title, the last first.",
    NEWEST_FIRST="By first day, the latest first.",
    OLDEST_FIRST="By first day, the earliest first.",
)
describe(
    OrganisationOrder,
    "In what order organisations are listed.",
    CODE="By code.",
    CODE_DESCENDING="By code, the last first.",
    NAME="By name, character by character.",
    NAME_DESCENDING="By name, the last first.",
)

describe(
    OrganisationType,
    "What sort of organisation it is: IATI's OrganisationType code list.",
    GOVERNMENT="A ministry or another central body of a state; IATI 10.",
    LOCAL_GOVERNMENT="A body of a region or municipality; IATI 11.",
    OTHER_PUBLIC_SECTOR="A public body that is neither; IATI 15.",
    INTERNATIONAL_NGO="A non-governmental organisation that works in many countries; IATI 21.",
    NATIONAL_NGO="A non-governmental organisation of one country; IATI 22.",
    REGIONAL_NGO="A non-governmental organisation of a region; IATI 23.",
    PARTNER_COUNTRY_NGO="A non-governmental organisation based in a partner country; IATI 24.",
    PUBLIC_PRIVATE_PARTNERSHIP="A partnership of public and private bodies; IATI 30.",
    MULTILATERAL="An intergovernmental organisation; IATI 40.",
    FOUNDATION="A foundation; IATI 60.",
    PRIVATE_SECTOR="A company; IATI 70.",
    ACADEMIC="A university, a training or a research body; IATI 80.",
    OTHER="None of the others; IATI 90.",
)
describe(
    IdentifierScheme,
    "Who gave an organisation's identifier.",
    IATI="The International Aid Transparency Initiative.",
    DAC_CHANNEL="The channel code list of the OECD's Development Assistance Committee.",
    NO_BRC="The Norwegian register of legal entities.",
    INTERNAL="The office itself.",
)
describe(
    ProgrammeStatus,
    "How far a programme has come: IATI's ActivityStatus, by name.",
    PIPELINE="Planned, not begun.",
    IMPLEMENTATION="Under way.",
    FINALISATION="Work is complete; accounts and evaluation are open.",
    CLOSED="Complete, accounts included.",
    CANCELLED="Given up.",
    SUSPENDED="Interrupted for a time.",
)
describe(
    PartnerRole,
    "What a partner does in a programme.",
    IMPLEMENTING="Carries out a part of the work.",
    GOVERNMENT_COUNTERPART="The responsible body of a government.",
    CIVIL_SOCIETY="Takes part for civil society.",
    COORDINATION="Coordinates with the programme.",
    OBSERVER="Follows the work without a part in it.",
)
describe(
    RiskCategory,
    "Where a risk comes from.",
    CONTEXTUAL="The situation in a country.",
    PROGRAMMATIC="The work itself.",
    INSTITUTIONAL="The organisations that do it.",
    FIDUCIARY="The use of money.",
    PROTECTION="Harm to the people the work is for.",
)
describe(
    RiskStatus,
    "Whether a risk still stands.",
    OPEN="It stands.",
    CLOSED="It has passed or has come true.",
)
