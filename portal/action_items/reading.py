"""What a page about one action item shows beside the item itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.audit.queries import history_of
from portal.audit.reading import HistoryLine
from portal.core.clock import today
from portal.files.models import FileLink
from portal.files.queries import links_of
from portal.minutes.models import ActionItem
from portal.minutes.rules import ActionItemState, ActionItemStatus, Priority, item_state


@dataclass(frozen=True)
class ItemFacts:
    """The item's state today, who said and who checked that it is done, and its history."""

    state: ActionItemState
    is_open: bool
    waits_for_check: bool
    wants_document: bool
    done_by: str
    verified_by: str
    commitment_reference: str
    documents: Sequence[FileLink]
    history: list[HistoryLine]


def facts_of(item: ActionItem) -> ItemFacts:
    """Gather it."""
    done = item.status is ActionItemStatus.DONE
    return ItemFacts(
        state=item_state(item.status, item.due_on, item.verified_at is not None, today()),
        is_open=not done,
        waits_for_check=done and item.verified_at is None,
        wants_document=item.priority is Priority.HIGH,
        done_by=item.done_by.name if item.done_by else "",
        verified_by=item.verified_by.name if item.verified_by else "",
        commitment_reference=item.commitment.reference if item.commitment else "",
        documents=links_of("action_items", item.id, "item_document"),
        history=history_of("action_items", item.id),
    )
