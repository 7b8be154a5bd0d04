"""The monthly digest: to each partner what it owes, to the office who owes what, silence included."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.clock import today
from portal.core.wording import _
from portal.notifications.actions import Notification
from portal.notifications.links import link_to
from portal.progress.owing import Owed, Silent
from portal.reminders.messages import nudge
from portal.reminders.queries import Debtor, DueItem, LastMonth
from portal.reminders.rules import month_key
from portal.web.formats import day, quarter

MOST_LINES = 15  # of a list in the mail; the page behind it has all of them


@dataclass(frozen=True)
class PartnerMonth:
    """What one partner owes at the beginning of a month."""

    name: str
    reports: Sequence[Owed]
    silent: Sequence[Silent]
    items: Sequence[DueItem]
    last_month: LastMonth

    @property
    def late(self) -> list[Owed]:
        return [each for each in self.reports if each.days_late]


@dataclass(frozen=True)
class OfficeMonth:
    """Who owes what in the whole district: debtors, and how many commitments owe nothing of how many."""

    debtors: Sequence[Debtor]
    in_time: int
    begun: int
    items: Sequence[DueItem]
    last_month: LastMonth


def for_partner(month: PartnerMonth) -> Notification:
    """What a partner owes, in the order in which it should be done; good news when it owes nothing."""
    subject = _("Ringkasan %(name)s, %(day)s", name=month.name, day=day(today()))
    parts = [_partner_first(month), _last_month(month.last_month)]
    parts += _listed(_("Laporan yang ditunggu:"), [_report(each) for each in month.reports])
    parts += _listed(_("Lama tanpa kabar terverifikasi:"), [_quiet(each) for each in month.silent])
    parts += _listed(_("RTL yang jatuh tempo:"), [_item(each) for each in month.items])
    return Notification(subject, "\n\n".join(parts), "/ruang")


def for_office(month: OfficeMonth) -> Notification:
    """Who owes what since when, with a message ready for each partner."""
    subject = _("Ringkasan pelaporan mitra, %(day)s", day=day(today()))
    parts = [_office_first(month), _last_month(month.last_month)]
    parts += _listed(
        _("Mitra yang ditunggu, yang terlama lebih dahulu:"), [_debtor(e) for e in month.debtors]
    )
    parts += _listed(_("RTL yang lewat tanggal:"), [_item(each) for each in month.items])
    ready = [_nudge(each) for each in month.debtors[:MOST_LINES] if each.reports]
    parts += [_("Pesan siap kirim lewat WhatsApp, satu untuk tiap mitra:"), *ready] if ready else []
    return Notification(subject, "\n\n".join(parts), "/kantor/tunggakan")


def key_of(organisation_id: int | None) -> str:
    """One digest a month for each partner, and one for the office."""
    return f"digest:{month_key(today())}:{organisation_id or 'office'}"


def _partner_first(month: PartnerMonth) -> str:
    if month.late:
        return _(
            "Laporan yang terlambat: %(num)d. Angka yang belum dilaporkan tidak dihitung sebagai realisasi.",
            num=len(month.late),
        )
    if month.reports or month.silent or month.items:
        return _("Tidak ada laporan yang terlambat. Ini yang berikutnya.")
    return _("Tidak ada yang ditunggu dari lembaga Anda. Terima kasih.")


def _office_first(month: OfficeMonth) -> str:
    named = {"in_time": month.in_time, "begun": month.begun, "partners": len(month.debtors)}
    return _(
        "%(in_time)d dari %(begun)d komitmen berjalan tidak menunggak laporan."
        " Mitra yang ditunggu: %(partners)d.",
        **named,
    )


def _last_month(month: LastMonth) -> str:
    return _(
        "Bulan lalu: %(commitments)d komitmen baru dan %(reports)d laporan terverifikasi.",
        commitments=month.commitments,
        reports=month.reports,
    )


def _listed(heading: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    more = len(lines) - MOST_LINES
    told = lines[:MOST_LINES] + ([_("- dan %(num)d lagi", num=more)] if more > 0 else [])
    return ["\n".join([heading, *told])]


def _report(report: Owed) -> str:
    named = {"reference": report.reference, "quarter": quarter(report.quarter), "day": day(report.due_on)}
    if report.days_late:
        return _("- %(reference)s, %(quarter)s: terlambat sejak %(day)s", **named)
    return _("- %(reference)s, %(quarter)s: jatuh tempo %(day)s", **named)


def _quiet(silent: Silent) -> str:
    return _(
        "- %(reference)s, %(title)s: tanpa kabar sejak %(day)s",
        reference=silent.reference,
        title=silent.title,
        day=day(silent.heard_on),
    )


def _item(item: DueItem) -> str:
    named = {"meeting": item.meeting_reference, "number": item.number, "day": day(item.due_on)}
    return _("- %(meeting)s nomor %(number)d (%(day)s): %(what)s", what=item.what, **named)


def _debtor(debtor: Debtor) -> str:
    return _(
        "- %(name)s: %(reports)d laporan terlambat, %(silent)d komitmen tanpa kabar, sejak %(day)s",
        name=debtor.name,
        reports=len(debtor.reports),
        silent=len(debtor.silent),
        day=day(debtor.since),
    )


def _nudge(debtor: Debtor) -> str:
    return nudge(debtor.name, debtor.reports, link_to("/ruang/laporan"))
