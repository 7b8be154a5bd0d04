"""The hour of a meeting. Midnight in WIB stands for a day of which no hour is known: no FGD begins then."""

from datetime import datetime, time

from portal.core.clock import in_wib


def hour_is_known(starts_at: datetime) -> bool:
    """Whether the moment says more than the day."""
    return in_wib(starts_at).time() != time()
