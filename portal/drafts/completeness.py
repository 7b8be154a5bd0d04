"""What a pledge lacks before it may be submitted: a measure, a date, an authority, somebody to ask. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.commitments.rules import FundingSource, SupportForm
from portal.core.wording import LazyString, _l

WHAT, PLACES, SUPPORT, PEOPLE, CHECK = range(1, 6)


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: in which step, at which field, and the sentence that asks for it."""

    step: int
    field: str
    sentence: LazyString


@dataclass(frozen=True)
class PlaceAnswer:
    """The numbers of one line; rupiah are whole, the quantity is counted in the commitment's unit."""

    name: str
    rupiah: int | None = None
    quantity: Decimal | None = None
    households: int | None = None
    people: int | None = None

    @property
    def says_nothing(self) -> bool:
        return all(value is None for value in (self.rupiah, self.quantity, self.households, self.people))


@dataclass(frozen=True)
class SupportAnswer:
    """How it is given and paid for; `has_rupiah` when any line has a value."""

    support_form: SupportForm | None
    funding_source: FundingSource | None
    value_source: str
    has_rupiah: bool


@dataclass(frozen=True)
class PeopleAnswer:
    """When, on whose authority, and whom to ask."""

    starts_on: date | None
    ends_on: date | None
    authoriser_name: str
    authoriser_position: str
    contact_name: str
    contact_phone: str
    contact_email: str


def missing_in_places(unit: str, places: Sequence[PlaceAnswer], form: SupportForm | None) -> list[Gap]:
    """Money needs rupiah in each place; anything else a quantity in each place, and its unit."""
    if not places:
        return [Gap(PLACES, "places", _l("Tambahkan paling sedikit satu tempat"))]
    gaps = [gap for index, place in enumerate(places) for gap in _missing_in_place(index, place, form)]
    counted = any(place.quantity is not None for place in places)
    if not unit and (counted or form not in {None, SupportForm.MONEY}):
        gaps.insert(0, Gap(PLACES, "unit", _l("Isi satuan jumlahnya, misalnya rumah atau paket")))
    return gaps


def _missing_in_place(index: int, place: PlaceAnswer, form: SupportForm | None) -> Iterator[Gap]:
    field = f"places-{index}-"
    if form is SupportForm.MONEY and place.rupiah is None:
        yield Gap(PLACES, field + "rupiah", _l("Isi nilai rupiah untuk %(place)s", place=place.name))
    elif form not in {None, SupportForm.MONEY} and place.quantity is None:
        yield Gap(PLACES, field + "quantity", _l("Isi jumlah untuk %(place)s", place=place.name))
    elif place.says_nothing:
        sentence = _l("Isi jumlah, rupiah, keluarga, atau orang untuk %(place)s", place=place.name)
        yield Gap(PLACES, field + "quantity", sentence)


def missing_in_support(answer: SupportAnswer) -> list[Gap]:
    """A rupiah value of goods or work is an estimate: it says where it comes from."""
    gaps = []
    if answer.support_form is None:
        gaps.append(Gap(SUPPORT, "support_form", _l("Pilih bentuk dukungan")))
    if answer.funding_source is None:
        gaps.append(Gap(SUPPORT, "funding_source", _l("Pilih sumber dana")))
    estimated = answer.has_rupiah and answer.support_form not in {None, SupportForm.MONEY}
    if estimated and not answer.value_source:
        gaps.append(Gap(SUPPORT, "value_source", _l("Sebut dari mana nilai rupiahnya dihitung")))
    return gaps


def missing_in_people(answer: PeopleAnswer) -> list[Gap]:
    """The period, who promised, and one way to reach the contact."""
    asked = {
        "starts_on": (answer.starts_on, _l("Isi tanggal mulai")),
        "ends_on": (answer.ends_on, _l("Isi tanggal selesai")),
        "authoriser_name": (answer.authoriser_name, _l("Isi nama yang menyetujui komitmen ini")),
        "authoriser_position": (answer.authoriser_position, _l("Isi jabatan yang menyetujui")),
        "contact_name": (answer.contact_name, _l("Isi nama narahubung")),
        "contact_phone": (
            answer.contact_phone or answer.contact_email,
            _l("Isi telepon atau surel narahubung"),
        ),
    }
    gaps = [Gap(PEOPLE, field, sentence) for field, (given, sentence) in asked.items() if not given]
    if answer.starts_on and answer.ends_on and answer.ends_on < answer.starts_on:
        gaps.insert(0, Gap(PEOPLE, "ends_on", _l("Tanggal selesai tidak boleh sebelum tanggal mulai")))
    return gaps


def missing(
    unit: str, places: Sequence[PlaceAnswer], support: SupportAnswer, people: PeopleAnswer
) -> list[Gap]:
    """Everything that keeps a pledge from being submitted, in the order of the steps."""
    return [
        *missing_in_places(unit, places, support.support_form),
        *missing_in_support(support),
        *missing_in_people(people),
    ]
