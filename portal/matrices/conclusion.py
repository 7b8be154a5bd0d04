"""What a matrix says in two or three sentences, above the table and in a message to share."""

from dataclasses import dataclass

from portal.commitments.selection import StateFilter
from portal.core.wording import _, ngettext
from portal.matrices.counts import Count
from portal.matrices.figures import Figures
from portal.matrices.matrix import Matrix
from portal.matrices.rules import Measure, Rows
from portal.web.formats import day, number, percent, rupiah_short


@dataclass(frozen=True)
class Conclusion:
    """`when`: of which past day it tells. `gaps` matters most, and is empty where a matrix tells of none."""

    gaps: str
    more: list[str]
    when: str = ""

    @property
    def text(self) -> str:
        return " ".join(filter(None, [self.when, self.gaps, *self.more]))


def conclusion(matrix: Matrix) -> Conclusion:
    """The sentences above a matrix."""
    counted, when = [_counted(matrix), *_amount(matrix)], _when(matrix)
    marked = [*_overlaps(matrix), *_thin(matrix), *_stale(matrix)]
    if not matrix.limits.gaps:
        return Conclusion("", [*_basis(matrix), *counted, *marked], when)
    return Conclusion(_gaps(matrix), [*_basis(matrix), *_priority(matrix), *marked, *counted], when)


def _when(matrix: Matrix) -> str:
    past = matrix.question.as_of
    return _("Keadaan per %(day)s.", day=day(past)) if past else ""


def _basis(matrix: Matrix) -> list[str]:
    """Said where the first promises are counted: present ones are what everybody expects."""
    if not matrix.question.selection.first_promise:
        return []
    return [_("Tempat dan angka menurut janji awal, sebelum perubahan apa pun.")]


def filtered(matrix: Matrix) -> bool:
    """Whether anything but the live commitments was asked for."""
    given = matrix.question.selection.arguments()
    return set(given) != {"status"} or matrix.question.selection.state is not StateFilter.LIVE


def _gaps(matrix: Matrix) -> str:
    grid = matrix.grid
    if not grid.gaps:
        return _("Tidak ada sel strategi penyaluran yang kosong.")
    words = {"num": number(grid.gaps), "all": number(grid.possible)}
    if filtered(matrix):
        return _("%(num)s dari %(all)s sel belum ada mitra dalam saringan ini.", **words)
    return _("%(num)s dari %(all)s sel belum ada mitra.", **words)


def _priority(matrix: Matrix) -> list[str]:
    count, rows = matrix.grid.priority, matrix.question.rows
    if not count or rows is Rows.POCKET:
        return []
    if rows is Rows.VILLAGE:
        return [_("%(num)s di antaranya di desa dengan kantong kemiskinan.", num=number(count))]
    return [
        _(
            "%(num)s di antaranya di kecamatan dengan %(pockets)s kantong kemiskinan atau lebih.",
            num=number(count),
            pockets=matrix.limits.priority_pockets,
        )
    ]


def _overlaps(matrix: Matrix) -> list[str]:
    count = len(matrix.grid.overlaps)
    if not count:
        return []
    return [
        ngettext(
            "%(cells)s sel punya %(leads)s mitra atau lebih dan perlu dicek tumpang tindihnya.",
            "%(cells)s sel punya %(leads)s mitra atau lebih dan perlu dicek tumpang tindihnya.",
            count,
            cells=number(count),
            leads=matrix.limits.overlap_leads,
        )
    ]


def _thin(matrix: Matrix) -> list[str]:
    count = len(matrix.grid.thin)
    if not count:
        return []
    return [
        ngettext(
            "%(cells)s sel tipis: kurang dari %(share)s kebutuhannya dijanjikan.",
            "%(cells)s sel tipis: kurang dari %(share)s kebutuhannya dijanjikan.",
            count,
            cells=number(count),
            share=percent(matrix.limits.thin_percent),
        )
    ]


def _stale(matrix: Matrix) -> list[str]:
    """How many cells rest on promises of which nothing is heard, and when last anything was."""
    count, newest = len(matrix.grid.stale), matrix.grid.whole.reported_on
    told = [_("Laporan terverifikasi terakhir %(date)s.", date=day(newest))] if newest else []
    if not count:
        return told
    silent = ngettext(
        "%(cells)s sel tanpa kabar: semua komitmennya sudah mulai, tetapi lama tidak dilaporkan.",
        "%(cells)s sel tanpa kabar: semua komitmennya sudah mulai, tetapi lama tidak dilaporkan.",
        count,
        cells=number(count),
    )
    return [silent, *told]


def _counted(matrix: Matrix) -> str:
    whole = matrix.grid.whole
    if not whole.commitments:
        return _("Tidak ada komitmen dalam saringan ini.")
    return _(
        "Yang dihitung: %(commitments)s dari %(leads)s.",
        commitments=_commitments(whole.commitments),
        leads=ngettext("%(number)s mitra", "%(number)s mitra", whole.leads, number=number(whole.leads)),
    )


def _commitments(count: int) -> str:
    return ngettext("%(number)s komitmen", "%(number)s komitmen", count, number=number(count))


def _amount(matrix: Matrix) -> list[str]:
    whole, measure = matrix.grid.whole, matrix.question.measure
    if measure is Measure.NEEDS:
        return _needs(whole)
    amount = rupiah_short(whole.amount)
    heads = Figures(Measure.PEOPLE).text(whole._replace(unstated=0))
    sentences = {
        Measure.RUPIAH: _("Nilainya %(amount)s.", amount=amount),
        Measure.REALISED: _("Realisasinya %(amount)s.", amount=amount),
        Measure.ACHIEVED: _(
            "Capaiannya %(share)s: %(amount)s dari %(pledged)s.",
            share=percent(whole.share),
            amount=amount,
            pledged=rupiah_short(whole.pledged),
        ),
        Measure.PEOPLE: _("Sasarannya %(amount)s jiwa.", amount=heads),
        Measure.REACHED: _("Penerimanya %(amount)s jiwa.", amount=heads),
    }
    return _with_unstated(whole, sentences[measure]) if measure in sentences else []


def _needs(whole: Count) -> list[str]:
    if not whole.needs:
        return [_("Belum ada kebutuhan yang tercatat dalam saringan ini.")]
    return [
        ngettext(
            "%(num)d kebutuhan terbuka, %(share)s sudah dijanjikan.",
            "%(num)d kebutuhan terbuka, %(share)s sudah dijanjikan.",
            whole.needs,
            share=percent(whole.need_share),
        )
    ]


def _with_unstated(whole: Count, sentence: str) -> list[str]:
    if not whole.commitments:
        return []
    told = [sentence] if whole.amount is not None else []
    if whole.unstated:
        told.append(
            ngettext(
                "%(number)s komitmen punya rincian tanpa angka yang tidak ikut dijumlahkan.",
                "%(number)s komitmen punya rincian tanpa angka yang tidak ikut dijumlahkan.",
                whole.unstated,
                number=number(whole.unstated),
            )
        )
    return told
