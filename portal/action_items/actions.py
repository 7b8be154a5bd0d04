"""The life of an action item once its minutes were approved: done, verified by somebody else, or reopened."""

from portal.accounts.models import User
from portal.action_items.locking import ITEM_MOVED, locked_item
from portal.audit.actions import record, set_fields
from portal.core.clock import now
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import REASON_LEAST, demanded, says_something
from portal.core.wording import _l
from portal.files.keeping import Upload, attach, keep
from portal.files.queries import links_of
from portal.files.rules import ANYTHING
from portal.minutes import telling
from portal.minutes.models import ActionItem
from portal.minutes.rules import (
    ActionItemStatus,
    Priority,
)
from portal.policy import Permission

OPEN, DONE = ActionItemStatus.OPEN, ActionItemStatus.DONE
TABLE, DOCUMENT = "action_items", "item_document"
DOCUMENT_WANTED = _l("RTL prioritas tinggi baru selesai bila ada dokumen buktinya. Pilih berkas.")
NOTE_WANTED = _l("Tulis apa yang sudah dikerjakan, paling sedikit %(least)d karakter", least=REASON_LEAST)


def mark_done(item: ActionItem, *, by: User, note: str, document: Upload | None = None) -> ActionItem:
    """The organisation in charge says what was done, of high priority with a document.

    Raises NotAllowedNow unless the item is open, Refused where words or the document are missing.
    """
    present = locked_item(item, by, Permission.ACTION_ITEM_DO, OPEN)
    if not says_something(note):
        raise Refused(NOTE_WANTED, "note")
    answers = {"status": DONE, "done_note": note, "done_at": now(), "done_by_id": by.id}
    if present.priority is Priority.HIGH and not (document or links_of(TABLE, present.id, DOCUMENT)):
        raise Refused(DOCUMENT_WANTED, "document")
    changes = set_fields(present, answers)
    if document:
        stored = keep(document, by=by, kinds=ANYTHING, field="document")
        attach(stored, present, role=DOCUMENT)
        changes["document"] = (None, stored.name)
    record("action_item.done", present, by=by, changes=changes)
    return present


def verify_item(item: ActionItem, *, by: User, reason: str | None) -> ActionItem:
    """Somebody else saw that it is done; `reason` is a note and may be empty."""
    present = _reported(item, by)
    changes = set_fields(present, {"verified_at": now(), "verified_by_id": by.id})
    record("action_item.verify", present, by=by, changes=changes, reason=reason or "")
    telling.of_verification(present, reason or "")
    return present


def reopen_item(item: ActionItem, *, by: User, reason: str | None) -> ActionItem:
    """It is not done after all; what was reported stays in the trail."""
    present, reason = _reported(item, by), demanded(reason)
    answers = {"status": OPEN, "done_note": "", "done_at": None, "done_by_id": None}
    record("action_item.reopen", present, by=by, changes=set_fields(present, answers), reason=reason)
    telling.of_reopening(present, reason)
    return present


def _reported(item: ActionItem, by: User) -> ActionItem:
    present = locked_item(item, by, Permission.ACTION_ITEM_VERIFY, DONE)
    if present.verified_at is not None:
        raise NotAllowedNow(ITEM_MOVED)
    return present
