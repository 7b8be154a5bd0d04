"""The lists of the brief in words, each with the address of what is behind it, for page and paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import url_for

from portal.brief import rows
from portal.brief.facts import Brief
from portal.brief.figures import Link, states, tiles
from portal.brief.rows import Row
from portal.brief.rules import MOST_GAPS, MOST_ROWS
from portal.commitments.rules import CommitmentState
from portal.core.clock import today
from portal.core.terms import terms
from portal.core.wording import _, ngettext
from portal.history.change_rules import ChangeKind
from portal.web.formats import day, number

T = TypeVar("T")


@dataclass(frozen=True)
class Section:
    """A list that is shortened: what it is, how many there are, the first of them, how many more."""

    key: str
    title: str
    sentence: str
    url: str
    rows: Sequence[Row]
    more: str
    nothing: str


def gaps(brief: Brief) -> Section:
    """Pockets that wait under a strategy."""
    count = brief.gaps.total
    return Section(
        "celah",
        _("Celah terburuk"),
        ngettext(
            "%(number)s pasangan kantong dan strategi penyaluran menunggu.",
            "%(number)s pasangan kantong dan strategi penyaluran menunggu.",
            count,
            number=number(count),
        ),
        url_for("matrices.gaps"),
        [rows.gap(each) for each in brief.gaps.rows],
        _left(count, MOST_GAPS),
        _("Tidak ada kantong aktif yang menunggu di strategi penyaluran."),
    )


def overlaps(brief: Brief) -> Section:
    """Pockets where many give the same at the same time."""
    count = brief.overlaps.total
    return Section(
        "tumpang-tindih",
        _("Tumpang tindih"),
        ngettext(
            "%(number)s tempat, sekarang atau nanti.",
            "%(number)s tempat, sekarang atau nanti.",
            count,
            number=number(count),
        ),
        url_for("matrices.overlaps"),
        *_shortened(brief.overlaps.rows, rows.overlap, count),
        _("Tidak ada tumpang tindih."),
    )


def late(brief: Brief) -> Section:
    """Commitments with a report whose day has passed."""
    count, leads = brief.owing
    said = ngettext("%(number)s komitmen", "%(number)s komitmen", count, number=number(count))
    partners = ngettext("%(number)s mitra", "%(number)s mitra", leads, number=number(leads))
    return Section(
        "terlambat",
        _("Laporan terlambat"),
        _("%(commitments)s dari %(partners)s.", commitments=said, partners=partners),
        url_for("reminders.debtors"),
        *_shortened(brief.overdue, rows.late, count),
        _("Tidak ada laporan yang terlambat."),
    )


def silent(brief: Brief) -> Section:
    """Commitments of which nothing is heard."""
    count = brief.headline.silent
    return Section(
        "tanpa-kabar",
        _("Tanpa kabar"),
        ngettext("%(number)s komitmen.", "%(number)s komitmen.", count, number=number(count)),
        url_for("commitments_office.commitments", status=CommitmentState.SILENT.slug),
        *_shortened(brief.silent, rows.silent, count),
        _("Dari semua komitmen yang berjalan terdengar kabar."),
    )


def items(brief: Brief) -> Section:
    """Action items whose day is near or over."""
    over = sum(each.days_late > 0 for each in brief.items)
    words = {"over": number(over), "soon": number(len(brief.items) - over)}
    return Section(
        "rtl",
        _("RTL jatuh tempo"),
        _("%(over)s lewat tenggat, %(soon)s jatuh tempo dalam dua minggu.", **words),
        url_for("items_office.items"),
        *_shortened(brief.items, rows.item, len(brief.items)),
        _("Tidak ada RTL yang jatuh tempo dalam dua minggu."),
    )


def sections(brief: Brief) -> list[Section]:
    return [gaps(brief), overlaps(brief), late(brief), silent(brief), items(brief)]


def since(brief: Brief) -> str:
    """Since when the changes are told."""
    if brief.meeting is None:
        return _("Sejak %(day)s; belum ada FGD yang terlaksana", day=day(brief.since))
    words = {"reference": brief.meeting.reference, "day": day(brief.since)}
    return _("Sejak FGD terakhir yang terlaksana, %(day)s (%(reference)s)", **words)


def changes(brief: Brief) -> list[Link]:
    """What was decided since, each with the list where it stands: of commitments, what changed between."""
    found = brief.changes
    words = {
        "verified": ngettext("komitmen diverifikasi", "komitmen diverifikasi", found.verified),
        "amended": ngettext("komitmen diubah", "komitmen diubah", found.amended),
        "cancelled": ngettext("komitmen dibatalkan", "komitmen dibatalkan", found.cancelled),
        "completed": ngettext("komitmen selesai", "komitmen selesai", found.completed),
        "reports": ngettext("laporan diverifikasi", "laporan diverifikasi", found.reports),
    }
    lists = {
        "verified": changed(brief, perubahan=ChangeKind.NEW.slug),
        "amended": url_for("amendments_office.requests", status="disetujui"),
        "cancelled": changed(brief, perubahan=ChangeKind.CANCELLED.slug),
        "completed": changed(brief, perubahan=ChangeKind.DELIVERED.slug),
        "reports": url_for("progress_office.reports", status="terverifikasi"),
    }
    return [Link(words[name], number(getattr(found, name)), url) for name, url in lists.items()]


def changed(brief: Brief, **narrowed: str) -> str:
    """The list of changes between the day from which they are told and today."""
    days = {"sejak": brief.since.isoformat(), "per": today().isoformat()}
    return url_for("history.changes", **(days | narrowed))  # type: ignore[arg-type]


def meaning() -> str:
    """What the words of the lists stand for."""
    return _(
        "Celah: kantong aktif yang di satu strategi penyaluran (2–5) belum punya mitra, atau semua mitranya "
        "lama tanpa kabar; diurutkan menurut kebutuhan terbuka, rumah tangga miskin, dan lamanya menunggu. "
        "Tumpang tindih: %(leads)d mitra utama atau lebih memberi bentuk dukungan yang sama di satu kantong "
        "untuk strategi yang sama pada hari yang sama.",
        leads=terms().overlap_pocket_leads,
    )


def _shortened(found: Sequence[T], told: Callable[[T], Row], count: int) -> tuple[list[Row], str]:
    """The first rows, and how many more there are."""
    return [told(each) for each in found[:MOST_ROWS]], _left(count, MOST_ROWS)


def _left(count: int, most: int) -> str:
    return _("dan %(number)s lagi", number=number(count - most)) if count > most else ""


def told(brief: Brief) -> dict[str, Any]:
    """All of it, as templates take it."""
    return {
        "tiles": tiles(brief),
        "states": states(brief),
        "sections": sections(brief),
        "since": since(brief),
        "changes": changes(brief),
        "changed": changed(brief),
        "meaning": meaning(),
    }
