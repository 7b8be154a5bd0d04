"""The strategies that a commitment born from an FGD may stand under."""

from portal.action_items.pledging import Prefilled
from portal.strategies.queries import all_strategies
from portal.web.locale import language


def strategies_for(prefilled: Prefilled) -> list[tuple[int, str]]:
    """Those of the meeting as (number, words); all seven where it names none."""
    name = "name_en" if language() == "en" else "name_id"
    offered = prefilled.strategies or all_strategies()
    return [(each.number, f"{each.number}. {getattr(each, name)}") for each in offered]
