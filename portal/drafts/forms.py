"""The questions of a pledge, one form for each step. Everything after the first may stay open in a draft."""

from typing import Any, ClassVar

from wtforms import HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, ValidationError

from portal.commitments.lines import PlaceLine, lines_of, partners_of
from portal.commitments.row_fields import PartnerRow, PlaceRow, Rows
from portal.commitments.rules import FundingSource, PartnerRole, SupportForm, total
from portal.core.wording import _l
from portal.drafts import completeness
from portal.drafts.choosing import Place, places_by_key
from portal.drafts.completeness import Gap, PeopleAnswer, PlaceAnswer, SupportAnswer
from portal.web.fields import Choice, Day, Email, Line, Offered, Paragraph, Pick, clean_line
from portal.web.forms import CreateForm, EditForm

CONTINUE, LATER, SHOW, FIND = "continue", "later", "show", "find"
NUMBERS = ("rupiah", "quantity", "households", "people")


class StrategyChoice(Offered, RadioField):
    """One of the seven, by number."""

    def __init__(self, label: Any, required: Any, **options: Any) -> None:
        super().__init__(label, [InputRequired(required)], coerce=self._number, **options)

    def _number(self, value: Any) -> int | None:
        return int(value) if str(value) in {"1", "2", "3", "4", "5", "6", "7"} else None

    def pre_validate(self, form: Any) -> None:
        if self.data is None and self.raw_data and self.raw_data[0]:
            raise ValidationError(_l("Pilih salah satu dari daftar"))


class WhatQuestions:
    """Step 1, for a new draft and for an old one."""

    strategy_number = StrategyChoice(_l("Strategi mana yang Anda bantu?"), _l("Pilih satu strategi"))
    title = Line(
        _l("Judul komitmen"),
        _l("Isi judul komitmen"),
        description=_l("Sebut jumlah, satuan, tempat, dan kapan selesai."),
    )
    description = Paragraph(
        _l("Uraian"),
        description=_l(
            "Apa yang dikerjakan, untuk siapa, dan apa tanda berhasilnya. Jangan tulis nama warga."
        ),
    )


class NewCommitmentForm(WhatQuestions, CreateForm):
    """Begins a draft for one of the person's organisations; `place` is where a page said help is wanted."""

    organisation = Pick(_l("Atas nama lembaga"), _l("Pilih salah satu lembaga Anda"))
    place = HiddenField()
    then = StringField()

    def answers(self) -> dict[str, Any]:
        given = {name: value for name, value in super().answers().items() if name not in {"then", "place"}}
        return given | {"places": [{"place": self.place.data}] if self.place.data else []}


class StepForm(EditForm):
    """A step of a draft. `then`: the button, only "continue" asks for what is missing; `take`: a need."""

    then = StringField()
    remove = StringField()
    take = Line("", maximum=16)
    search = Line("", maximum=100)
    kecamatan = Line("", maximum=13)
    chosen = SelectMultipleField(choices=[], validate_choice=False, coerce=clean_line)
    row_name: ClassVar[str] = ""
    buttons: ClassVar[frozenset[str]] = frozenset({"then", "remove", "take", "search", "chosen", "kecamatan"})

    def __init__(self, commitment: Any, **options: Any) -> None:
        super().__init__(obj=commitment, **options)
        self.commitment = commitment

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in super().answers().items() if name not in self.buttons}

    def stored_in(self, target: Any) -> dict[str, object]:
        return {n: v for n, v in super().stored_in(target).items() if n not in self.buttons}

    @property
    def keys(self) -> list[str]:
        """What stands in the rows of a form that has rows: slugs or codes."""
        return []

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.search.data or ""

    @property
    def goes_on(self) -> bool:
        """Whether the step is called finished: nothing was ticked, taken on or away with the same press."""
        asked = self.remove.data or self.chosen.data or self.take.data
        return (self.then.data or CONTINUE) == CONTINUE and not asked

    def gaps(self) -> list[Gap]:
        """What this step lacks, each at its field."""
        return []

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        gaps = self.gaps() if valid and self.goes_on else []
        for gap in gaps:
            place_error(self, gap.field, gap.sentence)
        return valid and not gaps


def place_error(form: Any, name: str, sentence: Any) -> None:
    """Put a sentence at a field, also at one inside a row ("places-2-rupiah")."""
    head, _dash, rest = name.partition("-")
    field = form[head]
    if not rest:
        field.errors = [*field.errors, str(sentence)]
        return
    index, _dash, inner = rest.partition("-")
    place_error(field.entries[int(index)].form, inner, sentence)
    field.errors = [entry.errors for entry in field.entries]


class WhatForm(WhatQuestions, StepForm):
    """Step 1 of an existing draft."""


class PlacesForm(StepForm):
    """Step 2. Places that were ticked become new lines; `remove` names the line to take away."""

    unit = Line(_l("Satuan"), maximum=40, render_kw={"list": "units", "autocomplete": "off"})
    places = Rows(PlaceRow)
    row_name = "places"

    def __init__(self, commitment: Any, **options: Any) -> None:
        super().__init__(commitment, **options)
        lines = [] if self.is_submitted() else lines_of(commitment.id)
        self._held = {line.key: Place(line.key, line.name, line.region_code) for line in lines}
        if lines:
            self.places.process(None, [{"place": p.key} | {n: getattr(p, n) for n in NUMBERS} for p in lines])

    @property
    def keys(self) -> list[str]:
        """The places that stand in the form."""
        return [row["place"] or "" for row in self.places.data]

    def held(self) -> dict[str, Place]:
        """The same with their names, by key."""
        return self._held or places_by_key(self.keys)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if not valid:
            self.places.call({key: place.name for key, place in self.held().items()})
        return valid

    def answers(self) -> dict[str, Any]:
        rows = [row for row in self.places.data if row["place"] != self.remove.data]
        rows += [{"place": key} for key in self.chosen.data or [] if key not in self.keys]
        return super().answers() | {"places": rows}

    def gaps(self) -> list[Gap]:
        names = self.held()
        answered = [
            PlaceAnswer(names[key].name if key in names else key, **{n: row[n] for n in NUMBERS})
            for key, row in zip(self.keys, self.places.data, strict=True)
        ]
        form = self.commitment.support_form
        return completeness.missing_in_places(self.unit.data or "", answered, form)

    def stored_in(self, target: Any) -> dict[str, object]:
        return {"unit": target.unit, "places": lines_of(target.id)}


class GivingForm(StepForm):
    """Step 3: how it is given, and who pays. `lines` are those of step 2."""

    support_form = Choice(
        _l("Apa yang akan diberikan lembaga Anda?"),
        SupportForm,
        description=_l("Pilih yang paling besar porsinya."),
    )
    funding_source = Choice(_l("Dari mana dananya?"), FundingSource)
    value_source = Line(
        _l("Sumber nilai rupiah"),
        description=_l("Hanya bila dukungannya bukan uang: harga pasar setempat, RAB dinas, atau faktur."),
    )

    def __init__(self, commitment: Any, lines: list[PlaceLine], **options: Any) -> None:
        super().__init__(commitment, **options)
        self.has_rupiah = total(line.rupiah for line in lines) is not None

    def gaps(self) -> list[Gap]:
        answer = SupportAnswer(
            self.support_form.data, self.funding_source.data, self.value_source.data or "", self.has_rupiah
        )
        return completeness.missing_in_support(answer)


class PeopleForm(StepForm):
    """Step 4: the period, the authoriser, the contact, and the partners that support."""

    starts_on = Day(_l("Tanggal mulai"))
    ends_on = Day(_l("Tanggal selesai"))
    authoriser_name = Line(_l("Nama yang menyetujui"), description=_l("Tidak tampil untuk umum."))
    authoriser_position = Line(
        _l("Jabatan yang menyetujui"), description=_l("Misalnya direktur, kepala dinas.")
    )
    contact_name = Line(_l("Nama narahubung"))
    contact_phone = Line(_l("Telepon narahubung"), maximum=30, render_kw={"type": "tel", "inputmode": "tel"})
    contact_email = Email(_l("Surel narahubung"))
    supporters = Rows(PartnerRow)
    row_name = "supporters"

    def __init__(self, commitment: Any, **options: Any) -> None:
        super().__init__(commitment, **options)
        if not self.is_submitted():
            rows = [{"organisation": p.slug, "role": p.role.value} for p in partners_of(commitment.id)]
            self.supporters.process(None, rows)

    @property
    def keys(self) -> list[str]:
        """The slugs of the organisations that stand in the form."""
        return [row["organisation"] or "" for row in self.supporters.data]

    def answers(self) -> dict[str, Any]:
        rows = [row for row in self.supporters.data if row["organisation"] != self.remove.data]
        new = PartnerRole.SUPPORTER.value
        rows += [{"organisation": s, "role": new} for s in self.chosen.data or [] if s not in self.keys]
        return super().answers() | {"supporters": rows}

    def gaps(self) -> list[Gap]:
        written = {name: self[name].data or "" for name in PEOPLE}
        answer = PeopleAnswer(starts_on=self.starts_on.data, ends_on=self.ends_on.data, **written)
        return completeness.missing_in_people(answer)

    def stored_in(self, target: Any) -> dict[str, object]:
        return super().stored_in(target) | {"supporters": partners_of(target.id)}


PEOPLE = ("authoriser_name", "authoriser_position", "contact_name", "contact_phone", "contact_email")


class ConfirmForm(EditForm):
    """A press of the button for what the page shows, in the version it shows."""
