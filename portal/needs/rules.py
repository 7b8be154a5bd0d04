"""A need's life cycle and words, and how needed, pledged, delivered and open quantities add up. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from portal.core.disclosure import AtLeast, Count, Shown, counts_people
from portal.core.values import SMALL_COUNT
from portal.core.wording import Word, _l


class NeedStatus(Word):
    """A need proposed by an organisation is public once the office accepts it; closed says it is over."""

    PROPOSED = "proposed", "diusulkan", _l("Diusulkan")
    DECLINED = "declined", "tidak-diterima", _l("Tidak diterima")
    OPEN = "open", "terbuka", _l("Terbuka")
    CLOSED = "closed", "ditutup", _l("Ditutup")


class NeedPriority(Word):
    URGENT = "urgent", "mendesak", _l("Mendesak")
    HIGH = "high", "tinggi", _l("Tinggi")
    NORMAL = "normal", "biasa", _l("Biasa")


class NeedBasis(Word):
    """On what a need rests. Musdes: Permendesa; DTSEN: Inpres 4/2025."""

    VILLAGE_MEETING = "village_meeting", "musdes", _l("Musyawarah desa atau kelurahan")
    DTSEN = "dtsen", "dtsen", _l("Data DTSEN")
    FGD = "fgd", "fgd", _l("FGD")
    SURVEY = "survey", "survei", _l("Survei atau pendataan lain")


class NeedState(Word):
    """What is shown of a need that was accepted: what its balance says, or that it is closed."""

    OPEN = "open", "terbuka", _l("Masih terbuka")
    PLEDGED = "pledged", "dijanjikan", _l("Dijanjikan seluruhnya")
    MET = "met", "terpenuhi", _l("Terpenuhi")
    CLOSED = "closed", "ditutup", _l("Ditutup")
    PROPOSED = "proposed", "diusulkan", _l("Diusulkan")
    DECLINED = "declined", "tidak-diterima", _l("Tidak diterima")


class NeedSort(Word):
    """The orders of the catalogue; each goes on to the last tie."""

    URGENCY = "urgency", "mendesak", _l("Paling mendesak")
    OPEN = "open", "sisa", _l("Sisa terbanyak")
    NEWEST = "newest", "terbaru", _l("Terbaru")


S = NeedStatus
MOVES: dict[NeedStatus, frozenset[NeedStatus]] = {
    S.PROPOSED: frozenset({S.OPEN, S.DECLINED}),
    S.DECLINED: frozenset(),
    S.OPEN: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.OPEN}),
}
PUBLIC = frozenset({S.OPEN, S.CLOSED})
URGENCY = {NeedPriority.URGENT: 0, NeedPriority.HIGH: 1, NeedPriority.NORMAL: 2}


def may_move(old: NeedStatus, new: NeedStatus) -> bool:
    return new in MOVES[old]


@dataclass(frozen=True)
class Balance:
    """How a need stands, in its unit: `needed` = `delivered` + `on_the_way` + `open` − `beyond`.

    `pledged` counts what running commitments promise for it, and of closed ones only what they delivered: a
    promise that ended without delivery is open again.
    """

    needed: Decimal
    pledged: Decimal = Decimal(0)
    delivered: Decimal = Decimal(0)

    @property
    def on_the_way(self) -> Decimal:
        """Promised and not delivered yet."""
        return self.pledged - self.delivered

    @property
    def open(self) -> Decimal:
        """What nobody promised yet."""
        return max(Decimal(0), self.needed - self.pledged)

    @property
    def beyond(self) -> Decimal:
        """What was promised beyond the need."""
        return max(Decimal(0), self.pledged - self.needed)

    def percent(self, part: Decimal) -> int:
        """A part of the need in whole percent, rounded down: 99,9 % is not all of it."""
        return int(part * 100 / self.needed)


@dataclass(frozen=True)
class ShownBalance:
    """A balance as far as it may be said; `percent`: how much is delivered, None where that says too much."""

    needed: Shown | Decimal
    pledged: Shown | Decimal
    delivered: Shown | Decimal
    open: Shown | Decimal
    beyond: Shown | Decimal
    percent: int | None


def exact(balance: Balance) -> ShownBalance:
    """All of it, for the office and for partners."""
    parts = (balance.needed, balance.pledged, balance.delivered, balance.open, balance.beyond)
    return ShownBalance(*parts, balance.percent(balance.delivered))


def in_public(balance: Balance, unit: str) -> ShownBalance:
    """What everybody may see: where the unit counts people, no number of 1 to 4, nor one that gives it away.

    Of `pledged` and `open`, which together are `needed`, the least is said of one when the other is masked.
    """
    if not counts_people(unit):
        return exact(balance)
    counts = (balance.needed, balance.pledged, balance.delivered, balance.open)
    needed, pledged, delivered, left = (Count(int(each), True) for each in counts)
    least = AtLeast(max(1, int(balance.needed) - SMALL_COUNT + 1))
    hidden = needed.is_masked or pledged.is_masked or left.is_masked
    return ShownBalance(
        needed.shown,
        least if left.is_masked and not needed.is_masked and not pledged.is_masked else pledged.shown,
        delivered.shown,
        least if pledged.is_masked and not needed.is_masked and not left.is_masked else left.shown,
        AtLeast(1) if hidden and balance.beyond else Count(int(balance.beyond), True).shown,
        None if delivered.is_masked or needed.is_masked else balance.percent(balance.delivered),
    )


def counted_pledge(promised: Decimal, delivered: Decimal | None, is_running: bool) -> Decimal:
    """What one line of a live commitment counts as pledged for its need."""
    reached = delivered or Decimal(0)
    return max(promised, reached) if is_running else reached


def state_of(status: NeedStatus, balance: Balance) -> NeedState:
    """What a need is called now."""
    if status is not S.OPEN:
        return NeedState.of(status.value)
    if balance.delivered >= balance.needed:
        return NeedState.MET
    return NeedState.OPEN if balance.open else NeedState.PLEDGED
