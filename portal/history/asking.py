"""Which day an address asks for."""

from datetime import date

from portal.core.clock import today
from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.web import filters

FIRST_YEAR = 2000


def asked_day(name: str) -> date | None:
    """The day that a filter names. Raises UnknownFilter for one to come, or before there was any register."""
    day = filters.day(name)
    if day is not None and day > today():
        reason = _("Keadaan pada hari yang akan datang belum ada. Pilih hari ini atau sebelumnya.")
        raise UnknownFilter(name, day.isoformat(), reason)
    if day is not None and day.year < FIRST_YEAR:
        raise UnknownFilter(name, day.isoformat(), _("Pilih tanggal sejak tahun %(year)d.", year=FIRST_YEAR))
    return day


def asked_past_day(name: str = "per") -> date | None:
    """The same, None where it is today: what stands now is as of today."""
    day = asked_day(name)
    return None if day == today() else day
