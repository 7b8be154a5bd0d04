"""Who works at a place, strategy by strategy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, cast, func, select

from portal.commitments.choosing import chosen_commitments
from portal.commitments.models import Commitment
from portal.commitments.selection import Selection, StateFilter
from portal.core.clock import today
from portal.core.database import db
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind
from portal.web.formats import in_language

NAMED = 8


@dataclass(frozen=True)
class Worker:
    """A partner with the number of its live commitments under a strategy."""

    name: str
    slug: str
    commitments: int
    updated_at: datetime
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
    found = _workers(wanted)
    return [_row(strategy, found.get(strategy.number, [])) for strategy in strategies]


def workers_shown(rows: Sequence[StrategyRow]) -> list[Worker]:
    """Everybody who is named in these rows."""
    return [worker for row in rows for worker in row.workers]


def gap_names(rows: Sequence[StrategyRow]) -> list[str]:
    """The short names of the gaps among these rows, in the language of the page."""
    return [in_language(row.strategy, "short") for row in rows if row.is_gap]


def _row(strategy: Strategy, workers: list[Worker]) -> StrategyRow:
    is_gap = not workers and strategy.kind is StrategyKind.DELIVERING
    return StrategyRow(strategy, workers[:NAMED], max(0, len(workers) - NAMED), is_gap)


def _workers(wanted: Selection) -> dict[int, list[Worker]]:
    """Leads of live commitments by strategy number, those with most commitments first."""
    statement: Select[*tuple[Any, ...]] = (
        select(
            Commitment.strategy_number,
            Organisation.name,
            Organisation.slug,
            func.count(),
            func.max(Commitment.updated_at),
            func.max(cast(Commitment.is_example, Integer)),
        )
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .group_by(Commitment.strategy_number, Organisation.id, Organisation.name, Organisation.slug)
        .order_by(Commitment.strategy_number, func.count().desc(), Organisation.name, Organisation.slug)
    )
    live = replace(wanted, state=StateFilter.LIVE)
    found: dict[int, list[Worker]] = {}
    for number, *worker in db.session.execute(chosen_commitments(published(statement), live, today())):
        found.setdefault(number, []).append(Worker(*worker))
    return found
