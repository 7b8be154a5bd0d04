"""What an organisation is asked about itself and its people."""

import re
from typing import Any, ClassVar

from wtforms.validators import InputRequired, ValidationError

from portal.core.errors import Clash
from portal.core.throttle import Limit
from portal.core.wording import _l
from portal.organisations.rules import MemberRole, OrganisationKind, web_address
from portal.web.fields import BooleanField, Choice, Choices, Email, Line, Paragraph, Password
from portal.web.forms import BaseForm, CreateForm, EditForm

Named = list[tuple[Any, str]]
NO_AREA = _l("Pilih paling sedikit satu kecamatan, atau seluruh kabupaten")


def _is_web_address(form: BaseForm, field: Line) -> None:
    try:
        field.data = web_address(field.data or "")
    except ValueError as error:
        raise ValidationError(_l("Tulis alamat situs yang lengkap, misalnya https://contoh.id")) from error


def _is_phone(form: BaseForm, field: Line) -> None:
    if not re.fullmatch(r"\+?[\d ().\-]{6,29}", field.data or ""):
        raise ValidationError(_l("Tulis nomor telepon dengan angka, misalnya 0812 3456 7890"))


def consent() -> BooleanField:
    """The last question of a registration; errors are told in the order in which questions are made."""
    return BooleanField(
        _l(
            "Saya berwenang mendaftarkan lembaga ini dan setuju data narahubung dan akun diproses untuk"
            " koordinasi penanggulangan kemiskinan, sesuai UU 27/2022 tentang Pelindungan Data Pribadi."
        ),
        [InputRequired(_l("Centang persetujuan untuk melanjutkan"))],
    )


class NameQuestions:
    """What the office settles when it verifies."""

    kind = Choice(_l("Jenis lembaga"), OrganisationKind, _l("Pilih jenis lembaga"))
    name = Line(
        _l("Nama resmi lembaga"),
        _l("Isi nama resmi lembaga"),
        description=_l("Seperti tertulis pada akta atau keputusan pembentukannya."),
    )


class ProfileQuestions:
    """What an organisation may always say about itself."""

    about = Paragraph(
        _l("Tentang lembaga"),
        _l("Isi satu atau dua kalimat tentang lembaga"),
        maximum=2000,
        description=_l("Satu atau dua kalimat: apa yang dikerjakan, untuk siapa. Tampil untuk umum."),
    )
    website = Line(_l("Situs web"), maximum=190, validators=[_is_web_address], render_kw={"inputmode": "url"})
    contact_name = Line(_l("Nama narahubung"), _l("Isi nama narahubung"))
    contact_position = Line(_l("Jabatan narahubung"), _l("Isi jabatan narahubung"))
    contact_email = Email(_l("Surel narahubung"), _l("Isi surel narahubung"))
    contact_phone = Line(
        _l("Telepon atau WhatsApp narahubung"),
        _l("Isi nomor telepon narahubung"),
        maximum=30,
        validators=[_is_phone],
        render_kw={"type": "tel", "autocomplete": "tel", "inputmode": "tel"},
    )
    focus_numbers = Choices(
        _l("Strategi yang dikerjakan"), _l("Pilih paling sedikit satu strategi"), coerce=int
    )
    works_everywhere = BooleanField(_l("Seluruh kabupaten"))
    area_codes = Choices(_l("Wilayah kerja"))


class AsksForAreas(BaseForm):
    """Asks for strategies and areas, which the view names; one area at least, or the whole kabupaten."""

    def offer(self, strategies: Named, kecamatan: Named) -> None:
        """Name the strategies and the kecamatan to choose from."""
        self.focus_numbers.choices = strategies
        self.area_codes.choices = kecamatan

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if not self.area_codes.data and not self.works_everywhere.data:
            self.area_codes.errors = [*self.area_codes.errors, NO_AREA]
            valid = False
        return valid

    def _show_clash(self, clash: Clash) -> None:
        """Say strategies and kecamatan by their names, not their numbers."""
        super()._show_clash(clash)
        for field in (self.focus_numbers, self.area_codes):
            if field.name in self.clash:
                chosen = self.clash[field.name]
                named = [str(label) for value, label in field.names.items() if value in chosen]  # type: ignore[operator]
                self.clash[field.name] = ", ".join(named) or None


class RegisterForm(NameQuestions, ProfileQuestions, AsksForAreas, CreateForm):
    """A signed-in person registers an organisation."""

    consent = consent()


class ApplyForm(RegisterForm):
    """A visitor registers an organisation together with its first user."""

    limits: ClassVar[tuple[Limit, ...]] = (Limit("apply", 20, 60),)

    person_name = Line(_l("Nama Anda"), _l("Isi nama Anda"), render_kw={"autocomplete": "name"})
    email = Email(
        _l("Surel Anda"),
        _l("Isi surel Anda"),
        description=_l("Untuk masuk. Tautan konfirmasi dikirim ke alamat ini."),
    )
    password = Password(
        _l("Kata sandi"),
        _l("Isi kata sandi"),
        new=True,
        description=_l("Paling sedikit 8 karakter. Boleh berupa kalimat."),
    )
    consent = consent()


class ProfileForm(ProfileQuestions, AsksForAreas, EditForm):
    """The profile of a verified organisation: name and kind stay as they are."""


class FullProfileForm(NameQuestions, ProfileForm):
    """The profile of an organisation that was not verified yet."""


class ResubmitForm(EditForm):
    """Nothing is asked: the mended application goes back to the office."""


class ColleagueForm(CreateForm):
    """Who is invited."""

    limits: ClassVar[tuple[Limit, ...]] = (Limit("invite", 30, 60),)

    name = Line(_l("Nama rekan"), _l("Isi nama rekan"))
    email = Email(_l("Surel rekan"), _l("Isi surel rekan"), description=_l("Undangan dikirim ke alamat ini."))
    role = Choice(_l("Peran"), MemberRole, _l("Pilih peran"), default=MemberRole.CONTRIBUTOR)


class RoleForm(BaseForm):
    """Another role for a colleague."""

    role = Choice(_l("Peran"), MemberRole, _l("Pilih peran"))


class ConfirmForm(BaseForm):
    """Nothing is asked: pressing the button is the answer."""


class ResendForm(BaseForm):
    """The same for sending an invitation once more."""

    limits: ClassVar[tuple[Limit, ...]] = (Limit("invite", 30, 60),)
