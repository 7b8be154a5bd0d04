"""What a partner does with its own pledge: draft it step by step, submit it, or throw the draft away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, select

from portal.accounts.models import User
from portal.audit.actions import Changes, record, set_fields
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import EDITABLE, CommitmentStatus, FundingSource, SupportForm, may_move
from portal.core.clock import now
from portal.core.database import built_once, db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.references import next_reference
from portal.core.wording import _l
from portal.drafts import messages
from portal.drafts.facts import gaps_of
from portal.drafts.linking import link_partners, link_places
from portal.notifications.actions import notify
from portal.notifications.rules import NoticeKind
from portal.organisations.models import Organisation
from portal.organisations.queries import get_organisation
from portal.organisations.rules import OrganisationStatus
from portal.policy import Permission, can
from portal.strategies.queries import get_strategy
from portal.web.markdown import render

S = CommitmentStatus
MAY_DRAFT = frozenset({OrganisationStatus.APPLIED, OrganisationStatus.RETURNED, OrganisationStatus.VERIFIED})
NOT_YOURS = _l("Anda bukan anggota lembaga yang memiliki komitmen ini")
CLOSED = _l("Komitmen ini sudah diajukan, jadi isinya tidak bisa diubah di sini")
NOT_VERIFIED = _l("Lembaga Anda belum terverifikasi. Draf tersimpan dan bisa dikirim setelah terverifikasi.")
INCOMPLETE = _l("Masih ada yang belum lengkap. Lengkapi yang disebut di bawah, lalu kirim lagi.")
STRATEGY_OF_NEED = _l("Strateginya mengikuti kebutuhan yang diambil")
UNIT_OF_NEED = _l("Satuannya mengikuti kebutuhan yang diambil")
ALREADY_SENT = _l("Draf yang pernah diajukan tidak bisa dihapus")


def create_commitment(
    *,
    by: User,
    organisation: str,
    strategy_number: int,
    title: str,
    description: str | None,
    origin: str = "",
    places: Sequence[dict[str, Any]] = (),
) -> Commitment:
    """Begin a draft for one of the actor's organisations (by slug).

    `origin` names the action item it was born from ("FGD-2026-0001#3"); `places` are those of save_places.
    Raises Refused where the actor does not belong to the organisation, or it may not draft.
    """
    lead = _lead(organisation, by)
    person = {"contact_name": by.name, "contact_email": by.email, "contact_phone": lead.contact_phone}
    commitment = Commitment(organisation_id=lead.id, created_by_id=by.id, origin=origin, **person)
    commitment.reference, commitment.is_example = next_reference("KMT"), lead.is_example
    changes = _set_what(commitment, strategy_number, title, description)
    db.session.add(commitment)
    changes |= link_places(commitment, places) | ({"origin": (None, origin)} if origin else {})
    record("commitment.create", commitment, by=by, changes=changes)
    return commitment


def _lead(slug: str, by: User) -> Organisation:
    lead = get_organisation(slug)
    if lead is None or by.role_in(lead.id) is None:
        raise Refused(_l("Pilih salah satu lembaga Anda"), "organisation")
    if lead.status not in MAY_DRAFT:
        raise Refused(_l("Lembaga ini tidak bisa mencatat komitmen baru"), "organisation")
    return lead


def save_what(
    commitment: Commitment, *, by: User, strategy_number: int, title: str, description: str | None
) -> Commitment:
    """Step 1: strategy, title, description (Markdown)."""
    _check_editable(commitment, by)
    if strategy_number != commitment.strategy_number and _takes_need(commitment):
        raise Refused(STRATEGY_OF_NEED, "strategy_number")
    changes = _set_what(commitment, strategy_number, title, description)
    return _saved("commitment.save_what", commitment, by, changes)


def save_places(
    commitment: Commitment, *, by: User, unit: str | None, places: Sequence[dict[str, Any]]
) -> Commitment:
    """Step 2: the unit and the lines: {place, rupiah, quantity, households, people}, in their order.

    A place is a region's code or a pocket's slug. Raises Refused for an unknown place.
    """
    _check_editable(commitment, by)
    if (unit or "") != commitment.unit and _takes_need(commitment):
        raise Refused(UNIT_OF_NEED, "unit")
    changes = set_fields(commitment, {"unit": unit or ""}) | link_places(commitment, places)
    return _saved("commitment.save_places", commitment, by, changes)


def save_support(
    commitment: Commitment,
    *,
    by: User,
    support_form: SupportForm | None,
    funding_source: FundingSource | None,
    value_source: str | None,
) -> Commitment:
    """Step 3: how it is given, who pays, and where a rupiah value comes from."""
    _check_editable(commitment, by)
    answers = {
        "support_form": support_form,
        "funding_source": funding_source,
        "value_source": value_source or "",
    }
    return _saved("commitment.save_support", commitment, by, set_fields(commitment, answers))


def save_people(
    commitment: Commitment,
    *,
    by: User,
    starts_on: date | None,
    ends_on: date | None,
    supporters: Sequence[dict[str, Any]],
    **people: str | None,
) -> Commitment:
    """Step 4: the period, the authoriser, the contact, and supporters: {organisation (slug), role}.

    Raises Refused for a period that ends before it begins, or an organisation that is not verified.
    """
    _check_editable(commitment, by)
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(_l("Tanggal selesai tidak boleh sebelum tanggal mulai"), "ends_on")
    written = {field: people.get(field) or "" for field in PEOPLE}
    answers: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on, **written}
    changes = set_fields(commitment, answers) | link_partners(commitment, supporters)
    return _saved("commitment.save_people", commitment, by, changes)


PEOPLE = ("authoriser_name", "authoriser_position", "contact_name", "contact_phone", "contact_email")


def submit_commitment(commitment: Commitment, *, by: User) -> Commitment:
    """Hand the pledge to the office. Raises NotAllowedNow, or Refused while something is missing."""
    if not can(by, Permission.COMMITMENT_SUBMIT, commitment):
        raise Refused(NOT_YOURS)
    if not may_move(commitment.status, S.SUBMITTED):
        raise NotAllowedNow(CLOSED)
    if commitment.organisation.status is not OrganisationStatus.VERIFIED:
        raise NotAllowedNow(NOT_VERIFIED)
    if gaps_of(commitment):
        raise Refused(INCOMPLETE)
    moved = {"status": S.SUBMITTED, "submitted_at": now(), "reason": ""}
    changes = set_fields(commitment, moved)
    record("commitment.submit", commitment, by=by, changes=changes)
    notify(by, NoticeKind.COMMITMENT, lambda: messages.submitted(commitment))
    return commitment


def delete_draft(commitment: Commitment, *, by: User) -> None:
    """Throw a draft away that was never submitted; the trail keeps what it was called."""
    _check_editable(commitment, by)
    if commitment.status is not S.DRAFT or commitment.submitted_at is not None:
        raise NotAllowedNow(ALREADY_SENT)
    record("commitment.delete", commitment, by=by, changes={"title": (commitment.title, None)})
    db.session.delete(commitment)


def _check_editable(commitment: Commitment, by: User) -> None:
    if not can(by, Permission.COMMITMENT_EDIT, commitment):
        raise Refused(NOT_YOURS)
    if commitment.status not in EDITABLE:
        raise NotAllowedNow(CLOSED)


def _set_what(commitment: Commitment, number: int, title: str, description: str | None) -> Changes:
    if get_strategy(number) is None:
        raise Refused(_l("Pilih salah satu strategi"), "strategy_number")
    answers = {"strategy_number": number, "title": title, "description": description or ""}
    changes = set_fields(commitment, answers)
    try:
        commitment.description_html = render(description)
    except ValueError as error:
        raise Refused(
            _l("Susunan teks ini terlalu rumit. Sederhanakan tanda-tandanya."), "description"
        ) from error
    return changes


def _saved(action: str, commitment: Commitment, by: User, changes: Changes) -> Commitment:
    """Record what changed; saving the same answers again is no event."""
    if changes:
        commitment.updated_at = now()  # lines alone do not change the row: this moves its version
        record(action, commitment, by=by, changes=changes)
    return commitment


def _takes_need(commitment: Commitment) -> bool:
    """Whether a line of it takes on a need, whose strategy and unit it then keeps."""
    return bool(db.session.scalar(_taken(), {"commitment_id": commitment.id}))


@built_once
def _taken() -> Select[bool]:
    mine = Allocation.commitment_id == bindparam("commitment_id")
    return select(exists().where(mine, Allocation.need_id.is_not(None)))
