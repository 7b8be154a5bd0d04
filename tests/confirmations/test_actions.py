"""Who may say what, how often, and what of it shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.audit.models import AuditEntry
from portal.commitments.models import CommitmentPartner
from portal.commitments.rules import CommitmentStatus, PartnerRole
from portal.confirmations import actions, published, review_actions
from portal.confirmations.deliveries import at_pocket, for_community
from portal.confirmations.merging import repoint_confirmations
from portal.confirmations.models import Confirmation, ConfirmationCode
from portal.confirmations.queries import desk_of
from portal.confirmations.rules import ConfirmationStatus, Decision, Verdict
from portal.core.clock import at, end_of, now, today
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.values import Quarter
from portal.files.keeping import open_file
from portal.files.models import StoredFile
from portal.notifications.models import Notice
from portal.places.rules import PocketStatus
from portal.sheets.actions import revoke_batch
from tests.confirmations import support
from tests.confirmations.support import (
    a_community,
    a_place_with_delivery,
    a_sheet,
    did,
    publish,
    says,
    speaks,
)
from tests.factories import (
    STABAT,
    VILLAGE,
    a_commitment,
    a_member,
    a_pocket,
    a_verifier,
    an_organisation,
)

S = ConfirmationStatus


def test_a_code_speaks_once_and_is_not_kept_with_what_it_said(site: Flask) -> None:
    pocket, commitment = a_place_with_delivery()
    code = a_sheet(pocket).codes[0]
    desk = desk_of(code)
    said = says(code, commitment)
    assert (said.status, said.pocket_id, said.created_by_id) == (S.WAITING, pocket.id, None)
    assert not desk_of(code).is_open
    with pytest.raises(NotAllowedNow):
        did(
            actions.send_by_code,
            desk,
            delivery=commitment.reference,
            verdict=Verdict.CONFIRMED,
            text="",
            photo=None,
        )
    assert db.session.scalar(select(func.count(Confirmation.id))) == 1
    columns = {
        column.name for table in (Confirmation, ConfirmationCode) for column in table.__table__.columns
    }
    assert not {"code_id", "used_at", "confirmation_id"} & columns


def test_an_expired_a_revoked_and_a_withdrawn_code_open_nothing(site: Flask) -> None:
    pocket, _commitment = a_place_with_delivery()
    expired, revoked, withdrawn = a_sheet(pocket), a_sheet(pocket), a_sheet(pocket)
    with at(now() + timedelta(days=94)):
        assert not desk_of(expired.codes[0]).is_open
    did(revoke_batch, revoked.batch, by=a_verifier())
    assert not desk_of(revoked.codes[0]).is_open
    with pytest.raises(NotAllowedNow):
        did(revoke_batch, revoked.batch, by=a_verifier())
    assert desk_of(withdrawn.codes[0]).is_open
    pocket.status = PocketStatus.WITHDRAWN
    db.session.commit()
    assert not desk_of(withdrawn.codes[0]).is_open and not desk_of("0000000000").is_open


def test_a_code_speaks_of_what_has_begun_near_it_each_by_its_nearest_line(site: Flask) -> None:
    pocket = a_pocket()
    own = {"region_code": VILLAGE, "pocket_id": pocket.id}
    here = a_commitment(places=[{"region_code": STABAT}, {"region_code": VILLAGE}, own])
    around = a_commitment(places=[{"region_code": STABAT}])
    far = a_commitment(places=[{"region_code": "12.05.07.2003"}])
    a_commitment(places=[{"region_code": VILLAGE, "pocket_id": a_pocket().id}])
    a_commitment(places=[own], status=CommitmentStatus.SUBMITTED)
    a_commitment(places=[own], status=CommitmentStatus.CANCELLED)
    a_commitment(
        places=[own], starts_on=now().date() + timedelta(days=3), ends_on=now().date() + timedelta(9)
    )
    found = {each.reference: each.allocation_id for each in at_pocket(pocket)}
    assert found == {here.reference: here.allocations[2].id, around.reference: around.allocations[0].id}
    with pytest.raises(Refused) as refusal:
        says(a_sheet(pocket).codes[0], far)
    assert refusal.value.field == "delivery"


def test_whoever_misses_something_is_asked_what_and_the_code_stays_good(site: Flask) -> None:
    pocket, commitment = a_place_with_delivery()
    code = a_sheet(pocket).codes[0]
    for text in ("", "telepon saya 0812 3456 7890"):
        with pytest.raises(Refused) as refusal:
            says(code, commitment, Verdict.DISPUTED, text=text)
        assert refusal.value.field == "text"
    assert says(code, commitment, Verdict.DISPUTED, text="", photo=support.a_photo()).photo_id


def test_a_photo_loses_what_it_knew_and_whose_it_was_and_is_deleted_when_it_will_not_show(
    site: Flask,
) -> None:
    pocket, commitment = a_place_with_delivery()
    codes = a_sheet(pocket).codes
    said = says(codes[0], commitment, photo=support.a_photo())
    assert said.photo is not None and said.thumbnail is not None
    data = open_file(said.photo)
    assert (said.photo.name, said.photo.uploaded_by_id) == ("foto.jpg", None)
    assert b"KAMERA" not in data and b"catatan" not in data
    publish(said, shows_photo=False)
    support.refuse(says(codes[1], commitment, photo=support.a_photo()))
    assert db.session.scalar(select(func.count(StoredFile.id))) == 0


def test_a_community_speaks_once_a_quarter_and_a_new_word_takes_the_old_ones_place(site: Flask) -> None:
    _pocket, commitment = a_place_with_delivery()
    community = a_community()
    by = a_member(community)
    first = publish(speaks(community, commitment, by=by))
    second = speaks(community, commitment, Verdict.PARTLY, by=by)
    third = speaks(community, commitment, Verdict.DISPUTED, by=by)
    db.session.expire_all()
    assert [each.status for each in (first, second, third)] == [S.PUBLISHED, S.REPLACED, S.WAITING]
    publish(third)
    assert db.session.get_one(Confirmation, first.id).status is S.REPLACED
    with at(end_of(Quarter.of(today()).last_day)):
        fourth = publish(speaks(community, commitment, by=by))
    assert {first.year * 4 + first.quarter_number + 1} == {fourth.year * 4 + fourth.quarter_number}
    assert published.verdicts_of(commitment.id).total == 2


def test_publishing_what_came_with_codes_replaces_nothing(site: Flask) -> None:
    pocket, commitment = a_place_with_delivery()
    for code in a_sheet(pocket).codes[:3]:
        publish(says(code, commitment))
    assert published.verdicts_of(commitment.id).confirmed == 3
    assert published.verdicts_in_pocket(pocket.id).lines[0] == (Verdict.CONFIRMED, 3)


def test_a_community_speaks_in_its_area_and_never_of_its_own(site: Flask) -> None:
    _pocket, commitment = a_place_with_delivery()
    line = commitment.allocations[0].id
    near, far, company = a_community(), a_community("12.05.08"), an_organisation()
    assert for_community(near.slug, commitment.reference, line)
    assert not for_community(far.slug, commitment.reference, line)
    assert not for_community(company.slug, commitment.reference, line)
    with pytest.raises(Refused):
        speaks(near, commitment, by=a_member(far))
    target = for_community(near.slug, commitment.reference, line)
    partner = CommitmentPartner(organisation_id=near.id, role=PartnerRole.SUPPORTER)
    commitment.partners.append(partner)
    db.session.commit()
    assert not for_community(near.slug, commitment.reference, line)
    with pytest.raises(Refused):
        by = a_member(near)
        did(actions.send_for_community, target, by=by, verdict=Verdict.CONFIRMED, text="", photo=None)
    own = a_commitment(near, places=[{"region_code": VILLAGE}])
    assert not for_community(near.slug, own.reference, own.allocations[0].id)


def test_nobody_concerned_decides_what_shows(site: Flask) -> None:
    _pocket, commitment = a_place_with_delivery()
    community, supporter = a_community(), an_organisation()
    commitment.partners.append(CommitmentPartner(organisation_id=supporter.id, role=PartnerRole.FUNDER))
    db.session.commit()
    said = speaks(community, commitment, by=a_member(community))
    for concerned in (commitment.organisation, community, supporter):
        with pytest.raises(Refused):
            publish(said, by=_verifier_of(concerned))
    with pytest.raises(Refused):
        publish(said, by=a_verifier(1))
    assert publish(said, by=a_verifier(5)).status is S.PUBLISHED


def test_a_refusal_has_a_reason_and_what_shows_can_be_taken_back(site: Flask) -> None:
    pocket, commitment = a_place_with_delivery()
    said = says(a_sheet(pocket).codes[0], commitment)
    with pytest.raises(Refused) as refusal:
        support.refuse(said, reason="Jelek")
    assert refusal.value.field == "reason"
    publish(said)
    support.refuse(said)
    assert published.published_confirmations(commitment.id) == []
    with pytest.raises(NotAllowedNow):
        publish(said)


def test_the_partner_answers_what_shows_once_and_the_office_reads_it_first(site: Flask) -> None:
    pocket, commitment = a_place_with_delivery()
    partner = a_member(commitment.organisation)
    said = says(a_sheet(pocket).codes[0], commitment)
    with pytest.raises(NotAllowedNow):
        did(actions.write_answer, said, by=partner, text="Besok kami kirim")
    publish(said)
    with pytest.raises(Refused):
        did(actions.write_answer, said, by=a_member(an_organisation()), text="Besok kami kirim")
    for text in ("Besok kami kirim", "Lusa kami kirim"):
        did(actions.write_answer, said, by=partner, text=text)
    assert published.published_confirmations(commitment.id)[0].answer == ""
    with pytest.raises(Refused):
        did(review_actions.decide_answer, said, by=a_verifier(), decision=Decision.REFUSE, reason="")
    did(review_actions.decide_answer, said, by=a_verifier(), decision=Decision.PUBLISH, reason=None)
    assert published.published_confirmations(commitment.id)[0].answer == "Lusa kami kirim"
    with pytest.raises(NotAllowedNow):
        did(actions.write_answer, said, by=partner, text="Tidak jadi")


def test_verifiers_hear_of_what_waits_once_a_day_and_the_partner_of_what_shows(site: Flask) -> None:
    pocket, commitment = a_place_with_delivery()
    verifier, other, concerned = a_verifier(5), a_verifier(1), _verifier_of(commitment.organisation)
    codes = a_sheet(pocket).codes
    said = [says(code, commitment) for code in codes[:3]]
    told = list(db.session.scalars(select(Notice.user_id)))
    assert told.count(verifier.id) == 1 and not {other.id, concerned.id} & set(told)
    publish(said[0])
    about = db.session.scalars(select(Notice).filter_by(user_id=commitment.created_by_id)).one()
    assert commitment.reference in about.title and support.SECRET not in about.body


def test_the_trail_never_learns_who_spoke_nor_the_words(site: Flask) -> None:
    pocket, commitment = a_place_with_delivery()
    said = says(a_sheet(pocket).codes[0], commitment, Verdict.DISPUTED)
    publish(said)
    did(actions.write_answer, said, by=a_member(commitment.organisation), text=f"jawab {support.SECRET}")
    entries = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action.startswith("confirmation."))
    ).all()
    sent = next(entry for entry in entries if entry.action == "confirmation.send")
    assert (sent.actor_id, sent.changes) == (None, {})
    assert support.SECRET not in " ".join(f"{entry.changes} {entry.reason}" for entry in entries)


@pytest.mark.parametrize("clash", [False, True])
def test_what_a_community_said_follows_a_merge(site: Flask, clash: bool) -> None:
    _pocket, commitment = a_place_with_delivery()
    merged, kept = a_community(), a_community()
    said = publish(speaks(merged, commitment, by=a_member(merged)))
    theirs = publish(speaks(kept, commitment, by=a_member(kept))) if clash else None
    assert did(repoint_confirmations, merged.id, kept.id) == {"confirmations": [said.reference]}
    db.session.expire_all()
    assert (said.community_id, said.status) == (kept.id, S.REPLACED if clash else S.PUBLISHED)
    assert theirs is None or theirs.status is S.PUBLISHED
    did(repoint_confirmations, kept.id, commitment.organisation_id)
    assert published.verdicts_of(commitment.id).total == 0, "nobody confirms their own"


def _verifier_of(organisation: Any) -> Any:
    verifier = a_verifier()
    make: Callable[..., Any] = a_member
    person = make(organisation)
    person.office_roles = list(verifier.office_roles)
    db.session.commit()
    return person
