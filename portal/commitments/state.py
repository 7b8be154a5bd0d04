"""The state of a commitment today (WIB) by the terms of this installation, and the words for it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from portal.commitments.rules import CommitmentState
from portal.commitments.state_rules import Facts, Freshness, LateReason, freshness_of, state_of, why_late
from portal.core.clock import today
from portal.core.terms import terms
from portal.core.wording import _, ngettext
from portal.web.formats import day, number

LATE: Mapping[LateReason, Callable[[date], str]] = {
    LateReason.PERIOD: lambda since: _(
        "Masa pelaksanaannya lewat sejak %(date)s dan belum dinyatakan selesai.", date=day(since)
    ),
    LateReason.REPORT: lambda since: _("Laporan triwulannya terlambat sejak %(date)s.", date=day(since)),
}


def state_today(found: Any) -> CommitmentState:
    """What a commitment, or a row with its columns, is today."""
    return state_of(Facts.of(found), today(), terms())


def freshness_today(found: Any) -> Freshness | None:
    """How long ago something verified came."""
    return freshness_of(Facts.of(found), today(), terms())


def state_words(found: Any) -> list[str]:
    """What makes a commitment silent or late, the worst first; empty where it is neither."""
    silence = silence_words(found)
    return [*([silence] if silence else []), *late_words(found)]


def late_words(found: Any) -> list[str]:
    """Why it is late, in sentences for pages and mails; empty where it is not."""
    return [LATE[reason](since) for reason, since in why_late(Facts.of(found), today())]


def silence_words(found: Any) -> str:
    """Since when nothing verified came, as a sentence; empty where it is not silent."""
    fresh = freshness_today(found)
    if fresh is None or fresh.silent_since is None:
        return ""
    months = terms().silent_months
    return ngettext(
        "Tidak ada laporan terverifikasi selama lebih dari %(months)s bulan, sejak %(date)s.",
        "Tidak ada laporan terverifikasi selama lebih dari %(months)s bulan, sejak %(date)s.",
        months,
        months=number(months),
        date=day(fresh.heard_on),
    )
