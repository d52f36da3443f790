"""What the publication says of every programme that this program is for, since no record holds it.

The codes are those of the brief, and of the IATI code lists named beside them. Source: domain.md b.7.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

LANGUAGE: Final = "en"

SECTORS: Final = (("15190", Decimal(100)),)
"""Purpose codes of the OECD DAC with their shares in per cent; preventing trafficking is part of 15190."""
SECTOR_VOCABULARY: Final = "1"

SDG_TARGETS: Final = ("5.2", "8.7", "10.7", "16.2")
"""What the Sustainable Development Goals say of trafficking, forced labour and safe migration."""
SDG_TARGET_VOCABULARY: Final = "3"

POLICY_MARKERS: Final = (("1", "1", "Gender equality"),)
"""Code and significance: gender equality is a significant objective, not the principal one."""
POLICY_MARKER_VOCABULARY: Final = "1"

COLLABORATION_TYPE: Final = "1"
"""Bilateral: the donor decides what its grant is for."""

AID_TYPE_VOCABULARY: Final = "1"

MULTI_NATIONAL, NATIONAL = "3", "4"
"""Activity scopes."""

COMMITTED: Final = "2"
"""Budget status: an approved version."""

AGREEMENT: Final = "A9"
"""Other identifier type: the donor's own number for the grant."""
