"""Two names, one organisation or two: a person decides, once, and it is remembered.

Rooms above this one keep rows that name an organisation. They say how those rows follow a merge with
`@follows_merge`, so that one act moves everything and this room need not know them.
"""

from collections.abc import Callable

from sqlalchemy import update

from portal.accounts.models import User
from portal.audit.actions import Changes, record, set_fields
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import demanded
from portal.core.wording import _l
from portal.notifications.actions import notify
from portal.notifications.rules import NoticeKind
from portal.organisations import messages
from portal.organisations.actions import NOT_NOW
from portal.organisations.models import FocusStrategy, Membership, NameDecision, Organisation, WorkArea
from portal.organisations.office_actions import NOT_YOURS
from portal.organisations.queries import NamePair, decision_on, managers_of
from portal.organisations.rules import MemberRole, OrganisationStatus, may_move
from portal.policy import Permission, can

S = OrganisationStatus
Follower = Callable[[int, int], dict[str, list[str]]]
FOLLOWERS: list[Follower] = []
SAME_ONE = _l("Lembaga tidak dapat digabungkan dengan dirinya sendiri.")


def follows_merge(follower: Follower) -> Follower:
    """Name a function that moves a room's rows from one organisation to another and says what it moved."""
    FOLLOWERS.append(follower)
    return follower


def tell_apart(pair: NamePair, *, by: User) -> None:
    """Remember that the two are different, so that nobody is asked again."""
    _may_decide(pair, by)
    _remember(pair, False, by)
    record("organisation.tell_apart", pair.applicant, by=by, changes={"known": (None, pair.known.name)})


def merge_into(pair: NamePair, *, by: User, reason: str) -> Organisation:
    """The applicant is the known one: everything it has moves there, and its address leads there.

    Its people become contributors where the kept one has a manager already, so that nobody takes over an
    organisation by registering its name. Raises NotAllowedNow unless the applicant still waits.
    """
    demanded(reason)
    _may_decide(pair, by)
    applicant, kept = pair.applicant, pair.known
    if not may_move(applicant.status, S.REJECTED) or kept.status is S.REJECTED:
        raise NotAllowedNow(NOT_NOW)
    people = [membership.user for membership in applicant.memberships]
    moved = _move_everything(applicant, kept)
    answers = {"status": S.REJECTED, "reason": reason, "decided_at": now(), "merged_into_id": kept.id}
    changes = {"merged": (None, applicant.name), "status": set_fields(applicant, answers)["status"]}
    kept.updated_at = now()
    _remember(pair, True, by)
    record("organisation.merge", kept, by=by, changes=changes | moved, reason=reason)
    for person in people:
        _tell(person, kept, applicant.name, reason)
    return kept


def _tell(person: User, kept: Organisation, old_name: str, reason: str) -> None:
    notify(person, NoticeKind.ORGANISATION, lambda: messages.merged(kept, old_name, reason))


def _move_everything(applicant: Organisation, kept: Organisation) -> Changes:
    moved = {"members": _move_people(applicant, kept), "profile": _move_profile(applicant, kept)}
    for follower in FOLLOWERS:
        moved |= follower(applicant.id, kept.id)
    return {f"moved_{what}": (None, names) for what, names in moved.items() if names}


def _may_decide(pair: NamePair, by: User) -> None:
    if pair.applicant.id == pair.known.id:
        raise Refused(SAME_ONE)
    if not all(can(by, Permission.ORGANISATION_VET, each) for each in (pair.applicant, pair.known)):
        raise Refused(NOT_YOURS)


def _remember(pair: NamePair, is_same: bool, by: User) -> None:
    decision = decision_on(pair.applicant.id, pair.known.id)
    if decision is None:
        decision = NameDecision(applicant_id=pair.applicant.id, known_id=pair.known.id)
        db.session.add(decision)
    decision.is_same, decision.decided_by_id, decision.decided_at = is_same, by.id, now()


def _move_people(applicant: Organisation, kept: Organisation) -> list[str]:
    managed = bool(managers_of(kept.id))
    there = {membership.user_id: membership for membership in kept.memberships}
    moved = []
    for membership in list(applicant.memberships):
        moved.append(membership.user.email)
        role = MemberRole.CONTRIBUTOR if managed else membership.role
        if membership.user_id in there:
            own = there[membership.user_id]
            own.role = MemberRole.MANAGER if MemberRole.MANAGER in (role, own.role) else own.role
            db.session.delete(membership)
            continue
        values = {"organisation_id": kept.id, "role": role}
        db.session.execute(update(Membership).where(Membership.id == membership.id).values(**values))
    db.session.flush()
    db.session.expire(applicant, ["memberships"])
    db.session.expire(kept, ["memberships"])
    return moved


def _move_profile(applicant: Organisation, kept: Organisation) -> list[str]:
    """What the applicant said and the kept one had left open; focus and areas of both."""
    numbers = [n for n in applicant.focus_numbers if n not in kept.focus_numbers]
    kept.focus += [FocusStrategy(strategy_number=number) for number in numbers]
    known = {area.region_code for area in kept.areas}
    codes = [area.region_code for area in applicant.areas if area.region_code not in known]
    kept.areas += [WorkArea(region_code=code) for code in codes]
    open_fields = (
        "about",
        "about_html",
        "website",
        "contact_name",
        "contact_position",
        "contact_email",
        "contact_phone",
    )
    taken = {name: getattr(applicant, name) for name in open_fields if not getattr(kept, name)}
    filled = set_fields(kept, {name: value for name, value in taken.items() if value})
    earlier = update(Organisation).where(Organisation.merged_into_id == applicant.id)
    db.session.execute(earlier.values(merged_into_id=kept.id))
    return [*map(str, numbers), *codes, *filled]
