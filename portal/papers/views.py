"""The papers of a meeting for the office, and its signed scans."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import _
from portal.files import views as files
from portal.meetings.queries import get_meeting
from portal.minutes.queries import get_minutes
from portal.papers import actions, making, queries
from portal.papers.forms import RemoveForm, ScanForm
from portal.papers.rules import FEWEST_ROWS, MOST_ROWS, ROWS
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.uploads import takes_files
from portal.web.visitor import current_actor

bp = Blueprint("papers", __name__, url_prefix="/kantor/fgd/<reference>")
PDF = "application/pdf"


def pdf(data: bytes, name: str, meeting: Any) -> Response:
    """A paper as a file called notulen-FGD-2024-0001.pdf."""
    return files.give(data, f"{name}-{meeting.reference}.pdf", PDF)


@bp.route("/notulen.pdf")
@allowed(Permission.MEETING_READ, get_minutes)
def minutes(minutes: Any) -> Response:
    """Notulen, marked as a draft until it is approved."""
    return pdf(making.minutes_pdf(minutes), "notulen", minutes.meeting)


@bp.route("/berita-acara.pdf")
@allowed(Permission.MEETING_READ, get_minutes)
def report(minutes: Any) -> Response:
    """Berita acara."""
    return pdf(making.report_pdf(minutes), "berita-acara", minutes.meeting)


@bp.route("/daftar-hadir.pdf")
@allowed(Permission.MEETING_READ, get_meeting)
def attendance(meeting: Any) -> Response:
    """Daftar hadir: filled, or empty for signing (?kosong=1&baris=30)."""
    rows = (filters.number("baris", FEWEST_ROWS, MOST_ROWS) or ROWS) if filters.number("kosong", 1, 1) else 0
    name = "daftar-hadir-kosong" if rows else "daftar-hadir"
    return pdf(making.attendance_pdf(meeting, rows), name, meeting)


@bp.route("/undangan.pdf")
@allowed(Permission.MEETING_READ, get_meeting)
def invitation(meeting: Any) -> Response:
    """The letter to all who are invited."""
    invited = frozenset(each.organisation_id for each in meeting.invitations)
    return pdf(making.invitation_pdf(meeting, invited), "undangan", meeting)


@bp.route("/berkas")
@allowed(Permission.MEETING_READ, get_meeting)
def shelf(meeting: Any) -> ResponseReturnValue:
    """All papers to print, and the signed scans."""
    mark_examples([meeting])
    return page("papers/shelf.html", meeting=meeting, scans=queries.scans_of(meeting))


@bp.route("/berkas/unggah", methods=["GET", "POST"])
@allowed(Permission.MEETING_PLAN, get_meeting)
@takes_files
def add(meeting: Any) -> ResponseReturnValue:
    """Keep a signed scan, or another file of the meeting."""
    form = ScanForm()
    if form.perform(actions.add_scan, meeting, by=current_actor()):
        flash(_("Berkas tersimpan."))
        return redirect(url_for(".shelf", reference=meeting.reference))
    mark_examples([meeting])
    return page("papers/add.html", form=form, meeting=meeting)


@bp.route("/berkas/<int:number>")
@allowed(Permission.MEETING_READ, queries.get_scan)
def scan(found: Any) -> Response:
    """A kept file."""
    return files.send(found.file)


@bp.route("/berkas/<int:number>/hapus", methods=["GET", "POST"])
@allowed(Permission.MEETING_PLAN, queries.get_scan)
def remove(found: Any) -> ResponseReturnValue:
    """Take a file away, after asking once more."""
    form, meeting, name = RemoveForm(), found.meeting, found.file.name
    if form.perform(actions.remove_scan, found, by=current_actor()):
        flash(_("Berkas %(name)s dihapus.", name=name))
        return redirect(url_for(".shelf", reference=meeting.reference))
    mark_examples([meeting])
    return page("papers/remove.html", form=form, meeting=meeting, scan=found)
