"""Whose eyes see a list of commitments."""

from collections.abc import Collection
from dataclasses import dataclass

from portal.commitments.rules import CommitmentState


@dataclass(frozen=True)
class Eyes:
    """Whose eyes see a list: everybody's, the office's, or those of some organisations' people.

    `state` narrows to one state, also to those that the public never sees.
    """

    published_only: bool = True
    organisation_ids: frozenset[int] | None = None
    state: CommitmentState | None = None


EVERYBODY = Eyes()


def eyes_of(organisation_ids: Collection[int], state: CommitmentState | None = None) -> Eyes:
    """The eyes of people who work for these organisations."""
    return Eyes(False, frozenset(organisation_ids), state)
