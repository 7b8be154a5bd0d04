"""What the planning form offers, and how a meeting's answers stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from portal.core.clock import in_wib
from portal.core.wording import _
from portal.meetings import agenda, queries
from portal.meetings.carrying import open_items
from portal.meetings.forms import MeetingForm, NewMeetingForm, PlanQuestions
from portal.meetings.models import Meeting
from portal.meetings.queries import OfferedPocket, OfficePerson
from portal.organisations.queries import verified_organisations
from portal.organisations.rules import OrganisationKind
from portal.strategies.choices import full_name
from portal.strategies.queries import all_strategies


@dataclass(frozen=True)
class Group:
    """Boxes under one heading, by the values they stand for."""

    name: Any
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """An answer that stands in the database, and how it reads beside another one."""

    value: Any
    label: str

    def __eq__(self, other: object) -> bool:
        return bool(self.value == other)

    def __hash__(self) -> int:
        return hash(self.label)


@dataclass(frozen=True)
class Offer:
    """The groups of boxes of the form."""

    organisations: Sequence[Group]
    pockets: Sequence[Group]


def new_form(user: Any) -> tuple[NewMeetingForm, Offer]:
    """An empty form: the person as note-taker where they are one, overdue action items ticked."""
    form = NewMeetingForm(note_taker_id=user.id)
    offer = _offer(form, None, queries.office_people(), queries.offered_pockets())
    if not form.is_submitted():
        form.items.data = [item.id for item in form.offered_items if item.is_overdue]
    return form, offer


def edit_form(meeting: Meeting) -> tuple[MeetingForm, Offer]:
    """The form with what stands in the meeting."""
    people, pockets = queries.office_people(), queries.offered_pockets(meeting)
    form = MeetingForm(_standing(meeting, people, pockets), meeting.version)
    return form, _offer(form, meeting, people, pockets)


def _offer(
    form: PlanQuestions,
    meeting: Meeting | None,
    people: Sequence[OfficePerson],
    pockets: Sequence[OfferedPocket],
) -> Offer:
    takers = [(each.id, each.name) for each in people if each.takes_notes]
    form.note_taker_id.choices = [("", _("Pilih notulis")), *takers]
    form.chair_user_id.choices = [("", _("Tanpa akun")), *((each.id, each.name) for each in people)]
    form.strategies.choices = [(s.number, full_name(s)) for s in all_strategies()]
    form.offered_items = open_items(besides=meeting)
    form.items.choices = [(item.id, item.agenda_title) for item in form.offered_items]
    form.pockets.choices = [(each.slug, each.name) for each in pockets]
    areas = groupby(pockets, key=lambda each: each.kecamatan)
    boxes = [Group(area, tuple(each.slug for each in there)) for area, there in areas]
    return Offer(_offer_organisations(form, meeting), boxes)


def _offer_organisations(form: PlanQuestions, meeting: Meeting | None) -> list[Group]:
    """Verified ones by kind; those that were invited before stay, whatever became of them."""
    there = {each.id: each for each in verified_organisations()}
    there |= {each.organisation_id: each.organisation for each in (meeting.invitations if meeting else [])}
    ordered = sorted(there.values(), key=lambda each: (each.name, each.id))
    form.organisations.choices = [(each.slug, each.name) for each in ordered]
    groups = [Group(k.label, tuple(e.slug for e in ordered if e.kind is k)) for k in OrganisationKind]
    return [group for group in groups if group.codes]


def _standing(
    meeting: Meeting, people: Sequence[OfficePerson], pockets: Sequence[OfferedPocket]
) -> dict[str, Answer]:
    """Each question's answer as it stands, with the words for it."""
    names = {each.id: each.name for each in people}
    plain = ("title", "place", "letter_number", "chair_name", "chair_position")
    invited = sorted(meeting.invitations, key=lambda each: each.organisation.name)
    rows = [agenda.row(a.title, a.minutes, a.presenter, a.carried_item_id) for a in meeting.agenda]
    return {
        **{name: Answer(getattr(meeting, name), getattr(meeting, name) or _("kosong")) for name in plain},
        "day": Answer(in_wib(meeting.starts_at).date(), f"{in_wib(meeting.starts_at):%d/%m/%Y}"),
        "starts": _hour(meeting.starts_at),
        "ends": _hour(meeting.ends_at),
        "chair_user_id": Answer(meeting.chair_user_id, names.get(meeting.chair_user_id or 0, _("kosong"))),
        "note_taker_id": Answer(meeting.note_taker_id, meeting.note_taker.name),
        "strategies": _listed([(each.number, str(each.number)) for each in meeting.strategies]),
        "pockets": _listed([(each.slug, each.name) for each in pockets if each.is_chosen]),
        "organisations": _listed([(e.organisation.slug, e.organisation.name) for e in invited]),
        "agenda": Answer(rows, "; ".join(each["title"] for each in rows) or _("kosong")),
    }


def _hour(moment: datetime | None) -> Answer:
    if moment is None:
        return Answer(None, _("kosong"))
    clock = in_wib(moment).time()
    return Answer(clock, f"{clock:%H.%M}")


def _listed(pairs: list[tuple[Any, str]]) -> Answer:
    return Answer([value for value, _name in pairs], ", ".join(name for _v, name in pairs) or _("kosong"))
