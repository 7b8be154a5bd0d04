"""Reads the shared filters out of an address. An unknown value is said kindly, never guessed."""

from collections.abc import Callable

from sqlalchemy import select

from portal.commitments.rules import FundingSource
from portal.commitments.selection import Chosen, Scope, Selection, StateFilter
from portal.core.database import db
from portal.core.errors import UnknownFilter
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket, Region
from portal.web import filters


def asked_selection() -> Selection:
    """The filters of this request. Raises UnknownFilter."""
    return Selection(
        year=filters.year(),
        strategy=filters.number("strategi", 1, 7),
        region=_chosen("wilayah", _region),
        scope=filters.word("lingkup", Scope),
        pocket=_chosen("kantong", _pocket),
        kind=filters.word("jenis", OrganisationKind),
        organisation=_chosen("mitra", _organisation),
        state=filters.word("status", StateFilter),
        source=filters.word("sumber", FundingSource),
        words=filters.text("q"),
    )


def _chosen(name: str, find: Callable[[str], Chosen | None]) -> Chosen | None:
    given = filters.text(name)
    if not given:
        return None
    found = find(given)
    if found is None:
        raise UnknownFilter(name, given)
    return found


def _region(code: str) -> Chosen | None:
    row = db.session.execute(select(Region.code, Region.name).where(Region.code == code)).first()
    return Chosen(row.code, row.code, row.name) if row else None


def _pocket(slug: str) -> Chosen | None:
    row = db.session.execute(published(select(Pocket.id, Pocket.name)).where(Pocket.slug == slug)).first()
    return Chosen(row.id, slug, row.name) if row else None


def _organisation(slug: str) -> Chosen | None:
    asked = published(select(Organisation.id, Organisation.name)).where(Organisation.slug == slug)
    row = db.session.execute(asked).first()
    return Chosen(row.id, slug, row.name) if row else None
