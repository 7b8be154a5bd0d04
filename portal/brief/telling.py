"""The brief in words: tiles, lists and counts with the addresses behind them, for page, paper and mail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import url_for

from portal.brief import rows
from portal.brief.facts import Brief
from portal.brief.rows import Row, strategy_names
from portal.brief.rules import MOST_GAPS, MOST_ROWS
from portal.commitments.rules import CommitmentState
from portal.core.wording import _, ngettext
from portal.matrices.rules import share_of
from portal.progress.owing import Owed
from portal.web.formats import NBSP, day, number, percent, rupiah_short

T = TypeVar("T")


@dataclass(frozen=True)
class Tile:
    """A figure with its word, a line that explains it, and the list behind it."""

    label: str
    number: str
    note: str
    url: str
    of: str = ""  # what follows the figure in smaller letters
    gap: bool = False


@dataclass(frozen=True)
class Link:
    """A count that leads to its list."""

    label: str
    number: str
    url: str


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


def tiles(brief: Brief) -> list[Tile]:
    """The headline figures."""
    head = brief.headline
    return [
        Tile(
            _("Komitmen berlaku"),
            number(head.live),
            _by_state(brief),
            url_for("public.commitments", status="berlaku"),
        ),
        Tile(
            _("Dijanjikan"),
            _figure(head.pledged),
            _unvalued(head.lines_without_rupiah),
            url_for("matrices.index", ukuran="pagu"),
            _unit(head.pledged),
        ),
        Tile(
            _("Terealisasi"),
            _figure(head.realised),
            _share(head.realised, head.pledged),
            url_for("matrices.index", ukuran="realisasi"),
            _unit(head.realised),
        ),
        _alone(brief),
    ]


def _figure(amount: int) -> str:
    """Rp30,9 of Rp30,9 miliar: the word stands smaller behind it."""
    return rupiah_short(amount).partition(NBSP)[0]


def _unit(amount: int) -> str:
    return rupiah_short(amount).partition(NBSP)[2]


def _by_state(brief: Brief) -> str:
    """Dari 61 mitra."""
    leads = brief.headline.leads
    return ngettext("dari %(number)s mitra", "dari %(number)s mitra", leads, number=number(leads))


def _unvalued(lines: int) -> str:
    if not lines:
        return _("semua rincian bernilai rupiah")
    return ngettext(
        "%(number)s rincian tanpa nilai rupiah tidak ikut dijumlahkan",
        "%(number)s rincian tanpa nilai rupiah tidak ikut dijumlahkan",
        lines,
        number=number(lines),
    )


def _share(realised: int, pledged: int) -> str:
    share = share_of(realised, pledged)
    return (
        _("menurut laporan terverifikasi, %(share)s dari janji", share=percent(share))
        if share is not None
        else ""
    )


def _alone(brief: Brief) -> Tile:
    words = {"alone": number(brief.kecamatan_alone), "all": number(brief.headline.kecamatan)}
    return Tile(
        _("Kantong tanpa mitra"),
        number(brief.pockets_alone),
        _("kecamatan tanpa mitra: %(alone)s dari %(all)s", **words),
        url_for("matrices.index", baris="kantong"),
        _("dari %(all)s", all=number(len(brief.pockets))),
        gap=brief.pockets_alone > 0,
    )


def states(brief: Brief) -> list[Link]:
    """The live commitments by what they are today."""
    return [
        Link(str(state.label), number(count), url_for("public.commitments", status=state.slug))
        for state, count in brief.headline.states.items()
    ]


def gaps(brief: Brief) -> Section:
    """Pockets where nobody delivers under a strategy."""
    words = {"num": number(len(brief.gaps)), "all": number(brief.possible)}
    names = strategy_names(brief.strategies)
    return Section(
        "celah",
        _("Celah terburuk"),
        _("%(num)s dari %(all)s pasangan kantong dan strategi penyaluran belum ada mitranya.", **words),
        url_for("matrices.index", baris="kantong"),
        *_shortened(brief.gaps, lambda gap: rows.gap(gap, names), MOST_GAPS),
        _("Setiap kantong aktif punya mitra di setiap strategi penyaluran."),
    )


def overlaps(brief: Brief) -> Section:
    """Pockets where many are under the same strategy."""
    names = strategy_names(brief.strategies)
    return Section(
        "tumpang-tindih",
        _("Tumpang tindih"),
        ngettext(
            "%(number)s tempat dengan tiga mitra atau lebih.",
            "%(number)s tempat dengan tiga mitra atau lebih.",
            len(brief.overlaps),
            number=number(len(brief.overlaps)),
        ),
        url_for("matrices.index", baris="kantong", _anchor="tumpang-tindih"),
        *_shortened(brief.overlaps, lambda each: rows.overlap(each, names), MOST_ROWS),
        _("Tidak ada kantong dengan tiga mitra untuk strategi yang sama."),
    )


def late(brief: Brief) -> Section:
    """Reports whose day has passed, one row for each commitment."""
    first: dict[int, Owed] = {}
    for each in brief.overdue:
        first.setdefault(each.commitment_id, each)
    leads = len({each.organisation_id for each in brief.overdue})
    said = ngettext(
        "%(number)s laporan", "%(number)s laporan", len(brief.overdue), number=number(len(brief.overdue))
    )
    partners = ngettext("%(number)s mitra", "%(number)s mitra", leads, number=number(leads))
    return Section(
        "terlambat",
        _("Laporan terlambat"),
        _("%(reports)s dari %(partners)s.", reports=said, partners=partners),
        url_for("reminders.debtors"),
        *_shortened(list(first.values()), rows.late, MOST_ROWS),
        _("Tidak ada laporan yang terlambat."),
    )


def silent(brief: Brief) -> Section:
    """Commitments of which nothing is heard."""
    count = len(brief.silent)
    return Section(
        "tanpa-kabar",
        _("Tanpa kabar"),
        ngettext("%(number)s komitmen.", "%(number)s komitmen.", count, number=number(count)),
        url_for("commitments_office.commitments", status=CommitmentState.SILENT.slug),
        *_shortened(brief.silent, rows.silent, MOST_ROWS),
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
        *_shortened(brief.items, rows.item, MOST_ROWS),
        _("Tidak ada RTL yang jatuh tempo dalam dua minggu."),
    )


def sections(brief: Brief) -> list[Section]:
    return [gaps(brief), overlaps(brief), late(brief), silent(brief), items(brief)]


def since(brief: Brief) -> str:
    """Since when the changes are told."""
    if brief.meeting is None:
        return _("Sejak %(day)s; belum ada FGD yang terlaksana", day=day(brief.since))
    words = {"reference": brief.meeting.reference, "day": day(brief.since)}
    return _("Sejak FGD terakhir, %(day)s (%(reference)s)", **words)


def changes(brief: Brief) -> list[Link]:
    """What was decided since, each with the list where it stands."""
    found, office = brief.changes, "commitments_office.commitments"
    words = {
        "verified": ngettext("komitmen diverifikasi", "komitmen diverifikasi", found.verified),
        "amended": ngettext("komitmen diubah", "komitmen diubah", found.amended),
        "cancelled": ngettext("komitmen dibatalkan", "komitmen dibatalkan", found.cancelled),
        "completed": ngettext("komitmen selesai", "komitmen selesai", found.completed),
        "reports": ngettext("laporan diverifikasi", "laporan diverifikasi", found.reports),
    }
    lists = {
        "verified": url_for(office),
        "amended": url_for("amendments_office.requests", status="disetujui"),
        "cancelled": url_for(office, status="dibatalkan"),
        "completed": url_for(office, status="selesai"),
        "reports": url_for("progress_office.reports", status="terverifikasi"),
    }
    return [Link(words[name], number(getattr(found, name)), url) for name, url in lists.items()]


def meaning() -> str:
    """What the words of the lists stand for."""
    return _(
        "Celah: kantong aktif yang belum punya komitmen berlaku di satu strategi penyaluran (2–5), diurutkan "
        "menurut kebutuhan terbuka, rumah tangga miskin, dan lama tanpa mitra. Tumpang tindih: tiga mitra "
        "utama atau lebih dengan komitmen yang belum selesai di satu kantong untuk strategi yang sama."
    )


def _shortened(found: Sequence[T], told: Callable[[T], Row], most: int) -> tuple[list[Row], str]:
    """The first rows, and how many more there are."""
    left = len(found) - most
    more = _("dan %(number)s lagi", number=number(left)) if left > 0 else ""
    return [told(each) for each in found[:most]], more


def told(brief: Brief) -> dict[str, Any]:
    """All of it, as templates take it."""
    return {
        "tiles": tiles(brief),
        "states": states(brief),
        "sections": sections(brief),
        "since": since(brief),
        "changes": changes(brief),
        "meaning": meaning(),
    }
