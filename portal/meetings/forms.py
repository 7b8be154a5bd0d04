"""What is asked about a meeting: when, where, who leads, who is invited, and the agenda line by line."""

from datetime import datetime
from typing import Any

from wtforms import Form, HiddenField, StringField

from portal.commitments.row_fields import Rows
from portal.core.clock import WIB, today
from portal.core.reasons import REASON_LEAST
from portal.core.values import has_possible_nik
from portal.core.wording import _l
from portal.meetings import agenda as writing
from portal.meetings.carrying import OpenItem
from portal.web.fields import Choices, Day, Line, Paragraph, Pick, whole
from portal.web.forms import POSSIBLE_NIK, BaseForm, CreateForm, EditForm
from portal.web.hours import Hour

SAVE = "save"
BUTTONS = ("day", "starts", "ends", "items", "press")  # questions that are no column of their own
NO_START = _l("Isi jam mulai, misalnya 09.00")
USUAL_AGENDA = (_l("Pembukaan"), _l("Pembahasan"), _l("Kesimpulan dan rencana tindak lanjut"), _l("Penutup"))


class AgendaRow(Form):
    """One line of the agenda; every part is kept as typed until the whole is saved."""

    title = Line(_l("Acara"))
    minutes = Line(_l("Menit"), maximum=10, render_kw={"inputmode": "numeric"})
    presenter = Line(_l("Pembawa acara"))
    carried = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        for field, fault in writing.faults(self.data, self._number()):
            self[field].errors = [*self[field].errors, fault]
            valid = False
        if any(has_possible_nik(self[name].data or "") for name in ("title", "presenter")):
            self.title.errors = [*self.title.errors, POSSIBLE_NIK]
            valid = False
        return valid

    def _number(self) -> int:
        """Which line it is, from 1: its questions are named agenda-0-title, agenda-1-title, …"""
        place = self._prefix.strip("-").rpartition("-")[2]
        return int(place) + 1 if place.isdecimal() else 1


class PlanQuestions(BaseForm):
    """All that is asked. `press` names the button; only "save" keeps anything."""

    title = Line(_l("Judul FGD"), _l("Isi judul FGD"))
    day = Day(_l("Tanggal"), _l("Isi tanggal FGD"))
    starts = Hour(_l("Jam mulai (WIB)"), NO_START, mistake=NO_START)
    ends = Hour(
        _l("Jam selesai (WIB)"),
        mistake=_l("Isi jam selesai, misalnya 12.00"),
        description=_l("Kosong: s.d. selesai"),
    )
    place = Line(_l("Tempat"), _l("Isi tempat FGD"))
    letter_number = Line(_l("Nomor surat undangan"), maximum=80)
    chair_name = Line(_l("Nama pimpinan rapat"))
    chair_position = Line(_l("Jabatan pimpinan rapat"))
    chair_user_id = Pick(
        _l("Akun pimpinan rapat"),
        coerce=whole,
        description=_l("Pemilik akun ini mengesahkan notulen. Tanpa pilihan, Sekda yang mengesahkan."),
    )
    note_taker_id = Pick(_l("Notulis"), _l("Pilih notulis"), coerce=whole)
    strategies = Choices(_l("Strategi yang dibahas"), coerce=int)
    pockets = Choices(_l("Kantong kemiskinan yang dibahas"))
    organisations = Choices(_l("Lembaga yang diundang"))
    agenda = Rows(AgendaRow)
    items = Choices(_l("RTL terbuka dari FGD sebelumnya"), coerce=int)
    press = StringField()
    offered_items: list[OpenItem]

    @property
    def saves(self) -> bool:
        return (self.press.data or SAVE) == SAVE

    def arrange(self) -> None:
        """Do what a button beside a line asks; nothing that was typed is lost."""
        if not self.is_submitted() or self.saves:
            return
        rows = writing.arranged(self.agenda.data, self.press.data or "")
        if self.press.data == writing.CARRY:
            rows = writing.carried_in(rows, self._ticked())
            self.items.data = []
        self.agenda.process(None, rows)

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        day, starts, ends, _items, _press = (answers.pop(name) for name in BUTTONS)
        rows = writing.carried_in(self.agenda.data, self._ticked())
        return answers | {
            "starts_at": datetime.combine(day, starts, WIB),
            "ends_at": datetime.combine(day, ends, WIB) if ends else None,
            "agenda": writing.lines_of(rows),
            "letter_number": answers["letter_number"] or "",
            "chair_name": answers["chair_name"] or "",
            "chair_position": answers["chair_position"] or "",
        }

    def _ticked(self) -> list[writing.Row]:
        """The action items that were ticked and stand in no line yet, as lines."""
        held = {row["carried"] for row in self.agenda.data}
        ticked = set(self.items.data or []) - {whole(key) for key in held}
        return [
            writing.row(item.agenda_title, carried=str(item.id))
            for item in self.offered_items
            if item.id in ticked
        ]


class NewMeetingForm(PlanQuestions, CreateForm):
    """Plans an FGD."""

    def __init__(self, **options: Any) -> None:
        usual = [writing.row(str(title)) for title in USUAL_AGENDA]
        super().__init__(data={"agenda": usual, "day": today()} | options)


class MeetingForm(PlanQuestions, EditForm):
    """Changes one. `stored` says how each answer reads that stands there now."""

    def __init__(self, stored: dict[str, Any], version: int) -> None:
        super().__init__(data={name: each.value for name, each in stored.items()}, version=str(version))
        self.standing = stored

    def stored_in(self, target: Any) -> dict[str, object]:
        return dict(self.standing)


class CancelForm(EditForm):
    """Why it does not take place."""

    reason = Paragraph(
        _l("Alasan pembatalan"),
        _l("Tulis alasannya, paling sedikit %(least)d karakter", least=REASON_LEAST),
        maximum=1000,
        description=_l("Alasan dikirim kepada lembaga yang sudah diundang."),
    )


class PressForm(BaseForm):
    """A press of a button, without a question."""
