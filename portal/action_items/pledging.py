"""An action item becomes a draft commitment of the organisation in charge, in one step; both stay linked."""

from dataclasses import dataclass
from typing import Any

from portal.accounts.models import User
from portal.action_items.locking import locked_item
from portal.commitments.models import Commitment
from portal.core.errors import NotAllowedNow
from portal.core.wording import _, _l
from portal.drafts.actions import create_commitment
from portal.meetings.models import Meeting
from portal.minutes.models import ActionItem
from portal.places.models import Pocket
from portal.places.rules import PocketStatus
from portal.policy import Permission

LONGEST_TITLE = 200
LINKED = _l("RTL ini sudah menjadi komitmen")


@dataclass(frozen=True)
class Prefilled:
    """What the draft begins with: (number, names) of the strategies to choose from, and the places' names."""

    title: str
    strategies: list[Any]
    pockets: list[str]


def prefilled(item: ActionItem) -> Prefilled:
    """What the meeting already says about the commitment that an item may become."""
    meeting = item.minutes.meeting
    places = [f"{pocket.name}, {pocket.region.name}" for pocket in _places(meeting)]
    return Prefilled(title_of(item), list(meeting.strategies), places)


def title_of(item: ActionItem) -> str:
    """The words of the item as a title: one line, cut at a word where it is too long."""
    words = " ".join(item.what.split())
    return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def make_commitment(item: ActionItem, *, by: User, strategy_number: int) -> Commitment:
    """Begin the draft; creating it is the one thing that the trail records, with its origin.

    Raises NotAllowedNow where the item is a commitment already.
    """
    present = locked_item(item, by, Permission.ACTION_ITEM_DO, None)
    if present.commitment_id is not None:
        raise NotAllowedNow(LINKED)
    places = [{"place": pocket.slug} for pocket in _places(present.minutes.meeting)]
    commitment = create_commitment(
        by=by,
        organisation=present.organisation.slug,
        strategy_number=strategy_number,
        title=title_of(present),
        description=_("Dari RTL %(reference)s: %(what)s", reference=present.reference, what=present.what),
        origin=present.reference,
        places=places,
    )
    present.commitment = commitment
    return commitment


def _places(meeting: Meeting) -> list[Pocket]:
    """The pockets that the meeting was about, as far as they are still open."""
    return [pocket for pocket in meeting.pockets if pocket.status is PocketStatus.ACTIVE]
