"""Days of the story as instants, and the partners who act in it."""

from datetime import date, datetime, time, timedelta

from portal.core.clock import WIB, today
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind

SATURDAY = 5
Partners = dict[OrganisationKind, list[Organisation]]


def morning(day: date) -> datetime:
    """Nine o'clock of a day in Stabat."""
    return datetime.combine(day, time(9), WIB)


def from_today(days: int) -> date:
    """A working day so many days from today; a weekend moves to the Friday before."""
    day = today() + timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))
