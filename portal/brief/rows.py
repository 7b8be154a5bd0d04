"""One row of each list of the brief: where it leads, what it says, and what matters most at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from portal.action_items.queries import ItemRow
from portal.brief.rules import MOST_NAMES, Gap, OpenNeed, Overlap, StrategyName
from portal.core.wording import _, ngettext
from portal.progress.owing import Owed, Silent
from portal.web.formats import day, in_language, listed, number, quarter, rupiah_short

Names = Mapping[int, str]
LONGEST = 90  # letters of what people wrote themselves; the list behind the row has all of it


@dataclass(frozen=True)
class Row:
    url: str
    title: str
    text: str
    aside: str


def strategy_names(strategies: Sequence[StrategyName]) -> Names:
    """3: "3 Ekonomi lokal"."""
    return {each.number: f"{each.number} {in_language(each, 'short')}" for each in strategies}


def gap(found: Gap, names: Names) -> Row:
    poor = found.pocket.poor_households
    households = ngettext(
        "%(number)s rumah tangga miskin", "%(number)s rumah tangga miskin", poor or 0, number=number(poor)
    )
    parts = [names[found.strategy], _need(found.need) if found.need else "", households if poor else ""]
    months = ngettext(
        "%(number)s bulan tanpa mitra",
        "%(number)s bulan tanpa mitra",
        found.months,
        number=number(found.months),
    )
    url = url_for("public.pocket", slug=found.pocket.slug)
    return Row(url, shortened(found.pocket.place), " · ".join(filter(None, parts)), months)


def _need(need: OpenNeed) -> str:
    """Butuh 40 unit: Rumah layak huni (Rp1,2 miliar), dan 2 kebutuhan lain."""
    words = {"quantity": f"{number(need.quantity)} {need.unit}", "title": shortened(need.title)}
    said = _("butuh %(quantity)s: %(title)s", **words)
    if need.number > 1:
        other = need.number - 1
        said += " " + ngettext("dan %(num)d kebutuhan lain", "dan %(num)d kebutuhan lain", other)
    return f"{said} ({rupiah_short(need.rupiah)})" if need.rupiah else said


def overlap(found: Overlap, names: Names) -> Row:
    shown, left = list(found.names[:MOST_NAMES]), found.leads - MOST_NAMES
    if left > 0:
        shown.append(ngettext("%(number)s mitra lain", "%(number)s mitra lain", left, number=number(left)))
    place, number_of = found.pocket.slug, found.strategy
    url = url_for("public.commitments", kantong=place, strategi=number_of, status="berlaku")
    leads = ngettext("%(number)s mitra", "%(number)s mitra", found.leads, number=number(found.leads))
    text = f"{names[found.strategy]}: {listed([shortened(name, 40) for name in shown])}"
    return Row(url, shortened(found.pocket.place), text, leads)


def late(found: Owed) -> Row:
    days = ngettext("terlambat %(num)d hari", "terlambat %(num)d hari", found.days_late)
    return _commitment(
        found.reference, found.title, f"{found.organisation_name}, {quarter(found.quarter)}", days
    )


def silent(found: Silent) -> Row:
    since = _("sejak %(day)s", day=day(found.heard_on))
    return _commitment(found.reference, found.title, found.organisation_name, since)


def _commitment(reference: str, title: str, text: str, aside: str) -> Row:
    url = url_for("commitments_office.commitment", reference=reference)
    return Row(url, f"{reference} {shortened(title, 60)}", shortened(text), aside)


def item(found: ItemRow) -> Row:
    url = url_for("items_office.show", reference=found.meeting_reference, number=found.number)
    late_by = ngettext("terlambat %(num)d hari", "terlambat %(num)d hari", found.days_late)
    due = late_by if found.days_late else _("tenggat %(day)s", day=day(found.due_on))
    where = f"{found.organisation_name}, {found.meeting_reference}"
    return Row(url, shortened(" ".join(found.what.split()), 80), shortened(where), due)


def shortened(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
