"""What people do with needs: enter, propose, accept, decline, change, close, open again."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import demanded
from portal.core.references import next_reference
from portal.core.wording import _l
from portal.needs import messages, queries
from portal.needs.models import Need
from portal.needs.rules import NeedBasis, NeedPriority, NeedStatus, may_move
from portal.notifications.actions import Notification, Telling, notify_many
from portal.notifications.rules import NoticeKind
from portal.organisations.models import Organisation
from portal.organisations.queries import get_organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.places.models import Pocket
from portal.places.queries import get_pocket
from portal.places.rules import PocketStatus
from portal.policy import Permission, can
from portal.strategies.queries import get_strategy

S = NeedStatus
MAY_PROPOSE = frozenset({OrganisationKind.GOVERNMENT, OrganisationKind.COMMUNITY})
ALREADY_MOVED = _l("Langkah ini tidak bisa dilakukan sekarang: status kebutuhan sudah berubah.")
NOT_YOURS = _l("Anda tidak berwenang mengubah kebutuhan ini.")
ONLY_THESE = _l("Kebutuhan diusulkan oleh perangkat daerah atau komunitas yang sudah terverifikasi.")
NO_POCKET = _l("Pilih kantong kemiskinan yang aktif dari daftar")
NO_STRATEGY = _l("Pilih strategi dari daftar")
NO_SOURCE = _l("Sebutkan sumber taksiran rupiahnya")


def enter_need(*, by: User, pocket_slug: str, strategy_number: int, **answers: Any) -> Need:
    """The office puts a need into the catalogue; it is public at once. Raises Refused for a bad answer."""
    need = _new(by, pocket_slug, strategy_number, answers)
    need.status, need.accepted_at = S.OPEN, now()
    record("need.enter", need, by=by)
    return need


def propose_need(
    *, by: User, organisation: str, pocket_slug: str, strategy_number: int, **answers: Any
) -> Need:
    """A verified government or community organisation (by slug) of the actor proposes one to the office."""
    lead = get_organisation(organisation)
    if lead is None or by.role_in(lead.id) is None or not may_propose(lead):
        raise Refused(ONLY_THESE, "organisation")
    need = _new(by, pocket_slug, strategy_number, answers)
    need.organisation_id, need.status = lead.id, S.PROPOSED
    need.is_example = need.is_example or lead.is_example
    record("need.propose", need, by=by)
    notify_many(
        NoticeKind.WAITING,
        [
            Telling(person, lambda: messages.waiting(need, lead), f"need:{need.id}:waiting")
            for person in queries.deciders_of(need)
        ],
    )
    return need


def may_propose(organisation: Organisation) -> bool:
    return organisation.kind in MAY_PROPOSE and organisation.status is OrganisationStatus.VERIFIED


def edit_need(need: Need, *, by: User, pocket_slug: str, strategy_number: int, **answers: Any) -> Need:
    """Correct a need. Raises NotAllowedNow for one that is over, Refused for a bad answer."""
    current = queries.locked(need)
    if not can(by, Permission.NEED_EDIT, current):
        raise Refused(NOT_YOURS)
    if current.status not in {S.PROPOSED, S.OPEN}:
        raise NotAllowedNow(ALREADY_MOVED)
    place = _pocket(pocket_slug, current)
    fields = {"pocket_id": place.id, "strategy_number": _strategy(strategy_number), **_fields(answers)}
    current.is_example = current.is_example or place.is_example
    record("need.edit", current, by=by, changes=set_fields(current, fields))
    return current


def accept_need(need: Need, *, by: User, reason: str | None = "") -> Need:
    """A proposed need becomes public. Raises NotAllowedNow when it was decided already."""
    current = _moving(need, S.OPEN, Permission.NEED_DECIDE, by)
    changes = set_fields(current, {"status": S.OPEN, "accepted_at": now(), "closed_at": None, "reason": ""})
    record("need.accept", current, by=by, changes=changes, reason=reason or "")
    return _told(current, messages.accepted)


def decline_need(need: Need, *, by: User, reason: str | None) -> Need:
    """A proposed need is not taken, with the reason."""
    current = _moving(need, S.DECLINED, Permission.NEED_DECIDE, by)
    said = demanded(reason)
    changes = set_fields(current, {"status": S.DECLINED, "reason": said})
    record("need.decline", current, by=by, changes=changes, reason=said)
    return _told(current, messages.declined)


def close_need(need: Need, *, by: User, reason: str | None) -> Need:
    """It is over, met or not; the reason is public. Pledges that were made for it stay linked."""
    current = _moving(need, S.CLOSED, Permission.NEED_CLOSE, by)
    said = demanded(reason)
    changes = set_fields(current, {"status": S.CLOSED, "closed_at": now(), "reason": said})
    record("need.close", current, by=by, changes=changes, reason=said)
    return _told(current, messages.closed)


def reopen_need(need: Need, *, by: User, reason: str | None) -> Need:
    """A closed need is a need again."""
    current = queries.locked(need)
    if current.status is not S.CLOSED:
        raise NotAllowedNow(ALREADY_MOVED)
    if not can(by, Permission.NEED_CLOSE, current):
        raise Refused(NOT_YOURS)
    said = demanded(reason)
    changes = set_fields(current, {"status": S.OPEN, "closed_at": None, "reason": ""})
    record("need.reopen", current, by=by, changes=changes, reason=said)
    return current


def _new(by: User, pocket_slug: str, strategy_number: int, answers: dict[str, Any]) -> Need:
    place = _pocket(pocket_slug)
    need = Need(
        reference=next_reference("KBT"),
        pocket=place,
        strategy_number=_strategy(strategy_number),
        created_by_id=by.id,
        is_example=place.is_example or by.is_example,
        **_fields(answers),
    )
    db.session.add(need)
    return need


def _fields(answers: dict[str, Any]) -> dict[str, Any]:
    rupiah, source = answers.get("rupiah"), (answers.get("rupiah_source") or "").strip()
    if rupiah and not source:
        raise Refused(NO_SOURCE, "rupiah_source")
    quantity = answers["quantity"]
    if quantity is None or Decimal(quantity) <= 0:
        raise Refused(_l("Jumlahnya harus lebih dari nol"), "quantity")
    return {
        "title": answers["title"],
        "details": answers.get("details") or "",
        "quantity": quantity,
        "unit": answers["unit"],
        "rupiah": rupiah,
        "rupiah_source": source,
        "year": answers["year"],
        "priority": NeedPriority.of(answers["priority"]),
        "basis": NeedBasis.of(answers["basis"]),
        "basis_note": answers.get("basis_note") or "",
    }


def _pocket(slug: str, need: Need | None = None) -> Pocket:
    found = get_pocket(slug)
    if found is None or (found.status is not PocketStatus.ACTIVE and (need is None or found != need.pocket)):
        raise Refused(NO_POCKET, "pocket_slug")
    return found


def _strategy(number: int) -> int:
    if get_strategy(number) is None:
        raise Refused(NO_STRATEGY, "strategy_number")
    return number


def _moving(need: Need, new: NeedStatus, permission: Permission, by: User) -> Need:
    current = queries.locked(need)
    if not may_move(current.status, new) or (permission is Permission.NEED_DECIDE and current.accepted_at):
        raise NotAllowedNow(ALREADY_MOVED)
    if not can(by, permission, current):
        raise Refused(NOT_YOURS)
    return current


def _told(need: Need, word: Callable[[Need], Notification]) -> Need:
    """Who proposed it hears of it; the office's own needs concern nobody else."""
    if need.organisation_id is not None:
        key = f"need:{need.id}:{need.status}:{need.version}"
        told = [Telling(person, lambda: word(need), key) for person in queries.proposers_of(need)]
        notify_many(NoticeKind.NEED, told)
    return need
