"""One row of each list of the brief: where it leads, what it says, and what matters most at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import url_for

from portal.action_items.queries import ItemRow
from portal.brief.rules import MOST_NAMES
from portal.core.disclosure import AtLeast, Shown
from portal.core.wording import _, ngettext
from portal.gaps.needs import OpenNeed
from portal.gaps.rows import GapRow
from portal.overlaps.queries import Overlap
from portal.progress.owing import Owed, Silent
from portal.web.formats import day, in_language, listed, number, quarter

LONGEST = 90  # letters of what people wrote themselves; the list behind the row has all of it


@dataclass(frozen=True)
class Row:
    url: str
    title: str
    text: str
    aside: str


def gap(found: GapRow) -> Row:
    url = url_for("matrices.gaps", kantong=found.pair.pocket_slug, strategi=found.pair.strategy_number)
    place = f"{found.pair.pocket_name}, {found.pair.place}"
    parts = [_strategy(found), _needs(found.needs), _households(found.poor_households)]
    return Row(url, shortened(place), " · ".join(filter(None, parts)), _waiting(found))


def _strategy(found: GapRow | Overlap) -> str:
    return f"{found.pair.strategy_number} {in_language(found.pair, 'strategy_short')}"


def _households(count: Shown) -> str:
    """Nothing where no figure is known, or nobody is poor."""
    households = count if isinstance(count, int) else 2
    words = ngettext(
        "%(number)s rumah tangga miskin",
        "%(number)s rumah tangga miskin",
        households,
        number=_shown(count),
    )
    return words if count else ""


def _needs(needs: Sequence[OpenNeed]) -> str:
    """Butuh 40 unit: Rumah layak huni (mendesak), dan 2 kebutuhan lain; the most urgent is named."""
    if not needs:
        return ""
    first = needs[0]
    said = _(
        "butuh %(quantity)s: %(title)s (%(priority)s)",
        quantity=f"{_shown(first.open)} {first.unit}",
        title=shortened(first.title),
        priority=str(first.priority.label).lower(),
    )
    other = len(needs) - 1
    more = ngettext("dan %(num)d kebutuhan lain", "dan %(num)d kebutuhan lain", other)
    return f"{said} {more}" if other else said


def _shown(value: Shown | Decimal) -> str:
    return f"≥{number(value.least)}" if isinstance(value, AtLeast) else number(value)


def _waiting(found: GapRow) -> str:
    if found.stale_since:
        return _("tanpa kabar sejak %(day)s", day=day(found.stale_since))
    if found.months is None:
        return str(found.mark.label)
    months = number(found.months)
    return ngettext("%(number)s bulan menunggu", "%(number)s bulan menunggu", found.months, number=months)


def overlap(found: Overlap) -> Row:
    names = list(dict.fromkeys(each.organisation_name for each in found.promises))
    shown, left = [shortened(name, 40) for name in names[:MOST_NAMES]], len(names) - MOST_NAMES
    if left > 0:
        shown.append(ngettext("%(number)s mitra lain", "%(number)s mitra lain", left, number=number(left)))
    url = url_for("matrices.overlaps", kantong=found.pair.pocket_slug, strategi=found.pair.strategy_number)
    leads = ngettext("%(number)s mitra", "%(number)s mitra", found.leads, number=number(found.leads))
    form = str(found.support_form.label).lower()
    text = f"{_strategy(found)}, {form}: {listed(shown)}"
    return Row(url, shortened(f"{found.pair.pocket_name}, {found.pair.place}"), text, leads)


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
