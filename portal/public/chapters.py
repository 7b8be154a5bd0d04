"""One strategy as everybody may read it: where it is delivered, by whom, with which commitments."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.catalogue.queries import count_open
from portal.commitments.queries import list_commitments
from portal.commitments.rows import CommitmentRow
from portal.commitments.selection import Selection, StateFilter
from portal.core.keyset import Stretch
from portal.needs.queries import NeedFilter
from portal.public.facets import counted
from portal.public.overview import Overview, overview
from portal.public.workers import StrategyRow, workers_by_strategy
from portal.strategies.models import Strategy

SHOWN = 6


@dataclass(frozen=True)
class StrategyPage:
    """A strategy with its leads, its kecamatan and its newest live commitments."""

    strategy: Strategy
    leads: StrategyRow
    overview: Overview
    commitments: Stretch[CommitmentRow]
    open_needs: int

    @property
    def district_leads(self) -> int:
        """Partners that serve the whole kabupaten under this strategy."""
        served = self.overview.coverage.district.get(self.strategy.number)
        return served.leads if served else 0

    @property
    def unserved(self) -> Sequence[str]:
        """The names of the kecamatan that no live commitment names under this strategy."""
        number, cells = self.strategy.number, self.overview.coverage.cells
        rows = self.overview.kecamatan
        return [row.region.name for row in rows if (row.region.code, number) not in cells]


def get_strategy_page(number: int) -> StrategyPage | None:
    """The page of a strategy, or None."""
    district = overview()
    strategy = next((each for each in district.strategies if each.number == number), None)
    if strategy is None:
        return None
    wanted = Selection(strategy=number, state=StateFilter.LIVE)
    leads = workers_by_strategy([strategy], wanted)[0]
    newest = counted(list_commitments(wanted, size=SHOWN, counted=False), wanted)
    needs = count_open(NeedFilter(strategy=number))
    return StrategyPage(strategy, leads, district, newest, needs)
