"""The seven strategies and the legal bases, in their order."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Select, select

from portal.core.database import built_once, db
from portal.core.held import held
from portal.strategies.models import LegalBasis, Strategy
from portal.strategies.rules import StrategyKind


def all_strategies() -> Sequence[Strategy]:
    """The seven, by number."""
    return db.session.scalars(_all_strategies()).all()


@built_once
def _all_strategies() -> Select[Strategy]:
    return select(Strategy).order_by(Strategy.number)


class StrategyName(NamedTuple):
    """A strategy as filters and columns of tables need it."""

    number: int
    short_id: str
    short_en: str
    name_id: str
    name_en: str
    kind: StrategyKind


@held
def strategy_names() -> Sequence[StrategyName]:
    """The seven by number, for pages that only name them."""
    columns = (getattr(Strategy, name) for name in StrategyName._fields)
    found = db.session.execute(_all_strategies().with_only_columns(*columns))
    return tuple(StrategyName(*row) for row in found)


def get_strategy(number: int) -> Strategy | None:
    """One strategy by its number, or None."""
    return db.session.get(Strategy, number)


def all_legal_bases() -> Sequence[LegalBasis]:
    """The legal bases in the order the office gave them."""
    return db.session.scalars(select(LegalBasis).order_by(LegalBasis.position, LegalBasis.id)).all()


def get_legal_basis(basis_id: int) -> LegalBasis | None:
    """One legal basis, or None."""
    return db.session.get(LegalBasis, basis_id)
