"""What a matrix says in two or three sentences, above the table and in a message to share."""

from dataclasses import dataclass, replace

from portal.commitments.selection import StateFilter
from portal.core.wording import _, ngettext
from portal.matrices.figures import Figures
from portal.matrices.grid import Count
from portal.matrices.matrix import Matrix
from portal.matrices.rules import Measure, Rows
from portal.web.formats import number, rupiah_short


@dataclass(frozen=True)
class Conclusion:
    """`gaps` matters most and is empty where a matrix tells of none; `more` follows it."""

    gaps: str
    more: list[str]

    @property
    def text(self) -> str:
        return " ".join([self.gaps, *self.more]).strip()


def conclusion(matrix: Matrix) -> Conclusion:
    """The sentences above a matrix."""
    counted = [_counted(matrix), *_amount(matrix)]
    if not matrix.limits.gaps:
        return Conclusion("", [*counted, *_overlaps(matrix)])
    return Conclusion(_gaps(matrix), [*_priority(matrix), *_overlaps(matrix), *counted])


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
    if measure is Measure.RUPIAH:
        return _with_silent(whole, _("Nilainya %(amount)s.", amount=rupiah_short(whole.amount)))
    if measure is Measure.PEOPLE:
        shown = Figures(Measure.PEOPLE).text(replace(whole, silent=0))
        return _with_silent(whole, _("Sasarannya %(amount)s jiwa.", amount=shown))
    return []


def _with_silent(whole: Count, sentence: str) -> list[str]:
    if not whole.commitments:
        return []
    told = [sentence] if whole.amount is not None else []
    if whole.silent:
        told.append(
            ngettext(
                "%(number)s komitmen punya rincian tanpa angka yang tidak ikut dijumlahkan.",
                "%(number)s komitmen punya rincian tanpa angka yang tidak ikut dijumlahkan.",
                whole.silent,
                number=number(whole.silent),
            )
        )
    return told
