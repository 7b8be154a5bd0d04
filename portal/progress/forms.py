"""The questions of a quarterly report, and those of the office about it."""

from decimal import Decimal
from typing import Any, ClassVar

from wtforms import BooleanField, Form, HiddenField, StringField

from portal.commitments.row_fields import Row, Rows
from portal.core.wording import _l
from portal.drafts.forms import place_error
from portal.files.rules import ANYTHING
from portal.progress.checks import MOST_PERCENT, TOO_MUCH, Gap, PlaceAnswer, ReportAnswer, gaps_of
from portal.progress.rules import Figures, Verdict
from portal.progress.sheet import FIGURES, Place, Sheet
from portal.uploads.fields import UploadMany
from portal.web.fields import Choice, Count, Paragraph, Quantity, Rupiah, clean_line
from portal.web.forms import EditForm

CHECK, LATER, STAY = "check", "later", "stay"


class Percent(Count):
    """From 0 to 100."""

    mistake = TOO_MUCH

    def read(self, text: str) -> int:
        value = super().read(text.removesuffix("%"))
        if value > MOST_PERCENT:
            raise ValueError(text)
        return value


class PlaceFigures(Row):
    """Totals to date of one place."""

    allocation = HiddenField(filters=[clean_line])
    rupiah = Rupiah(_l("Rupiah terpakai"))
    quantity = Quantity(_l("Banyaknya"))
    households = Count(_l("Keluarga"))
    people = Count(_l("Orang"))
    physical = Percent(_l("Kemajuan fisik"))
    women = Count(_l("Perempuan"))
    men = Count(_l("Laki-laki"))
    disabled = Count(_l("Penyandang disabilitas"))


class ReportForm(EditForm):
    """A whole report on one page, prefilled. Only the button "check" (`then`) asks for what is missing."""

    places = Rows(PlaceFigures)
    no_progress = BooleanField(_l("Tidak ada perkembangan pada triwulan ini"))
    no_progress_reason = Paragraph(_l("Mengapa belum ada perkembangan?"), maximum=2000)
    obstacles = Paragraph(_l("Kendala"), maximum=2000)
    follow_up = Paragraph(_l("Tindak lanjut"), maximum=2000)
    explanation = Paragraph(
        _l("Penjelasan angka"),
        maximum=2000,
        description=_l("Wajib bila ada angka di atas janji atau di bawah laporan lalu."),
    )
    evidence = UploadMany(_l("Tambah bukti: foto, PDF, atau berkas kantor"), kinds=ANYTHING, most=10)
    is_final = BooleanField(
        _l("Ini laporan terakhir: komitmen sudah selesai"),
        description=_l("Setelah laporan ini diverifikasi, komitmen dapat dinyatakan selesai."),
    )
    then = StringField()
    buttons: ClassVar[frozenset[str]] = frozenset({"then"})

    def __init__(self, report: Any, sheet: Sheet) -> None:
        super().__init__(obj=report)
        self.sheet = {str(place.allocation_id): place for place in sheet.places}
        if not self.is_submitted():
            self.places.process(None, [_row(place) for place in sheet.places])
        for entry in self.places.entries:
            _say_last(entry.form, self.sheet.get(entry.form.allocation.data))
        self.places.call({key: place.name for key, place in self.sheet.items()})

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in super().answers().items() if name not in self.buttons}

    def stored_in(self, target: Any) -> dict[str, object]:
        texts = ("no_progress", "no_progress_reason", "obstacles", "follow_up", "explanation", "is_final")
        rows = [_stored(line) for line in target.lines if line.allocation_id]
        return {name: getattr(target, name) for name in texts} | {"places": rows}

    @property
    def goes_on(self) -> bool:
        return self.then.data == CHECK

    def gaps(self) -> list[Gap]:
        """What is missing, by what was typed."""
        places = [_answer(row, self.sheet.get(row["allocation"] or "")) for row in self.places.data]
        answer = ReportAnswer(
            places=places,
            no_progress=self.no_progress.data,
            no_progress_reason=self.no_progress_reason.data or "",
            explanation=self.explanation.data or "",
            is_final=self.is_final.data,
        )
        return gaps_of(answer)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        gaps = self.gaps() if valid and self.goes_on else []
        for gap in gaps:
            head = "" if gap.line is None else f"places-{gap.line}-"
            place_error(self, f"{head}{gap.field}", gap.sentence)
        return valid and not gaps


class SendForm(EditForm):
    """A press of the button for what the page shows, in the version it shows."""

    def stored_in(self, target: Any) -> dict[str, object]:
        return {}


class VerdictForm(EditForm):
    """The office's decision; the view turns it into the action."""

    decision = Choice(_l("Keputusan"), (Verdict.VERIFY, Verdict.RETURN), _l("Pilih keputusan"))
    reason = Paragraph(
        _l("Catatan atau alasan untuk mitra"),
        maximum=2000,
        description=_l("Wajib bila dikembalikan. Sebutkan apa yang kurang dan cara memperbaikinya."),
    )

    def answers(self) -> dict[str, Any]:
        return {"reason": self.reason.data or ""}

    def stored_in(self, target: Any) -> dict[str, object]:
        return {}


class LastVerdictForm(VerdictForm):
    """The same for a last report, which may complete the commitment."""

    decision = Choice(_l("Keputusan"), Verdict, _l("Pilih keputusan"))
    closing = Paragraph(
        _l("Penjelasan untuk umum bila komitmen selesai"),
        maximum=2000,
        description=_l("Tampil di halaman publik: apa yang diserahkan."),
    )

    def answers(self) -> dict[str, Any]:
        closes = self.decision.data is Verdict.COMPLETE
        return super().answers() | ({"closing": self.closing.data or ""} if closes else {})


def _row(place: Place) -> dict[str, Any]:
    """What stands in a place's questions at first: its line, else the totals of the report before."""
    figures = place.now if place.is_told else place.before
    percent = place.percent if place.is_told else place.answer.percent_before
    return {"allocation": str(place.allocation_id), **vars(figures), "physical": percent}


def _stored(line: Any) -> dict[str, Any]:
    """A line as the form's data has it."""
    named = {"allocation": str(line.allocation_id), "rupiah": line.rupiah, "quantity": line.quantity}
    named |= {"households": line.households, "people": line.people, "physical": line.physical_percent}
    return named | {"women": line.women, "men": line.men, "disabled": line.disabled}


def _answer(row: dict[str, Any], place: Place | None) -> PlaceAnswer:
    now = Figures(**{name: row[name] for name in FIGURES})
    if place is None:
        return PlaceAnswer(now=now, percent=row["physical"])
    last = place.answer
    return PlaceAnswer(last.pledge, last.before, now, last.percent_before, row["physical"])


def _say_last(form: Form, place: Place | None) -> None:
    """Put last figure and promise beside each question, for the script that shows the difference."""
    if place is None:
        return
    for name in FIGURES:
        numbers = {"before": getattr(place.before, name), "pledge": getattr(place.pledge, name)}
        form[name].render_kw = {f"data-{n}": f"{Decimal(v):f}" for n, v in numbers.items() if v is not None}
    percent = place.answer.percent_before
    form["physical"].render_kw = {"data-before": str(percent)} if percent is not None else {}
