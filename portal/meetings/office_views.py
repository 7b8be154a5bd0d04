"""The office plans FGDs, invites to them, and says whether they took place."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import _, ngettext
from portal.meetings import actions, messages, panel, planning, queries
from portal.meetings.forms import CancelForm, PressForm
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("meetings_office", __name__, url_prefix="/kantor/fgd")
WAYS = ["GET", "POST"]


@bp.route("")
@allowed(Permission.MEETING_READ)
def meetings() -> ResponseReturnValue:
    found = filters.existing(queries.list_meetings(panel.asked_meetings(), filters.page_number()))
    mark_examples(found.rows)
    return page("meetings/list.html", found=found, panel=panel.meeting_panel())


@bp.route("/baru", methods=WAYS)
@allowed(Permission.MEETING_PLAN)
def plan() -> ResponseReturnValue:
    form, offer = planning.new_form(current_actor())
    if form.saves and form.perform(actions.plan_meeting, by=current_actor()):
        flash(_("FGD direncanakan dengan nomor %(reference)s.", reference=form.result.reference))
        return redirect(url_for(".meeting", reference=form.result.reference))
    form.arrange()
    return page("meetings/plan.html", form=form, offer=offer, meeting=None)


@bp.route("/<reference>")
@allowed(Permission.MEETING_READ, queries.get_whole)
def meeting(meeting: Any) -> ResponseReturnValue:
    mark_examples([meeting])
    return page("meetings/show.html", meeting=meeting, sheet=panel.sheet_of(meeting))


@bp.route("/<reference>/ubah", methods=WAYS)
@allowed(Permission.MEETING_PLAN, queries.get_whole)
def edit(meeting: Any) -> ResponseReturnValue:
    form, offer = planning.edit_form(meeting)
    if form.saves and form.perform(actions.edit_meeting, meeting, by=current_actor()):
        flash(_("Perubahan FGD tersimpan."))
        return redirect(url_for(".meeting", reference=meeting.reference))
    form.arrange()
    return page("meetings/plan.html", form=form, offer=offer, meeting=meeting)


@bp.route("/<reference>/undang", methods=["POST"])
@allowed(Permission.MEETING_PLAN, queries.get_meeting)
def invite(meeting: Any) -> ResponseReturnValue:
    form = PressForm()
    if form.perform(actions.send_invitations, meeting, by=current_actor()):
        sent = ngettext(
            "Undangan dikirim ke %(num)d lembaga.", "Undangan dikirim ke %(num)d lembaga.", form.result
        )
        flash(sent)
        return redirect(url_for(".meeting", reference=meeting.reference))
    return page("meetings/refused.html", form=form, meeting=meeting)


@bp.route("/<reference>/terlaksana", methods=["POST"])
@allowed(Permission.MEETING_PLAN, queries.get_meeting)
def hold(meeting: Any) -> ResponseReturnValue:
    form = PressForm()
    if form.perform(actions.hold_meeting, meeting, by=current_actor()):
        flash(_("FGD ditandai terlaksana. Sekarang tulis notulennya."))
        return redirect(url_for(".meeting", reference=meeting.reference))
    return page("meetings/refused.html", form=form, meeting=meeting)


@bp.route("/<reference>/batalkan", methods=WAYS)
@allowed(Permission.MEETING_PLAN, queries.get_meeting)
def cancel(meeting: Any) -> ResponseReturnValue:
    form = CancelForm(version=str(meeting.version))
    if form.perform(actions.cancel_meeting, meeting, by=current_actor()):
        flash(_("FGD dibatalkan. Lembaga yang sudah diundang mendapat surel."))
        return redirect(url_for(".meeting", reference=meeting.reference))
    return page("meetings/cancel.html", form=form, meeting=meeting)


@bp.route("/<reference>/undangan.ics")
@allowed(Permission.MEETING_READ, queries.get_meeting)
def calendar(meeting: Any) -> ResponseReturnValue:
    file = messages.calendar_of(meeting)
    headers = {"Content-Disposition": f"attachment; filename={file.name}"}
    return Response(file.text, mimetype="text/calendar", headers=headers)
