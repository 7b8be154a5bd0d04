"""When the brief is sent."""

from datetime import date

from portal.brief.rules import is_day_of_brief, week_key


def test_the_brief_is_sent_on_mondays_under_the_key_of_its_week() -> None:
    assert is_day_of_brief(date(2026, 11, 23)) and not is_day_of_brief(date(2026, 11, 24))
    assert week_key(date(2026, 11, 23)) == "brief:2026-W48"
    assert week_key(date(2027, 1, 1)) == "brief:2026-W53"
