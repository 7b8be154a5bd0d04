"""The questions about a need."""

from typing import Any

from wtforms.validators import NumberRange

from portal.core.wording import _l
from portal.needs.rules import NeedBasis, NeedPriority
from portal.web.fields import Choice, Count, Line, Paragraph, Pick, Quantity, Rupiah, whole
from portal.web.forms import BaseForm, CreateForm, EditForm

YEAR = _l("Isi tahun antara 2020 dan 2100")


class NeedQuestions(BaseForm):
    """What a need consists of; `pocket_slug` and `strategy_number` get their choices from the view."""

    pocket_slug = Pick(_l("Kantong yang membutuhkan"), _l("Pilih kantong kemiskinan"))
    strategy_number = Pick(_l("Strategi"), _l("Pilih strategi"), coerce=whole)
    title = Line(
        _l("Apa yang dibutuhkan"),
        _l("Tulis apa yang dibutuhkan"),
        description=_l("Misalnya: rumah layak huni"),
    )
    quantity = Quantity(_l("Jumlah yang dibutuhkan"), _l("Isi jumlahnya"))
    unit = Line(_l("Satuan"), _l("Isi satuannya"), maximum=40, description=_l("Misalnya: unit, paket, orang"))
    year = Count(_l("Untuk tahun"), _l("Isi tahunnya"), validators=[NumberRange(2020, 2100, YEAR)])
    priority = Choice(_l("Prioritas"), NeedPriority, _l("Pilih prioritasnya"))
    basis = Choice(_l("Dasar"), NeedBasis, _l("Pilih dasarnya"))
    basis_note = Line(
        _l("Nomor atau tanggal dasar"), None, description=_l("Misalnya: berita acara musdes 12 Maret 2026")
    )
    rupiah = Rupiah(_l("Taksiran nilai"), None)
    rupiah_source = Line(_l("Sumber taksiran"), None, description=_l("Siapa menaksir, dari harga apa"))
    details = Paragraph(_l("Keterangan"), None, description=_l("Tanpa nama orang dan tanpa NIK"))


class NewNeedForm(NeedQuestions, CreateForm):
    """The office enters a need."""


class ProposedNeedForm(NeedQuestions, CreateForm):
    """An organisation proposes one."""

    organisation = Pick(_l("Lembaga pengusul"), _l("Pilih lembaga pengusul"))


class EditNeedForm(NeedQuestions, EditForm):
    """A correction."""


class ReasonForm(EditForm):
    """Accept, decline, close or open again."""

    reason = Paragraph(_l("Alasan"), None)


class JoinForm(EditForm):
    """How much of a need a draft takes on."""

    quantity = Quantity(_l("Jumlah yang Anda ambil"), _l("Isi jumlah yang Anda ambil"))

    def stored_in(self, target: Any) -> dict[str, object]:
        return {}


class TakeForm(CreateForm):
    """How much of a need a partner takes on."""

    organisation = Pick(_l("Lembaga"), _l("Pilih lembaga Anda"))
    quantity = Quantity(_l("Jumlah yang Anda ambil"), _l("Isi jumlah yang Anda ambil"))
