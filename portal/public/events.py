"""The life of a commitment as its public page tells it: from the FGD where it was born to its end."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import in_wib
from portal.core.wording import _
from portal.public.fgd import Origin


@dataclass(frozen=True)
class Event:
    """A day in the life of a commitment; `kind` "origin" is the meeting that it came from."""

    day: datetime | date | None
    title: str
    text: str
    kind: str = ""
    url: str = ""
    link_text: str = ""


def events_of(pledge: Commitment, origin: Origin | None) -> list[Event]:
    """What became of it, the newest first."""
    events = [_birth(origin)] if origin else []
    events += [
        Event(
            pledge.submitted_at, _("Komitmen diajukan"), _("Oleh %(name)s.", name=pledge.organisation.name)
        ),
        Event(
            pledge.verified_at,
            _("Diverifikasi Sekretariat"),
            _("Sejak saat ini komitmen terbuka untuk umum."),
        ),
    ]
    if pledge.status is CommitmentStatus.COMPLETED:
        events.append(Event(pledge.closed_at, _("Dinyatakan selesai"), ""))
    if pledge.status is CommitmentStatus.CANCELLED:
        events.append(Event(pledge.closed_at, _("Dibatalkan"), pledge.reason, "warning"))
    return [event for event in reversed(events) if event.day]


def _birth(origin: Origin) -> Event:
    return Event(
        day=in_wib(origin.starts_at).date(),
        title=_("Lahir dari %(meeting)s, RTL %(number)d", meeting=origin.reference, number=origin.number),
        text=origin.title,
        kind="origin",
        url=url_for("fgd.meeting", reference=origin.reference, _anchor=f"rtl-{origin.number}"),
        link_text=_("Buka FGD ini"),
    )
