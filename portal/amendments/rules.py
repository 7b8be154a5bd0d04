"""A request's life cycle, and what a changed promise must not do to what was delivered already. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.core.wording import LazyString, Word, _l


class AmendmentKind(Word):
    CHANGE = "change", "ubah", _l("Ubah janji")
    CANCEL = "cancel", "batal", _l("Batalkan komitmen")


class AmendmentStatus(Word):
    REQUESTED = "requested", "diajukan", _l("Menunggu keputusan")
    APPROVED = "approved", "disetujui", _l("Disetujui")
    REJECTED = "rejected", "ditolak", _l("Ditolak")
    WITHDRAWN = "withdrawn", "ditarik", _l("Ditarik kembali")


S = AmendmentStatus
MOVES: dict[AmendmentStatus, frozenset[AmendmentStatus]] = {
    S.REQUESTED: frozenset({S.APPROVED, S.REJECTED, S.WITHDRAWN}),
    S.APPROVED: frozenset(),
    S.REJECTED: frozenset(),
    S.WITHDRAWN: frozenset(),
}


def may_move(old: AmendmentStatus, new: AmendmentStatus) -> bool:
    return new in MOVES[old]


@dataclass(frozen=True)
class Numbers:
    """What is promised to one place, or was realised there. Rupiah whole, quantity in the pledge's unit."""

    rupiah: int | None = None
    quantity: Decimal | None = None
    households: int | None = None
    people: int | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything above nothing was counted."""
        return any((self.rupiah, self.quantity, self.households, self.people))


NOTHING = Numbers()
NUMBERS = ("rupiah", "quantity", "households", "people")


@dataclass(frozen=True)
class Delivered:
    """One place of the promise as it stands: promised, verified as realised, and whether more waits."""

    name: str
    promised: Numbers
    realised: Numbers = NOTHING
    waits: bool = False

    @property
    def fixed(self) -> bool:
        """A place where something arrived, or is reported to have, stays in the commitment."""
        return self.realised.says_something or self.waits


@dataclass(frozen=True)
class Fault:
    """Why a proposal may not be sent, and at which question that shows."""

    sentence: LazyString
    field: str


def taken_out_after_delivery(present: Mapping[str, Delivered], proposed: Iterable[str]) -> Fault | None:
    """The first place that the proposal leaves out although something was delivered there."""
    kept = set(proposed)
    gone = next((each for key, each in present.items() if each.fixed and key not in kept), None)
    if gone is None:
        return None
    sentence = _l(
        "%(place)s tidak bisa dikeluarkan: sudah ada laporan penyerahan di sana. Kurangi jumlahnya saja.",
        place=gone.name,
    )
    return Fault(sentence, "places")


def lowered_below_delivery(
    present: Mapping[str, Delivered], proposed: Mapping[str, Numbers]
) -> list[Delivered]:
    """The places whose promise falls below what was verified as realised there."""
    return [each for key, each in present.items() if key in proposed and _falls_below(each, proposed[key])]


def _falls_below(place: Delivered, proposed: Numbers) -> bool:
    """A number that is taken away altogether falls too; one that stays as it is does not."""
    for name in NUMBERS:
        new, realised = getattr(proposed, name), getattr(place.realised, name)
        if realised and new != getattr(place.promised, name) and (new is None or new < realised):
            return True
    return False
