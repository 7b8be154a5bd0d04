"""Reads out of an address which matrix is asked for, and offers its filters again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flask import current_app

from portal.commitments.asked import asked_selection
from portal.commitments.rules import FundingSource
from portal.commitments.selection import Basis, Selection, StateFilter
from portal.core.clock import today
from portal.core.errors import UnknownFilter
from portal.core.wording import Word, _, _l
from portal.history.asking import asked_day, asked_past_day
from portal.matrices.axes import District
from portal.matrices.need_cells import weighs
from portal.matrices.queries import Question
from portal.matrices.rules import DELIVERED, Columns, Measure, Rows
from portal.organisations.rules import OrganisationKind
from portal.places.queries import kecamatan_names
from portal.strategies.queries import strategy_names
from portal.web import filters
from portal.web.filters import Day, Panel, Select, options_of
from portal.web.formats import in_language

NEEDS_OF_PLACES = _l(
    "Kebutuhan dihitung per tempat dan strategi, dari janji semua mitra. "
    "Pilih baris tempat, kolom strategi, dan hapus saringan jenis, mitra, sumber, status, atau kata."
)


def asked_question() -> Question:
    """The matrix of this request: live commitments unless a status is named. Raises UnknownFilter."""
    selection = asked_selection()
    if selection.region is not None and len(selection.region.key) > len("12.05.07"):
        raise UnknownFilter("wilayah", selection.region.key, _("Matriks dipersempit per kecamatan."))
    measure = filters.word("ukuran", Measure) or Measure.COMMITMENTS
    if selection.first_promise and measure in DELIVERED:
        reason = _("Realisasi, capaian, dan penerima dihitung terhadap janji sekarang, bukan janji awal.")
        raise UnknownFilter("angka", Basis.FIRST.slug, reason)
    question = Question(
        rows=filters.word("baris", Rows) or Rows.KECAMATAN,
        columns=filters.word("kolom", Columns) or Columns.STRATEGY,
        measure=measure,
        selection=replace(selection, state=selection.state or StateFilter.LIVE),
        as_of=asked_past_day(),
    )
    if measure is Measure.NEEDS and not weighs(question):
        raise UnknownFilter("ukuran", Measure.NEEDS.slug, NEEDS_OF_PLACES)
    return question


def asked_since(question: Question) -> date | None:
    """The earlier day with which the matrix is compared, if one is asked for. Raises UnknownFilter."""
    since = asked_day("sejak")
    if since is not None and since > (question.as_of or today()):
        raise UnknownFilter("sejak", since.isoformat(), _("Tanggal awal harus sebelum tanggal akhir."))
    return since


def district() -> District:
    """The district as the settings describe it."""
    settings = current_app.config["SETTINGS"]
    return District(
        settings.district_code,
        settings.priority_pockets,
        settings.overlap_leads,
        kecamatan_names(),
        strategy_names(),
    )


def panel(selection: Selection, district: District, years: Sequence[int]) -> Panel:
    """The questions above the matrix."""
    kecamatan = [(each.code, each.name) for each in district.kecamatan]
    strategies = [(str(s.number), f"{s.number} {in_language(s, 'short')}") for s in district.strategies]
    selects = (
        Select("baris", _("Baris"), [(each.slug, str(each.label)) for each in Rows], is_filter=False),
        Select("kolom", _("Kolom"), [(each.slug, str(each.label)) for each in Columns], is_filter=False),
        Select("ukuran", _("Angka di sel"), [(m.slug, str(m.label)) for m in Measure], is_filter=False),
        _first("angka", _("Janji yang dihitung"), Basis),
        Select("tahun", _("Tahun mulai"), [("", _("Semua tahun")), *((str(y), str(y)) for y in years)]),
        Select("jenis", _("Jenis mitra"), [("", _("Semua jenis")), *options_of(OrganisationKind)]),
        _first("status", _("Status"), StateFilter),
        Select("wilayah", _("Kecamatan"), [("", _("Semua kecamatan")), *kecamatan]),
        Select("strategi", _("Strategi"), [("", _("Semua strategi")), *strategies]),
        Select("sumber", _("Sumber dana"), [("", _("Semua sumber")), *options_of(FundingSource)]),
    )
    named = {"mitra": selection.organisation, "kantong": selection.pocket}
    fixed = {name: chosen.name for name, chosen in named.items() if chosen}
    fixed |= {"lingkup": str(selection.scope.label)} if selection.scope else {}
    fixed |= {"q": selection.words} if selection.words else {}
    return Panel(selects, fixed=fixed, days=_days())


def _days() -> list[Day]:
    since = Day("sejak", _("Bandingkan sejak"), _("Perubahan sejak"), today())
    return [Day("per", _("Keadaan per"), _("Keadaan per"), today()), since]


def _first(name: str, label: str, words: type[Word]) -> Select:
    """A question whose first answer is the one that counts when nothing is asked."""
    (default, said), *others = options_of(words)
    return Select(name, label, [("", said), *others], default=default)
