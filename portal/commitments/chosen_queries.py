"""What a list may be narrowed to: places and partners by the word in an address."""

from sqlalchemy import select

from portal.commitments.selection import Chosen
from portal.core.database import db
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region


def chosen_region(code: str) -> Chosen | None:
    """A region by its code, as a list may be narrowed to it, or None."""
    row = db.session.execute(select(Region.code, Region.name).where(Region.code == code)).first()
    return Chosen(row.code, row.code, row.name) if row else None


def chosen_pocket(slug: str) -> Chosen | None:
    """A pocket that everybody may see, by its slug, or None."""
    row = db.session.execute(published(select(Pocket.id, Pocket.name)).where(Pocket.slug == slug)).first()
    return Chosen(row.id, slug, row.name) if row else None


def chosen_organisation(slug: str) -> Chosen | None:
    """A partner that everybody may see, by its slug, or None."""
    asked = published(select(Organisation.id, Organisation.name)).where(Organisation.slug == slug)
    row = db.session.execute(asked).first()
    return Chosen(row.id, slug, row.name) if row else None
