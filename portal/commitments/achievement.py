"""How far a commitment has come, in words and as a share: rupiah where they are given, else the quantity."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from portal.core.disclosure import counts_people
from portal.core.wording import _
from portal.web.formats import number, percent, rupiah_short


class Totals(Protocol):
    """What was promised and realised over the lines that have both, each None where no line has."""

    @property
    def realised_rupiah(self) -> int | None: ...
    @property
    def compared_rupiah(self) -> int | None: ...
    @property
    def realised_quantity(self) -> Decimal | None: ...
    @property
    def compared_quantity(self) -> Decimal | None: ...


@dataclass(frozen=True)
class Achievement:
    """`percent` is rounded down, so that nothing is called done before it is; it may pass 100."""

    text: str
    percent: int


def achievement_of(totals: Totals, unit: str) -> Achievement | None:
    """None while nothing that can be compared is verified. A unit that counts people is never told here."""
    if totals.realised_rupiah is not None and totals.compared_rupiah:
        share = totals.realised_rupiah * 100 // totals.compared_rupiah
        done, whole = rupiah_short(totals.realised_rupiah), rupiah_short(totals.compared_rupiah)
    elif totals.realised_quantity is not None and totals.compared_quantity and not counts_people(unit):
        share = int(totals.realised_quantity * 100 // totals.compared_quantity)
        done, whole = number(totals.realised_quantity), f"{number(totals.compared_quantity)} {unit}"
    else:
        return None
    text = _("%(done)s dari %(whole)s (%(share)s)", done=done, whole=whole, share=percent(share))
    return Achievement(text, share)
