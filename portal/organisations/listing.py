"""The office's list of organisations: what it may be asked, and one page of the answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.core.wording import Word, _l
from portal.organisations.models import Membership, Organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus


class OrganisationOrder(Word):
    """`urut` in addresses."""

    NAME = "name", "nama", _l("Nama")
    OLDEST = "oldest", "terlama", _l("Paling lama diajukan")
    NEWEST = "newest", "terbaru", _l("Baru diajukan")


@dataclass(frozen=True)
class OrganisationFilter:
    """What the office asks of the list; an empty one asks for all organisations."""

    kind: OrganisationKind | None = None
    status: OrganisationStatus | None = None
    words: str = ""
    order: OrganisationOrder = OrganisationOrder.NAME


@dataclass(frozen=True)
class Registered:
    """An organisation in the list; `people` is how many work for it."""

    slug: str
    name: str
    kind: OrganisationKind
    status: OrganisationStatus
    applied_at: datetime
    is_example: bool
    people: int


def registered(wanted: OrganisationFilter, number: int) -> Page[Registered]:
    """One page of all organisations on record, whatever their status; those merged away are left out."""
    o, conditions = Organisation, _conditions(wanted)
    total = db.session.scalar(select(func.count(o.id)).where(*conditions)) or 0
    people = select(func.count(Membership.id)).where(Membership.organisation_id == o.id).scalar_subquery()
    statement = select(o.slug, o.name, o.kind, o.status, o.applied_at, o.is_example, people)
    rows = statement.where(*conditions).order_by(*_order(wanted.order)).limit(PAGE_SIZE)
    found = db.session.execute(rows.offset((number - 1) * PAGE_SIZE))
    return Page([Registered(*row) for row in found], number, total)


def _conditions(wanted: OrganisationFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Organisation.merged_into_id.is_(None)]
    if wanted.kind:
        conditions.append(Organisation.kind == wanted.kind)
    if wanted.status:
        conditions.append(Organisation.status == wanted.status)
    words = wanted.words.split()[:8]
    return conditions + [Organisation.name.icontains(word, autoescape=True) for word in words]


def _order(order: OrganisationOrder) -> list[Any]:
    name = [func.lower(Organisation.name), Organisation.id]
    return {
        OrganisationOrder.NAME: name,
        OrganisationOrder.OLDEST: [Organisation.applied_at, *name],
        OrganisationOrder.NEWEST: [Organisation.applied_at.desc(), *name],
    }[order]
