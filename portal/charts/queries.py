"""What charts show: present amounts from the source of the matrix, past quarters as they were kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.charts.rules import Amounts
from portal.commitments.selection import Selection, StateFilter
from portal.core.clock import today
from portal.core.values import Quarter
from portal.matrices.queries import Question
from portal.matrices.rules import Columns, Measure, Rows
from portal.matrices.sources import source_of, sources_of
from portal.organisations.rules import OrganisationKind
from portal.snapshots.queries import Scope, kept_of
from portal.snapshots.rules import finished, missing

MOST_QUARTERS = 12
AMOUNTS = ("commitments", "pledged", "realised", "unvalued")  # the fields of Amounts in a snapshot
Cells = dict[tuple[OrganisationKind, int], Amounts]


@dataclass(frozen=True)
class Figures:
    """All that the charts show of one selection; `by_quarter` ends with the present quarter.

    `missing`: finished quarters that are not kept yet. `kept_examples`: example data was kept in some.
    """

    by_quarter: Mapping[Quarter, Amounts]
    missing: Sequence[Quarter]
    kept_examples: bool
    by_kind: Mapping[OrganisationKind, Amounts]
    by_strategy: Mapping[int, Amounts]
    whole: Amounts


def read_figures(selection: Selection) -> Figures:
    """`selection`: year, strategy, region (a kecamatan), kind and state.

    States are those of today, so a state has no quarters.
    """
    cells, kept = _present(selection), _kept(selection)
    whole, past = total(cells.values()), {quarter: _amounts(found) for quarter, found in kept.items()}
    return Figures(
        {**past, Quarter.of(today()): whole} if _has_quarters(selection) else {},
        missing(finished(next(iter(kept)).first_day, today()), kept) if kept else [],
        any(found["is_example"] for found in kept.values()),
        _added_up(cells, lambda key: key[0]),
        _added_up(cells, lambda key: key[1]),
        whole,
    )


def total(parts: Iterable[Amounts]) -> Amounts:
    """The sum of parts that share no commitment: kinds of partners and strategies do not."""
    amounts = list(parts)
    return Amounts(
        commitments=sum(each.commitments for each in amounts),
        pledged=_sum(each.pledged for each in amounts),
        realised=_sum(each.realised for each in amounts),
        unvalued=sum(each.unvalued for each in amounts),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    given = [value for value in values if value is not None]
    return sum(given) if given else None


def _added_up(cells: Cells, name: Callable[[Any], Any]) -> dict[Any, Amounts]:
    groups: dict[Any, list[Amounts]] = {}
    for key, amounts in cells.items():
        groups.setdefault(name(key), []).append(amounts)
    return {key: total(parts) for key, parts in groups.items()}


def has_examples(selection: Selection) -> bool:
    """Whether example data is counted in it."""
    asked = _question(selection, Measure.RUPIAH)
    return source_of(asked).whole(asked)[1]


def _present(selection: Selection) -> Cells:
    """By kind and strategy as the matrix counts them now."""
    asked = [_question(selection, measure) for measure in (Measure.RUPIAH, Measure.ACHIEVED)]
    pledged, achieved = (source.cells(q) for source, q in zip(sources_of(asked), asked, strict=True))
    return {
        (OrganisationKind.of(kind), int(strategy)): Amounts(
            count.commitments, count.amount, achieved[kind, strategy].amount, count.unstated
        )
        for (kind, strategy), count in pledged.items()
    }


def _question(selection: Selection, measure: Measure) -> Question:
    return Question(Rows.KIND, Columns.STRATEGY, measure, selection)


def _has_quarters(selection: Selection) -> bool:
    return selection.state is StateFilter.LIVE


def _kept(selection: Selection) -> dict[Quarter, dict[str, Any]]:
    """Finished quarters, told of the promise as it was then."""
    place = selection.region.key if selection.region else None
    scope = Scope(place, selection.strategy, selection.kind, selection.year)
    return kept_of(scope) if _has_quarters(selection) else {}


def _amounts(found: Mapping[str, Any]) -> Amounts:
    return Amounts(*(found[name] for name in AMOUNTS))
