"""When somebody is reminded of a date, and how the district's partners are ordered by what they owe. Pure."""

import re
from datetime import date, timedelta

from portal.core.wording import Word, _l

EARLY, SOON = 14, 3  # days before a date
DIGEST_DAYS = 10  # the digest of a month is written on one of its first days, whenever the worker runs
NEW_FOR = timedelta(days=3)  # how long a verified commitment counts as a new overlap


class Stage(Word):
    """How near a date is; each is told once."""

    EARLY = "early", "14-hari", _l("14 hari lagi")
    SOON = "soon", "3-hari", _l("3 hari lagi")
    OVERDUE = "overdue", "terlambat", _l("lewat tanggal")


def stage_of(due_on: date, today: date) -> Stage | None:
    """The stage of a date; None while it is far. A day on which no worker ran is made up for on the next."""
    days = (due_on - today).days
    if days > EARLY:
        return None
    if days > SOON:
        return Stage.EARLY
    return Stage.SOON if days >= 0 else Stage.OVERDUE


def is_time_for_digest(today: date) -> bool:
    return today.day <= DIGEST_DAYS


def month_key(today: date) -> str:
    """The month a digest belongs to, as its key names it."""
    return f"{today:%Y-%m}"


def whatsapp_number(phone: str) -> str:
    """An Indonesian mobile number as wa.me wants it ("0812-3456-789" is 628123456789), or nothing."""
    digits = re.sub(r"\D", "", phone)
    local = re.sub(r"^(?:62|0)", "", digits)
    return f"62{local}" if re.fullmatch(r"8\d{8,11}", local) and local != digits else ""
