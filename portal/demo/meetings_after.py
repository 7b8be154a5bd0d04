"""What follows an example FGD: an addendum, action items done and verified, commitments born there."""

from datetime import date, timedelta
from decimal import Decimal

from portal.accounts.models import User
from portal.audit.actions import record, record_all, set_fields
from portal.commitments.rules import CommitmentStatus, FundingSource, SupportForm
from portal.core import clock
from portal.core.database import db
from portal.demo import pledging
from portal.demo.meetings_story import ADDENDUM, WATER, Item, Pledged
from portal.demo.moments import Partners, from_today, morning
from portal.demo.pledges import Pattern
from portal.demo.story import Line, Pledge
from portal.minutes.frozen import canonical_addendum
from portal.minutes.models import ActionItem, Addendum, Minutes
from portal.minutes.rules import ActionItemStatus, text_hash
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket
from portal.web.markdown import render

FUNDING = {
    OrganisationKind.PRIVATE: FundingSource.TJSP,
    OrganisationKind.GOVERNMENT: FundingSource.APBD_DISTRICT,
}
HOUSEHOLDS = 30  # of each pocket that a born commitment serves


def add_addendum(minutes: Minutes, users: dict[str, User]) -> None:
    """Written by the note-taker, approved by the chair two days later."""
    written, approved = from_today(-62), from_today(-60)
    with clock.at(morning(written)):
        sha256 = text_hash(canonical_addendum(minutes.reference, 1, minutes.sha256, ADDENDUM))
        addendum = Addendum(
            number=1, text=ADDENDUM, html=render(ADDENDUM), sha256=sha256, author_id=users["notulis"].id
        )
        minutes.addenda.append(addendum)
        db.session.flush()
        changes = {"number": (None, 1), "sha256": (None, sha256)}
        record("addendum.add", addendum, by=users["notulis"], changes=changes)
    with clock.at(morning(approved)):
        answers = {"approved_at": clock.now(), "approved_by_id": users["sekda"].id}
        record("addendum.approve", addendum, by=users["sekda"], changes=set_fields(addendum, answers))


def let_live(
    minutes: Minutes, users: dict[str, User], partners: Partners, pockets: list[Pocket]
) -> list[pledging.Registered]:
    """Each action item goes the way that is told of it; returns the commitments that some became."""
    born = []
    for item, told in zip(minutes.action_items, WATER.items, strict=True):
        if told.done is not None:
            _finish(item, told, users["verifikator"])
        if told.pledged is not None:
            pledge = _pledge(told, told.pledged, pockets)
            registered = pledging.register(pledge, partners, pockets, users["verifikator"], item.reference)
            record_all(registered.deeds)
            item.commitment = registered.commitment
            born.append(registered)
    db.session.flush()
    return born


def _finish(item: ActionItem, told: Item, verifier: User) -> None:
    done, verified = from_today(told.done or 0), from_today(told.verified or 0)
    worker = item.organisation.memberships[0].user
    with clock.at(morning(done)):
        answers = {
            "status": ActionItemStatus.DONE,
            "done_note": told.note,
            "done_at": clock.now(),
            "done_by_id": worker.id,
        }
        record("action_item.done", item, by=worker, changes=set_fields(item, answers))
    if told.verified is not None:
        with clock.at(morning(verified)):
            answers = {"verified_at": clock.now(), "verified_by_id": verifier.id}
            record("action_item.verify", item, by=verifier, changes=set_fields(item, answers))


def _pledge(told: Item, pledged: Pledged, pockets: list[Pocket]) -> Pledge:
    """The commitment of the first partner of a kind, shared evenly by the pockets of the meeting."""
    share = pledged.quantity // len(pockets)
    aim = f"Menindaklanjuti FGD: {told.what[0].lower()}{told.what[1:]}."
    each = (pledged.unit, share, share, pledged.cost)
    pattern = Pattern(pledged.title, *each, SupportForm.GOODS, aim)
    begins = _begins(pledged.status)
    return Pledge(
        kind=told.kind,
        organisation=0,
        strategy=pledged.strategy,
        pattern=pattern,
        status=pledged.status,
        funding=FUNDING[told.kind],
        created_on=begins,
        starts_on=begins + timedelta(days=20),
        ends_on=from_today(told.due + 90),
        lines=tuple(_line(number, pocket, share, pledged.cost) for number, pocket in enumerate(pockets)),
        supporter=None,
    )


def _begins(status: CommitmentStatus) -> date:
    return from_today(-12 if status is CommitmentStatus.DRAFT else WATER.day + 25)


def _line(number: int, pocket: Pocket, share: int, cost: int) -> Line:
    return Line(pocket.region_code, number, share * cost, Decimal(share), HOUSEHOLDS, HOUSEHOLDS * 4)
