"""The life of a commitment as its public page tells it: from the FGD where it was born to its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from portal.amendments.rules import AmendmentKind
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.confirmations.published import Voice
from portal.confirmations.rules import Verdict
from portal.core.clock import WIB, in_wib, today
from portal.core.values import Quarter
from portal.core.wording import _
from portal.public.amendments import PublicAmendment
from portal.public.delivered import ToldQuarter
from portal.public.fgd import Origin
from portal.web.formats import capitalize_first, rupiah_short
from portal.web.formats import quarter as quarter_name


@dataclass(frozen=True)
class Event:
    """A day in the life of a commitment; `kind` "origin" is the meeting that it came from."""

    day: datetime | date | None
    title: str
    text: str
    kind: str = ""
    url: str = ""
    link_text: str = ""
    when: str = ""  # said instead of the day


def events_of(
    pledge: Commitment,
    origin: Origin | None,
    quarters: Sequence[ToldQuarter],
    amendments: Sequence[PublicAmendment],
    voices: Sequence[Voice] = (),
) -> list[Event]:
    """What became of it, from its FGD to what residents said, the newest first."""
    events = [_birth(origin)] if origin else []
    events += [*_beginning(pledge), *map(_reported, quarters), *_ending(pledge)]
    events += [_amended(each) for each in amendments if each.kind is AmendmentKind.CHANGE]
    events += _voiced(voices)
    dated = [event for event in events if event.day]
    return sorted(dated, key=lambda event: _day_of(event.day), reverse=True)


def _beginning(pledge: Commitment) -> list[Event]:
    submitted, public = _("Komitmen diajukan"), _("Sejak saat ini komitmen terbuka untuk umum.")
    return [
        Event(pledge.submitted_at, submitted, _("Oleh %(name)s.", name=pledge.organisation.name)),
        Event(pledge.verified_at, _("Diverifikasi Sekretariat"), public),
    ]


def _ending(pledge: Commitment) -> list[Event]:
    if pledge.status is CommitmentStatus.COMPLETED:
        return [Event(pledge.closed_at, _("Dinyatakan selesai"), "")]
    if pledge.status is CommitmentStatus.CANCELLED:
        return [Event(pledge.closed_at, _("Dibatalkan"), pledge.reason, "warning")]
    return []


def _day_of(day: datetime | date | None) -> tuple[date, datetime]:
    """Days and moments in one order; a day without an hour stands first on it."""
    if isinstance(day, datetime):
        return in_wib(day).date(), day
    return day or date.min, datetime.min.replace(tzinfo=WIB)


def _reported(told: ToldQuarter) -> Event:
    quarter, percent = told.report.quarter, ""
    if told.report.no_progress:
        percent = _("Tidak ada perkembangan.")
    elif told.to_date.rupiah is not None:
        percent = _("Tersalur sampai triwulan ini: %(rupiah)s.", rupiah=rupiah_short(told.to_date.rupiah))
    title = _("Laporan triwulan %(number)s %(year)d terverifikasi", number=quarter.roman, year=quarter.year)
    return Event(told.report.verified_at, title, percent)


def _amended(amendment: PublicAmendment) -> Event:
    title = _("Janji diubah (perubahan %(number)d)", number=amendment.number)
    return Event(amendment.day, title, amendment.reason, "warning")


def _voiced(voices: Sequence[Voice]) -> list[Event]:
    """One for each quarter in which residents spoke: a day would say who it was."""
    quarters = {voice.quarter for voice in voices}
    return [_said_in(each, {voice.verdict for voice in voices if voice.quarter == each}) for each in quarters]


def _said_in(quarter: Quarter, said: set[Verdict]) -> Event:
    labels = ", ".join(str(verdict.label) for verdict in Verdict if verdict in said)
    day = min(quarter.last_day, today())
    return Event(day, _("Kata warga"), labels, when=capitalize_first(quarter_name(quarter)))


def _birth(origin: Origin) -> Event:
    return Event(
        day=in_wib(origin.starts_at).date(),
        title=_("Lahir dari %(meeting)s, RTL %(number)d", meeting=origin.reference, number=origin.number),
        text=origin.title,
        kind="origin",
        url=url_for("fgd.meeting", reference=origin.reference, _anchor=f"rtl-{origin.number}"),
        link_text=_("Buka FGD ini"),
    )
