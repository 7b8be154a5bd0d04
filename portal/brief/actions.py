"""On Mondays the brief goes by mail to those of the office who ask for it."""

from functools import partial

from portal.brief import messages
from portal.brief.facts import read_brief
from portal.brief.rules import is_day_of_brief, week_key
from portal.core.clock import today
from portal.notifications.actions import Telling, notify_many
from portal.notifications.rounds import every_day
from portal.notifications.rules import NoticeKind
from portal.reminders.queries import everybody_in_office


@every_day("brief.weekly")
def send_weekly() -> int:
    """Once a week; returns how many were told. Whoever did not ask for it hears nothing."""
    if not is_day_of_brief(today()):
        return 0
    word, key = partial(messages.weekly, read_brief()), week_key(today())
    return notify_many(NoticeKind.BRIEF, [Telling(person, word, key) for person in everybody_in_office()])
