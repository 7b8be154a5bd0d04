"""The questions above the lists of a past day and of what changed between two days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.commitments.asked import asked_selection
from portal.commitments.selection import Selection, StateFilter
from portal.core.clock import today
from portal.core.errors import UnknownFilter
from portal.core.values import Quarter
from portal.core.wording import _
from portal.history.asking import asked_day
from portal.history.change_rules import ChangeKind
from portal.history.fgd_queries import LastMeeting, last_meeting
from portal.organisations.rules import OrganisationKind
from portal.places.models import Region
from portal.places.queries import all_kecamatan
from portal.strategies.queries import all_strategies
from portal.web import filters
from portal.web.filters import Day, Panel, Select, options_of
from portal.web.formats import in_language


@dataclass(frozen=True)
class Asked:
    """From the end of which day to the end of which other, of which commitments, which kind of change.

    `meeting`: the FGD from which is counted, where the address names no day.
    """

    since: date
    until: date
    selection: Selection
    kind: ChangeKind | None
    meeting: LastMeeting | None = None

    def arguments(self) -> dict[str, str]:
        """The same as it stands in an address, both days said."""
        days = {"sejak": self.since.isoformat(), "per": self.until.isoformat()}
        kind = {"perubahan": self.kind.slug} if self.kind else {}
        return days | self.selection.arguments() | kind


def asked_changes() -> Asked:
    """The two days and the filters of this request. Raises UnknownFilter."""
    until, since = asked_day("per") or today(), asked_day("sejak")
    meeting = last_meeting(until, for_office=False) if since is None else None
    if since is None:
        since = meeting.day if meeting else Quarter.of(until).previous.last_day
    if since > until:
        reason = _("Tanggal awal harus sebelum tanggal akhir. Tukar kedua tanggalnya.")
        raise UnknownFilter("sejak", since.isoformat(), reason)
    return Asked(since, until, asked_selection(), filters.word("perubahan", ChangeKind), meeting)


def day_question() -> Day:
    """At the end of which day."""
    return Day("per", _("Keadaan per"), _("Keadaan per"), today())


def day_questions(asked: Asked) -> list[Day]:
    """From when to when; without answers both stand there as they are meant."""
    since = Day("sejak", _("Sejak (akhir hari)"), _("Sejak"), today(), asked.since)
    return [since, Day("per", _("Sampai (akhir hari)"), _("Sampai"), today(), asked.until)]


def change_panel(asked: Asked) -> Panel:
    """The two days, the kind of change, and of which commitments."""
    kinds = Select("perubahan", _("Perubahan"), [("", _("Semua perubahan")), *options_of(ChangeKind)])
    return panel(asked.selection, day_questions(asked), [kinds])


def panel(selection: Selection, days: Sequence[Day], first: Sequence[Select] = ()) -> Panel:
    """Strategy, kecamatan, kind and state besides the days; what a link names stays as a chip."""
    strategies = [(str(s.number), f"{s.number}. {in_language(s, 'short')}") for s in all_strategies()]
    selects = [
        *first,
        Select("strategi", _("Strategi"), [("", _("Semua strategi")), *strategies]),
        _place(all_kecamatan(), selection),
        Select("jenis", _("Jenis mitra"), [("", _("Semua jenis")), *options_of(OrganisationKind)]),
        Select("status", _("Status"), [("", _("Semua status")), *options_of(StateFilter)]),
    ]
    return Panel(selects, fixed=_fixed(selection), days=days)


def _fixed(selection: Selection) -> dict[str, str]:
    named = {"mitra": selection.organisation, "kantong": selection.pocket}
    fixed = {name: chosen.name for name, chosen in named.items() if chosen}
    labels = {"lingkup": selection.scope, "sumber": selection.source, "angka": selection.basis}
    fixed |= {name: str(word.label) for name, word in labels.items() if word}
    said = {"tahun": str(selection.year or ""), "q": selection.words}
    return fixed | {name: text for name, text in said.items() if text}


def _place(kecamatan: Sequence[Region], selection: Selection) -> Select:
    """The kecamatan, and the place that a link names when it is another one."""
    options = [(region.code, region.name) for region in kecamatan]
    chosen = selection.region
    if chosen and chosen.slug not in dict(options):
        options.append((chosen.slug, chosen.name))
    return Select("wilayah", _("Kecamatan"), [("", _("Semua kecamatan")), *options])
