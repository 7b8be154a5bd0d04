"""The register as it stood at the end of a day, for every query that counts commitments and their lines."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from portal.commitments.moment import Moment
from portal.core.clock import end_of
from portal.core.publishing import published
from portal.history.needs import needed_then
from portal.history.pockets import pockets_then
from portal.history.promises import commitments_then, lines_then, promises_then
from portal.history.trail import Trail
from portal.needs.models import Need
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket


def moment_of(day: date) -> Moment:
    """What was public at the end of this day (WIB): promises, places, dates, states and figures of then.

    Decision 28 says what is taken as it is today.
    """
    until = end_of(day)
    commitments, lines = commitments_then(day, until), lines_then(until)
    trail = Trail(until)
    there, active = pockets_then(until, trail)
    return Moment(
        day=day,
        commitments=commitments,
        c=commitments.c,
        lines=lines,
        line=lines.c,
        pockets=published(select(Pocket.id)).where(there),
        there=there,
        active=active,
        needed=needed_then(until, trail),
        until=until,
        promises=promises_then(until),
        kind=trail.then(Organisation, "kind", OrganisationKind.of),
        need_quantity=trail.then(Need, "quantity", Decimal),
        need_unit=trail.then(Need, "unit", str),
    )
