"""When people are reminded."""

from datetime import date

import pytest

from portal.reminders.rules import Stage, is_time_for_digest, month_key, stage_of, whatsapp_number

TODAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("due_on", "stage"),
    [
        (date(2026, 7, 16), None),
        (date(2026, 7, 15), Stage.EARLY),
        (date(2026, 7, 5), Stage.EARLY),
        (date(2026, 7, 4), Stage.SOON),
        (date(2026, 7, 1), Stage.SOON),
        (date(2026, 6, 30), Stage.OVERDUE),
    ],
)
def test_a_date_has_stages(due_on: date, stage: Stage | None) -> None:
    assert stage_of(due_on, TODAY) is stage


def test_a_digest_is_written_in_the_first_days_of_its_month() -> None:
    assert is_time_for_digest(date(2026, 7, 10)) and not is_time_for_digest(date(2026, 7, 11))
    assert month_key(date(2026, 7, 10)) == "2026-07"


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("0812-3456-7890", "6281234567890"),
        ("+62 812 3456 7890", "6281234567890"),
        ("(061) 8910 123", ""),
        ("", ""),
        ("81234567890", ""),
    ],
)
def test_only_an_indonesian_mobile_number_opens_whatsapp(phone: str, number: str) -> None:
    assert whatsapp_number(phone) == number
