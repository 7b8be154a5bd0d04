"""What is asked of people who were there, on their phone or by the note-taker."""

from typing import Any

from wtforms import Field, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import TextArea

from portal.core.throttle import Limit
from portal.core.wording import _l
from portal.meetings.rules import Sex
from portal.organisations.rules import OrganisationKind
from portal.web.fields import BooleanField, Choice, Line, Pick, whole
from portal.web.forms import BaseForm, CreateForm, EditForm

LONGEST_PASTE = 400_000  # characters: 2,000 lines of 200
CHECK, SAVE = "check", "save"
NO_POSITION = _l("Isi jabatan atau peran")


def _position(required: Any = None, description: Any = "") -> Line:
    autocomplete = {"autocomplete": "organization-title"}
    return Line(_l("Jabatan atau peran"), required, description=description, render_kw=autocomplete)


def _sex() -> Choice:
    return Choice(_l("Jenis kelamin"), Sex, _l("Pilih laki-laki atau perempuan"))


def _contact() -> Line:
    seen_by = _l("Hanya dilihat kantor, dapat dihapus.")
    return Line(_l("Nomor telepon atau surel"), maximum=100, description=seen_by)


class AttendeeQuestions(BaseForm):
    """One line of the daftar hadir."""

    name = Line(_l("Nama lengkap"), _l("Isi nama"), render_kw={"autocomplete": "name"})
    organisation = Line(
        _l("Lembaga"),
        _l("Isi nama lembaga"),
        description=_l("Ketik beberapa huruf, lalu pilih dari daftar. Bila tidak ada, tulis namanya."),
        render_kw={"list": "organisations", "autocomplete": "organization"},
    )
    kind = Choice(
        _l("Jenis lembaga"), OrganisationKind, description=_l("Hanya bila lembaga tidak ada dalam daftar.")
    )
    position, sex, contact = _position(), _sex(), _contact()


class SignForm(AttendeeQuestions, CreateForm):
    """A person signs on a phone. A whole room may stand behind one network address.

    The last questions are made anew, so that mistakes are told in the order of the page.
    """

    limits = (Limit("attendance", 300, 60),)
    position = _position(NO_POSITION, _l("Misalnya kepala seksi, ketua kelompok, atau warga."))
    sex, contact = _sex(), _contact()
    consent = BooleanField(
        _l("Saya setuju data saya dicatat dalam daftar hadir FGD ini"),
        [InputRequired(_l("Centang persetujuan untuk melanjutkan"))],
    )


class TypeForm(AttendeeQuestions, CreateForm):
    """The note-taker types a person."""


class AttendeeForm(AttendeeQuestions, EditForm):
    """Corrects a line."""

    def __init__(self, attendee: Any) -> None:
        super().__init__(data=self._standing(attendee), version=attendee.version)

    def stored_in(self, target: Any) -> dict[str, object]:
        return self._standing(target)

    @staticmethod
    def _standing(attendee: Any) -> dict[str, object]:
        names = ("name", "kind", "position", "sex", "contact")
        stored = {name: getattr(attendee, name) for name in names}
        return stored | {"organisation": attendee.organisation_name}


class PastedText(Field):
    """Many lines as they were pasted, tabs and all; each is looked at by itself."""

    widget = TextArea()

    def _value(self) -> str:
        return self.data or ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""


class PasteForm(CreateForm):
    """A pasted list: looked at first, saved with a second press."""

    text = PastedText(
        _l("Daftar hadir"),
        [
            InputRequired(_l("Tempel daftar hadirnya di sini")),
            Length(max=LONGEST_PASTE, message=_l("Daftar ini terlalu panjang. Tempel bertahap.")),
        ],
        description=_l("Satu orang per baris: nama; lembaga; jabatan; L atau P; kontak (boleh kosong)."),
    )
    press = StringField()

    @property
    def saves(self) -> bool:
        return self.press.data == SAVE

    def answers(self) -> dict[str, Any]:
        return {"text": self.text.data or ""}


class MergeForm(EditForm):
    """Which line means the same person."""

    into = Pick(_l("Orang yang sama dengan"), _l("Pilih peserta"), coerce=whole)

    def stored_in(self, target: Any) -> dict[str, object]:
        return {}


class MatchForm(BaseForm):
    """A written name, and the organisation on record that it means."""

    written = Line(_l("Nama lembaga yang tertulis"))
    organisation = Line(_l("Lembaga"))
