"""What people are told of dates and of overlaps."""

from portal.core.clock import today
from portal.core.wording import _, ngettext
from portal.notifications.actions import Notification
from portal.progress.owing import Owed
from portal.reminders.overlaps import NewOverlap
from portal.reminders.queries import DueItem
from portal.reminders.rules import Stage
from portal.web.formats import day, listed, quarter


def report_due(report: Owed, stage: Stage) -> Notification:
    """Before the date, and once after it."""
    named = {"quarter": quarter(report.quarter), "reference": report.reference, "day": day(report.due_on)}
    if stage is Stage.OVERDUE:
        subject = _("Laporan %(reference)s terlambat", reference=report.reference)
        first = _("Laporan %(quarter)s untuk %(reference)s jatuh tempo %(day)s dan belum dikirim.", **named)
    else:
        subject = _("Laporan %(reference)s jatuh tempo %(day)s", reference=report.reference, day=named["day"])
        first = _("Laporan %(quarter)s untuk %(reference)s jatuh tempo %(day)s.", **named)
    more = _(
        "Formulirnya terisi angka terakhir. Bila tidak ada perkembangan, katakan saja: itu laporan yang sah."
    )
    path = f"/ruang/komitmen/{report.reference}/laporan/{report.quarter.slug}"
    return Notification(subject, "\n\n".join([first, report.title, more]), path)


def item_due(item: DueItem, stage: Stage) -> Notification:
    """An action item of an FGD, before its date and once after it."""
    named = {"meeting": item.meeting_reference, "number": item.number, "day": day(item.due_on)}
    if stage is Stage.OVERDUE:
        subject = _("RTL %(meeting)s nomor %(number)d lewat tanggal", **named)
        first = _("RTL nomor %(number)d dari %(meeting)s seharusnya selesai %(day)s.", **named)
    else:
        subject = _("RTL %(meeting)s nomor %(number)d jatuh tempo %(day)s", **named)
        first = _("RTL nomor %(number)d dari %(meeting)s jatuh tempo %(day)s.", **named)
    path = f"/ruang/rtl/{item.meeting_reference}/{item.number}"
    return Notification(subject, "\n\n".join([first, item.what]), path)


def overlap(found: NewOverlap, for_office: bool) -> Notification:
    """Another partner entered a place where others already give the same."""
    place, newest = f"{found.overlap.pair.pocket_name}, {found.overlap.pair.place}", found.newest
    subject = _("Tumpang tindih baru di %(place)s", place=place)
    others = listed(list(found.leads.values()))
    first = ngettext(
        "%(num)d mitra kini memberi dukungan strategi %(strategy)d di %(place)s: %(others)s.",
        "%(num)d mitra kini memberi dukungan strategi %(strategy)d di %(place)s: %(others)s.",
        len(found.leads),
        strategy=found.overlap.pair.strategy_number,
        place=place,
        others=others,
    )
    more = _("Yang terbaru: %(reference)s, %(title)s.", reference=newest.reference, title=newest.title)
    advice = _("Bicarakan pembagian tugas, supaya tempat lain tidak kosong.")
    path = f"/kantor/komitmen/{newest.reference}" if for_office else f"/komitmen/{newest.reference}"
    return Notification(subject, "\n\n".join([first, more, advice]), path)


def nudge(name: str, reports: tuple[Owed, ...], link: str) -> str:
    """What the office may send to a partner by WhatsApp: one message, ready to go."""
    lines = [
        _(
            "- %(reference)s, %(quarter)s: jatuh tempo %(day)s (%(late)d hari lalu)",
            reference=each.reference,
            quarter=quarter(each.quarter),
            day=day(each.due_on),
            late=each.days_late,
        )
        for each in reports
    ]
    greeting = _("Yth. %(name)s, per %(day)s laporan berikut belum kami terima:", name=name, day=day(today()))
    close = _(
        "Pengisiannya sekitar dua menit, juga bila tidak ada perkembangan: %(link)s. Terima kasih.", link=link
    )
    return "\n".join([greeting, *lines, close])
