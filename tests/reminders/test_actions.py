"""Reminders and digests: each told once, silence included."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from portal.action_items.actions import mark_done
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus, SupportForm
from portal.core import clock
from portal.core.database import db, transaction
from portal.notifications.models import Notice, OutboxMail
from portal.progress.rules import ReportStatus
from portal.reminders.actions import remind_of_items, remind_of_reports, send_digests, tell_of_overlaps
from portal.reminders.queries import debtors, longest_debtors
from tests.factories import (
    a_commitment,
    a_member,
    a_pocket,
    a_report,
    a_verifier,
    an_organisation,
)
from tests.minutes.support import add_item, an_item, did, some_minutes

VERIFIED = CommitmentStatus.VERIFIED


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)  # 08.00 WIB


def _due(**given) -> Commitment:
    owing = {"report_due_on": date(2026, 7, 15), "heard_on": date(2026, 4, 1)}
    return a_commitment(status=VERIFIED, **(owing | {"verified_at": _morning(date(2026, 4, 1))} | given))


def _on(day: date, act) -> int:
    with clock.at(_morning(day)), transaction():
        return act()


def _given(day: date, make) -> None:
    with clock.at(_morning(day)):
        make()


def _titles() -> list[str]:
    return list(db.session.scalars(select(Notice.title).order_by(Notice.id)))


def test_those_waited_for_longest_are_the_first_of_all(site) -> None:
    for months in range(4):
        silent, late = date(2026, 1 + months // 2, 2), date(2026, 9 - months, 15)
        _due(starts_on=silent, heard_on=silent, report_due_on=late)
        _due(starts_on=silent, report_due_on=late)
    with clock.at(_morning(date(2026, 8, 20))):
        every = debtors()
        assert longest_debtors(3) == (every[:3], len(every)) and len(every) > 5


def test_a_partner_is_told_14_days_before_3_days_before_and_once_after(site) -> None:
    commitment = _due()
    days = [date(2026, 6, 30), *(date(2026, 7, n) for n in range(1, 32))]
    told = {day: _on(day, remind_of_reports) for day in days}
    assert [day.day for day, count in told.items() if count] == [1, 12, 16]
    reference = commitment.reference
    assert _titles() == [
        f"Laporan {reference} jatuh tempo 15 Juli 2026",
        f"Laporan {reference} jatuh tempo 15 Juli 2026",
        f"Laporan {reference} terlambat",
    ]
    assert db.session.scalar(select(Notice.path)) == f"/ruang/komitmen/{reference}/laporan/2026-2"


def test_a_day_without_a_worker_is_made_up_for(site) -> None:
    _due()
    assert _on(date(2026, 7, 9), remind_of_reports) == 1


def test_a_returned_report_is_reminded_of_by_its_quarter_and_its_new_date(site) -> None:
    commitment = _due(report_due_on=date(2026, 8, 20))
    returned_at = _morning(date(2026, 8, 5))
    a_report(commitment, "2026-1", ReportStatus.RETURNED, returned_at=returned_at)
    assert _on(date(2026, 8, 17), remind_of_reports) == 1
    assert db.session.scalar(select(Notice.path)).endswith("/laporan/2026-1")


def test_nobody_is_reminded_of_a_closed_commitment(site) -> None:
    _due()
    commitment = db.session.scalars(select(Commitment)).one()
    with transaction():
        commitment.status = CommitmentStatus.CANCELLED
    assert _on(date(2026, 7, 20), remind_of_reports) == 0


def test_the_third_lead_in_a_pocket_is_told_to_all_of_them_and_to_the_office_once(site) -> None:
    pocket = a_pocket()
    place = [{"region_code": pocket.region_code, "pocket_id": pocket.id, "quantity": 1}]
    _given(
        date(2026, 2, 1), lambda: [a_verifier(), *(a_commitment(status=VERIFIED, places=place) for _ in "12")]
    )
    _given(date(2026, 2, 20), lambda: a_commitment(status=VERIFIED, places=place))
    assert _on(date(2026, 2, 21), tell_of_overlaps) == 4
    assert _on(date(2026, 2, 22), tell_of_overlaps) == 0


def test_two_leads_or_another_period_are_no_overlap(site) -> None:
    pocket = a_pocket()
    place = [{"region_code": pocket.region_code, "pocket_id": pocket.id}]
    later = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)}
    _given(date(2026, 2, 20), lambda: [a_commitment(status=VERIFIED, places=place) for _ in "12"])
    _given(date(2026, 2, 20), lambda: a_commitment(status=VERIFIED, places=place, **later))
    assert _on(date(2026, 2, 21), tell_of_overlaps) == 0


def test_the_digest_says_who_owes_what_since_when_and_is_sent_once_a_month(site) -> None:
    organisation = an_organisation(name="PT Berutang", contact_phone="0812-3456-7890")
    member, verifier = a_member(organisation), a_verifier()
    late = _due(organisation=organisation, created_by=member)
    silent = _due(
        organisation=organisation, created_by=member, heard_on=date(2025, 12, 1), report_due_on=None
    )
    day = date(2026, 8, 3)
    assert _on(day, send_digests) == 2
    assert _on(date(2026, 8, 9), send_digests) == 0
    assert _on(date(2026, 9, 1), send_digests) == 2
    mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()
    partner = next(mail.body for mail in mails if mail.recipient == member.email)
    office = next(mail.body for mail in mails if mail.recipient == verifier.email)
    assert f"{late.reference}, triwulan II 2026: terlambat sejak 15 Juli 2026" in partner
    assert f"{silent.reference}, {silent.title}: tanpa kabar sejak 1 Desember 2025" in partner
    assert "PT Berutang: 1 laporan terlambat, 1 komitmen tanpa kabar" in office
    assert "Yth. PT Berutang, per 3 Agustus 2026 laporan berikut belum kami terima:" in office


def test_no_digest_is_sent_later_in_the_month(site) -> None:
    _due()
    assert _on(date(2026, 8, 11), send_digests) == 0
    assert _on(date(2026, 9, 1), send_digests) == 1


def test_nobody_is_written_to_at_an_address_that_was_never_confirmed(site) -> None:
    organisation = an_organisation()
    invited = a_member(organisation, email_confirmed_at=None)
    _due(organisation=organisation, created_by=invited)
    assert _on(date(2026, 7, 1), remind_of_reports) == 0
    assert _on(date(2026, 8, 3), send_digests) == 0


def test_an_action_item_is_told_of_before_its_date_and_once_after(site) -> None:
    organisation = an_organisation()
    a_member(organisation)
    item = an_item(organisation)
    told = [days for days in range(-16, 20) if _on(item.due_on + timedelta(days=days), remind_of_items)]
    assert told == [-14, -3, 1]
    assert _titles()[-1] == f"RTL {item.minutes.reference} nomor {item.number} lewat tanggal"


def test_nobody_is_reminded_of_an_item_that_is_done_or_not_yet_approved(site) -> None:
    organisation = an_organisation()
    member = a_member(organisation)
    done, draft = an_item(organisation), add_item(some_minutes(), organisation)
    did(mark_done, done, by=member, note="Rumah selesai, diserahkan kepada desa.")
    assert _on(draft.due_on, remind_of_items) == 0


def test_other_help_in_the_same_pocket_is_no_overlap(site) -> None:
    pocket = a_pocket()
    place = [{"region_code": pocket.region_code, "pocket_id": pocket.id}]
    for form in (SupportForm.MONEY, SupportForm.MONEY, SupportForm.GOODS):
        _given(
            date(2026, 2, 20),
            lambda form=form: a_commitment(status=VERIFIED, places=place, support_form=form),
        )
    assert _on(date(2026, 2, 21), tell_of_overlaps) == 0
