"""Example requests to change a promise or call it off: approved, rejected, and one that waits."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from portal.accounts.models import User
from portal.amendments.actions import request_cancellation, request_change
from portal.amendments.models import Amendment
from portal.amendments.office_actions import approve, reject
from portal.amendments.queries import Present, key_of
from portal.amendments.rules import NUMBERS
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core import clock
from portal.demo.delivery import Delivery
from portal.demo.moments import morning
from portal.demo.pledging import title_of
from portal.organisations.rules import OrganisationKind as Kind
from portal.places.models import Pocket
from portal.places.rules import PocketStatus

FULL, REDUCED = 100, 70  # percent
FEW = 4  # units, of which nothing is taken away
KECAMATAN = 8  # letters of its code
LONGER = timedelta(days=120)
DECIDING = 4  # days
CANCELLATIONS = (
    "Anggaran tahun berjalan dialihkan, mitra menyampaikan surat pembatalan.",
    "Desa sudah mendapat bantuan yang sama dari program lain.",
    "Mitra menghentikan kegiatan di kabupaten ini mulai tahun depan.",
)
REDUCTION = "Anggaran tahun ini dipotong, jumlah yang bisa dilayani berkurang."
DELAY = "Pelaksanaan tertunda banjir, masa pelaksanaan diperpanjang empat bulan."
ANOTHER_PLACE = "Musyawarah desa meminta dusun tetangga ikut dilayani."
NOT_ENOUGH = "Alasan belum disertai surat pimpinan lembaga. Ajukan lagi dengan suratnya."
Answers = dict[str, Any]


class Change(NamedTuple):
    """What a partner asks for, so many days ago. `account`: of the partner of a kind with an account."""

    how: Callable[[Delivery, list[Pocket]], Answers | None]
    reason: str
    days: int
    account: Kind | None = None
    outcome: bool | None = True  # approved; False rejected, None waits


def change(deliveries: list[Delivery], pockets: list[Pocket], verifier: User) -> None:
    """Tell all of them, each about another commitment."""
    _call_off(deliveries, verifier)
    left = [each for each in deliveries if each.commitment.status is CommitmentStatus.VERIFIED]
    for told in CHANGES:
        mine = [each for each in left if _fits(each.commitment, told)]
        found = next(((each, asked) for each in mine if (asked := told.how(each, pockets))), None)
        if found is not None:
            left.remove(found[0])
            _tell(found[0].commitment, found[1], told, verifier)


def _call_off(deliveries: Iterable[Delivery], verifier: User) -> None:
    """Those that the story cancels, on the day it says."""
    for number, each in enumerate(d for d in deliveries if d.pledge.status is CommitmentStatus.CANCELLED):
        day = each.life().ended_on or clock.today()
        reason = CANCELLATIONS[number % len(CANCELLATIONS)]
        with clock.at(morning(day)):
            asked = request_cancellation(
                Present(each.commitment), by=each.commitment.created_by, reason=reason
            )
            _decide(asked, day, True, verifier)


def _tell(commitment: Commitment, asked: Answers, told: Change, verifier: User) -> None:
    day, known = clock.today() - timedelta(days=told.days), commitment.updated_at
    present, author = Present(commitment), commitment.created_by
    with clock.at(morning(day)):
        amendment = request_change(present, by=author, reason=told.reason, below_known=False, **asked)
    if told.outcome is not None:
        _decide(amendment, day + timedelta(days=DECIDING), told.outcome, verifier)
        commitment.updated_at = max(commitment.updated_at, known)


def _decide(amendment: Amendment, day: date, approved: bool, verifier: User) -> None:
    with clock.at(morning(day) + timedelta(hours=2)):
        if approved:
            approve(amendment, by=verifier)
        else:
            reject(amendment, by=verifier, reason=NOT_ENOUGH)


def _fits(commitment: Commitment, told: Change) -> bool:
    """Of the partner asked for, and public before; new places come after the last report."""
    day = morning(clock.today() - timedelta(days=told.days))
    known = commitment.updated_at if told.how in (_wider, _moved) else commitment.verified_at
    if known is None or known >= day:
        return False
    if told.account is None:
        return commitment.organisation.memberships[0].user.password_hash is None
    return commitment.organisation.kind is told.account and _has_account(commitment)


def _has_account(commitment: Commitment) -> bool:
    return commitment.created_by.password_hash is not None


def _reduced(delivery: Delivery, _pockets: list[Pocket]) -> Answers | None:
    """A good part less, where no more than that was delivered."""
    lines = delivery.commitment.allocations
    few = any(line.quantity is None or line.quantity < FEW for line in lines)
    if few or max(line.physical_percent or 0 for line in lines) > REDUCED:
        return None
    return _answers(delivery, [_place(line, REDUCED) for line in lines])


def _later(delivery: Delivery, _pockets: list[Pocket]) -> Answers | None:
    return _answers(delivery, _places(delivery)) | {"ends_on": delivery.pledge.ends_on + LONGER}


def _wider(delivery: Delivery, pockets: list[Pocket]) -> Answers | None:
    """One more pocket of the same kecamatan, with what the first place gets."""
    other = _neighbour(delivery.commitment, pockets)
    if other is None:
        return None
    more = _place(delivery.commitment.allocations[0], FULL) | {"place": other.slug}
    return _answers(delivery, [*_places(delivery), more])


def _moved(delivery: Delivery, pockets: list[Pocket]) -> Answers | None:
    """Another pocket instead, where nothing was delivered yet."""
    other = _neighbour(delivery.commitment, pockets)
    if other is None or any(line.physical_percent is not None for line in delivery.commitment.allocations):
        return None
    first, *rest = _places(delivery)
    return _answers(delivery, [first | {"place": other.slug}, *rest], other.region.name)


def _neighbour(commitment: Commitment, pockets: list[Pocket]) -> Pocket | None:
    """The first active pocket of the same kecamatan that is not in it yet."""
    first, known = commitment.allocations[0], {line.pocket_id for line in commitment.allocations}
    near = (
        pocket
        for pocket in pockets
        if pocket.region_code[:KECAMATAN] == first.region_code[:KECAMATAN]
        and pocket.id not in known
        and pocket.status is PocketStatus.ACTIVE
    )
    return next(near, None) if first.pocket_id else None


def _answers(delivery: Delivery, places: list[Answers], where: str | None = None) -> Answers:
    """The request; the title tells the quantity and the first place."""
    commitment, first = delivery.commitment, delivery.commitment.allocations[0]
    here = first.region.name if first.pocket_id else ""
    total = sum(place["quantity"] for place in places)
    title = title_of(delivery.pledge.pattern, total, here if where is None else where)
    dates = {"starts_on": commitment.starts_on, "ends_on": commitment.ends_on}
    return {"title": title, "places": places} | dates


def _places(delivery: Delivery) -> list[Answers]:
    return [_place(line, FULL) for line in delivery.commitment.allocations]


def _place(line: Allocation, percent: int) -> Answers:
    numbers = {name: getattr(line, name) for name in NUMBERS}
    share = {n: None if value is None else value * percent // FULL for n, value in numbers.items()}
    return {"place": key_of(line)} | share


CHANGES = (
    Change(_reduced, REDUCTION, 12, Kind.GOVERNMENT),
    Change(_later, DELAY, 10, Kind.PRIVATE),
    Change(_wider, ANOTHER_PLACE, 9, Kind.COMMUNITY),
    Change(_later, DELAY, 11, Kind.NGO, False),
    Change(_moved, ANOTHER_PLACE, 14),
    Change(_moved, ANOTHER_PLACE, 20),
    Change(_reduced, REDUCTION, 260),
    Change(_reduced, REDUCTION, 75),
    Change(_wider, ANOTHER_PLACE, 8),
    Change(_wider, ANOTHER_PLACE, 13),
    Change(_later, DELAY, 170),
    Change(_later, DELAY, 120),
    Change(_reduced, REDUCTION, 3, outcome=None),
)
