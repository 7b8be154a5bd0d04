"""The questions above the lists of a past day and of what changed between two days."""

from collections.abc import Sequence

from portal.commitments.selection import Selection, StateFilter
from portal.core.clock import today
from portal.core.wording import Word, _
from portal.organisations.rules import OrganisationKind
from portal.places.models import Region
from portal.places.queries import all_kecamatan
from portal.strategies.queries import all_strategies
from portal.web.filters import Day, Panel, Select
from portal.web.formats import in_language


def day_question() -> Day:
    """At the end of which day."""
    return Day("per", _("Keadaan per"), _("Keadaan per"), today())


def panel(selection: Selection, days: Sequence[Day], first: Sequence[Select] = ()) -> Panel:
    """Strategy, kecamatan, kind and state besides the days; what a link names stays as a chip."""
    strategies = [(str(s.number), f"{s.number}. {in_language(s, 'short')}") for s in all_strategies()]
    selects = [
        *first,
        Select("strategi", _("Strategi"), [("", _("Semua strategi")), *strategies]),
        _place(all_kecamatan(), selection),
        Select("jenis", _("Jenis mitra"), [("", _("Semua jenis")), *_words(OrganisationKind)]),
        Select("status", _("Status"), [("", _("Semua status")), *_words(StateFilter)]),
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


def _words(words: type[Word]) -> list[tuple[str, str]]:
    return [(word.slug, str(word.label)) for word in words]
