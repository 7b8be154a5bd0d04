"""Reading needs: one, the catalogue narrowed and ordered, those that wait for the office."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_, select

from portal.accounts.models import User
from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from portal.core.publishing import published
from portal.needs.models import Need
from portal.needs.rules import URGENCY, NeedPriority, NeedStatus
from portal.organisations.models import Membership
from portal.organisations.rules import MemberRole
from portal.places.models import Pocket, Region

Statement = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class NeedFilter:
    """What is asked of a list of needs; an empty one asks for all."""

    year: int | None = None
    strategy: int | None = None
    region_code: str = ""
    pocket_id: int | None = None
    priority: NeedPriority | None = None
    status: NeedStatus | None = None
    organisation_ids: frozenset[int] | None = None
    words: str = ""


def get_need(reference: str) -> Need | None:
    """A need in any state, for its own people and the office."""
    return db.session.scalar(select(Need).filter_by(reference=reference))


def get_published_need(reference: str) -> Need | None:
    """A need that everybody may see."""
    statement = published(select(Need).join(Pocket, Pocket.id == Need.pocket_id))
    return db.session.scalar(statement.where(Need.reference == reference))


def locked(need: Need) -> Need:
    """The row as it stands now, locked: of two people at once the second finds it moved."""
    statement = select(Need).filter_by(id=need.id).with_for_update(of=Need)
    return db.session.scalars(statement.execution_options(populate_existing=True)).one()


def deciders_of(need: Need) -> list[User]:
    """Who may decide on a proposal: the verifiers of its strategy, but who made it and who works there."""
    people = select(User).where(User.is_active, User.office_roles.any(role=OfficeRoleName.VERIFIER))
    return [
        person
        for person in db.session.scalars(people.order_by(User.id)).unique()
        if person.covers(need.strategy_number)
        and person.id != need.created_by_id
        and person.role_in(need.organisation_id or 0) is None
    ]


def proposers_of(need: Need) -> list[User]:
    """Who hears what became of a proposal: who made it, and those who manage the organisation."""
    managers = select(Membership.user_id).filter_by(
        organisation_id=need.organisation_id, role=MemberRole.MANAGER
    )
    people = select(User).where(or_(User.id == need.created_by_id, User.id.in_(managers)), User.is_active)
    return list(db.session.scalars(people.order_by(User.id)).unique())


def conditions(asked: NeedFilter) -> list[ColumnElement[bool]]:
    """The filter as conditions on a select of needs joined with pockets and regions."""
    possible: list[tuple[object, Any]] = [
        (asked.year, lambda: Need.year == asked.year),
        (asked.strategy, lambda: Need.strategy_number == asked.strategy),
        (asked.region_code, lambda: _inside(asked.region_code)),
        (asked.pocket_id, lambda: Need.pocket_id == asked.pocket_id),
        (asked.priority, lambda: Need.priority == asked.priority),
        (asked.status, lambda: Need.status == asked.status),
        (asked.organisation_ids is not None, lambda: Need.organisation_id.in_(asked.organisation_ids or ())),
        (asked.words, lambda: _has_words(asked.words)),
    ]
    return [make() for given, make in possible if given]


def urgency() -> ColumnElement[int]:
    """0 for the most urgent: the order of the catalogue."""
    return case({word.value: step for word, step in URGENCY.items()}, value=Need.priority)


def _inside(code: str) -> ColumnElement[bool]:
    return or_(Region.code == code, Region.kecamatan_code == code, Region.code.startswith(code + "."))


def _has_words(words: str) -> ColumnElement[bool]:
    searched = (Need.title, Need.reference, Pocket.name, Region.name)
    return and_(
        *(
            or_(*(column.icontains(word, autoescape=True) for column in searched))
            for word in words.split()[:8]
        )
    )
