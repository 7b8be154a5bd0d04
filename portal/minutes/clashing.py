"""Two wrote at once: both texts side by side, and where they fit together a proposal. A person decides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.minutes.differences import Passage, differences
from portal.minutes.models import Minutes
from portal.minutes.queries import revision_of, text_at
from portal.minutes.three_way import merge


@dataclass(frozen=True)
class ClashView:
    """What stands there now and by whom, what was to be saved, and how the one differs from the other.

    `merged` is the proposal, or None where both changed the same lines.
    """

    theirs: str
    author: str
    saved_at: datetime | None
    mine: str
    merged: str | None
    passages: list[Passage]


def clash_of(minutes: Minutes, form: Any) -> ClashView:
    """The clash that saving this form met; the form goes on from what stands there now."""
    theirs, mine = str(form.clash["text"]), form.text.data or ""
    merged = merge(text_at(minutes, form.base.data), mine, theirs)
    newest = revision_of(minutes, int(form.clash["revision"]))
    form.base.data, form.base.raw_data = form.clash["revision"], None
    form.text.data = mine if merged is None else merged
    form.clash = {}  # the page shows both texts whole; the field need not say it again
    return ClashView(
        theirs=theirs,
        author=newest.author.name if newest else "",
        saved_at=newest.saved_at if newest else None,
        mine=mine,
        merged=merged,
        passages=differences(theirs, mine),
    )
