"""The seven strategies and the legal bases, in their order."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from portal.core.database import built_once, db
from portal.strategies.models import LegalBasis, Strategy


def all_strategies() -> Sequence[Strategy]:
    """The seven, by number."""
    return db.session.scalars(_all_strategies()).all()


@built_once
def _all_strategies() -> Select[Strategy]:
    return select(Strategy).order_by(Strategy.number)


def get_strategy(number: int) -> Strategy | None:
    """One strategy by its number, or None."""
    return db.session.get(Strategy, number)


def all_legal_bases() -> Sequence[LegalBasis]:
    """The legal bases in the order the office gave them."""
    return db.session.scalars(select(LegalBasis).order_by(LegalBasis.position, LegalBasis.id)).all()


def get_legal_basis(basis_id: int) -> LegalBasis | None:
    """One legal basis, or None."""
    return db.session.get(LegalBasis, basis_id)
