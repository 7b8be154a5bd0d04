"""Requests are asked for by the partner and decided by somebody else, and change the promise once."""

from datetime import date
from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.accounts.rules import OfficeRoleName
from portal.amendments import actions, office_actions
from portal.amendments.models import Amendment
from portal.amendments.rules import MOVES, AmendmentStatus
from portal.audit.models import AuditEntry
from portal.commitments import standing
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.version_models import PledgeVersion
from portal.core.clock import now
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.notifications.models import Notice
from portal.organisations.merging import merge_into
from portal.organisations.models import Membership
from portal.organisations.queries import NamePair
from portal.organisations.rules import MemberRole, OrganisationStatus
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import ReportStatus
from tests.amendments.support import NEXT_YEAR, OTHER, REASON, a_promise, ask, ask_to_cancel, rows_of
from tests.factories import STABAT, VILLAGE, a_member, a_pocket, a_user, a_verifier, an_organisation

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("site")]
S = AmendmentStatus
ENDS = (S.APPROVED, S.REJECTED, S.WITHDRAWN)
FORBIDDEN = [(old, new) for old, new in product(S, ENDS) if new not in MOVES[old]]


@pytest.fixture
def pledge():
    return a_promise()


@pytest.fixture
def partner(pledge):
    return a_member(pledge.organisation)


def decide(action, amendment, by, reason=REASON, **given):
    with transaction():
        return action(amendment, by=by, reason=reason, **given)


def approve(amendment, by=None, **given):
    return decide(office_actions.approve, amendment, by or a_verifier(), **given)


def versions(pledge):
    statement = select(PledgeVersion).filter_by(commitment_id=pledge.id).order_by(PledgeVersion.number)
    return db.session.scalars(statement).all()


def entries():
    return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()


def told(kind):
    return db.session.execute(select(Notice.user_id, Notice.path).where(Notice.kind == kind)).all()


def test_an_approved_change_makes_the_promise_what_was_asked_and_keeps_the_first(pledge, partner):
    places = rows_of(pledge, **{VILLAGE: {"quantity": 4}, STABAT: None, OTHER: {"rupiah": 7, "people": 3}})
    amendment = ask(pledge, partner, places, title="Judul baru", ends_on=NEXT_YEAR)
    assert (pledge.title, len(pledge.allocations), len(versions(pledge))) != ("Judul baru", 2, 2)
    approve(amendment)
    db.session.expire_all()
    assert (pledge.title, pledge.ends_on) == ("Judul baru", NEXT_YEAR)
    assert [(a.region_code, a.rupiah, a.quantity, a.people) for a in pledge.allocations] == [
        (VILLAGE, 100_000_000, 4, 160), (OTHER, 7, None, 3),
    ]  # fmt: skip
    first, second = versions(pledge)
    assert [(line.region_code, line.quantity) for line in first.lines] == [(VILLAGE, 10), (STABAT, 5)]
    assert [line.allocation_id for line in first.lines] == [pledge.allocations[0].id, None]
    assert [(line.region_code, line.allocation_id) for line in second.lines] == [
        (VILLAGE, pledge.allocations[0].id), (OTHER, pledge.allocations[1].id),
    ]  # fmt: skip
    assert (first.title, second.title, amendment.pledge_version_id) == (first.title, "Judul baru", second.id)


def test_an_approved_cancellation_closes_the_commitment_and_leaves_its_promise(pledge, partner):
    approve(ask_to_cancel(pledge, partner))
    assert (pledge.status, pledge.reason) == (CommitmentStatus.CANCELLED, REASON)
    assert pledge.closed_at is not None and len(pledge.allocations) == 2 and len(versions(pledge)) == 1


def test_each_step_leaves_one_entry_on_the_commitment(pledge, partner):
    steps = [
        lambda: ask(pledge, partner),
        lambda: decide(office_actions.reject, newest(pledge), a_verifier()),
        lambda: ask(pledge, partner),
        lambda: taken_back(actions.withdraw, newest(pledge), partner),
        lambda: ask_to_cancel(pledge, a_verifier(), on_behalf=True),
        lambda: taken_back(actions.take_back, newest(pledge), a_verifier()),
        lambda: ask(pledge, partner),
        lambda: approve(newest(pledge)),
    ]
    for step in steps:
        step()
    said = [(entry.action, entry.object_label) for entry in entries()]
    verbs = ["request", "reject", "request", "withdraw", "request_for", "take_back", "request", "approve"]
    assert said == [(f"amendment.{verb}", pledge.reference) for verb in verbs]
    assert entries()[-1].changes["places"][0] != entries()[-1].changes["places"][1]


def newest(pledge):
    statement = select(Amendment).filter_by(commitment_id=pledge.id).order_by(Amendment.number.desc())
    return db.session.scalars(statement).first()


def taken_back(action, amendment, by):
    with transaction():
        return action(amendment, by=by)


def test_the_office_hears_of_a_request_and_the_partner_of_the_decision(pledge, partner):
    verifier, other, author = a_verifier(5), a_verifier(2), pledge.created_by
    amendment = ask(pledge, partner)
    assert told("waiting") == [(verifier.id, f"/kantor/perubahan/{pledge.reference}/1")]
    approve(amendment, verifier)
    assert {who for who, _path in told("amendment_decided")} == {partner.id, author.id}
    assert other.id not in {who for who, _path in told("waiting")}


def test_the_partner_hears_what_the_office_asked_on_its_behalf_and_another_decides(pledge):
    verifier, second = a_verifier(), a_verifier()
    amendment = ask_to_cancel(pledge, verifier, on_behalf=True)
    assert [path for _who, path in told("amendment_decided")] == [
        f"/ruang/komitmen/{pledge.reference}/perubahan/1"
    ]
    assert [who for who, _path in told("waiting")] == [second.id]
    with pytest.raises(Refused):
        approve(amendment, verifier)
    approve(amendment, second)
    assert pledge.status is CommitmentStatus.CANCELLED


@pytest.mark.parametrize(
    "status", [each for each in CommitmentStatus if each is not CommitmentStatus.VERIFIED]
)
def test_only_a_verified_commitment_is_changed(status):
    pledge = a_promise(status=status)
    for asked in (ask, ask_to_cancel):
        with pytest.raises(NotAllowedNow):
            asked(pledge, a_member(pledge.organisation))
    assert entries() == []


@pytest.mark.parametrize(("old", "new"), FORBIDDEN, ids=str)
def test_a_move_that_the_table_does_not_allow_changes_nothing(pledge, partner, old, new):
    amendment = ask(pledge, partner)
    amendment.status = old
    db.session.commit()
    steps = {
        S.APPROVED: lambda: approve(amendment),
        S.REJECTED: lambda: decide(office_actions.reject, amendment, a_verifier()),
        S.WITHDRAWN: lambda: taken_back(actions.withdraw, amendment, partner),
    }
    with pytest.raises(NotAllowedNow):
        steps[new]()
    assert amendment.status is old and len(entries()) == 1 and len(versions(pledge)) == 1


def test_one_request_waits_at_a_time(pledge, partner):
    ask(pledge, partner)
    with pytest.raises(NotAllowedNow):
        ask_to_cancel(pledge, partner)


def test_the_database_too_holds_one_open_request(pledge, partner):
    first = ask(pledge, partner)
    second = Amendment(
        commitment_id=pledge.id,
        number=2,
        kind=first.kind,
        base_number=1,
        reason=REASON,
        requested_by_id=partner.id,
    )
    db.session.add(second)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_strangers_and_the_office_do_not_ask_as_the_partner(pledge):
    for person in (a_member(an_organisation()), a_verifier(), a_user(OfficeRoleName.ADMIN)):
        with pytest.raises(Refused):
            ask(pledge, person)


def test_who_may_ask_on_behalf_of_a_partner(pledge, partner):
    for person in (partner, a_verifier(2), a_user(OfficeRoleName.SEKDA)):
        with pytest.raises(Refused):
            ask(pledge, person, on_behalf=True)
    assert ask(pledge, a_verifier(5), on_behalf=True).on_behalf


def test_nobody_decides_for_the_own_organisation_or_outside_the_strategies_given(pledge, partner):
    insider = a_verifier()
    db.session.add(
        Membership(user_id=insider.id, organisation_id=pledge.organisation_id, role=MemberRole.CONTRIBUTOR)
    )
    db.session.commit()
    db.session.refresh(insider)
    amendment = ask(pledge, partner)
    for person in (insider, a_verifier(2), partner, a_user(OfficeRoleName.ADMIN)):
        for action in (office_actions.approve, office_actions.reject):
            with pytest.raises(Refused):
                decide(action, amendment, person)
    assert amendment.status is S.REQUESTED


def test_each_side_takes_back_only_what_it_asked(pledge, partner):
    own = ask(pledge, partner)
    with pytest.raises(Refused):
        taken_back(actions.take_back, own, a_verifier())
    taken_back(actions.withdraw, own, a_member(pledge.organisation))
    theirs = ask(pledge, a_verifier(), on_behalf=True)
    with pytest.raises(Refused):
        taken_back(actions.withdraw, theirs, partner)


@pytest.mark.parametrize("reason", ["", "terlalu", "   "])
def test_asking_and_rejecting_need_a_reason(pledge, partner, reason):
    with pytest.raises(Refused) as refused:
        ask(pledge, partner, reason=reason)
    assert refused.value.field == "reason"
    with pytest.raises(Refused):
        decide(office_actions.reject, ask(pledge, partner), a_verifier(), reason)


@pytest.mark.parametrize(("given", "field"), [
    ({}, "title"),
    ({"ends_on": date(2020, 1, 1)}, "ends_on"),
    ({"places": []}, "places"),
])  # fmt: skip
def test_what_speaks_against_a_proposal_shows_at_its_question(pledge, partner, given, field):
    with pytest.raises(Refused) as refused:
        ask(pledge, partner, **({"places": rows_of(pledge)} | given))
    assert refused.value.field == field


def test_a_closed_pocket_or_an_unknown_place_is_not_added(pledge, partner):
    closed = a_pocket(status="lifted")
    for key in (closed.slug, "99.99"):
        with pytest.raises(Refused):
            ask(pledge, partner, rows_of(pledge, **{key: {"rupiah": 5}}))


def _realise(pledge, position, **numbers):
    line = pledge.allocations[position]
    for name, value in numbers.items():
        setattr(line, name, value)
    db.session.commit()


def test_a_place_where_something_was_verified_stays(pledge, partner):
    _realise(pledge, 1, realised_rupiah=1)
    with pytest.raises(Refused) as refused:
        ask(pledge, partner, rows_of(pledge, **{STABAT: None}))
    assert refused.value.field == "places"


def test_a_place_with_a_report_that_waits_stays_until_it_is_decided(pledge, partner):
    amendment = ask(pledge, partner, rows_of(pledge, **{STABAT: None}))
    report = ProgressReport(
        commitment_id=pledge.id, year=2026, quarter_number=1, status=ReportStatus.SUBMITTED,
        created_by_id=partner.id, submitted_at=now(),
    )  # fmt: skip
    line = pledge.allocations[1]
    report.lines = [ReportLine(allocation_id=line.id, region_code=line.region_code, rupiah=5)]
    db.session.add(report)
    db.session.commit()
    with pytest.raises(Refused):
        approve(amendment)
    assert len(pledge.allocations) == 2 and amendment.status is S.REQUESTED


def test_a_promise_below_what_was_realised_must_be_confirmed_by_both_sides(pledge, partner):
    _realise(pledge, 0, realised_rupiah=80_000_000)
    lower = rows_of(pledge, **{VILLAGE: {"rupiah": 60_000_000}})
    with pytest.raises(Refused) as refused:
        ask(pledge, partner, lower)
    assert refused.value.field == "below_known"
    amendment = ask(pledge, partner, lower, below_known=True)
    with pytest.raises(Refused) as refused:
        approve(amendment)
    assert refused.value.field == "below_known"
    approve(amendment, below_known=True)
    assert pledge.allocations[0].rupiah == 60_000_000
    assert entries()[-1].changes["below_realised"] == [None, ["Desa Pantai Gemi, Kec. Stabat"]]


def test_a_request_about_a_promise_that_changed_meanwhile_is_not_approved(pledge, partner):
    amendment = ask(pledge, partner)
    with transaction():
        standing.keep_version(pledge)
    with pytest.raises(NotAllowedNow):
        approve(amendment)
    assert amendment.status is S.REQUESTED
    decide(office_actions.reject, amendment, a_verifier())


def test_a_request_about_a_closed_commitment_can_only_be_refused(pledge, partner):
    amendment = ask(pledge, partner)
    pledge.status = CommitmentStatus.COMPLETED
    db.session.commit()
    with pytest.raises(NotAllowedNow):
        approve(amendment)
    decide(office_actions.reject, amendment, a_verifier())


def test_the_next_request_begins_from_the_new_promise(pledge, partner):
    approve(ask(pledge, partner))
    second = ask(pledge, partner, rows_of(pledge, **{VILLAGE: {"rupiah": 1}}))
    assert (second.number, second.base_number) == (2, 2)
    approve(second)
    assert [version.lines[0].rupiah for version in versions(pledge)] == [100_000_000, 200_000_000, 1]


def test_requests_go_with_a_commitment_that_is_deleted(pledge, partner):
    approve(ask(pledge, partner))
    with transaction() as session:
        session.execute(Commitment.__table__.delete().where(Commitment.id == pledge.id))
    assert db.session.scalar(select(Amendment.id)) is None


def test_a_request_follows_its_commitment_when_two_organisations_become_one(pledge, partner):
    applicant = an_organisation(OrganisationStatus.APPLIED)
    pledge.organisation_id = applicant.id
    db.session.commit()
    own = a_member(applicant)
    amendment = ask(pledge, own)
    kept = an_organisation()
    with transaction():
        merge_into(NamePair(applicant, kept), by=a_verifier(), reason=REASON)
    assert amendment.organisation_id == kept.id
    approve(amendment)
    assert pledge.allocations[0].rupiah == 200_000_000
