"""What of papers needs no database."""

from datetime import datetime

from portal.papers.rules import one_of_each, schedule

NINE = datetime(2024, 12, 13, 9, 0)  # noqa: DTZ001 - a wall clock


def test_an_agenda_says_from_when_until_when_while_every_point_says_its_minutes() -> None:
    assert schedule(NINE, [15, 90]) == ["09.00–09.15", "09.15–10.45"]
    assert schedule(NINE, [15, None, 30]) == ["09.00–09.15", "", "30 menit"]
    assert schedule(NINE, []) == []


def test_the_first_person_of_each_organisation_signs() -> None:
    people = [
        ("Budi", "PT Contoh"),
        ("Siti", "Dinas A"),
        ("Ani", "pt contoh"),
        ("Tanpa", ""),
        ("Joko", "LSM B"),
    ]
    assert one_of_each(people) == [0, 1, 4]
