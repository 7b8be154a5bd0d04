"""The short facts that permissions rest on: who the actor is, and how he or she stands to the thing."""

from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """Roles in the Sekda's office; roles in an organisation are kept by the membership."""

    ADMIN = "admin"
    SEKDA = "sekda"
    VERIFIER = "verifier"
    NOTE_TAKER = "note_taker"


def signed_in(actor: Any, thing: Any) -> bool:
    return actor.is_authenticated


def is_its_person(actor: Any, thing: Any) -> bool:
    return thing is not None and thing.user_id == actor.id


def administers(actor: Any, thing: Any) -> bool:
    return actor.has_role(Role.ADMIN)


def verifies(actor: Any, thing: Any) -> bool:
    return actor.has_role(Role.VERIFIER)


def takes_notes(actor: Any, thing: Any) -> bool:
    return actor.has_role(Role.NOTE_TAKER)


def chairs(actor: Any, thing: Any) -> bool:
    """The person named as chair approves the minutes; where none has an account, the Sekda."""
    named = thing.meeting.chair_user_id if thing else None
    return actor.id == named if named else actor.has_role(Role.SEKDA)


def chairs_and_did_not_write(actor: Any, thing: Any) -> bool:
    """Nobody approves what they wrote: the newest revision is somebody else's."""
    return chairs(actor, thing) and (thing is None or thing.last_author_id != actor.id)


def attended(actor: Any, thing: Any) -> bool:
    """`thing` says whose people were there (`attending_organisation_ids`)."""
    return thing is not None and bool(actor.organisation_ids & thing.attending_organisation_ids)


def invited(actor: Any, thing: Any) -> bool:
    """`thing` says whom a letter went to (`invited_organisation_ids`)."""
    return thing is not None and bool(actor.organisation_ids & thing.invited_organisation_ids)


def checks_others_work(actor: Any, thing: Any) -> bool:
    """Nobody verifies what they or their own organisation did."""
    own = thing is not None and (thing.done_by_id == actor.id or belongs_to_it(actor, thing))
    return verifies(actor, thing) and not own


def works_in_office(actor: Any, thing: Any) -> bool:
    return any(actor.has_role(role) for role in Role)


def belongs_somewhere(actor: Any, thing: Any) -> bool:
    return bool(actor.organisation_ids)


def belongs_to_it(actor: Any, thing: Any) -> bool:
    """`thing` is an organisation, or names one that leads it; what is the office's own names none."""
    return thing is not None and actor.role_in(_organisation_id(thing)) is not None


def manages_it(actor: Any, thing: Any) -> bool:
    return thing is not None and actor.role_in(_organisation_id(thing)) == "manager"


def verifies_its_strategy(actor: Any, thing: Any) -> bool:
    """A verifier may be narrowed to strategies; nobody verifies what they or their organisation wrote."""
    may = thing is None or (actor.covers(thing.strategy_number) and not _own(actor, thing))
    return verifies(actor, thing) and may


def speaks_for_it(actor: Any, thing: Any) -> bool:
    """The office asks on behalf of a partner that vanished; who belongs to it asks as the partner."""
    return verifies(actor, thing) and actor.covers(thing.strategy_number) and not belongs_to_it(actor, thing)


def reads_voices(actor: Any, thing: Any) -> bool:
    """What people said of a delivery is read by the office before it shows, not by those it is about."""
    return works_in_office(actor, thing) and not _concerned(actor, thing)


def weighs_voices(actor: Any, thing: Any) -> bool:
    """Nor do they decide about it (`concerned_organisation_ids`)."""
    return verifies_its_strategy(actor, thing) and not _concerned(actor, thing)


def proposed_and_waits(actor: Any, thing: Any) -> bool:
    return belongs_to_it(actor, thing) and thing.accepted_at is None


def vets_others(actor: Any, thing: Any) -> bool:
    return (verifies(actor, thing) or administers(actor, thing)) and not belongs_to_it(actor, thing)


def _organisation_id(thing: Any) -> int:
    return thing.organisation_id if hasattr(thing, "organisation_id") else thing.id


def _concerned(actor: Any, thing: Any) -> bool:
    return thing is not None and bool(actor.organisation_ids & thing.concerned_organisation_ids)


def _own(actor: Any, thing: Any) -> bool:
    wrote = actor.id in (thing.created_by_id, getattr(thing, "submitted_by_id", None))
    return wrote or belongs_to_it(actor, thing)
