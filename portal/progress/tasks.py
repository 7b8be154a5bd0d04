"""Quarterly reports in the list of what an organisation's people owe."""

from typing import Any

from flask import url_for

from portal.core.wording import _, ngettext
from portal.drafts.tasks import Task, asks
from portal.progress.listing import OwedGroup, owed_of
from portal.progress.rules import ReportState
from portal.web.formats import day_short, quarter

BEGUN = {ReportState.DRAFT, ReportState.RETURNED}


@asks
def owed_reports(person: Any) -> list[Task]:
    """One line for each commitment, with the report that comes first."""
    return [_task(group) for group in owed_of(person)]


def _task(group: OwedGroup) -> Task:
    owed = group.first
    begun = owed.state in BEGUN
    page = "progress.report" if begun else "progress.begin"
    more = ngettext("Setelah itu %(num)d triwulan lagi.", "Setelah itu %(num)d triwulan lagi.", group.more)
    return Task(
        what=_("Laporan %(quarter)s", quarter=quarter(owed.quarter)),
        about=owed.title,
        reference=owed.reference,
        act=_act(owed.state),
        url=url_for(page, reference=owed.reference, quarter=owed.quarter.slug),
        day=owed.due_on,
        when=_("jatuh tempo %(day)s", day=day_short(owed.due_on)),
        is_example=owed.is_example,
        days_late=owed.days_late,
        organisation=owed.organisation_name,
        reason=owed.reason,
        note=more if group.more else "",
        posts=not begun,
    )


def _act(state: ReportState) -> str:
    if state is ReportState.RETURNED:
        return _("Perbaiki laporan")
    return _("Lanjutkan laporan") if state is ReportState.DRAFT else _("Isi laporan")
