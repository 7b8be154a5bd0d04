"""Reads the shared filters out of an address. An unknown value is said kindly, never guessed."""

from collections.abc import Callable

from portal.commitments.chosen_queries import chosen_organisation, chosen_pocket, chosen_region
from portal.commitments.rules import FundingSource
from portal.commitments.selection import Basis, Chosen, Scope, Selection, StateFilter
from portal.core.errors import UnknownFilter
from portal.organisations.rules import OrganisationKind
from portal.web import filters


def asked_selection() -> Selection:
    """The filters of this request. Raises UnknownFilter."""
    return Selection(
        year=filters.year(),
        strategy=filters.number("strategi", 1, 7),
        region=_chosen("wilayah", chosen_region),
        scope=filters.word("lingkup", Scope),
        pocket=_chosen("kantong", chosen_pocket),
        kind=filters.word("jenis", OrganisationKind),
        organisation=_chosen("mitra", chosen_organisation),
        state=filters.word("status", StateFilter),
        source=filters.word("sumber", FundingSource),
        words=filters.text("q"),
        basis=filters.word("angka", Basis),
    )


def _chosen(name: str, find: Callable[[str], Chosen | None]) -> Chosen | None:
    given = filters.text(name)
    if not given:
        return None
    found = find(given)
    if found is None:
        raise UnknownFilter(name, given)
    return found
