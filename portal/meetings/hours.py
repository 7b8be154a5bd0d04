"""The hour of a meeting. Midnight in WIB stands for a day of which no hour is known: no FGD begins then."""

from datetime import datetime, time

from portal.core.clock import in_wib


def hour_is_known(starts_at: datetime) -> bool:
    """Whether the moment says more than the day."""
    return in_wib(starts_at).time() != time()


def is_real_in_part(is_example: bool, starts_at: datetime) -> bool:
    """An example FGD of which no hour is known comes from the press: its minutes say what is real of it."""
    return is_example and not hour_is_known(starts_at)
