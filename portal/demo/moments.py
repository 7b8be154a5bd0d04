"""Days of the story as instants."""

from datetime import date, datetime, time

from portal.core.clock import WIB


def morning(day: date) -> datetime:
    """Nine o'clock of a day in Stabat."""
    return datetime.combine(day, time(9), WIB)
