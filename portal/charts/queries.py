"""What charts show: present amounts from the source of the matrix, those of past quarters as known then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from portal.charts.rules import Amounts
from portal.commitments.selection import Selection, StateFilter
from portal.core.clock import today
from portal.core.values import Quarter
from portal.matrices.counts import Count
from portal.matrices.queries import Question
from portal.matrices.rules import Columns, Measure, Rows
from portal.matrices.sources import source_of
from portal.organisations.rules import OrganisationKind
from portal.snapshots.queries import Scope, first_promise_on, kept_of, known_totals
from portal.snapshots.rules import finished, missing

MOST_QUARTERS = 12
AMOUNTS = ("commitments", "pledged", "realised", "unvalued")  # the fields of Amounts in a snapshot


@dataclass(frozen=True)
class Figures:
    """All that the charts show of one selection; `by_quarter` ends with the present quarter.

    `counted`: finished quarters that are not kept yet, and so were counted for this page.
    """

    by_quarter: Mapping[Quarter, Amounts]
    counted: Sequence[Quarter]
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
    by_quarter, counted = _by_quarter(live, now)
    return Figures(by_quarter, counted, by_kind, by_strategy, whole, is_example)


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


def _by_quarter(selection: Selection, now: Amounts) -> tuple[dict[Quarter, Amounts], list[Quarter]]:
    """Finished quarters as they are kept, those that are not kept yet as they are counted, and today."""
    scope, present = _scope(selection), Quarter.of(today())
    kept = kept_of(scope)
    began = next(iter(kept)).first_day if kept else first_promise_on()
    shown = finished(began, today())[-MOST_QUARTERS:]
    counted = known_totals(missing(shown, kept), scope)
    past = {each: _amounts(kept.get(each) or counted.get(each)) for each in shown}
    return past | {present: now}, [each for each in shown if each not in kept]


def _amounts(found: Mapping[str, Any] | None) -> Amounts:
    return Amounts(*(found[name] for name in AMOUNTS)) if found and found["commitments"] else Amounts()


def _scope(selection: Selection) -> Scope:
    """The filters, told of the promise as it was then."""
    place = selection.region.key if selection.region else None
    return Scope(place, selection.strategy, selection.kind, selection.year)
