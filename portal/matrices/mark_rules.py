"""What a cell of places × strategies is called, one word of five. Pure."""

from typing import NamedTuple

from portal.core.wording import Word, _l


class CellMark(Word):
    """From what has to be looked at first to what is well."""

    GAP = "gap", "celah", _l("Celah")
    STALE = "stale", "basi", _l("Basi")
    OVERLAP = "overlap", "tumpang-tindih", _l("Tumpang tindih")
    THIN = "thin", "tipis", _l("Tipis")
    SERVED = "served", "terlayani", _l("Terlayani")


class Weight(NamedTuple):
    """What a cell weighs. `covered`: how many percent of its needs are pledged; None where there is none."""

    gap: bool = False
    commitments: int = 0
    stale: bool = False
    overlap: bool = False
    covered: int | None = None


def mark_of(weight: Weight, thin_percent: int | None) -> CellMark | None:
    """The first that applies; None where nobody is expected and nobody came.

    Silence comes before overlap and thinness, since neither the leads nor the pledges of a silent cell can be
    relied on; overlap before thinness, since leads who do the same while needs are open should meet first.
    """
    if weight.gap:
        return CellMark.GAP
    if not weight.commitments:
        return None
    if weight.stale:
        return CellMark.STALE
    if weight.overlap:
        return CellMark.OVERLAP
    thin = weight.covered is not None and thin_percent is not None and weight.covered < thin_percent
    return CellMark.THIN if thin else CellMark.SERVED
