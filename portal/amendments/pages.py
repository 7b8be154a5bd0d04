"""What the pages about requests show, for both sides: the partner's workspace and the office."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.amendments import actions, queries
from portal.amendments.comparison import Comparison, added_up, compare
from portal.amendments.forms import CHECK, SEND, CancelForm, ChangeForm
from portal.amendments.models import Amendment
from portal.amendments.proposing import numbers_of
from portal.amendments.queries import Present
from portal.amendments.rules import Delivered
from portal.commitments.models import Commitment
from portal.commitments.promised import Promise, PromisedLine
from portal.commitments.rules import CommitmentStatus
from portal.core.errors import NotAllowedNow, UnknownFilter
from portal.core.wording import _
from portal.drafts import choosing
from portal.web import filters
from portal.web.context import mark_example
from portal.web.pages import page
from portal.web.visitor import current_actor


@dataclass(frozen=True)
class Side:
    """From where somebody asks: the blueprint with the pages, their layout, the page of the commitment."""

    name: str
    layout: str
    commitment_page: str
    on_behalf: bool

    def commitment_url(self, commitment: Any) -> str:
        return url_for(self.commitment_page, reference=commitment.reference)

    def url(self, page_name: str, commitment: Any, **more: Any) -> str:
        """A page of this side about a commitment's requests."""
        return url_for(f"{self.name}.{page_name}", reference=commitment.reference, **more)


PARTNER = Side("amendments", "layouts/workspace.html", "commitments.show", False)
OFFICE = Side("amendments_office", "layouts/office.html", "commitments_office.commitment", True)


def choose_page(commitment: Commitment, side: Side) -> ResponseReturnValue:
    """Change the promise, or call it off."""
    _check_changeable(commitment)
    return page("amendments/choose.html", commitment=commitment, side=side)


def change_page(commitment: Commitment, side: Side) -> ResponseReturnValue:
    """The form with the present promise, the page that checks, and sending."""
    _check_changeable(commitment)
    present = Present(commitment)
    form = ChangeForm(present)
    asked = {"by": current_actor(), "on_behalf": side.on_behalf}
    if form.asks_to(SEND) and form.perform(actions.request_change, present, **asked):
        return _sent(form.result, side)
    if form.asks_to(CHECK) and form.validate():
        shown = {"compared": _as_asked(form), "commitment": commitment, "side": side}
        return page("amendments/check.html", form=form, **shown)
    form.rearrange()
    kecamatan, words = form.kecamatan.data or filters.text("kecamatan"), form.words or filters.text("cari")
    held = choosing.places_by_key(form.keys)
    board = choosing.board_for(commitment, held, kecamatan, words)
    if board is None:
        raise UnknownFilter("kecamatan", kecamatan)
    return page("amendments/change.html", form=form, board=board, commitment=commitment, side=side)


def cancel_page(commitment: Commitment, side: Side) -> ResponseReturnValue:
    """Why the whole commitment is called off, beside what it promised and what was delivered already."""
    _check_changeable(commitment)
    present = Present(commitment)
    form = CancelForm(present)
    asked = {"by": current_actor(), "on_behalf": side.on_behalf}
    if form.perform(actions.request_cancellation, present, **asked):
        return _sent(form.result, side)
    promise, delivered = present.promise, queries.delivered_at(commitment.id)
    compared = compare(promise, promise, added_up)
    shown = {"compared": compared, "delivered": some_delivered(delivered), "commitment": commitment}
    return page("amendments/cancel.html", form=form, side=side, **shown)


def compared(amendment: Amendment) -> Comparison:
    """What stood and what is asked for, side by side."""
    old, new = queries.both_sides(amendment)
    return compare(old, new, added_up)


def some_delivered(delivered: dict[str, Delivered]) -> dict[str, Delivered]:
    """The places where something was verified or waits; empty where nothing was."""
    return {key: each for key, each in delivered.items() if each.fixed}


def _check_changeable(commitment: Commitment) -> None:
    """For whoever opens a form too late: what stands in the way, before anything is typed."""
    if commitment.is_example:
        mark_example()
    if commitment.status is not CommitmentStatus.VERIFIED:
        raise NotAllowedNow(actions.NOT_PUBLIC)
    if queries.has_open(commitment.id):
        raise NotAllowedNow(actions.ALREADY_WAITING)


def _sent(amendment: Amendment, side: Side) -> ResponseReturnValue:
    flash(_("Permintaan terkirim. Janji sekarang tetap berlaku sampai diputuskan."))
    return redirect(side.url("show", amendment.commitment, number=amendment.number))


def _as_asked(form: ChangeForm) -> Comparison:
    """The present promise and the answers of the form."""
    names = {key: each.name for key, each in form.delivered.items()}
    names |= {key: place.name for key, place in choosing.places_by_key(form.keys).items() if key not in names}
    lines = [
        PromisedLine(key, names.get(key, key), "", False, n.rupiah, n.quantity, n.households, n.people)
        for key, n in numbers_of(form.places.data).items()
    ]
    asked = Promise(form.title.data or "", form.starts_on.data, form.ends_on.data, lines)
    return compare(form.present.promise, asked, added_up)
