"""The daily work: people are reminded of dates, told of new overlaps, and once a month of everything owed."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial

from portal.accounts.models import User
from portal.core.clock import today
from portal.notifications.actions import Telling, notify_many
from portal.notifications.rounds import every_day
from portal.notifications.rules import NoticeKind
from portal.progress.owing import Owed, owed_reports, silent_commitments
from portal.reminders import digest, messages, queries
from portal.reminders.overlaps import NewOverlap, new_overlaps
from portal.reminders.rules import EARLY, Stage, is_time_for_digest, stage_of

HORIZON = timedelta(days=EARLY)


@every_day("reminders.reports")
def remind_of_reports() -> int:
    """14 and 3 days before a report is due, and once after; returns how many notices were written."""
    owed = queries.next_reports()
    members = queries.members_of({each.organisation_id for each in owed})
    due = [(each, stage) for each in owed if (stage := stage_of(each.due_on, today()))]
    early = _report_tellings(((r, s) for r, s in due if s is not Stage.OVERDUE), members)
    late = _report_tellings(((r, s) for r, s in due if s is Stage.OVERDUE), members)
    return notify_many(NoticeKind.REPORT_DUE, early) + notify_many(NoticeKind.REPORT_OVERDUE, late)


@every_day("reminders.action_items")
def remind_of_items() -> int:
    """The same for action items of FGDs."""
    items = queries.items_due_until(today() + HORIZON)
    members = queries.members_of({each.organisation_id for each in items})
    tellings = [
        Telling(
            person, partial(messages.item_due, item, stage), f"item:{item.id}:{item.due_on}:{stage.value}"
        )
        for item in items
        if (stage := stage_of(item.due_on, today()))
        for person in members.get(item.organisation_id, [])
    ]
    return notify_many(NoticeKind.ACTION_ITEM_DUE, tellings)


@every_day("reminders.overlaps")
def tell_of_overlaps() -> int:
    """Leads and the office hear that somebody came who gives the same in the same place."""
    found = new_overlaps()
    everybody = {key for each in found for key in each.leads}
    members, office = queries.members_of(everybody), queries.office_people()
    return notify_many(NoticeKind.OVERLAP, _overlap_tellings(found, members, office))


@every_day("reminders.digests")
def send_digests() -> int:
    """Once a month, to everybody who works for a partner with a running commitment, and to the office."""
    return _tell_partners() + _tell_office() if is_time_for_digest(today()) else 0


def _report_tellings(due: Iterable[tuple[Owed, Stage]], members: dict[int, list[User]]) -> Iterator[Telling]:
    for report, stage in due:
        key = f"report:{report.commitment_id}:{report.quarter.slug}:{report.due_on}:{stage.value}"
        for person in members.get(report.organisation_id, []):
            yield Telling(person, partial(messages.report_due, report, stage), key)


def _overlap_tellings(
    found: Iterable[NewOverlap], members: dict[int, list[User]], office: Iterable[User]
) -> Iterator[Telling]:
    watching = list(office)
    for overlap in found:
        for organisation_id in overlap.leads:
            for person in members.get(organisation_id, []):
                yield Telling(person, partial(messages.overlap, overlap, False), overlap.key)
        for person in watching:
            yield Telling(person, partial(messages.overlap, overlap, True), overlap.key)


def _tell_partners() -> int:
    ids = queries.partners_with_running_commitments()
    members = queries.members_of(ids)
    reports = queries.by_organisation(owed_reports(ids, today()))
    silent = queries.by_organisation(silent_commitments(today(), ids))
    items = queries.by_organisation(queries.items_due_until(today() + HORIZON, ids))
    names, before = queries.names_of(ids), queries.last_month()
    months = {
        key: digest.PartnerMonth(
            names[key],
            reports.get(key, []),
            silent.get(key, []),
            items.get(key, []),
            before.get(key, queries.LastMonth()),
        )
        for key in members
    }
    tellings = [
        Telling(person, partial(digest.for_partner, months[key]), digest.key_of(key))
        for key, people in members.items()
        for person in people
    ]
    return notify_many(NoticeKind.DIGEST, tellings)


def _tell_office() -> int:
    in_time, begun = queries.reports_handed_in_on_time()
    overdue = queries.items_due_until(today() - timedelta(days=1))
    before = queries.last_month().values()
    verified = queries.LastMonth(sum(e.commitments for e in before), sum(e.reports for e in before))
    month = digest.OfficeMonth(queries.debtors(), in_time, begun, overdue, verified)
    key, word = digest.key_of(None), partial(digest.for_office, month)
    return notify_many(NoticeKind.DIGEST, [Telling(p, word, key) for p in queries.office_people()])
