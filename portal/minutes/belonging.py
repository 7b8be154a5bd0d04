"""Whom a part of the minutes concerns: the doors ask every part for it."""

from typing import TYPE_CHECKING, Any


class PartOfMinutes:
    """What belongs to minutes concerns those whom the minutes concern."""

    if TYPE_CHECKING:
        minutes: Any

    @property
    def attending_organisation_ids(self) -> frozenset[int]:
        found: frozenset[int] = self.minutes.attending_organisation_ids
        return found
