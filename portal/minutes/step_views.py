"""The steps in the life of minutes: sent, returned, approved, published; and addenda."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.minutes import queries, steps
from portal.minutes.reading import consequences_of
from portal.minutes.steps import Step
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("minutes_steps", __name__, url_prefix="/kantor/fgd/<reference>/notulen")


@bp.route("/kirim", methods=["GET", "POST"])
@allowed(Permission.MINUTES_WRITE, queries.get_minutes)
def send(minutes: Any) -> ResponseReturnValue:
    """To those who attended, and to the chair."""
    return _take(minutes, steps.SEND)


@bp.route("/kembalikan", methods=["GET", "POST"])
@allowed(Permission.MINUTES_RETURN, queries.get_minutes)
def send_back(minutes: Any) -> ResponseReturnValue:
    """To be written at again."""
    return _take(minutes, steps.RETURN)


@bp.route("/sahkan", methods=["GET", "POST"])
@allowed(Permission.MINUTES_APPROVE, queries.get_minutes)
def approve(minutes: Any) -> ResponseReturnValue:
    """The chair approves and the text freezes."""
    return _take(minutes, steps.APPROVE)


@bp.route("/terbitkan", methods=["GET", "POST"])
@allowed(Permission.MEETING_PUBLISH, queries.get_minutes)
def publish(minutes: Any) -> ResponseReturnValue:
    """For everybody."""
    return _take(minutes, steps.PUBLISH)


@bp.route("/tarik", methods=["GET", "POST"])
@allowed(Permission.MEETING_PUBLISH, queries.get_minutes)
def unpublish(minutes: Any) -> ResponseReturnValue:
    """No longer for everybody."""
    return _take(minutes, steps.UNPUBLISH)


@bp.route("/adendum", methods=["GET", "POST"])
@allowed(Permission.MINUTES_WRITE, queries.get_minutes)
def add_addendum(minutes: Any) -> ResponseReturnValue:
    """A numbered later change."""
    return _take(minutes, steps.ADD_ADDENDUM)


@bp.route("/adendum/<int:number>/sahkan", methods=["GET", "POST"])
@allowed(Permission.MINUTES_APPROVE, queries.get_addendum)
def approve_addendum(addendum: Any) -> ResponseReturnValue:
    """The chair approves it."""
    return _take(addendum, steps.APPROVE_ADDENDUM, addendum)


@bp.route("/adendum/<int:number>/tarik", methods=["GET", "POST"])
@allowed(Permission.MINUTES_RETURN, queries.get_addendum)
def withdraw_addendum(addendum: Any) -> ResponseReturnValue:
    """It was not approved and will not be."""
    return _take(addendum, steps.WITHDRAW_ADDENDUM, addendum)


def _take(thing: Any, step: Step, addendum: Any = None) -> ResponseReturnValue:
    """Ask, do, say it was done. The form knows which version was looked at."""
    form, reference = step.form(version=str(thing.version)), thing.reference
    mark_examples([thing.meeting])
    if form.perform(step.action, thing, by=current_actor()):
        flash(str(step.said))
        return redirect(url_for("minutes_office.record", reference=reference))
    known = consequences_of(step, thing)
    return page(
        "minutes/step.html", form=form, meeting=thing.meeting, step=step, addendum=addendum, known=known
    )
