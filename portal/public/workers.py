"""Who works at a place, strategy by strategy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Integer, Select, cast, func, select

from portal.commitments.choosing import chosen_commitments
from portal.commitments.models import Commitment
from portal.commitments.selection import Selection, StateFilter
from portal.core.clock import today
from portal.core.database import db, unindexed
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind
from portal.tallies import live_queries
from portal.tallies.queries import are_kept
from portal.web.formats import in_language

NAMED = 8


@dataclass(frozen=True)
class Worker:
    """A partner with the number of its live commitments under a strategy."""

    name: str
    slug: str
    commitments: int
    is_example: bool


@dataclass(frozen=True)
class StrategyRow:
    """A strategy at a place: the leads with most commitments, and how many more there are."""

    strategy: Strategy
    workers: Sequence[Worker]
    more: int
    is_gap: bool


def workers_by_strategy(strategies: Sequence[Strategy], wanted: Selection) -> list[StrategyRow]:
    """The strategies with who leads live commitments there; a delivering one that nobody serves is a gap."""
    found = _workers(wanted, [strategy.number for strategy in strategies])
    return [_row(strategy, *found.get(strategy.number, ([], 0))) for strategy in strategies]


def workers_shown(rows: Sequence[StrategyRow]) -> list[Worker]:
    """Everybody who is named in these rows."""
    return [worker for row in rows for worker in row.workers]


def gap_names(rows: Sequence[StrategyRow]) -> list[str]:
    """The short names of the gaps among these rows, in the language of the page."""
    return [in_language(row.strategy, "short") for row in rows if row.is_gap]


def _row(strategy: Strategy, workers: list[Worker], number: int) -> StrategyRow:
    is_gap = not workers and strategy.kind is StrategyKind.DELIVERING
    return StrategyRow(strategy, workers[:NAMED], max(0, number - NAMED), is_gap)


def _workers(wanted: Selection, strategies: Sequence[int]) -> dict[int, tuple[list[Worker], int]]:
    """By strategy number the leads of live commitments, those with most first, and how many there are."""
    code = wanted.region.key if wanted.region else ""
    found: dict[int, list[Worker]] = {}
    if len(code) > len("12.05.07") or wanted.pocket or not are_kept():
        for number, *worker in _afresh(wanted):
            found.setdefault(number, []).append(Worker(*worker))
        return {number: (workers, len(workers)) for number, workers in found.items()}
    leads: dict[int, int] = {}
    within = code if len(code) == len("12.05.07") else ""
    for number, leads[number], *worker in live_queries.leads_by_strategy(strategies, NAMED, within):
        found.setdefault(number, []).append(Worker(*worker))
    return {number: (workers, leads[number]) for number, workers in found.items()}


def _afresh(wanted: Selection) -> Iterable[Any]:
    strategy = unindexed(Commitment.strategy_number)  # in the order of the table: every row is read
    statement: Select[*tuple[Any, ...]] = (
        select(
            strategy,
            Organisation.name,
            Organisation.slug,
            func.count(),
            func.max(cast(Commitment.is_example, Integer)) > 0,
        )
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .group_by(strategy, Organisation.id, Organisation.name, Organisation.slug)
        .order_by(strategy, func.count().desc(), Organisation.name, Organisation.slug)
    )
    live = replace(wanted, state=StateFilter.LIVE)
    return db.session.execute(chosen_commitments(published(statement), live, today()))
