"""Whose facts a query may see. Every query object takes one, so that forgetting it is a type error."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Withheld(StrEnum):
    """A kind of rows that is kept from some viewers, and of which they are told that."""

    DIRECT_ASSISTANCE = "DIRECT_ASSISTANCE"


@dataclass(frozen=True, slots=True)
class Scope:
    """The funding sources and countries that a viewer may see; None means every one.

    A scope filters lists. It never filters the sums behind a figure.
    """

    sources: frozenset[str] | None
    countries: frozenset[str] | None
    sees_assistance: bool = False
    """Whether cost of direct assistance of people is shown row by row."""
    sees_drafts: bool = False
    """Whether reports are shown that the donor has not been sent."""

    @classmethod
    def everything(cls) -> Scope:
        return cls(sources=None, countries=None, sees_assistance=True, sees_drafts=True)

    @property
    def withheld(self) -> Withheld | None:
        """What is kept back of posted cost and commitments; None: nothing."""
        return None if self.sees_assistance else Withheld.DIRECT_ASSISTANCE
