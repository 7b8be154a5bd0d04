"""Who may do what: permission names, short facts, one table. Routes and templates ask the same `can`."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

Fact = Callable[[Any, Any], bool]


class Permission(StrEnum):
    """noun:verb. The noun's `read` decides whether a refusal may admit that the thing exists."""

    ACCOUNT_OWN = "account:own"
    UPLOAD_OWN = "upload:own"
    USER_MANAGE = "user:manage"
    OFFICE_ENTER = "office:enter"
    WORKSPACE_ENTER = "workspace:enter"
    ORGANISATION_READ = "organisation:read"
    ORGANISATION_EDIT = "organisation:edit"
    ORGANISATION_VET = "organisation:vet"
    MEMBER_READ = "member:read"
    MEMBER_MANAGE = "member:manage"
    COMMITMENT_READ = "commitment:read"
    COMMITMENT_CREATE = "commitment:create"
    COMMITMENT_EDIT = "commitment:edit"
    COMMITMENT_SUBMIT = "commitment:submit"
    COMMITMENT_REVIEW = "commitment:review"
    COMMITMENT_CLOSE = "commitment:close"
    AMENDMENT_READ = "amendment:read"
    AMENDMENT_REQUEST = "amendment:request"
    AMENDMENT_REQUEST_FOR = "amendment:request_for"
    AMENDMENT_DECIDE = "amendment:decide"
    REPORT_READ = "report:read"
    REPORT_WRITE = "report:write"
    REPORT_REVIEW = "report:review"
    EVIDENCE_READ = "evidence:read"
    EVIDENCE_ADD = "evidence:add"
    EVIDENCE_CHANGE = "evidence:change"
    EVIDENCE_RELEASE = "evidence:release"
    CONFIRMATION_READ = "confirmation:read"
    CONFIRMATION_SEND = "confirmation:send"
    CONFIRMATION_ANSWER = "confirmation:answer"
    CONFIRMATION_REVIEW = "confirmation:review"
    NEED_READ = "need:read"
    NEED_PROPOSE = "need:propose"
    NEED_EDIT = "need:edit"
    NEED_DECIDE = "need:decide"
    NEED_CLOSE = "need:close"
    POCKET_READ = "pocket:read"
    POCKET_EDIT = "pocket:edit"
    MEETING_READ = "meeting:read"
    MEETING_PLAN = "meeting:plan"
    MEETING_PUBLISH = "meeting:publish"
    INVITATION_READ = "invitation:read"
    MINUTES_READ = "minutes:read"
    MINUTES_WRITE = "minutes:write"
    MINUTES_RETURN = "minutes:return"
    MINUTES_APPROVE = "minutes:approve"
    MINUTES_RESPOND = "minutes:respond"
    ACTION_ITEM_READ = "action_item:read"
    ACTION_ITEM_DO = "action_item:do"
    ACTION_ITEM_VERIFY = "action_item:verify"
    REFERENCE_EDIT = "reference:edit"
    HISTORY_READ = "history:read"
    NOTICE_OWN = "notice:own"
    MAIL_MANAGE = "mail:manage"


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


POLICY: dict[Permission, list[Fact]] = {
    Permission.ACCOUNT_OWN: [signed_in],
    Permission.UPLOAD_OWN: [is_its_person],
    Permission.USER_MANAGE: [administers],
    Permission.OFFICE_ENTER: [works_in_office],
    Permission.WORKSPACE_ENTER: [belongs_somewhere],
    Permission.ORGANISATION_READ: [belongs_to_it, works_in_office],
    Permission.ORGANISATION_EDIT: [manages_it],
    Permission.ORGANISATION_VET: [vets_others],
    Permission.MEMBER_READ: [belongs_to_it],
    Permission.MEMBER_MANAGE: [manages_it],
    Permission.COMMITMENT_READ: [belongs_to_it, works_in_office],
    Permission.COMMITMENT_CREATE: [belongs_somewhere],
    Permission.COMMITMENT_EDIT: [belongs_to_it],
    Permission.COMMITMENT_SUBMIT: [belongs_to_it],
    Permission.COMMITMENT_REVIEW: [verifies_its_strategy],
    Permission.COMMITMENT_CLOSE: [verifies_its_strategy],
    Permission.AMENDMENT_READ: [belongs_to_it, works_in_office],
    Permission.AMENDMENT_REQUEST: [belongs_to_it],
    Permission.AMENDMENT_REQUEST_FOR: [speaks_for_it],
    Permission.AMENDMENT_DECIDE: [verifies_its_strategy],
    Permission.REPORT_READ: [belongs_to_it, works_in_office],
    Permission.REPORT_WRITE: [belongs_to_it],
    Permission.REPORT_REVIEW: [verifies_its_strategy],
    Permission.EVIDENCE_READ: [belongs_to_it, works_in_office],
    Permission.EVIDENCE_ADD: [belongs_to_it],
    Permission.EVIDENCE_CHANGE: [belongs_to_it],
    Permission.EVIDENCE_RELEASE: [verifies_its_strategy],
    Permission.CONFIRMATION_READ: [reads_voices],
    Permission.CONFIRMATION_SEND: [belongs_to_it],
    Permission.CONFIRMATION_ANSWER: [belongs_to_it],
    Permission.CONFIRMATION_REVIEW: [weighs_voices],
    Permission.NEED_READ: [belongs_to_it, works_in_office],
    Permission.NEED_PROPOSE: [belongs_somewhere],
    Permission.NEED_EDIT: [verifies, administers, proposed_and_waits],
    Permission.NEED_DECIDE: [verifies_its_strategy],
    Permission.NEED_CLOSE: [verifies, administers],
    Permission.POCKET_READ: [works_in_office],
    Permission.POCKET_EDIT: [verifies, administers],
    Permission.MEETING_READ: [works_in_office],
    Permission.MEETING_PLAN: [verifies, takes_notes, administers],
    Permission.MEETING_PUBLISH: [verifies, administers],
    Permission.INVITATION_READ: [invited],
    Permission.MINUTES_READ: [works_in_office, attended],
    Permission.MINUTES_WRITE: [takes_notes, verifies],
    Permission.MINUTES_RETURN: [takes_notes, verifies, chairs],
    Permission.MINUTES_APPROVE: [chairs_and_did_not_write],
    Permission.MINUTES_RESPOND: [attended],
    Permission.ACTION_ITEM_READ: [belongs_to_it, works_in_office],
    Permission.ACTION_ITEM_DO: [belongs_to_it],
    Permission.ACTION_ITEM_VERIFY: [checks_others_work],
    Permission.REFERENCE_EDIT: [administers],
    Permission.HISTORY_READ: [works_in_office],
    Permission.NOTICE_OWN: [is_its_person],
    Permission.MAIL_MANAGE: [administers],
}


def can(actor: Any, permission: Permission | str, thing: Any = None) -> bool:
    """Whether the actor may: any fact of the permission is enough."""
    return any(fact(actor, thing) for fact in POLICY[Permission(permission)])


def may_know_of(actor: Any, permission: Permission | str, thing: Any) -> bool:
    """Whether a refusal may say "not allowed" (403) or must say "no such page" (404)."""
    read = f"{str(permission).split(':')[0]}:read"
    return read in set(Permission) and can(actor, read, thing)
