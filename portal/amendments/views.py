"""The partner's pages: asking for a change or a cancellation, following the request, taking it back."""

from typing import Any

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from portal.amendments import actions, pages, queries
from portal.amendments.pages import PARTNER
from portal.commitments.queries import get_commitment
from portal.core.wording import _
from portal.drafts.forms import ConfirmForm
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("amendments", __name__, url_prefix="/ruang/komitmen/<reference>/perubahan")
WAYS = ["GET", "POST"]


@bp.route("")
@allowed(Permission.AMENDMENT_REQUEST, get_commitment)
def choose(commitment: Any) -> ResponseReturnValue:
    return pages.choose_page(commitment, PARTNER)


@bp.route("/ubah", methods=WAYS)
@allowed(Permission.AMENDMENT_REQUEST, get_commitment)
def change(commitment: Any) -> ResponseReturnValue:
    return pages.change_page(commitment, PARTNER)


@bp.route("/batal", methods=WAYS)
@allowed(Permission.AMENDMENT_REQUEST, get_commitment)
def cancel(commitment: Any) -> ResponseReturnValue:
    return pages.cancel_page(commitment, PARTNER)


@bp.route("/<int:number>")
@allowed(Permission.AMENDMENT_READ, queries.get_amendment)
def show(amendment: Any) -> ResponseReturnValue:
    return _shown(amendment, ConfirmForm(version=amendment.version))


@bp.route("/<int:number>/tarik", methods=WAYS)
@allowed(Permission.AMENDMENT_REQUEST, queries.get_amendment)
def withdraw(amendment: Any) -> ResponseReturnValue:
    form = ConfirmForm(version=amendment.version)
    if form.perform(actions.withdraw, amendment, by=current_actor()):
        flash(_("Permintaan ditarik kembali. Janji sekarang tetap berlaku."))
        return redirect(PARTNER.commitment_url(amendment.commitment))
    return _shown(amendment, form)


def _shown(amendment: Any, form: ConfirmForm) -> ResponseReturnValue:
    mark_examples([amendment])
    shown = {"compared": pages.compared(amendment), "asker": queries.asker_of(amendment)}
    return page("amendments/show.html", form=form, amendment=amendment, side=PARTNER, **shown)
