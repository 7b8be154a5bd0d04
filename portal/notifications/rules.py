"""When a mail that could not be sent is tried again. Pure."""

from datetime import timedelta

MOST_TRIES = 8
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
LEASE = timedelta(minutes=5)  # how long a worker that claimed a mail is waited for before another takes it


def wait_after(tries: int) -> timedelta:
    """How long to wait after this many tries (1, 2, …): 1, 5, 30 minutes, 2 hours, then a day."""
    return _WAITS[tries - 1] if tries <= len(_WAITS) else timedelta(days=1)
