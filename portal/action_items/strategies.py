"""The strategies that a commitment born from an FGD may stand under."""

from portal.action_items.pledging import Prefilled
from portal.strategies.choices import full_name
from portal.strategies.queries import all_strategies


def strategies_for(prefilled: Prefilled) -> list[tuple[int, str]]:
    """Those of the meeting as (number, words); all seven where it names none."""
    offered = prefilled.strategies or all_strategies()
    return [(each.number, full_name(each)) for each in offered]
