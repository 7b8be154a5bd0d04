"""Lets some example pledges meet: several partners, one kind of help, one pocket, one time. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from portal.commitments.rules import CommitmentStatus, SupportForm
from portal.demo.story import Pledge

DELIVERING = (2, 3, 4, 5)
PLACES = 2  # where they meet, each under a strategy of its own
LEADS = (3, 4)  # that meet in one: at least, at most
YET_TO_RUN = timedelta(days=60)


def crowd(pledges: Sequence[Pledge], today: date) -> list[Pledge]:
    """The same pledges, some of them for the pocket of another: nothing is added, nobody promises more."""
    told = list(pledges)
    for first, *others in _who_meets(told, today):
        place = told[first].lines[0]
        for number in others:
            (line,) = told[number].lines
            there = replace(line, region_code=place.region_code, pocket=place.pocket)
            told[number] = replace(told[number], lines=(there,))
    return told


def _who_meets(pledges: Sequence[Pledge], today: date) -> list[list[int]]:
    """Pledges of different partners that give the same help now: where there are most, a strategy once."""
    found: dict[tuple[int, SupportForm], dict[tuple[str, int], int]] = defaultdict(dict)
    for number, pledge in enumerate(pledges):
        if pledge.strategy in DELIVERING and _runs(pledge, today) and _in_one_pocket(pledge):
            lead = pledge.kind.value, pledge.organisation
            found[pledge.strategy, pledge.pattern.form].setdefault(lead, number)
    least, most = LEADS
    fullest: dict[int, list[int]] = {}
    for (strategy, _form), leads in sorted(found.items(), key=lambda group: (-len(group[1]), group[0])):
        if len(leads) >= least:
            fullest.setdefault(strategy, list(leads.values())[:most])
    return list(fullest.values())[:PLACES]


def _runs(pledge: Pledge, today: date) -> bool:
    """Under way and for a while yet; those of partners with an account keep their places."""
    under_way = pledge.starts_on <= today and pledge.ends_on >= today + YET_TO_RUN
    return pledge.status is CommitmentStatus.VERIFIED and pledge.organisation > 0 and under_way


def _in_one_pocket(pledge: Pledge) -> bool:
    return len(pledge.lines) == 1 and pledge.lines[0].pocket is not None
