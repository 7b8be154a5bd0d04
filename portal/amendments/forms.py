"""The questions of a request. Nothing is kept before it is sent: the answers travel with every button."""

from collections.abc import Iterator
from typing import Any, ClassVar

from wtforms import SelectMultipleField, StringField

from portal.amendments import proposing, queries
from portal.amendments.office_rules import Decision
from portal.amendments.queries import Present
from portal.amendments.rules import NUMBERS, Delivered
from portal.commitments.row_fields import MOST_ROWS, PlaceRow, Rows
from portal.core.wording import _l
from portal.drafts.choosing import places_by_key
from portal.drafts.forms import place_error
from portal.web.fields import BooleanField, Choice, Day, Line, Paragraph, clean_line
from portal.web.forms import EditForm

CHECK, SEND = "check", "send"
REASON_HINT = _l("Tampil untuk umum di halaman komitmen bila disetujui. Jangan tulis nama warga.")


class AskingForm(EditForm):
    """What both kinds of request ask; `version` is that of the promise they begin from."""

    reason = Paragraph(_l("Alasan"), _l("Tulis alasannya"), maximum=2000, description=REASON_HINT)

    def __init__(self, present: Present, **options: Any) -> None:
        commitment = present.commitment
        began = {name: getattr(commitment, name) for name in ("title", "starts_on", "ends_on")}
        super().__init__(version=present.version, data=began, **options)
        self.present = present


class CancelForm(AskingForm):
    """Call the whole commitment off."""

    def stored_in(self, target: Any) -> dict[str, object]:
        """It asks nothing that is kept in the promise: the page around it shows what stands there."""
        return {}


class ChangeForm(AskingForm):
    """Another title, period or places. `then` names the button; only "check" and "send" ask for all."""

    title = Line(_l("Judul komitmen"), _l("Isi judul komitmen"))
    starts_on = Day(_l("Tanggal mulai"), _l("Isi tanggal mulai"))
    ends_on = Day(_l("Tanggal selesai"), _l("Isi tanggal selesai"))
    places = Rows(PlaceRow)
    below_known = BooleanField(_l("Saya tahu janji ini menjadi lebih kecil dari yang sudah terealisasi"))
    then = StringField()
    remove = StringField()
    search = Line("", maximum=100)
    kecamatan = Line("", maximum=13)
    chosen = SelectMultipleField(choices=[], validate_choice=False, coerce=clean_line)
    buttons: ClassVar[frozenset[str]] = frozenset({"then", "remove", "search", "chosen", "kecamatan"})

    def __init__(self, present: Present, **options: Any) -> None:
        super().__init__(present, **options)
        self.delivered: dict[str, Delivered] = queries.delivered_at(present.commitment.id)
        self.lowered: list[Delivered] = []
        if not self.is_submitted():
            self.places.process(None, [self._row(key) for key in self.delivered])

    @property
    def keys(self) -> list[str]:
        """The places that stand in the form."""
        return [row["place"] or "" for row in self.places.data]

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.search.data or ""

    def asks_to(self, what: str) -> bool:
        """Whether this button was pressed, and no place ticked or taken away with it."""
        return self.is_submitted() and self.then.data == what and not (self.remove.data or self.chosen.data)

    def rearrange(self) -> None:
        """Take away the place asked for and add the ticked ones, with the numbers that they have now."""
        kept = [entry for entry in self.places.entries if entry.form.place.data != self.remove.data]
        self.places.entries = kept
        for key in dict.fromkeys(self.chosen.data or []):
            if key not in self.keys and len(self.places.entries) < MOST_ROWS:
                self.places.append_entry(self._row(key))
        self.chosen.data = []

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in super().answers().items() if name not in self.buttons}

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        commitment, asked = self.present.commitment, self.answers()
        self.lowered = proposing.lowered(commitment, asked["places"])
        del asked["reason"]
        faults = proposing.faults_of(commitment, **asked) if valid else []
        for fault in faults:
            place_error(self, fault.field, fault.sentence)
        if self.errors:
            self.places.call({key: place.name for key, place in places_by_key(self.keys).items()})
        return valid and not faults

    def stored_in(self, target: Present) -> dict[str, object]:
        kept = {name: getattr(target.commitment, name) for name in ("title", "starts_on", "ends_on")}
        return kept | {"places": target.promise.lines}

    def carried(self) -> Iterator[tuple[str, str]]:
        """Every answer as a hidden field carries it from the page that checks."""
        for field in (self.title, self.starts_on, self.ends_on, self.reason):
            yield field.name, field._value()
        if self.below_known.data:
            yield self.below_known.name, "y"
        for entry in self.places.entries:
            for field in entry.form:
                yield field.name, field._value()

    def _row(self, key: str) -> dict[str, Any]:
        known = self.delivered.get(key)
        numbers = {name: getattr(known.promised, name) for name in NUMBERS} if known else {}
        return {"place": key} | numbers


class DecisionForm(EditForm):
    """Approve or reject a request that waits; the view turns the decision into the action."""

    decision = Choice(_l("Keputusan"), Decision, _l("Pilih keputusan"))
    reason = Paragraph(
        _l("Catatan atau alasan untuk mitra"),
        maximum=2000,
        description=_l("Wajib bila ditolak. Mitra membacanya; tidak tampil untuk umum."),
    )
    below_known = BooleanField(
        _l("Saya sudah memeriksa: janji menjadi lebih kecil dari yang sudah terealisasi")
    )

    def answers(self) -> dict[str, Any]:
        """The decision chose the action; what the action is told is the rest."""
        return {"reason": self.reason.data or "", "below_known": self.below_known.data}

    def stored_in(self, target: Any) -> dict[str, object]:
        """The questions are no columns: the page around the form shows what stands there now."""
        return {}
