"""What the office is asked when it decides about an organisation."""

from portal.core.reasons import REASON_LEAST
from portal.core.wording import _l
from portal.organisations.forms import AsksForAreas, NameQuestions, ProfileQuestions
from portal.web.fields import Email, Line, Paragraph
from portal.web.forms import CreateForm, EditForm


class ApproveForm(EditForm):
    """Nothing is asked; the version says which state of the application was looked at."""


class ReasonForm(EditForm):
    """A decision that must say why."""

    reason = Paragraph(_l("Alasan"), _l("Tulis alasannya"), maximum=2000)


class ReturnForm(ReasonForm):
    """Sent back to be mended."""

    reason = Paragraph(
        _l("Apa yang perlu diperbaiki"),
        _l("Tulis apa yang perlu diperbaiki"),
        maximum=2000,
        description=_l(
            "Pendaftar membaca kalimat ini. Tulis paling sedikit %(least)d karakter.", least=REASON_LEAST
        ),
    )


class CorrectForm(NameQuestions, EditForm):
    """The legal name and the kind of an organisation; its address stays, since links live for years."""


class OfficeRegisterForm(NameQuestions, ProfileQuestions, AsksForAreas, CreateForm):
    """The office registers an organisation itself; a first manager may be invited with it."""

    contact_name = Line(_l("Nama narahubung"))
    contact_position = Line(_l("Jabatan narahubung"))
    contact_email = Email(_l("Surel narahubung"))
    contact_phone = Line(_l("Telepon atau WhatsApp narahubung"), maximum=30)
    manager_name = Line(_l("Nama pengelola pertama"))
    manager_email = Email(_l("Surel pengelola pertama"), description=_l("Undangan dikirim ke alamat ini."))


class MergeForm(ReasonForm):
    """Two names, one organisation."""
