"""The office writes the minutes of a meeting, reads them as they stand, and looks at what changed."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import _
from portal.minutes import actions, queries, saving
from portal.minutes.clashing import clash_of
from portal.minutes.comparing import Asked, comparison
from portal.minutes.forms import PreviewForm, TextForm
from portal.minutes.reading import sheet_of
from portal.minutes.rules import MinutesStatus
from portal.minutes.steps import tabs_for
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.markdown import render
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("minutes_office", __name__, url_prefix="/kantor/fgd/<reference>/notulen")


@bp.route("", methods=["GET", "POST"])
@allowed(Permission.MINUTES_WRITE, queries.get_minutes)
def write(minutes: Any) -> ResponseReturnValue:
    """The editor; saves and shows a preview without a script too."""
    if request.method == "GET" and minutes.status is not MinutesStatus.DRAFT:
        return redirect(url_for(".record", reference=minutes.reference))
    form = TextForm(base=minutes.revision, text=minutes.text)
    if request.form.get("act") == "preview" and form.validate_on_submit():
        return _editor(minutes, form, preview=render(form.text.data))
    if form.perform(actions.save_text, minutes, by=current_actor()):
        flash(_("Tersimpan sebagai revisi %(number)d.", number=form.result.revision))
        return redirect(url_for(".write", reference=minutes.reference))
    return _clash(minutes, form) if form.clash else _editor(minutes, form)


@bp.route("/simpan", methods=["POST"])
@allowed(Permission.MINUTES_WRITE, queries.get_minutes)
def autosave(minutes: Any) -> ResponseReturnValue:
    """The page's script saves: 200 with the new number, 409 with both texts."""
    form = TextForm()
    return saving.answer_of(form, form.perform(actions.save_text, minutes, by=current_actor()))


@bp.route("/pratinjau", methods=["POST"])
@allowed(Permission.MINUTES_WRITE, queries.get_minutes)
def preview(minutes: Any) -> ResponseReturnValue:
    """The text as it will look, for the page's script."""
    return saving.preview_of(PreviewForm())


@bp.route("/naskah")
@allowed(Permission.OFFICE_ENTER, queries.get_minutes)
def record(minutes: Any) -> ResponseReturnValue:
    """Everything there is of one meeting's minutes, and what may be done next."""
    _mark(minutes)
    tabs = tabs_for(minutes, "minutes_office.record")
    return page("minutes/record.html", sheet=sheet_of(minutes), tabs=tabs)


@bp.route("/naskah.txt")
@allowed(Permission.OFFICE_ENTER, queries.get_approved_minutes)
def frozen(minutes: Any) -> ResponseReturnValue:
    """Exactly the text over which the hash was taken."""
    return frozen_file(minutes)


@bp.route("/revisi")
@allowed(Permission.OFFICE_ENTER, queries.get_minutes)
def revisions(minutes: Any) -> ResponseReturnValue:
    """Who saved what when, and what else was done."""
    _mark(minutes)
    tabs = tabs_for(minutes, "minutes_office.revisions")
    rows, entries = queries.revisions_of(minutes), queries.history(minutes)
    return page("minutes/revisions.html", minutes=minutes, tabs=tabs, rows=rows, entries=entries)


@bp.route("/revisi/<int:number>")
@allowed(Permission.OFFICE_ENTER, Asked.of)
def revision(asked: Any) -> ResponseReturnValue:
    """One revision, and what it changed."""
    _mark(asked.minutes)
    return page("minutes/revision.html", minutes=asked.minutes, shown=comparison(asked))


def frozen_file(minutes: Any) -> Response:
    """The frozen text as a file to keep."""
    answer = Response(minutes.frozen_text, mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="notulen-{minutes.reference}.txt"'
    return answer


def _editor(minutes: Any, form: TextForm, preview: str = "") -> ResponseReturnValue:
    _mark(minutes)
    tabs = tabs_for(minutes, "minutes_office.write")
    last = queries.revision_of(minutes, minutes.revision)
    return page("minutes/write.html", form=form, minutes=minutes, last=last, preview=preview, tabs=tabs)


def _clash(minutes: Any, form: TextForm) -> ResponseReturnValue:
    return page("minutes/clash.html", form=form, minutes=minutes, clash=clash_of(minutes, form))


def _mark(minutes: Any) -> None:
    mark_examples([minutes.meeting])
