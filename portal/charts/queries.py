"""What charts show: present amounts from the source of the matrix, those of past quarters as known then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import extract, func, select

from portal.charts.rules import Amounts
from portal.commitments.models import Commitment
from portal.commitments.selection import Selection, StateFilter
from portal.commitments.version_models import PledgeVersion
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.core.publishing import published
from portal.core.values import Quarter
from portal.matrices.counts import Count
from portal.matrices.queries import Question
from portal.matrices.rules import Columns, Measure, Rows
from portal.matrices.sources import source_of
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Region
from portal.snapshots.counting import known_lines, sums

MOST_QUARTERS = 12


@dataclass(frozen=True)
class Figures:
    """All that the charts show of one selection; `by_quarter` ends with the present quarter."""

    by_quarter: Mapping[Quarter, Amounts]
    by_kind: Mapping[OrganisationKind, Amounts]
    by_strategy: Mapping[int, Amounts]
    whole: Amounts
    is_example: bool


def read_figures(selection: Selection) -> Figures:
    """`selection`: year, strategy, region (a kecamatan), kind and state; states are those of today."""
    by_kind = {OrganisationKind.of(key): each for key, each in _present(selection, "row_totals").items()}
    by_strategy = {int(key): each for key, each in _present(selection, "column_totals").items()}
    source = source_of(_question(selection, Measure.COMMITMENTS))
    is_example = source.whole(_question(selection, Measure.COMMITMENTS))[1]
    whole = total(by_kind.values())
    live = replace(selection, state=StateFilter.LIVE)
    now = whole if selection == live else total(_present(live, "row_totals").values())
    return Figures(_by_quarter(live, now), by_kind, by_strategy, whole, is_example)


def total(parts: Any) -> Amounts:
    """The sum of parts that share no commitment, such as kinds of partners."""
    amounts = list(parts)
    return Amounts(
        commitments=sum(each.commitments for each in amounts),
        pledged=_sum(each.pledged for each in amounts),
        realised=_sum(each.realised for each in amounts),
        unvalued=sum(each.unvalued for each in amounts),
    )


def _sum(values: Any) -> int | None:
    given = [value for value in values if value is not None]
    return sum(given) if given else None


def _question(selection: Selection, measure: Measure) -> Question:
    return Question(Rows.KIND, Columns.STRATEGY, measure, selection)


def _present(selection: Selection, totals: str) -> dict[Any, Amounts]:
    """By kind ("row_totals") or strategy ("column_totals"), as the matrix counts them at this moment."""
    found = []
    for measure in (Measure.RUPIAH, Measure.ACHIEVED):
        question = _question(selection, measure)
        counts: dict[Any, Count] = getattr(source_of(question), totals)(question)
        found.append(counts)
    pledged, achieved = found
    return {
        key: Amounts(count.commitments, count.amount, achieved[key].amount, count.unstated)
        for key, count in pledged.items()
    }


def _by_quarter(selection: Selection, now: Amounts) -> dict[Quarter, Amounts]:
    present = Quarter.of(today())
    past = _past(_finished(present), selection)
    return past | {present: now}


def _finished(present: Quarter) -> Sequence[Quarter]:
    """The quarters before this one since the first promise, at most MOST_QUARTERS - 1, oldest first."""
    began = db.session.scalar(published(select(func.min(Commitment.verified_at))))
    quarters: list[Quarter] = []
    each = present.previous
    while began and each.last_day >= in_wib(began).date() and len(quarters) < MOST_QUARTERS - 1:
        quarters.insert(0, each)
        each = each.previous
    return quarters


def _past(quarters: Sequence[Quarter], selection: Selection) -> dict[Quarter, Amounts]:
    """What stood at the end of each quarter; none of a promise that was not public then."""
    if not quarters:
        return {}
    statement = known_lines(quarters, *sums()).where(*_conditions(selection)).group_by("ended")
    found = {row.ended: row for row in db.session.execute(statement)}
    return {quarter: _known(found.get(quarter.slug)) for quarter in quarters}


def _known(row: Any) -> Amounts:
    return Amounts(row.commitments, row.pledged, row.realised, row.unvalued) if row else Amounts()


def _conditions(selection: Selection) -> list[Any]:
    """The filters, told of the promise as it was then."""
    possible = [
        (selection.year, lambda: extract("year", PledgeVersion.starts_on) == selection.year),
        (selection.strategy, lambda: Commitment.strategy_number == selection.strategy),
        (selection.kind, lambda: Organisation.kind == selection.kind),
        (selection.region, lambda: Region.kecamatan_code == selection.region.key),  # type: ignore[union-attr]
    ]
    return [make() for given, make in possible if given]
