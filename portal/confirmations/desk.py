"""What the office's pages about confirmations show."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from portal.accounts.models import User
from portal.confirmations import queries
from portal.confirmations.forms import AnswerDecisionForm, DecisionForm
from portal.confirmations.models import Confirmation
from portal.confirmations.rules import ConfirmationStatus
from portal.core.paging import Page
from portal.core.wording import _
from portal.places.names import place_name
from portal.policy import Permission, can
from portal.reviews.queue import strategies_seen_by
from portal.web import filters
from portal.web.context import mark_examples
from portal.web.filters import Panel, Select
from portal.web.visitor import current_actor

S = ConfirmationStatus
ALL = "semua"


@dataclass(frozen=True)
class Queue:
    """One page of the list, and the question above it."""

    found: Page[Confirmation]
    panel: Panel
    is_waiting: bool
    narrowed: Collection[int]


@dataclass(frozen=True)
class Sheet:
    """One confirmation, with the forms that this reader may use now."""

    confirmation: Confirmation
    place: str
    others: int
    others_near: int
    form: Any
    answer_form: Any


def queue_for(reader: User) -> Queue:
    """What the address asks for, narrowed as the desk is; else what waits. Raises UnknownFilter."""
    asked = filters.text("status")
    status = None if asked == ALL else filters.word("status", S) or S.WAITING
    narrowed = strategies_seen_by(reader)
    found = filters.existing(queries.list_for(reader, status, filters.page_number(), narrowed))
    mark_examples(found.rows)
    others = [(each.slug, each.label) for each in S if each is not S.WAITING]
    options = [("", S.WAITING.label), *others, (ALL, _("Semua"))]
    panel = Panel([Select("status", _("Status"), options, default=S.WAITING.slug)])
    return Queue(found, panel, status is S.WAITING, narrowed)


def sheet_of(confirmation: Confirmation, form: Any = None, answer_form: Any = None) -> Sheet:
    """The page of one confirmation; a form that was refused keeps its answers."""
    mark_examples([confirmation])
    may = can(current_actor(), Permission.CONFIRMATION_REVIEW, confirmation)
    if may and form is None and confirmation.status in (S.WAITING, S.PUBLISHED) and answer_form is None:
        form = DecisionForm(version=confirmation.version, shows_text=True)
    if may and answer_form is None and confirmation.answer_status is S.WAITING and form is not None:
        answer_form = AnswerDecisionForm(version=confirmation.version)
    others, near = queries.from_same_sheet(confirmation)
    place = place_name(confirmation.region, confirmation.pocket)
    return Sheet(confirmation, place, others, near, form, answer_form)
