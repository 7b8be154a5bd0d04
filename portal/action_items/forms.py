"""What is asked about what became of an action item."""

from typing import Any

from portal.action_items.rules import ItemDecision
from portal.core.wording import _l
from portal.files.rules import ANYTHING
from portal.web.fields import Choice, Paragraph, Pick
from portal.web.forms import BaseForm, EditForm
from portal.web.uploads import Upload

Named = list[tuple[Any, str]]


class DoneForm(EditForm):
    """What was done."""

    note = Paragraph(
        _l("Apa yang sudah dikerjakan"),
        _l("Tulis apa yang sudah dikerjakan"),
        maximum=2000,
        description=_l("Sebut hasilnya, jumlahnya, tempatnya, dan tanggalnya."),
    )

    document = Upload(_l("Dokumen bukti"), kinds=ANYTHING)

    def stored_in(self, target: Any) -> dict[str, object]:
        return {"note": target.done_note, "document": None}


class CheckForm(EditForm):
    """Whether what was reported is so."""

    decision = Choice(_l("Hasil pemeriksaan"), ItemDecision, _l("Pilih hasil pemeriksaan"))
    reason = Paragraph(
        _l("Catatan atau alasan"), maximum=2000, description=_l("Wajib diisi bila RTL dibuka lagi.")
    )

    def answers(self) -> dict[str, Any]:
        return {"reason": self.reason.data}

    def stored_in(self, target: Any) -> dict[str, object]:
        return {"decision": self.decision.data, "reason": self.reason.data}


class PledgeForm(BaseForm):
    """Under which strategy the commitment stands."""

    strategy_number = Pick(_l("Strategi"), _l("Pilih strategi"), coerce=int)

    def offer(self, strategies: Named) -> "PledgeForm":
        """The strategies to choose from; the only one is chosen already."""
        self.strategy_number.choices = strategies
        if len(strategies) == 1 and not self.strategy_number.raw_data:
            self.strategy_number.data = strategies[0][0]
        return self
