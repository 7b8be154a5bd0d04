"""What each chart says in one sentence: above it, and as the name by which it is heard."""

from collections.abc import Sequence

from portal.charts.rows import ChartRow
from portal.charts.rules import Amounts
from portal.core.clock import today
from portal.core.values import Quarter
from portal.core.wording import _, ngettext
from portal.web.formats import capitalize_first, day, listed, number, percent, quarter, rupiah_short


def nothing_promised() -> str:
    return _("Belum ada janji bernilai rupiah dalam saringan ini.")


def of_quarters(rows: Sequence[ChartRow]) -> str:
    """How much is promised and delivered today, and what came since the last quarter ended."""
    if not rows or rows[-1].amounts.share is None:
        return nothing_promised()
    amounts, added = rows[-1].amounts, rows[-1].added
    words = _words(amounts) | {"date": day(today())}
    if not added or len(rows) == 1:
        return _("Sampai %(date)s dijanjikan %(pledged)s dan terealisasi %(realised)s (%(share)s).", **words)
    words |= {"before": rows[-2].said, "added": rupiah_short(abs(added))}
    if added < 0:
        return _(
            "Sampai %(date)s dijanjikan %(pledged)s dan terealisasi %(realised)s (%(share)s); "
            "berkurang %(added)s sejak akhir %(before)s.",
            **words,
        )
    return _(
        "Sampai %(date)s dijanjikan %(pledged)s dan terealisasi %(realised)s (%(share)s); "
        "bertambah %(added)s sejak akhir %(before)s.",
        **words,
    )


def of_parts(rows: Sequence[ChartRow], whole: Amounts) -> str:
    """Who or what has the largest promise, and where delivery is furthest and least far."""
    promised = [row for row in rows if row.amounts.share is not None]
    if not promised:
        return nothing_promised()
    first = max(promised, key=lambda row: row.amounts.pledged or 0)
    if len(promised) == 1:
        return of_part(first)
    best = max(promised, key=lambda row: row.amounts.share or 0)
    worst = min(promised, key=lambda row: row.amounts.share or 0)
    return _(
        "Paling banyak dijanjikan: %(name)s, %(pledged)s dari %(whole)s; "
        "capaian tertinggi: %(best)s (%(high)s), terendah: %(worst)s (%(low)s).",
        name=first.said,
        pledged=rupiah_short(first.amounts.pledged),
        whole=rupiah_short(whole.pledged),
        best=best.said,
        high=percent(best.amounts.share),
        worst=worst.said,
        low=percent(worst.amounts.share),
    )


def of_part(row: ChartRow) -> str:
    """One row in words."""
    return _("%(name)s: dijanjikan %(pledged)s, terealisasi %(realised)s (%(share)s).", **_row(row))


def _row(row: ChartRow) -> dict[str, str]:
    return _words(row.amounts) | {"name": capitalize_first(row.said)}


def _words(amounts: Amounts) -> dict[str, str]:
    return {
        "pledged": rupiah_short(amounts.pledged),
        "realised": rupiah_short(amounts.delivered),
        "share": percent(amounts.share),
    }


def delivered_of(amounts: Amounts) -> str:
    """Under a bar: how much of how much."""
    if amounts.share is None:
        return _("belum ada janji bernilai rupiah") if amounts.commitments else _("belum ada komitmen")
    return _("%(realised)s dari %(pledged)s", **_words(amounts))


def how_quarters_are_known(rows: Sequence[ChartRow], missing: Sequence[Quarter]) -> str:
    """That quarters which are over do not change, and which of them are not kept yet."""
    if not any(row.is_kept for row in rows):
        return _("Belum ada triwulan yang disimpan. Triwulan yang berakhir disimpan pada hari sesudahnya.")
    if missing:
        names = listed([quarter(each) for each in missing])
        return _("Belum disimpan, jadi belum tampil: %(quarters)s.", quarters=names)
    return _("Angka triwulan yang sudah berakhir disimpan sekali dan tidak berubah lagi.")


def without_value(amounts: Amounts) -> str:
    """How many commitments the sums leave out, in part or wholly."""
    if not amounts.unvalued:
        return ""
    return ngettext(
        "%(number)s komitmen punya rincian tanpa nilai rupiah yang tidak ikut dijumlahkan.",
        "%(number)s komitmen punya rincian tanpa nilai rupiah yang tidak ikut dijumlahkan.",
        amounts.unvalued,
        number=number(amounts.unvalued),
    )
