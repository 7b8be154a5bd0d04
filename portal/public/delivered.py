"""What arrived of a promise, as everybody may read it: by place, by quarter, with its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.commitments.models import Allocation, Commitment
from portal.core.disclosure import Count, Shown, counts_people, shown_change, shown_total
from portal.evidence.models import Evidence
from portal.evidence.queries import released_evidence
from portal.places.models import Pocket
from portal.places.names import place_name
from portal.places.rules import VILLAGE_LEVELS, PocketStatus
from portal.progress.told import ToldPlace, ToldReport, verified_reports

Amount = Shown | Decimal


@dataclass(frozen=True)
class Reached:
    """What was realised, as far as it may be said; None where nobody said."""

    rupiah: int | None
    quantity: Amount
    households: Shown
    people: Shown


@dataclass(frozen=True)
class DeliveredPlace:
    """One place of a commitment with what arrived there; `percent` is the physical progress, 0 to 100."""

    name: str
    pocket_slug: str | None
    region_code: str
    reached: Reached
    percent: int | None


@dataclass(frozen=True)
class ToldQuarter:
    """One verified report: totals to date, and what the quarter brought."""

    report: ToldReport
    to_date: Reached
    change: Reached


@dataclass(frozen=True)
class Delivery:
    """`percent` of the quantity, else of the rupiah, rounded down; None where they cannot be compared."""

    places: Sequence[DeliveredPlace]
    sums: Reached
    percent: int | None
    quarters: Sequence[ToldQuarter]
    evidence: Sequence[Evidence]

    @property
    def is_told(self) -> bool:
        return bool(self.quarters)


def delivery_of(commitment: Commitment, lines: Sequence[Allocation]) -> Delivery:
    """Three queries: verified reports, their lines, released evidence."""
    unit = commitment.unit
    quarters = [_quarter(report, unit) for report in verified_reports(commitment.id)]
    return Delivery(
        places=[_place(line, unit) for line in lines if _has_arrived(line)],
        sums=_together([_exact(line) for line in lines], unit),
        percent=_percent(lines),
        quarters=quarters,
        evidence=released_evidence(commitment.id),
    )


@dataclass(frozen=True)
class _Exact:
    """The numbers behind a place, before anything is masked."""

    rupiah: int | None
    quantity: Decimal | None
    households: int | None
    people: int | None
    is_small: bool


def _exact(line: Allocation) -> _Exact:
    small = line.region.level in VILLAGE_LEVELS
    return _Exact(
        line.realised_rupiah, line.realised_quantity, line.reached_households, line.reached_people, small
    )


def _has_arrived(line: Allocation) -> bool:
    values = (line.realised_rupiah, line.realised_quantity, line.reached_households, line.reached_people)
    return any(value is not None for value in (*values, line.physical_percent))


def _place(line: Allocation, unit: str) -> DeliveredPlace:
    hidden = line.pocket is None or line.pocket.status is PocketStatus.WITHDRAWN
    pocket: Pocket | None = None if hidden else line.pocket
    return DeliveredPlace(
        place_name(line.region, pocket),
        pocket.slug if pocket else None,
        line.region_code,
        _together([_exact(line)], unit),
        line.physical_percent,
    )


def _quarter(report: ToldReport, unit: str) -> ToldQuarter:
    to_date = [_told(place) for place in report.places]
    return ToldQuarter(report, _together(to_date, unit), _brought(report, unit))


def _told(place: ToldPlace) -> _Exact:
    f = place.figures
    return _Exact(f.rupiah, f.quantity, f.households, f.people, place.level in VILLAGE_LEVELS)


def _together(places: Sequence[_Exact], unit: str) -> Reached:
    """Sums of places; those that count people say no more than the places do."""
    heads = {
        name: shown_total(Count(getattr(place, name), place.is_small) for place in places)
        for name in ("households", "people")
    }
    quantity: Amount = _sum(place.quantity for place in places)
    if counts_people(unit) and quantity is not None:
        quantity = shown_total(Count(_whole(place.quantity), place.is_small) for place in places)
    return Reached(_sum(place.rupiah for place in places), quantity, **heads)


def _brought(report: ToldReport, unit: str) -> Reached:
    """What one quarter brought. Heads of several places are not told where one of them is masked."""
    change = report.change
    quantity: Amount = change.quantity
    if counts_people(unit):
        quantity = _heads_brought(report.places, "quantity")
    return Reached(
        change.rupiah,
        quantity,
        _heads_brought(report.places, "households"),
        _heads_brought(report.places, "people"),
    )


def _heads_brought(places: Sequence[ToldPlace], name: str) -> Shown:
    changes = [_head_change(place, name) for place in places]
    said = [change for change in changes if change is not None]
    if len(said) < 2:
        return said[0] if said else None
    exact = [change for change in said if isinstance(change, int)]
    return sum(exact) if len(exact) == len(said) else None


def _head_change(place: ToldPlace, name: str) -> Shown:
    now, change = _whole(getattr(place.figures, name)), _whole(getattr(place.change, name))
    before = None if now is None or change is None else now - change
    return shown_change(now, before, place.level in VILLAGE_LEVELS)


def _percent(lines: Sequence[Allocation]) -> int | None:
    """Over the places that promise the number: where nothing is told yet, nothing arrived."""
    pairs = [(line.realised_quantity, line.quantity) for line in lines]
    money = [(line.realised_rupiah, line.rupiah) for line in lines]
    for compared in (pairs, money):
        promised = [(done, whole) for done, whole in compared if whole]
        told = [done for done, _whole in promised if done is not None]
        if told:
            return int(sum(told) * 100 / sum(whole for _done, whole in promised))
    return None


def _sum(values: Any) -> Any:
    given = [value for value in values if value is not None]
    return sum(given[1:], given[0]) if given else None


def _whole(value: int | Decimal | None) -> int | None:
    return None if value is None else int(value)
