"""A file against the standard's schema and its code lists: what does not fit, line by line."""

from functools import cache
from typing import Final

from lxml import etree

from tests.reports.iati.data import FOLDER, codes, parsed

CODED: Final = (
    # an attribute, and the list that its codes are of
    ("//iati-activity/@default-currency", "Currency"),
    ("//iati-activity/@xml:lang", "Language"),
    ("//reporting-org/@type", "OrganisationType"),
    ("//participating-org/@type", "OrganisationType"),
    ("//provider-org/@type", "OrganisationType"),
    ("//receiver-org/@type", "OrganisationType"),
    ("//participating-org/@role", "OrganisationRole"),
    ("//iati-activity/description/@type", "DescriptionType"),
    ("//other-identifier/@type", "OtherIdentifierType"),
    ("//activity-status/@code", "ActivityStatus"),
    ("//activity-date/@type", "ActivityDateType"),
    ("//activity-scope/@code", "ActivityScope"),
    ("//recipient-country/@code", "Country"),
    ("//sector/@vocabulary", "SectorVocabulary"),
    ("//sector[@vocabulary='1']/@code", "Sector"),
    ("//tag/@vocabulary", "TagVocabulary"),
    ("//tag[@vocabulary='3']/@code", "UNSDG-Targets"),
    ("//policy-marker/@vocabulary", "PolicyMarkerVocabulary"),
    ("//policy-marker[@vocabulary='1']/@code", "PolicyMarker"),
    ("//policy-marker/@significance", "PolicySignificance"),
    ("//collaboration-type/@code", "CollaborationType"),
    ("//default-flow-type/@code", "FlowType"),
    ("//default-finance-type/@code", "FinanceType"),
    ("//default-aid-type/@vocabulary", "AidTypeVocabulary"),
    ("//default-aid-type[@vocabulary='1']/@code", "AidType"),
    ("//default-tied-status/@code", "TiedStatus"),
    ("//budget/@type", "BudgetType"),
    ("//budget/@status", "BudgetStatus"),
    ("//value/@currency", "Currency"),
    ("//transaction-type/@code", "TransactionType"),
    ("//result/@type", "ResultType"),
    ("//indicator/@measure", "IndicatorMeasure"),
)

REFERENCES: Final = tuple(
    f"//{tag}/@ref"
    for tag in ("reporting-org", "participating-org", "owner-org", "provider-org", "receiver-org")
)
"""Identifiers of organisations, which begin with the code of the agency that gave them."""


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(FOLDER / "xsd" / "iati-activities-schema.xsd")))


def schema_findings(file: bytes) -> list[str]:
    """What the schema says against a file."""
    schema = _schema()
    schema.validate(parsed(file).getroottree())
    return str(schema.error_log).splitlines()


def code_findings(file: bytes) -> list[str]:
    """Codes that are in no list, or withdrawn from it."""
    root = parsed(file)
    found = [
        f"{path}: {code} is not in {name}"
        for path, name in CODED
        for code in root.xpath(path)
        if code not in codes(name)
    ]
    agencies = codes("OrganisationRegistrationAgency")
    found += [
        f"{path}: {reference} is of no agency in OrganisationRegistrationAgency"
        for path in REFERENCES
        for reference in root.xpath(path)
        if not any(reference.startswith(f"{agency}-") for agency in agencies)
    ]
    return found
