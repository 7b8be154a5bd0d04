"""The workspace's page of deliveries that a community organisation may confirm."""

from dataclasses import dataclass

from portal.accounts.models import User
from portal.confirmations.deliveries import CommunityDelivery, Delivery, communities_of, in_reach_of
from portal.confirmations.forms import CommunityForm
from portal.confirmations.models import Confirmation
from portal.confirmations.queries import said_by
from portal.core.errors import UnknownFilter
from portal.core.paging import Page
from portal.core.wording import _
from portal.organisations.models import Organisation
from portal.web import filters
from portal.web.context import mark_examples
from portal.web.filters import Panel, Select


@dataclass(frozen=True)
class Board:
    """One community's deliveries, with what it said of them this quarter; empty for everybody else."""

    community: Organisation | None
    panel: Panel
    found: Page[Delivery]
    said: dict[int, Confirmation]

    @property
    def works_somewhere(self) -> bool:
        return self.community is not None and bool(self.community.areas)


def board_of(person: User) -> Board:
    """The page of the community that the address names, or of the first. Raises UnknownFilter."""
    communities = communities_of(person.organisation_ids)
    options = [(each.slug, each.name) for each in communities]
    panel = Panel([Select("lembaga", _("Lembaga"), options)] if len(communities) > 1 else [])
    if not communities:
        return Board(None, panel, Page([], 1, 0), {})
    community = _chosen(communities)
    found = filters.existing(in_reach_of(community, filters.page_number()))
    mark_examples(found.rows)
    return Board(community, panel, found, said_by(community.id, found.rows))


def send_form(target: CommunityDelivery) -> CommunityForm:
    """The questions about one delivery."""
    mark_examples([target.delivery])
    return CommunityForm()


def _chosen(communities: list[Organisation]) -> Organisation:
    slug = filters.text("lembaga")
    chosen = next((each for each in communities if each.slug == slug), None)
    if slug and chosen is None:
        raise UnknownFilter("lembaga", slug)
    return chosen or communities[0]
