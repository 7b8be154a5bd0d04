"""The office's questions about one commitment. Each names the version that was read before deciding."""

from typing import Any, ClassVar

from portal.core.wording import _l
from portal.reviews.rules import Decision
from portal.web.fields import Choice, Paragraph
from portal.web.forms import EditForm


class DecisionForm(EditForm):
    """A decision with its reason; the view knows the action."""

    closes: ClassVar[bool] = False

    def answers(self) -> dict[str, Any]:
        """The decision chose the action; what the action is told is the reason."""
        return {"reason": self.data["reason"] or ""}

    def stored_in(self, target: Any) -> dict[str, object]:
        """The questions are no columns: the page around the form shows what stands there now."""
        return {}


class ReviewForm(DecisionForm):
    """Approve, return or reject a commitment that waits."""

    decision = Choice(_l("Keputusan"), Decision, _l("Pilih keputusan"))
    reason = Paragraph(
        _l("Catatan atau alasan untuk mitra"),
        maximum=2000,
        description=_l(
            "Wajib bila dikembalikan atau ditolak. Sebutkan apa yang kurang dan cara memperbaikinya."
        ),
    )


class ClosingForm(DecisionForm):
    """Close a verified commitment as done."""

    closes = True

    reason = Paragraph(
        _l("Penjelasan untuk umum"),
        maximum=2000,
        description=_l("Tampil di halaman publik: apa yang diserahkan."),
    )
