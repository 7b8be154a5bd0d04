"""What is asked about minutes: their text, when to answer, what an organisation says about them."""

from datetime import timedelta
from typing import Any

from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from portal.core.clock import today
from portal.core.reasons import REASON_LEAST
from portal.core.wording import _l
from portal.minutes.rules import LONGEST_TEXT, MOST_DAYS, Verdict
from portal.web.fields import Choice, Day, Paragraph, Pick
from portal.web.forms import BaseForm, CreateForm, EditForm
from portal.web.hours import Hour

USUAL_DAYS = 7
Named = list[tuple[Any, str]]
LEAST_HINT = _l("Tulis paling sedikit %(least)d karakter.", least=REASON_LEAST)


class TextForm(BaseForm):
    """The text of the minutes, and the revision it was begun from."""

    base = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    text = Paragraph(
        _l("Isi notulen"),
        maximum=LONGEST_TEXT,
        description=_l("Markdown: # judul, **tebal**, - daftar. Paling banyak 20.000 karakter."),
    )


class PreviewForm(BaseForm):
    """A text to be shown as it will look."""

    text = Paragraph(_l("Isi notulen"), maximum=LONGEST_TEXT)


class SendForm(EditForm):
    """Until when attending organisations may answer, and when the meeting was closed."""

    respond_by = Day(
        _l("Batas tanggapan"),
        _l("Isi tanggal terakhir untuk menanggapi"),
        default=lambda: today() + timedelta(days=USUAL_DAYS),
        description=_l("Paling lama %(days)d hari dari sekarang.", days=MOST_DAYS),
    )
    closed = Hour(_l("Jam penutupan rapat (WIB)"), description=_l("Misalnya 12.30."))

    def stored_in(self, target: Any) -> dict[str, object]:
        return {"respond_by": target.respond_by, "closed": None}


class ConfirmEdit(EditForm):
    """Nothing is asked; the version says what was looked at."""


class ConfirmForm(BaseForm):
    """Nothing is asked."""


class ReasonForm(EditForm):
    """A step that must say why."""

    reason = Paragraph(_l("Alasan"), _l("Tulis alasannya"), maximum=2000, description=LEAST_HINT)


class AddendumForm(CreateForm):
    """A numbered later change."""

    text = Paragraph(
        _l("Isi adendum"),
        _l("Tulis isi adendum"),
        maximum=LONGEST_TEXT,
        description=_l("Sebut bagian yang diubah dan bunyinya yang baru. Boleh memakai Markdown."),
    )


class RespondForm(BaseForm):
    """One attending organisation confirms or objects."""

    organisation = Pick(_l("Lembaga"), _l("Pilih lembaga Anda"), coerce=int)
    verdict = Choice(_l("Tanggapan"), Verdict, _l("Pilih sesuai atau keberatan"))
    comment = Paragraph(
        _l("Keterangan"),
        maximum=2000,
        description=_l("Wajib diisi bila keberatan: apa yang tidak sesuai, dan bagaimana seharusnya."),
    )

    def offer(self, organisations: Named) -> "RespondForm":
        """The visitor's own organisations that attended; the only one is chosen already."""
        self.organisation.choices = organisations
        if len(organisations) == 1 and not self.organisation.raw_data:
            self.organisation.data = organisations[0][0]
        return self
