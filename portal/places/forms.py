"""Questions about pockets and their figures. Aggregates only: the base form refuses what looks like a NIK."""

from typing import Any

from portal.core.wording import _l
from portal.places.rules import PocketStatus
from portal.web.fields import Choice, Count, Day, Line, Paragraph, Pick, Quantity
from portal.web.forms import BaseForm, CreateForm, EditForm

AGGREGATES = _l("Hanya angka gabungan. Jangan tulis nama warga, NIK, atau alamat rumah.")


class PocketQuestions(BaseForm):
    """What is asked of every pocket. The view gives the villages, grouped by kecamatan."""

    name = Line(
        _l("Nama kantong"),
        _l("Isi nama kantong"),
        description=_l("Seperti tertulis dalam keputusan, misalnya Pesisir Kwala Serapuh."),
    )
    region_code = Pick(_l("Desa atau kelurahan"), _l("Pilih desa atau kelurahan"))
    hamlets = Line(
        _l("Dusun atau lingkungan"),
        description=_l("Kosongkan bila kantong meliputi seluruh desa. Pisahkan dengan koma."),
    )
    decision = Line(
        _l("Keputusan yang menetapkan"),
        _l("Isi keputusan yang menetapkan kantong ini"),
        description=_l("Nomor keputusan atau sumber lain, misalnya Keputusan Bupati Langkat 400-25/K/2024."),
    )
    decided_on = Day(_l("Tanggal keputusan"))
    note = Paragraph(_l("Catatan"), maximum=2000, description=AGGREGATES)


class NewPocketForm(PocketQuestions, CreateForm):
    """Puts a pocket on record."""


class PocketForm(PocketQuestions, EditForm):
    """Changes a pocket."""

    pocket_status = Choice(
        _l("Status"), PocketStatus, _l("Pilih status")
    )  # a form's own status is its page's
    reason = Paragraph(
        _l("Alasan perubahan status"),
        maximum=1000,
        description=_l("Wajib diisi bila status berubah. Alasan tersimpan dalam riwayat."),
    )

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        return answers | {"status": answers.pop("pocket_status")}

    def stored_in(self, target: Any) -> dict[str, object]:
        stored = super().stored_in(target) | {"pocket_status": target.status}
        return {name: value for name, value in stored.items() if name != "reason"}


class FigureQuestions(BaseForm):
    """What is asked of every figure. The view gives the indicators with their units."""

    indicator_code = Pick(_l("Indikator"), _l("Pilih indikator"))
    year = Count(_l("Tahun"), _l("Isi tahun pengukuran"))
    value = Quantity(_l("Angka"), _l("Isi angkanya"), description=AGGREGATES)
    source = Line(
        _l("Sumber"),
        _l("Isi sumber angka ini"),
        description=_l("Lembaga dan data asalnya, misalnya Profil Desa 2025 atau DTSEN Juni 2026."),
    )


class NewFigureForm(FigureQuestions, CreateForm):
    """Adds a figure to a pocket."""


class FigureForm(FigureQuestions, EditForm):
    """Corrects a figure."""


class RemoveForm(BaseForm):
    """Takes something away: only the button is pressed."""
