"""The note-taker's list of who was there: opened, shown as a code, typed, pasted, corrected, merged."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.attendance import actions, roll
from portal.attendance.forms import AttendeeForm, MatchForm, PasteForm, TypeForm
from portal.core.wording import _, ngettext
from portal.meetings import attendance_queries, queries
from portal.meetings.forms import PressForm
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("attendance_office", __name__, url_prefix="/kantor/fgd/<reference>")
WAYS = ["GET", "POST"]
PLAN, READ = Permission.MEETING_PLAN, Permission.MEETING_READ
ONE = "/peserta/<int:number>"


@bp.route("/peserta")
@allowed(READ, queries.get_meeting)
def attendees(meeting: Any) -> ResponseReturnValue:
    mark_examples([meeting])
    return page("attendance/attendees.html", meeting=meeting, roll=roll.roll_of(meeting))


@bp.route("/qr")
@allowed(READ, queries.get_meeting)
def qr(meeting: Any) -> ResponseReturnValue:
    return page("attendance/qr.html", meeting=meeting, wall=roll.wall_of(meeting))


@bp.route("/daftar-hadir/buka", methods=["POST"])
@allowed(PLAN, queries.get_meeting)
def open_list(meeting: Any) -> ResponseReturnValue:
    form = PressForm()
    if form.perform(actions.open_attendance, meeting, by=current_actor()):
        flash(_("Daftar hadir dibuka. Tampilkan kode QR ini di ruangan."))
        return redirect(url_for(".qr", reference=meeting.reference))
    return page("meetings/refused.html", form=form, meeting=meeting)


@bp.route("/daftar-hadir/tutup", methods=["POST"])
@allowed(PLAN, queries.get_meeting)
def close_list(meeting: Any) -> ResponseReturnValue:
    form = PressForm()
    if form.perform(actions.close_attendance, meeting, by=current_actor()):
        flash(_("Daftar hadir ditutup."))
        return roll.back_to(meeting)
    return page("meetings/refused.html", form=form, meeting=meeting)


@bp.route("/peserta/baru", methods=WAYS)
@allowed(PLAN, queries.get_meeting)
def add(meeting: Any) -> ResponseReturnValue:
    form = TypeForm()
    if form.perform(actions.add_attendee, meeting, by=current_actor()):
        flash(_("Peserta tercatat. Isi yang berikutnya, atau kembali ke daftar."))
        return redirect(url_for(".add", reference=meeting.reference))
    names = attendance_queries.offered_names()
    return page("attendance/attendee.html", form=form, meeting=meeting, attendee=None, names=names)


@bp.route("/peserta/tempel", methods=WAYS)
@allowed(PLAN, queries.get_meeting)
def paste(meeting: Any) -> ResponseReturnValue:
    form = PasteForm()
    if form.saves and form.perform(actions.add_pasted, meeting, by=current_actor()):
        flash(ngettext("%(num)d peserta tersimpan.", "%(num)d peserta tersimpan.", len(form.result.people)))
        return roll.after_paste(meeting, form.result)
    checked = form.is_submitted() and (form.errors or form.validate())
    reading = actions.read_paste(meeting, form.text.data or "") if checked else None
    return page("attendance/paste.html", form=form, meeting=meeting, reading=reading)


@bp.route("/peserta/cocokkan", methods=["POST"])
@allowed(PLAN, queries.get_meeting)
def match(meeting: Any) -> ResponseReturnValue:
    form = MatchForm()
    if form.perform(actions.match_written, meeting, by=current_actor()):
        flash(ngettext("%(num)d baris dicocokkan.", "%(num)d baris dicocokkan.", form.result))
        return roll.back_to(meeting)
    return page("meetings/refused.html", form=form, meeting=meeting)


@bp.route("/peserta/hapus-kontak", methods=WAYS)
@allowed(PLAN, queries.get_meeting)
def forget_contacts(meeting: Any) -> ResponseReturnValue:
    form, kept = PressForm(), attendance_queries.contacts_kept(meeting)
    if form.perform(actions.forget_contacts, meeting, by=current_actor()):
        flash(ngettext("%(num)d kontak dihapus.", "%(num)d kontak dihapus.", form.result))
        return roll.back_to(meeting)
    return page("attendance/forget_contacts.html", form=form, meeting=meeting, kept=kept)


@bp.route(ONE, methods=WAYS)
@allowed(PLAN, attendance_queries.get_attendee)
def edit(attendee: Any) -> ResponseReturnValue:
    form = AttendeeForm(attendee)
    if form.perform(actions.edit_attendee, attendee, by=current_actor()):
        flash(_("Perubahan tersimpan."))
        return roll.back_to(attendee.meeting)
    names = attendance_queries.offered_names()
    return page(
        "attendance/attendee.html", form=form, meeting=attendee.meeting, attendee=attendee, names=names
    )


@bp.route(f"{ONE}/hapus", methods=WAYS)
@allowed(PLAN, attendance_queries.get_attendee)
def remove(attendee: Any) -> ResponseReturnValue:
    form, meeting = PressForm(), attendee.meeting
    if form.perform(actions.remove_attendee, attendee, by=current_actor()):
        flash(_("Peserta dihapus dari daftar hadir."))
        return roll.back_to(meeting)
    merged = attendance_queries.merged_into(attendee)
    return page("attendance/remove.html", form=form, meeting=meeting, attendee=attendee, merged=merged)


@bp.route(f"{ONE}/gabung", methods=WAYS)
@allowed(PLAN, attendance_queries.get_attendee)
def merge(attendee: Any) -> ResponseReturnValue:
    form = roll.merge_form(attendee)
    if form.perform(actions.merge_attendee, attendee, by=current_actor()):
        flash(_("Dua baris digabungkan; keduanya dihitung sebagai satu orang."))
        return roll.back_to(attendee.meeting)
    return page("attendance/merge.html", form=form, meeting=attendee.meeting, attendee=attendee)


@bp.route(f"{ONE}/pisah", methods=["POST"])
@allowed(PLAN, attendance_queries.get_attendee)
def split(attendee: Any) -> ResponseReturnValue:
    form = PressForm()
    if form.perform(actions.split_attendee, attendee, by=current_actor()):
        flash(_("Baris itu dihitung lagi sebagai orang tersendiri."))
        return roll.back_to(attendee.meeting)
    return page("meetings/refused.html", form=form, meeting=attendee.meeting)
