"""The rows of the charts: quarters, kinds of partners and strategies with their amounts, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.charts.queries import MOST_QUARTERS, Figures
from portal.charts.rules import Amounts
from portal.commitments.selection import Selection
from portal.core.clock import today
from portal.core.values import Quarter
from portal.organisations.rules import OrganisationKind
from portal.strategies.queries import StrategyName
from portal.web.formats import in_language, quarter


@dataclass(frozen=True)
class ChartRow:
    """One column or bar. `said` is its name in a sentence; `arguments` narrow the list to what it counts.

    `added`: realised since the row before, None where that is not known. `is_kept`: from a snapshot.
    """

    key: str
    name: str
    said: str
    as_of: date
    amounts: Amounts
    added: int | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    is_kept: bool = False


def quarters_of(figures: Figures) -> list[ChartRow]:
    """From the first quarter with a promise, at most MOST_QUARTERS; the last is the present one."""
    rows: list[ChartRow] = []
    before = 0
    expected: Quarter | None = None
    for each, amounts in figures.by_quarter.items():
        if rows or amounts.commitments:
            added = amounts.delivered - before if expected in (None, each) else None
            day, name = min(each.last_day, today()), quarter(each)
            kept = each.last_day < today()
            rows.append(ChartRow(each.slug, name, name, day, amounts, added, is_kept=kept))
        before, expected = amounts.delivered, each.next
    return rows[-MOST_QUARTERS:]


def kinds_of(figures: Figures, selection: Selection) -> list[ChartRow]:
    """Every kind, or the one that was asked for."""
    kinds = [selection.kind] if selection.kind else list(OrganisationKind)
    return [
        ChartRow(
            kind.slug,
            str(kind.label),
            str(kind.label),
            today(),
            figures.by_kind.get(kind, Amounts()),
            arguments={"jenis": kind.slug},
        )
        for kind in kinds
    ]


def strategies_of(
    figures: Figures, selection: Selection, strategies: Sequence[StrategyName]
) -> list[ChartRow]:
    """The seven by number, or the one that was asked for."""
    return [
        ChartRow(
            str(each.number),
            f"{each.number} {in_language(each, 'short')}",
            str(in_language(each, "short")),
            today(),
            figures.by_strategy.get(each.number, Amounts()),
            arguments={"strategi": str(each.number)},
        )
        for each in strategies
        if selection.strategy in (None, each.number)
    ]


def quarter_of(row: ChartRow) -> Quarter:
    """The quarter that a row of the first chart is of."""
    found = Quarter.from_slug(row.key)
    if found is None:
        raise ValueError(row.key)
    return found
