"""The questions about evidence."""

from collections.abc import Sequence
from typing import Any, Self

from portal.core.wording import _l
from portal.files.rules import ANYTHING
from portal.uploads.fields import UploadMany
from portal.web.fields import Day, Line, Paragraph, Pick
from portal.web.forms import BaseForm, CreateForm, EditForm


def _place(value: Any) -> int | None:
    return int(value) if value else None


class _About:
    """What a file shows. `offer` gives the places of the commitment."""

    caption = Line(
        _l("Keterangan"),
        description=_l("Misalnya: pondasi rumah ke-3 selesai. Jangan tulis nama atau NIK warga."),
    )
    taken_on = Day(_l("Tanggal foto atau dokumen"))
    allocation_id = Pick(_l("Tempat"), coerce=_place, choices=[("", _l("Seluruh komitmen"))])

    def offer(self, places: Sequence[tuple[int, str]]) -> Self:
        self.allocation_id.choices = [("", _l("Seluruh komitmen")), *places]
        return self


class AddEvidenceForm(_About, CreateForm):
    evidence = UploadMany(
        _l("Foto, PDF, atau berkas kantor"), ANYTHING, _l("Pilih paling sedikit satu berkas")
    )

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        return {"files": answers.pop("evidence"), **answers}


class ChangeEvidenceForm(_About, EditForm):
    pass


class RemoveEvidenceForm(BaseForm):
    """No questions: the page asks once more."""


class DecisionForm(EditForm):
    """Nothing that stands in the row can be typed here."""

    def stored_in(self, target: Any) -> dict[str, object]:
        return {}


class ReleaseForm(DecisionForm):
    """No questions: the page shows the file."""


class WithdrawForm(DecisionForm):
    reason = Paragraph(
        _l("Alasan"),
        _l("Tulis alasan bukti ini ditarik"),
        maximum=1000,
        description=_l("Dibaca oleh kantor dan mitra, tidak oleh umum."),
    )
