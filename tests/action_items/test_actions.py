"""The life of action items, addenda and publishing, on both databases."""

import pytest
from flask import Flask

from portal.accounts.models import User
from portal.action_items import actions, pledging
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.drafts.actions import delete_draft
from portal.minutes import later_actions
from portal.minutes.frozen import canonical_addendum
from portal.minutes.models import ActionItem
from portal.minutes.rules import ActionItemStatus, text_hash
from portal.strategies.queries import get_strategy
from tests.factories import a_member, a_pocket, a_verifier, an_admin, an_organisation
from tests.minutes.support import (
    REASON,
    a_meeting,
    a_note_taker,
    a_sekda,
    an_item,
    approved,
    did,
    entries,
    mails_to,
    some_minutes,
    verbs,
)

NOTE = "Empat puluh rumah sudah diperbaiki"


def _done() -> tuple[ActionItem, User]:
    organisation = an_organisation()
    member, item = a_member(organisation), an_item(organisation)
    did(actions.mark_done, item, by=member, note=NOTE)
    return item, member


def test_the_organisation_in_charge_says_what_was_done(site: Flask) -> None:
    item, member = _done()
    assert (item.status, item.done_note, item.done_by_id) == (ActionItemStatus.DONE, NOTE, member.id)
    assert verbs(item) == ["action_item.done"]


def test_done_needs_words_and_the_right_people(site: Flask) -> None:
    organisation = an_organisation()
    item = an_item(organisation)
    with pytest.raises(Refused) as refusal:
        did(actions.mark_done, item, by=a_member(organisation), note="ya")
    assert refusal.value.field == "note"
    with pytest.raises(Refused):
        did(actions.mark_done, item, by=a_member(an_organisation()), note=NOTE)


def test_somebody_else_verifies(site: Flask) -> None:
    item, member = _done()
    with pytest.raises(Refused):
        did(actions.verify_item, item, by=member, reason=None)
    did(actions.verify_item, item, by=a_verifier(), reason=None)
    assert item.verified_at is not None
    assert mails_to(member)[-1] == f"RTL {item.reference} selesai"


def test_a_verifier_of_the_same_organisation_does_not(site: Flask) -> None:
    item, member = _done()
    inside = a_verifier()
    inside.memberships = [
        type(member.memberships[0])(organisation_id=item.organisation_id, role="contributor")
    ]
    db.session.commit()
    with pytest.raises(Refused):
        did(actions.verify_item, item, by=inside, reason=None)


def test_what_is_not_done_is_opened_again_with_a_reason(site: Flask) -> None:
    item, member = _done()
    with pytest.raises(Refused):
        did(actions.reopen_item, item, by=a_verifier(), reason="")
    did(actions.reopen_item, item, by=a_verifier(), reason=REASON)
    assert (item.status, item.done_note, item.done_by_id) == (ActionItemStatus.OPEN, "", None)
    assert mails_to(member)[-1] == f"RTL {item.reference} dibuka lagi"


def test_moves_that_the_life_of_an_item_has_not(site: Flask) -> None:
    item, member = _done()
    verifier = a_verifier()
    with pytest.raises(NotAllowedNow):
        did(actions.mark_done, item, by=member, note=NOTE)
    did(actions.verify_item, item, by=verifier, reason=None)
    for act in (actions.verify_item, actions.reopen_item):
        with pytest.raises(NotAllowedNow):
            did(act, item, by=verifier, reason=REASON)


def test_an_item_becomes_a_draft_commitment_in_one_step(site: Flask) -> None:
    organisation, pocket = an_organisation(), a_pocket()
    meeting = a_meeting()
    meeting.pockets, meeting.strategies = [pocket], [get_strategy(5)]
    db.session.commit()
    member, item = a_member(organisation), an_item(organisation, meeting=meeting)
    before = entries()
    commitment = did(pledging.make_commitment, item, by=member, strategy_number=5)
    assert (commitment.title, commitment.origin) == (item.what, f"{meeting.reference}#1")
    assert [line.pocket_id for line in commitment.allocations] == [pocket.id]
    assert (item.commitment_id, commitment.organisation_id) == (commitment.id, organisation.id)
    assert entries() == before + 1
    assert verbs(commitment) == ["commitment.create"]


def test_an_item_becomes_a_commitment_once_and_again_when_the_draft_is_thrown_away(site: Flask) -> None:
    organisation = an_organisation()
    member, item = a_member(organisation), an_item(organisation)
    commitment = did(pledging.make_commitment, item, by=member, strategy_number=2)
    with pytest.raises(NotAllowedNow):
        did(pledging.make_commitment, item, by=member, strategy_number=2)
    did(delete_draft, commitment, by=member)
    again = did(pledging.make_commitment, item, by=member, strategy_number=2)
    assert again.reference != commitment.reference


def test_a_long_item_gives_a_title_cut_at_a_word(site: Flask) -> None:
    organisation = an_organisation()
    item = an_item(organisation, what="perbaikan " * 40)
    commitment = did(pledging.make_commitment, item, by=a_member(organisation), strategy_number=2)
    assert len(commitment.title) <= 200
    assert commitment.title.endswith("perbaikan…")
    assert "perbaikan " * 39 in commitment.description


def test_an_addendum_has_its_own_hash_and_counts_once_the_chair_approved_it(site: Flask) -> None:
    minutes, taker = approved(some_minutes()), a_note_taker()
    addendum = did(later_actions.add_addendum, minutes, by=taker, text="Angka rumah: **42**.")
    expected = canonical_addendum(minutes.reference, 1, minutes.sha256, "Angka rumah: **42**.")
    assert addendum.sha256 == text_hash(expected)
    with pytest.raises(Refused):
        did(later_actions.approve_addendum, addendum, by=taker)
    with pytest.raises(NotAllowedNow):
        did(later_actions.add_addendum, minutes, by=taker, text="Satu lagi")
    did(later_actions.approve_addendum, addendum, by=a_sekda())
    with pytest.raises(NotAllowedNow):
        did(later_actions.withdraw_addendum, addendum, by=taker, reason=REASON)
    assert did(later_actions.add_addendum, minutes, by=taker, text="Satu lagi").number == 2


def test_the_chair_hears_of_an_addendum_that_waits(site: Flask) -> None:
    minutes = approved(some_minutes())
    chair = minutes.approved_by
    assert chair is not None
    did(later_actions.add_addendum, minutes, by=a_note_taker(), text="Angka rumah: 42.")
    assert mails_to(chair)[-1] == f"Menunggu pengesahan: adendum notulen {minutes.reference}"


def test_an_addendum_that_was_not_approved_is_taken_back_with_a_reason(site: Flask) -> None:
    minutes = approved(some_minutes())
    addendum = did(later_actions.add_addendum, minutes, by=a_note_taker(), text="Keliru")
    did(later_actions.withdraw_addendum, addendum, by=a_sekda(), reason=REASON)
    db.session.expire_all()
    assert minutes.addenda == []


def test_drafts_have_no_addenda_and_are_not_published(site: Flask) -> None:
    draft = some_minutes()
    with pytest.raises(NotAllowedNow):
        did(later_actions.add_addendum, draft, by=a_note_taker(), text="Dini")
    with pytest.raises(NotAllowedNow):
        did(later_actions.publish, draft, by=a_verifier())


def test_publishing_is_a_step_that_can_be_undone_with_a_reason(site: Flask) -> None:
    minutes, verifier = approved(some_minutes()), a_verifier()
    with pytest.raises(Refused):
        did(later_actions.publish, minutes, by=a_note_taker())
    meeting = did(later_actions.publish, minutes, by=an_admin())
    assert meeting.published_at is not None
    with pytest.raises(NotAllowedNow):
        did(later_actions.publish, minutes, by=verifier)
    with pytest.raises(Refused):
        did(later_actions.unpublish, minutes, by=verifier, reason="")
    assert did(later_actions.unpublish, minutes, by=verifier, reason=REASON).published_at is None
    assert verbs(meeting) == ["meeting.publish", "meeting.unpublish"]
