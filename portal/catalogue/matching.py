"""Which open needs suit a partner, and why: its focus strategies, its areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case

from portal.catalogue.queries import NeedRow, list_needs
from portal.core.paging import Page
from portal.core.wording import _
from portal.needs.models import Need
from portal.needs.queries import NeedFilter
from portal.needs.rules import NeedState
from portal.organisations.models import Organisation
from portal.places.models import Region


@dataclass(frozen=True)
class Match:
    """A need with the reasons why it suits; the more reasons, the earlier it stands."""

    row: NeedRow
    reasons: tuple[str, ...]

    @property
    def is_example(self) -> bool:
        return self.row.is_example


def matches_for(organisations: Sequence[Organisation], asked: NeedFilter, number: int = 1) -> Page[Match]:
    """A page of open needs for these partners, those that suit first, then by urgency."""
    focus = frozenset().union(*(each.focus_numbers for each in organisations))
    areas = frozenset().union(*(each.area_codes for each in organisations))
    suits = case((Need.strategy_number.in_(sorted(focus)), 1), else_=0)
    near = case((Region.kecamatan_code.in_(sorted(areas)), 1), else_=0)
    found = list_needs(asked, number, state=NeedState.OPEN, order=[(suits + near).desc()], public=False)
    matches = [Match(row, _reasons(row, focus, areas)) for row in found.rows]
    return Page(matches, found.number, found.total, found.size)


def _reasons(row: NeedRow, focus: frozenset[int], areas: frozenset[str]) -> tuple[str, ...]:
    reasons = []
    if row.need.strategy_number in focus:
        reasons.append(_("Sesuai strategi fokus Anda"))
    if row.need.pocket.region.kecamatan_code in areas:
        reasons.append(_("Di wilayah kerja Anda"))
    return tuple(reasons)
