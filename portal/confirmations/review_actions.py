"""The office reads what people and partners wrote before it shows. The trail never learns the words."""

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.confirmations import telling
from portal.confirmations.actions import NOT_NOW, forget_photo, locked, replace_earlier
from portal.confirmations.models import Confirmation
from portal.confirmations.rules import (
    ConfirmationStatus,
    Decision,
    answer_may_move,
    may_move,
)
from portal.core.clock import now
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import demanded
from portal.core.wording import _l
from portal.policy import Permission, can

S = ConfirmationStatus
NOT_YOURS = _l("Anda tidak berwenang memutuskan konfirmasi ini.")


def decide(
    confirmation: Confirmation,
    *,
    by: User,
    decision: Decision,
    shows_text: bool = False,
    shows_photo: bool = False,
    reason: str | None = "",
) -> Confirmation:
    """Show it, with or without its words and its photo, or do not and say why; also take back what shows.

    A photo that will not show is deleted. Raises NotAllowedNow and Refused.
    """
    new = S.PUBLISHED if decision is Decision.PUBLISH else S.REFUSED
    present = _mine(confirmation, by)
    if not may_move(present.status, new):
        raise NotAllowedNow(NOT_NOW)
    if new is S.REFUSED:
        return _refused(present, by, demanded(reason))
    return _published(present, by, shows_text, shows_photo)


def decide_answer(
    confirmation: Confirmation, *, by: User, decision: Decision, reason: str | None
) -> Confirmation:
    """Show the partner's answer, or do not and say why. Raises NotAllowedNow and Refused."""
    new = S.PUBLISHED if decision is Decision.PUBLISH else S.REFUSED
    present = _mine(confirmation, by)
    if present.answered_by_id == by.id:
        raise Refused(NOT_YOURS)
    if present.status is not S.PUBLISHED or not answer_may_move(present.answer_status, new):
        raise NotAllowedNow(NOT_NOW)
    why = demanded(reason) if new is S.REFUSED else ""
    changes = set_fields(present, {"answer_status": new, "answer_reason": why})
    verb = "confirmation.answer_publish" if new is S.PUBLISHED else "confirmation.answer_refuse"
    record(verb, present, by=by, changes=changes, reason=why)
    (telling.of_answer if new is S.PUBLISHED else telling.of_refused_answer)(present)
    return present


def _mine(confirmation: Confirmation, by: User) -> Confirmation:
    present = locked(confirmation)
    if not can(by, Permission.CONFIRMATION_REVIEW, present):
        raise Refused(NOT_YOURS)
    return present


def _published(present: Confirmation, by: User, shows_text: bool, shows_photo: bool) -> Confirmation:
    replace_earlier(present, S.PUBLISHED)
    shown = {
        "shows_text": shows_text and bool(present.text),
        "shows_photo": shows_photo and present.photo_id is not None,
    }
    decided = {"status": S.PUBLISHED, "decided_at": now(), "decided_by_id": by.id}
    changes = set_fields(present, decided | shown)
    if not present.shows_photo:
        forget_photo(present)
    record("confirmation.publish", present, by=by, changes=changes)
    telling.of_publishing(present)
    return present


def _refused(present: Confirmation, by: User, reason: str) -> Confirmation:
    answers = {"status": S.REFUSED, "reason": reason, "decided_at": now(), "decided_by_id": by.id}
    changes = set_fields(present, answers | {"shows_text": False})
    forget_photo(present)
    record("confirmation.refuse", present, by=by, changes=changes, reason=reason)
    telling.of_refusal(present)
    return present
