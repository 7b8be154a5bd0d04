"""Who may do what: permission names and one table. Routes and templates ask the same `can`.

A permission rests on facts, any of which is enough; they stand in policy_facts.py.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from portal.policy_facts import (
    administers,
    attended,
    belongs_somewhere,
    belongs_to_it,
    chairs,
    chairs_and_did_not_write,
    checks_others_work,
    invited,
    is_its_person,
    manages_it,
    proposed_and_waits,
    reads_voices,
    signed_in,
    speaks_for_it,
    takes_notes,
    verifies,
    verifies_its_strategy,
    vets_others,
    weighs_voices,
    works_in_office,
)

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
