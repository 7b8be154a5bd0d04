"""Points, decisions and action items while the minutes are written: add, change, remove, reorder."""

from typing import Any

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from portal.core.wording import _
from portal.minutes.forms import ConfirmEdit, ConfirmForm
from portal.minutes.queries import get_minutes
from portal.minutes.reading import lines_of
from portal.minutes.rules import MinutesStatus
from portal.minutes.steps import tabs_for
from portal.points import actions, kinds
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("minutes_parts", __name__, url_prefix="/kantor/fgd/<reference>")
ONE = "/<any(pembahasan, keputusan, rtl):kind>/<int:part_id>"


@bp.route("/kesimpulan")
@allowed(Permission.OFFICE_ENTER, get_minutes)
def parts(minutes: Any) -> ResponseReturnValue:
    """What was discussed and decided, and who does what."""
    mark_examples([minutes.meeting])
    tabs, draft = tabs_for(minutes, "minutes_parts.parts"), minutes.status is MinutesStatus.DRAFT
    return page("points/list.html", minutes=minutes, tabs=tabs, items=lines_of(minutes), is_draft=draft)


@bp.route("/<any(pembahasan, keputusan, rtl):kind>/baru", methods=["GET", "POST"])
@allowed(Permission.MINUTES_WRITE, kinds.get_minutes_for)
def add(minutes: Any) -> ResponseReturnValue:
    """A new part at the end; "Simpan dan tambah lagi" asks for the next at once."""
    kind = kinds.KINDS[(request.view_args or {})["kind"]]
    if request.method == "GET" and minutes.status is not MinutesStatus.DRAFT:
        return redirect(kinds.url_after(minutes, kind))
    form = kinds.offered(kind.new_form(), minutes)
    if form.perform(kind.add, minutes, by=current_actor()):
        flash(str(kind.added))
        return redirect(kinds.url_after(minutes, kind, again=request.form.get("act") == "again"))
    return page("points/point.html", form=form, minutes=minutes, kind=kind, title=kind.new_title)


@bp.route(ONE, methods=["GET", "POST"])
@allowed(Permission.MINUTES_WRITE, kinds.get_part)
def edit(part: Any) -> ResponseReturnValue:
    """Other words."""
    kind = kinds.kind_of(part)
    form = kinds.offered(kind.edit_form(**kinds.answers_in(part)), part.minutes, part)
    if form.perform(kind.edit, part, by=current_actor()):
        flash(_("Perubahan tersimpan."))
        return redirect(kinds.url_after(part.minutes, kind))
    return page("points/point.html", form=form, minutes=part.minutes, kind=kind, title=kind.edit_title)


@bp.route(f"{ONE}/hapus", methods=["GET", "POST"])
@allowed(Permission.MINUTES_WRITE, kinds.get_part)
def remove(part: Any) -> ResponseReturnValue:
    """Asks once more, then takes out what was shown."""
    form, kind, minutes = ConfirmEdit(version=str(part.version)), kinds.kind_of(part), part.minutes
    if form.perform(actions.remove_part, part, by=current_actor()):
        flash(_("Dihapus. Isinya tetap tercatat dalam jejak audit."))
        return redirect(kinds.url_after(minutes, kind))
    return page("points/remove.html", form=form, minutes=minutes, part=part, kind=kind)


@bp.route(f"{ONE}/<any(naik, turun):way>", methods=["POST"])
@allowed(Permission.MINUTES_WRITE, kinds.get_part)
def move(part: Any) -> ResponseReturnValue:
    """One place up or down."""
    form, kind, minutes = ConfirmForm(), kinds.kind_of(part), part.minutes
    up = (request.view_args or {})["way"] == "naik"
    if form.perform(actions.move_part, part, by=current_actor(), up=up):
        return redirect(kinds.url_after(minutes, kind))
    return page("points/remove.html", form=form, minutes=minutes, part=part, kind=kind)
