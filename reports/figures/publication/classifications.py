"""Where the activity takes place and what it is about: countries, sectors, tags, policy markers."""

from __future__ import annotations

from collections.abc import Iterator

from reports.facts import Facts
from reports.figures.publication import defaults
from reports.table import Column, Kind, Row, Table

COUNTRY, SECTOR, TAG, MARKER = "recipient-country", "sector", "tag", "policy-marker"


def tabulate(facts: Facts) -> Table:
    """In the order of the file. Shares are in per cent; those of a kind add up to 100."""
    return Table(
        "iati_classifications",
        f"Countries, sectors and markers as they are published, {facts.period}",
        (
            Column("element", "Element"),
            Column("vocabulary", "Vocabulary"),
            Column("code", "Code"),
            Column("share", "Share, per cent", Kind.NUMBER),
            Column("significance", "Significance"),
            Column("name", "Name"),
        ),
        tuple(_rows(facts)),
    )


def _rows(facts: Facts) -> Iterator[Row]:
    for country in facts.publication.shares:
        yield Row(
            f"{COUNTRY}-{country.iso2}", (COUNTRY, None, country.iso2, country.percent, None, country.name)
        )
    for code, share in defaults.SECTORS:
        yield Row(f"{SECTOR}-{code}", (SECTOR, defaults.SECTOR_VOCABULARY, code, share, None, None))
    for target in defaults.SDG_TARGETS:
        name = f"SDG target {target}"
        yield Row(f"{TAG}-{target}", (TAG, defaults.SDG_TARGET_VOCABULARY, target, None, None, name))
    for code, significance, name in defaults.POLICY_MARKERS:
        vocabulary = defaults.POLICY_MARKER_VOCABULARY
        yield Row(f"{MARKER}-{code}", (MARKER, vocabulary, code, None, significance, name))
