"""Which open needs suit a partner, and why: its focus strategies, its areas, its own unit of work."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.catalogue.queries import NeedRow, list_needs
from portal.core.wording import _
from portal.needs.queries import NeedFilter
from portal.needs.rules import URGENCY, NeedState
from portal.organisations.models import Organisation

LOOKED_AT = 500  # open needs, the most urgent first; a partner reads a handful


@dataclass(frozen=True)
class Match:
    """A need with the reasons why it suits; the more reasons, the earlier it stands."""

    row: NeedRow
    reasons: tuple[str, ...]

    @property
    def is_example(self) -> bool:
        return self.row.is_example


def matches_for(organisations: Sequence[Organisation], asked: NeedFilter) -> list[Match]:
    """Open needs for these partners, those that suit first, then by urgency."""
    found = list_needs(asked, 1, state=NeedState.OPEN, size=LOOKED_AT).rows
    matches = [Match(row, _reasons(row, organisations)) for row in found]
    return sorted(matches, key=lambda each: (-len(each.reasons), URGENCY[each.row.need.priority]))


def _reasons(row: NeedRow, organisations: Sequence[Organisation]) -> tuple[str, ...]:
    reasons = []
    if any(row.need.strategy_number in each.focus_numbers for each in organisations):
        reasons.append(_("Sesuai strategi fokus Anda"))
    kecamatan = row.need.pocket.region.kecamatan_code
    if any(kecamatan in each.area_codes for each in organisations):
        reasons.append(_("Di wilayah kerja Anda"))
    return tuple(reasons)
