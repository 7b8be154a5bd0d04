"""The rows of the files about FGDs: published ones with approved minutes only."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from portal.action_items.published import ItemChoice, in_approved_minutes, published_items
from portal.commitments.selection import Selection
from portal.core.clock import in_wib
from portal.meetings.models import Meeting
from portal.minutes.models import ActionItem, Minutes


def action_items(selection: Selection) -> Iterator[Sequence[Any]]:
    """One row for each action item of a published FGD, in the order of the columns in catalogue.py."""
    organisation = selection.organisation.key if selection.organisation else None
    choice = ItemChoice(None, selection.year, selection.strategy, organisation, selection.words)
    for item in published_items(choice):
        done, verified = (at and in_wib(at).date() for at in (item.done_at, item.verified_at))
        yield (
            *(item.reference, item.title, in_wib(item.starts_at).date(), item.number, item.what),
            *(item.organisation_slug, item.organisation_name, item.organisation_kind, item.due_on),
            *(item.state, done, verified, item.commitment_reference, item.is_example),
        )


def item_count() -> ScalarSelect[int]:
    """How many rows the file has without filters, as a subquery."""
    items = select(func.count(ActionItem.id)).select_from(Meeting)
    joined = in_approved_minutes(items).join(ActionItem, ActionItem.minutes_id == Minutes.id)
    return joined.scalar_subquery()
