"""When a pocket waits for help under a strategy, since when, and for how many months. Pure."""

from datetime import date

from portal.commitments.rules import CommitmentState
from portal.commitments.state_rules import Facts, state_of
from portal.core.terms import Terms
from portal.core.values import months_before
from portal.core.wording import Word, _l


class GapMark(Word):
    """Why a pocket waits under a strategy: nobody promised, or of all who did nothing is heard."""

    EMPTY = "gap", "celah", _l("Belum ada mitra")
    STALE = "stale", "basi", _l("Basi: tanpa kabar")


def helped_until(facts: Facts, closed_on: date | None, today: date, terms: Terms) -> date | None:
    """The last day on which a promise that serves nobody now still stood; None for one that never began.

    A silent promise stood until something was last heard of it, a closed one until it was closed or its
    period was over, whichever came first.
    """
    if state_of(facts, today, terms) is CommitmentState.SILENT:
        return facts.heard_on
    last = min(day for day in (facts.ends_on, closed_on, today) if day)
    return last if facts.starts_on is not None and facts.starts_on <= last else None


def waiting_since(helped: date | None, decided_on: date | None) -> date | None:
    """Help that ended says more than the decision that named the pocket; None where neither is known."""
    return helped or decided_on


def months_without(since: date | None, today: date) -> int | None:
    """Whole months gone by since a day; None of an unknown one, 0 of one to come."""
    if since is None:
        return None
    months = (today.year - since.year) * 12 + today.month - since.month
    return max(0, months - (months_before(today, months) < since))
