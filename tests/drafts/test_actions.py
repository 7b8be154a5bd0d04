"""What a partner does with its own pledge, on both databases."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm.exc import StaleDataError

from portal.audit.models import AuditEntry
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus, FundingSource, PartnerRole, SupportForm
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.drafts import actions
from portal.notifications.models import OutboxMail
from portal.organisations.rules import OrganisationStatus
from portal.places.rules import PocketStatus
from tests.factories import STABAT, VILLAGE, a_commitment, a_member, a_pocket, an_organisation

DRAFT = CommitmentStatus.DRAFT
OTHER_VILLAGE = "12.05.07.2009"


def do(action: Any, *things: Any, **answers: Any) -> Any:
    with transaction():
        return action(*things, **answers)


@pytest.fixture
def member(site):
    return a_member(an_organisation())


@pytest.fixture
def draft(member) -> Commitment:
    return a_commitment(member.memberships[0].organisation, DRAFT, created_by=member)


def entries(action: str) -> list[AuditEntry]:
    return db.session.query(AuditEntry).filter_by(action=action).all()


def new(member: Any, **given: Any) -> Commitment:
    answers = {
        "organisation": member.memberships[0].organisation.slug,
        "strategy_number": 5,
        "title": "Rumah",
        "description": "Satu **dua**",
    }
    return do(actions.create_commitment, by=member, **(answers | given))


def test_a_draft_begins_with_a_reference_and_a_contact(member) -> None:
    commitment = new(member)
    assert commitment.reference.startswith("KMT-")
    assert commitment.status is DRAFT
    assert commitment.contact_name == member.name
    assert commitment.description_html == "<p>Satu <strong>dua</strong></p>"
    assert len(entries("commitment.create")) == 1


def test_nobody_drafts_for_an_organisation_of_others(member) -> None:
    with pytest.raises(Refused) as refusal:
        new(member, organisation=an_organisation().slug)
    assert refusal.value.field == "organisation"


@pytest.mark.parametrize(
    ("status", "may"),
    [
        (OrganisationStatus.APPLIED, True),
        (OrganisationStatus.RETURNED, True),
        (OrganisationStatus.REJECTED, False),
        (OrganisationStatus.SUSPENDED, False),
    ],
)
def test_applicants_prepare_drafts_and_the_refused_do_not(site, status, may: bool) -> None:
    member = a_member(an_organisation(status))
    if may:
        assert new(member).status is DRAFT
    else:
        with pytest.raises(Refused):
            new(member)


def test_a_text_that_nests_too_deeply_is_refused_at_its_field(member) -> None:
    with pytest.raises(Refused) as refusal:
        new(member, description="[" * 3000)
    assert refusal.value.field == "description"


def test_places_are_kept_changed_added_and_taken_away(member, draft: Commitment) -> None:
    pocket = a_pocket(VILLAGE)
    kept = draft.allocations[0].id
    rows = [
        {"place": pocket.slug, "quantity": Decimal("2.5")},
        {"place": VILLAGE, "rupiah": 7},
        {"place": "12.05", "people": 9},
    ]
    do(actions.save_places, draft, by=member, unit="rumah", places=rows)
    db.session.expire_all()
    lines = [(line.region_code, line.pocket_id, line.rupiah, line.quantity) for line in draft.allocations]
    assert lines == [
        (VILLAGE, pocket.id, None, Decimal("2.5")),
        (VILLAGE, None, 7, None),
        ("12.05", None, None, None),
    ]
    assert draft.allocations[1].id == kept
    do(actions.save_places, draft, by=member, unit="rumah", places=rows[:1])
    assert len(draft.allocations) == 1
    (first, second) = entries("commitment.save_places")
    assert first.changes["places"][1][1] == f"{draft.allocations[0].region.name} ({VILLAGE}): rupiah 7"
    assert second.changes.keys() == {"places"}


def test_the_same_place_twice_is_one_line(member, draft: Commitment) -> None:
    rows = [{"place": VILLAGE, "rupiah": 1}, {"place": VILLAGE, "rupiah": 2}]
    do(actions.save_places, draft, by=member, unit="", places=rows)
    assert [line.rupiah for line in draft.allocations] == [1]


@pytest.mark.parametrize("place", ["99.99", "", "tidak-ada", "12.05.07.9999", None])
def test_an_unknown_place_is_refused(member, draft: Commitment, place: Any) -> None:
    with pytest.raises(Refused) as refusal:
        do(actions.save_places, draft, by=member, unit="", places=[{"place": place}])
    assert refusal.value.field == "places"


def test_lines_alone_move_the_version(member, draft: Commitment) -> None:
    version = draft.version
    do(actions.save_places, draft, by=member, unit=draft.unit, places=[{"place": OTHER_VILLAGE}])
    assert draft.version == version + 1


def test_saving_the_same_answers_again_is_no_event(member, draft: Commitment) -> None:
    version = draft.version
    answers = {
        "support_form": SupportForm.MONEY,
        "funding_source": FundingSource.TJSP,
        "value_source": None,
    }
    do(actions.save_support, draft, by=member, **answers)
    assert draft.version == version
    assert entries("commitment.save_support") == []


def test_support_is_saved(member, draft: Commitment) -> None:
    answers = {
        "support_form": SupportForm.GOODS,
        "funding_source": FundingSource.ZAKAT,
        "value_source": "faktur",
    }
    do(actions.save_support, draft, by=member, **answers)
    assert (draft.support_form, draft.value_source) == (SupportForm.GOODS, "faktur")
    assert entries("commitment.save_support")[0].changes["support_form"] == ["money", "goods"]


def people(**given: Any) -> dict[str, Any]:
    answers = {
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 2, 1),
        "supporters": [],
        "authoriser_name": "Bu Ani",
        "authoriser_position": "Direktur",
        "contact_name": None,
        "contact_phone": "0811",
        "contact_email": None,
    }
    return answers | given


def test_people_and_partners_are_saved(member, draft: Commitment) -> None:
    helper = an_organisation()
    rows = [{"organisation": helper.slug, "role": "funder"}]
    do(actions.save_people, draft, by=member, **people(supporters=rows))
    db.session.expire_all()
    assert [(p.organisation_id, p.role) for p in draft.partners] == [(helper.id, PartnerRole.FUNDER)]
    assert draft.contact_name == ""
    rows[0]["role"] = "implementer"
    do(actions.save_people, draft, by=member, **people(supporters=rows))
    do(actions.save_people, draft, by=member, **people())
    assert draft.partners == []
    assert len(entries("commitment.save_people")) == 3


def test_a_period_does_not_end_before_it_begins(member, draft: Commitment) -> None:
    with pytest.raises(Refused) as refusal:
        do(actions.save_people, draft, by=member, **people(ends_on=date(2026, 12, 31)))
    assert refusal.value.field == "ends_on"


@pytest.mark.parametrize("status", [OrganisationStatus.APPLIED, OrganisationStatus.SUSPENDED, None])
def test_only_verified_others_support(member, draft: Commitment, status) -> None:
    organisation = an_organisation(status) if status else draft.organisation
    rows = [{"organisation": organisation.slug, "role": "funder"}]
    with pytest.raises(Refused) as refusal:
        do(actions.save_people, draft, by=member, **people(supporters=rows))
    assert refusal.value.field == "supporters"


def test_submitting_hands_it_to_the_office_and_mails_the_author(member, draft: Commitment) -> None:
    do(actions.submit_commitment, draft, by=member)
    assert draft.status is CommitmentStatus.SUBMITTED
    assert draft.submitted_at is not None
    mail = db.session.query(OutboxMail).one()
    assert mail.recipient == member.email
    assert draft.reference in mail.subject
    assert "0811222333" not in mail.body
    assert len(entries("commitment.submit")) == 1


def test_a_returned_pledge_is_submitted_again(member) -> None:
    returned = a_commitment(
        member.memberships[0].organisation, CommitmentStatus.RETURNED, created_by=member, reason="x"
    )
    do(actions.submit_commitment, returned, by=member)
    assert (returned.status, returned.reason) == (CommitmentStatus.SUBMITTED, "")


def test_an_incomplete_pledge_is_not_submitted(member) -> None:
    draft = a_commitment(member.memberships[0].organisation, DRAFT, [], created_by=member)
    with pytest.raises(Refused):
        do(actions.submit_commitment, draft, by=member)
    assert draft.status is DRAFT


@pytest.mark.parametrize(
    "status", [s for s in CommitmentStatus if s not in {DRAFT, CommitmentStatus.RETURNED}]
)
@pytest.mark.parametrize("move", ["submit", "edit", "delete"])
def test_what_the_life_cycle_does_not_allow_changes_nothing(member, status, move) -> None:
    commitment = a_commitment(member.memberships[0].organisation, status, created_by=member)
    moves = {
        "submit": lambda: actions.submit_commitment(commitment, by=member),
        "edit": lambda: actions.save_places(commitment, by=member, unit="", places=[{"place": STABAT}]),
        "delete": lambda: actions.delete_draft(commitment, by=member),
    }
    with pytest.raises(NotAllowedNow):
        do(moves[move])
    assert (commitment.status, len(commitment.allocations)) == (status, 1)


@pytest.mark.parametrize("status", [s for s in OrganisationStatus if s is not OrganisationStatus.VERIFIED])
def test_only_a_verified_organisation_submits(site, status) -> None:
    organisation = an_organisation(status)
    member = a_member(organisation)
    draft = a_commitment(organisation, DRAFT, created_by=member)
    with pytest.raises(NotAllowedNow):
        do(actions.submit_commitment, draft, by=member)


@pytest.mark.parametrize("action", [actions.submit_commitment, actions.delete_draft])
def test_a_stranger_does_nothing(draft: Commitment, action: Any) -> None:
    with pytest.raises(Refused):
        do(action, draft, by=a_member(an_organisation()))


def test_a_draft_is_deleted_with_its_lines_and_the_trail_remembers(member, draft: Commitment) -> None:
    do(actions.delete_draft, draft, by=member)
    assert db.session.query(Commitment).count() == 0
    (entry,) = entries("commitment.delete")
    assert entry.object_label == draft.reference


def test_what_was_once_submitted_is_not_deleted(member) -> None:
    returned = a_commitment(member.memberships[0].organisation, CommitmentStatus.RETURNED, created_by=member)
    with pytest.raises(NotAllowedNow):
        do(actions.delete_draft, returned, by=member)


def test_a_save_on_an_old_version_is_stale(member, draft: Commitment) -> None:
    with pytest.raises(StaleDataError), transaction():
        draft.title = "Dari sini"
        elsewhere = update(Commitment).where(Commitment.id == draft.id).values(version=99)
        db.session.connection().execute(elsewhere)


def test_a_pocket_that_is_no_longer_active_stays_but_is_not_added(member, draft: Commitment) -> None:
    lifted = a_pocket(VILLAGE, PocketStatus.LIFTED)
    with pytest.raises(Refused):
        do(actions.save_places, draft, by=member, unit="", places=[{"place": lifted.slug}])
    places = [{"region_code": VILLAGE, "pocket_id": lifted.id}]
    old = a_commitment(draft.organisation, DRAFT, places, created_by=member)
    do(actions.save_places, old, by=member, unit="", places=[{"place": lifted.slug, "rupiah": 5}])
    assert old.allocations[0].rupiah == 5
