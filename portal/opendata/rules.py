"""How counts of households and people stand in the files: "<5" and ">=103", like the pages say them. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.core.disclosure import AtLeast, counts_people, shown_change
from portal.core.values import MASKED, masked

THOUSANDTHS = 1000  # quantities are kept as whole thousandths


@dataclass(frozen=True)
class Total:
    """A sum over lines: what may be said, how many are masked, how many give a number, the exact sum."""

    visible: int | None
    hidden: int
    given: int
    exact: int | None


def shown_count(value: Any, is_small_area: bool | None) -> Any:
    """A count in one place: 1 to 4 at desa level and below is "<5"."""
    return masked(value) if is_small_area else value


def shown_quantity(value: Decimal | None, unit: str, is_small_area: bool | None) -> Any:
    """A quantity is masked like a count where its unit counts people."""
    return shown_count(value, is_small_area and counts_people(unit))


def shown_sum(total: Total) -> int | str | None:
    """A sum of counts that gives no masked line away, not even by subtraction."""
    if not total.given or total.exact is None:
        return None
    if not total.hidden:
        return int(total.exact)
    return MASKED if total.given == 1 else f">={int(total.visible or 0) + total.hidden}"


def shown_quantity_sum(total: Total, unit: str) -> Decimal | int | str | None:
    """The same for quantities, which are sums of thousandths."""
    if counts_people(unit) and total.hidden and total.given:
        visible = int(total.visible or 0) // THOUSANDTHS
        return MASKED if total.given == 1 else f">={visible + total.hidden}"
    return None if total.exact is None else (Decimal(int(total.exact)) / THOUSANDTHS).normalize() + 0


def shown_quarter(now: int | None, before: int | None, is_small_area: bool) -> int | str | None:
    """What a quarter brought in one place."""
    change = shown_change(now, before, is_small_area)
    return f">={change.least}" if isinstance(change, AtLeast) else change


def shown_quarter_quantity(
    now: Decimal | None, before: Decimal | None, unit: str, is_small_area: bool
) -> Decimal | int | str | None:
    """The same for quantities, which are counts of people where their unit counts people."""
    if now is not None and is_small_area and counts_people(unit):
        return shown_quarter(int(now), None if before is None else int(before), True)
    return None if now is None else now - (before or 0)


def shown_sexes(people: int | None, women: int | None, men: int | None, is_small_area: bool) -> list[Any]:
    """Women and men of a place; none of both where the total would give a masked one away."""
    shown = [shown_count(each, is_small_area) for each in (women, men)]
    return [None, None] if MASKED in shown and shown_count(people, is_small_area) != MASKED else shown
