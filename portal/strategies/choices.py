"""How the seven are called where one is chosen or named, in the language of the page."""

from portal.strategies.models import Strategy
from portal.strategies.queries import all_strategies
from portal.web.formats import in_language


def full_name(strategy: Strategy) -> str:
    """Number and whole name: "5. …"."""
    return f"{strategy.number}. {in_language(strategy, 'name')}"


def short_names() -> list[tuple[str, str]]:
    """By number, each with its short name ("5. …"): for the filters of lists."""
    return [(str(each.number), f"{each.number}. {in_language(each, 'short')}") for each in all_strategies()]
