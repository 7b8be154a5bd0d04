"""What is asked: of people with a code or a community, of the partner, of the office. No name, no phone."""

from typing import Any

from wtforms.validators import ValidationError
from wtforms.widgets import ListWidget, RadioInput

from portal.confirmations.rules import MOST_CHARACTERS, Decision, Verdict
from portal.core.throttle import Limit
from portal.core.wording import _l
from portal.files.keeping import check
from portal.files.pictures import PHOTO_SIDE
from portal.files.rules import MOST_BYTES, PICTURES, NotTaken
from portal.web.fields import BooleanField, Choice, Line, Paragraph, Pick
from portal.web.forms import BaseForm, CreateForm, EditForm
from portal.web.uploads import Upload

WRONG_CODE = _l("Kode ini tidak dapat dipakai. Periksa hurufnya, atau minta kode lain di kantor desa.")
NO_NAMES = _l("Jangan tulis nama orang, NIK, atau nomor telepon.")


class Photo(Upload):
    """A photo, painted anew and made small before anything is locked; `data` is what may be kept, or None."""

    data: Any

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            read = self.data.read(MOST_BYTES + 1)
            self.data = check(self.data.filename, read, PICTURES, longest=PHOTO_SIDE, small=True)
        except NotTaken as refusal:
            raise ValidationError(str(refusal.reason)) from refusal


class PickOne(Pick):
    """One of a list, as radio buttons."""

    widget = ListWidget(prefix_label=False)
    option_widget = RadioInput()


class CodeForm(BaseForm):
    """The code, typed. It goes into an address, so it needs no cookie; wrong ones are counted."""

    class Meta(BaseForm.Meta):
        csrf = False

    limits = (Limit("confirmation_code", 30, 60),)
    code = Line(
        _l("Kode"),
        maximum=40,
        name="kode",
        description=_l("Sepuluh huruf dan angka di potongan kertas Anda, misalnya 7K4MW-2XQ9B."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class VoiceQuestions(CreateForm):
    """What has come."""

    verdict = Choice(_l("Apakah sudah sampai di tempat Anda?"), Verdict, _l("Pilih satu jawaban"))
    text = Paragraph(_l("Ceritakan singkat"), maximum=MOST_CHARACTERS, description=NO_NAMES)
    photo = Photo(
        _l("Foto"),
        PICTURES,
        description=_l("Foto barang atau bangunannya, bukan wajah orang. Paling besar 10 MB."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )


class VoiceForm(VoiceQuestions):
    """With a code. A whole village may stand behind one network address."""

    limits = (Limit("confirmation", 300, 60),)
    delivery = PickOne(_l("Bantuan mana yang Anda jawab?"), _l("Pilih satu bantuan"))


class CommunityForm(VoiceQuestions):
    """For a community organisation: the delivery stands in the address."""


class PressedForm(EditForm):
    """A form whose questions are no columns: the page around it shows what stands there now."""

    def stored_in(self, target: Any) -> dict[str, object]:
        return {}


class DecisionForm(PressedForm):
    """Whether it shows, and how much of it."""

    decision = Choice(_l("Keputusan"), Decision, _l("Pilih keputusan"))
    shows_text = BooleanField(_l("Tayangkan tulisannya"))
    shows_photo = BooleanField(
        _l("Tayangkan fotonya"),
        description=_l("Hanya bila tidak ada wajah anak, orang yang dapat dikenali, atau dokumen warga."),
    )
    reason = Paragraph(
        _l("Alasan bila tidak ditayangkan"),
        maximum=MOST_CHARACTERS,
        description=_l(
            "Isi yang tidak menyenangkan bukan alasan: data pribadi, hinaan, atau salah tempat adalah alasan."
        ),
    )


class AnswerDecisionForm(PressedForm):
    """Whether the partner's answer shows; it may stand below a DecisionForm, so its ids are its own."""

    decision = Choice(_l("Keputusan"), Decision, _l("Pilih keputusan"), id="answer-decision")
    reason = Paragraph(_l("Alasan bila tidak ditayangkan"), maximum=MOST_CHARACTERS, id="answer-reason")


class AnswerForm(PressedForm):
    """The partner's answer."""

    text = Paragraph(
        _l("Tanggapan"),
        _l("Tulis tanggapan Anda"),
        maximum=MOST_CHARACTERS,
        description=_l(
            "Jelaskan apa yang sudah atau akan dilakukan. Jangan menyebut atau menduga siapa yang menulis."
        ),
    )
