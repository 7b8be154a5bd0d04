"""Turns what was answered into the lines of a proposal, and says what speaks against it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from portal.amendments.comparison import added_up, compare
from portal.amendments.models import AmendmentLine
from portal.amendments.queries import delivered_at, key_of
from portal.amendments.rules import (
    NUMBERS,
    Delivered,
    Fault,
    Numbers,
    lowered_below_delivery,
    taken_out_after_delivery,
)
from portal.commitments.models import Allocation, Commitment
from portal.commitments.promised import Promise, PromisedLine, promise_now
from portal.commitments.rules import SupportForm
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.drafts.choosing import Place, places_by_key
from portal.drafts.completeness import PlaceAnswer, missing_in_places
from portal.drafts.linking import MOST_PLACES, TOO_MANY_PLACES

Answers = Sequence[Mapping[str, Any]]
NO_CHANGE = _l("Belum ada yang berbeda dari janji sekarang")
PERIOD = _l("Tanggal selesai tidak boleh sebelum tanggal mulai")
NO_SOURCE = _l(
    "Komitmen ini tidak menyebut sumber nilai rupiah, jadi nilai rupiah tidak bisa ditambahkan."
    " Isi jumlahnya saja."
)
KNOWN_BELOW = _l("Centang bila Anda tetap ingin menurunkan janji di bawah yang sudah terealisasi")


def numbers_of(answers: Answers) -> dict[str, Numbers]:
    """The places answered, each once, with their numbers."""
    return {str(row["place"]): Numbers(**{name: row.get(name) for name in NUMBERS}) for row in answers}


def faults_of(
    commitment: Commitment,
    *,
    title: str | None,
    starts_on: date | None,
    ends_on: date | None,
    places: Answers,
    below_known: bool,
) -> list[Fault]:
    """All that speaks against a proposal, each at its question: what is missing, what was delivered."""
    faults = _missing(commitment, places)
    if starts_on and ends_on and ends_on < starts_on:
        faults.append(Fault(PERIOD, "ends_on"))
    present, proposed = delivered_at(commitment.id), numbers_of(places)
    if gone := taken_out_after_delivery(present, proposed):
        faults.append(gone)
    if not below_known and lowered_below_delivery(present, proposed):
        faults.append(Fault(KNOWN_BELOW, "below_known"))
    asked = Promise(title or "", starts_on, ends_on, _as_lines(places))
    if not faults and not compare(promise_now(commitment), asked, added_up).changes:
        faults.append(Fault(NO_CHANGE, "title"))
    return faults


def lowered(commitment: Commitment, places: Answers) -> list[Delivered]:
    """The places whose promise would fall below what was verified there."""
    return lowered_below_delivery(delivered_at(commitment.id), numbers_of(places))


def _missing(commitment: Commitment, places: Answers) -> list[Fault]:
    names = places_by_key([str(row["place"]) for row in places])
    answered = [
        PlaceAnswer(_name(names.get(str(row["place"])), row), **{name: row.get(name) for name in NUMBERS})
        for row in places
    ]
    gaps = missing_in_places(commitment.unit, answered, commitment.support_form)
    faults = [Fault(gap.sentence, gap.field) for gap in gaps if gap.field != "unit"]
    estimated = commitment.support_form is not SupportForm.MONEY and not commitment.value_source
    had = any(line.rupiah is not None for line in commitment.allocations)
    if estimated and not had and any(row.get("rupiah") is not None for row in places):
        faults.append(Fault(NO_SOURCE, "places"))
    return faults


def _name(place: Place | None, row: Mapping[str, Any]) -> str:
    return place.name if place else str(row["place"])


def _as_lines(places: Answers) -> list[PromisedLine]:
    return [
        PromisedLine(key, key, "", False, each.rupiah, each.quantity, each.households, each.people)
        for key, each in numbers_of(places).items()
    ]


def lines_for(commitment: Commitment, places: Answers) -> list[AmendmentLine]:
    """The lines of the request: what stays or comes in the order answered, then what is taken out.

    Raises Refused for unknown, closed or too many places.
    """
    proposed = numbers_of(places)
    if len(proposed) > MOST_PLACES:
        raise Refused(TOO_MANY_PLACES, "places")
    known, found = {key_of(line): line for line in commitment.allocations}, places_by_key(list(proposed))
    lines = [_line(known.get(key), found.get(key), numbers) for key, numbers in proposed.items()]
    gone = [_taken_out(allocation) for key, allocation in known.items() if key not in proposed]
    for position, line in enumerate([*lines, *gone]):
        line.position = position
    return [*lines, *gone]


def _line(allocation: Allocation | None, place: Place | None, numbers: Numbers) -> AmendmentLine:
    if place is None or not (place.open or allocation):
        raise Refused(_l("Tempat ini tidak dikenal. Pilih dari daftar."), "places")
    given = {name: getattr(numbers, name) for name in NUMBERS}
    return AmendmentLine(
        allocation_id=allocation.id if allocation else None,
        region_code=place.region_code,
        pocket_id=place.pocket_id,
        **given,
    )


def _taken_out(allocation: Allocation) -> AmendmentLine:
    return AmendmentLine(
        allocation_id=allocation.id,
        region_code=allocation.region_code,
        pocket_id=allocation.pocket_id,
        removed=True,
    )
