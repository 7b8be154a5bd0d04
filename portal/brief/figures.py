"""The headline figures of the brief in words, each with the address of what is behind it."""

from dataclasses import dataclass

from flask import url_for

from portal.brief.facts import Brief
from portal.core.wording import _, ngettext
from portal.matrices.rules import share_of
from portal.web.formats import NBSP, number, percent, rupiah_short


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


def tiles(brief: Brief) -> list[Tile]:
    """The headline figures."""
    head, live = brief.headline, url_for("public.commitments", status="berlaku")
    return [
        Tile(_("Komitmen berlaku"), number(head.live), _by_state(brief), live),
        Tile(
            _("Dijanjikan"),
            _figure(head.pledged),
            _unvalued(head.unvalued),
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


def _unvalued(commitments: int) -> str:
    if not commitments:
        return _("semua rincian bernilai rupiah")
    return ngettext(
        "rincian tanpa nilai rupiah pada %(number)s komitmen tidak ikut dijumlahkan",
        "rincian tanpa nilai rupiah pada %(number)s komitmen tidak ikut dijumlahkan",
        commitments,
        number=number(commitments),
    )


def _share(realised: int, pledged: int) -> str:
    share = share_of(realised, pledged)
    return (
        _("menurut laporan terverifikasi, %(share)s dari janji", share=percent(share))
        if share is not None
        else ""
    )


def _alone(brief: Brief) -> Tile:
    words = {"alone": number(brief.headline.kecamatan_alone), "all": number(brief.headline.kecamatan)}
    return Tile(
        _("Kantong tanpa mitra"),
        number(brief.headline.pockets_alone),
        _("kecamatan tanpa mitra: %(alone)s dari %(all)s", **words),
        url_for("matrices.index", baris="kantong"),
        _("dari %(all)s", all=number(brief.headline.pockets)),
        gap=brief.headline.pockets_alone > 0,
    )


def states(brief: Brief) -> list[Link]:
    """The live commitments by what they are today."""
    return [
        Link(str(state.label), number(count), url_for("public.commitments", status=state.slug))
        for state, count in brief.headline.states.items()
    ]
