"""Two names, one organisation: everything moves, nothing is lost."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.commitments.models import Commitment, CommitmentPartner
from portal.commitments.rules import CommitmentStatus, PartnerRole
from portal.core.database import Model, db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.organisations import merging, queries
from portal.organisations.models import FocusStrategy, Membership, Organisation, WorkArea
from portal.organisations.queries import NamePair
from portal.organisations.rules import MemberRole, OrganisationStatus
from tests.factories import a_commitment, a_member, a_verifier, an_organisation
from tests.organisations.support import REASON, mails_to, verbs

S = OrganisationStatus


def _pair(**given: object) -> NamePair:
    applicant = an_organisation(S.APPLIED, name="P.T. Bakau Lestari", slug="p-t-bakau")
    return NamePair(applicant, an_organisation(S.VERIFIED, name="PT Bakau Lestari", slug="pt-bakau", **given))


def _merge(pair: NamePair) -> Organisation:
    with transaction():
        return merging.merge_into(pair, by=a_verifier(), reason=REASON)


def _support(commitment: Commitment, organisation: Organisation) -> CommitmentPartner:
    partner = CommitmentPartner(
        commitment_id=commitment.id, organisation_id=organisation.id, role=PartnerRole.SUPPORTER
    )
    db.session.add(partner)
    db.session.commit()
    return partner


def test_every_room_that_writes_rows_about_organisations_says_how_they_follow(site: Flask) -> None:
    naming = {
        mapper.class_.__module__.split(".")[1]
        for mapper in Model.registry.mappers
        for column in mapper.local_table.columns
        for key in column.foreign_keys
        if key.column.table.name == "organisations"
    }
    following = {follower.__module__.split(".")[1] for follower in merging.FOLLOWERS}
    assert naming - {"organisations"} == following


def test_the_merged_one_is_closed_and_leads_to_the_kept_one(site: Flask) -> None:
    pair = _pair()
    _merge(pair)
    assert (pair.applicant.status, pair.applicant.reason) == (S.REJECTED, REASON)
    assert queries.get_present("p-t-bakau") is pair.known
    assert queries.merged_into("p-t-bakau") == "pt-bakau"
    assert verbs() == ["organisation.merge"]


def test_an_earlier_merge_leads_on_to_the_last_one(site: Flask) -> None:
    first = an_organisation(S.REJECTED, slug="lama")
    pair = _pair()
    first.merged_into_id = pair.applicant.id
    db.session.commit()
    _merge(pair)
    db.session.expire_all()
    assert queries.merged_into("lama") == "pt-bakau"


def test_people_move_as_contributors_where_somebody_manages_already(site: Flask) -> None:
    pair = _pair()
    manager, newcomer = a_member(pair.known), a_member(pair.applicant)
    _merge(pair)
    roles = {m.user_id: m.role for m in queries.colleagues_of(pair.known)}
    assert roles == {manager.id: MemberRole.MANAGER, newcomer.id: MemberRole.CONTRIBUTOR}
    assert "http://localhost/ruang/lembaga/pt-bakau" in mails_to(newcomer.email)[0].body


def test_people_keep_their_roles_where_nobody_managed(site: Flask) -> None:
    pair = _pair()
    newcomer = a_member(pair.applicant)
    _merge(pair)
    db.session.expire_all()
    assert newcomer.role_in(pair.known.id) == "manager"


def test_who_belongs_to_both_keeps_the_role_of_the_kept_one(site: Flask) -> None:
    pair = _pair()
    person = a_member(pair.known)
    db.session.add(
        Membership(user_id=person.id, organisation_id=pair.applicant.id, role=MemberRole.CONTRIBUTOR)
    )
    db.session.commit()
    _merge(pair)
    assert [(m.user_id, m.role) for m in queries.colleagues_of(pair.known)] == [
        (person.id, MemberRole.MANAGER)
    ]


def test_who_belongs_to_both_manages_the_kept_one_where_nobody_did(site: Flask) -> None:
    pair = _pair()
    person = a_member(pair.applicant)
    db.session.add(Membership(user_id=person.id, organisation_id=pair.known.id, role=MemberRole.CONTRIBUTOR))
    db.session.commit()
    _merge(pair)
    assert [m.role for m in queries.colleagues_of(pair.known)] == [MemberRole.MANAGER]


def test_drafts_and_support_move_and_nothing_is_doubled(site: Flask) -> None:
    pair, other = _pair(), an_organisation()
    draft = a_commitment(pair.applicant, CommitmentStatus.DRAFT)
    supported, both, led = a_commitment(other), a_commitment(other), a_commitment(pair.known)
    for commitment in (supported, both, led):
        _support(commitment, pair.applicant)
    _support(both, pair.known)
    _merge(pair)
    db.session.expire_all()
    assert draft.organisation_id == pair.known.id
    partners = db.session.execute(
        select(CommitmentPartner.commitment_id, CommitmentPartner.organisation_id)
    ).all()
    assert sorted(partners) == sorted([(supported.id, pair.known.id), (both.id, pair.known.id)])
    assert db.session.query(AuditEntry).one().changes["moved_commitments"] == [None, [draft.reference]]


def test_focus_areas_and_open_answers_of_both_stand_at_the_kept_one(site: Flask) -> None:
    pair = _pair(website="", about="Sudah ada")
    pair.applicant.website, pair.applicant.about = "https://contoh.id", "Lain"
    pair.applicant.focus = [FocusStrategy(strategy_number=n) for n in (2, 3)]
    pair.known.focus = [FocusStrategy(strategy_number=3)]
    pair.applicant.areas = [WorkArea(region_code="12.05.07")]
    db.session.commit()
    _merge(pair)
    db.session.expire_all()
    assert sorted(pair.known.focus_numbers) == [2, 3]
    assert pair.known.area_codes == ["12.05.07"]
    assert (pair.known.website, pair.known.about) == ("https://contoh.id", "Sudah ada")


@pytest.mark.parametrize("status", [S.VERIFIED, S.SUSPENDED, S.REJECTED])
def test_only_who_still_waits_can_be_merged(site: Flask, status: S) -> None:
    pair = NamePair(an_organisation(status), an_organisation())
    with pytest.raises(NotAllowedNow):
        _merge(pair)
    assert pair.applicant.merged_into_id is None


def test_an_organisation_is_not_merged_with_itself_nor_into_ones_own(site: Flask) -> None:
    one, verifier = an_organisation(S.APPLIED), a_verifier()
    own = an_organisation()
    db.session.add(Membership(user_id=verifier.id, organisation_id=own.id, role=MemberRole.MANAGER))
    db.session.commit()
    for pair in (NamePair(one, one), NamePair(one, own)):
        with pytest.raises(Refused), transaction():
            merging.merge_into(pair, by=verifier, reason=REASON)


def test_names_told_apart_are_not_asked_about_again(site: Flask) -> None:
    pair = _pair()
    assert [each.known.slug for each in queries.similar_to(pair.applicant)] == ["pt-bakau"]
    with transaction():
        merging.tell_apart(pair, by=a_verifier())
    with transaction():
        merging.tell_apart(pair, by=a_verifier())
    assert queries.similar_to(pair.applicant) == []
    assert queries.similar_to(pair.known) == []
