"""What lists read from the summaries is what counting afresh gives."""

from dataclasses import replace

from flask import request
from sqlalchemy import update

from portal.commitments.queries import all_commitments, list_commitments
from portal.commitments.selection import Chosen, Selection, StateFilter
from portal.core.database import transaction
from portal.core.keyset import Total
from portal.organisations.rules import OrganisationKind
from portal.public.facets import facets_of, with_facets
from portal.public.list_facets import partner_counts, pocket_counts
from portal.public.partners import PartnerFilter, PartnerSort, list_partners
from portal.public.pockets import PocketFilter, list_pockets
from portal.public.workers import workers_by_strategy
from portal.strategies.queries import all_strategies
from portal.tallies import keeping
from portal.tallies.models import TallyState
from portal.tallies.refreshing import give_up
from portal.web.kept_pages import PUBLIC_PAGE
from tests.factories import STABAT, VILLAGE, a_commitment
from tests.tallies.walking import begin, walk

HINAI = "12.05.10"


def place(code: str) -> Chosen:
    return Chosen(code, code, code)


def fresh(selection: Selection) -> int:
    return len(all_commitments(selection))


ASKED = [
    Selection(),
    Selection(state=StateFilter.LIVE, strategy=2),
    Selection(kind=OrganisationKind.NGO, year=2026),
    Selection(region=place(STABAT)),
    Selection(region=place(VILLAGE), state=StateFilter.RUNNING),
]


def test_facets_are_the_lengths_of_the_lists_they_lead_to(site) -> None:
    with transaction():
        keeping.rebuild()
    dice = begin(3, 16)
    walk(dice, 4)
    for asked in ASKED:
        found, facets = with_facets(list_commitments(asked, size=1, counted=False), asked)
        assert found.total == facets.total == Total(fresh(asked))
        for name, answers in ways_from(asked, facets.years).items():
            told = {answer: facets.counts[name].get(answer, 0) for answer in answers}
            assert told == {answer: fresh(selection) for answer, selection in answers.items()}, name
    searched = Selection(words=all_commitments(Selection())[0].title)
    found, facets = with_facets(list_commitments(searched, size=1, counted=False), searched)
    assert (facets.counts, found.total) == ({}, Total(fresh(searched)))
    other_lists_are_as_long_as_said()
    summed = told_of_partners_and_pockets()
    with transaction() as session:
        session.execute(update(TallyState).values(day=None))
    assert told_of_partners_and_pockets() == summed


def other_lists_are_as_long_as_said() -> None:
    for wanted in (PocketFilter(), PocketFilter(gap=3, region=place(STABAT))):
        gaps, places = ({n: replace(wanted, gap=n) for n in (2, 3, 4, 5)}, (STABAT, HINAI))
        said = pocket_counts(wanted, (2, 3, 4, 5))
        assert said["celah"] == {str(n): list_pockets(asked, (2,)).total for n, asked in gaps.items()}
        for code in places:
            total = list_pockets(replace(wanted, region=place(code)), (2,)).total
            assert said["wilayah"].get(code, 0) == total
    for partner in (PartnerFilter(), PartnerFilter(strategy=5)):
        said = partner_counts(partner)
        for kind in OrganisationKind:
            assert said["jenis"].get(kind.slug, 0) == list_partners(replace(partner, kind=kind)).total


def told_of_partners_and_pockets() -> list[object]:
    """What the lists of partners and pockets say under every filter that commitments decide."""
    places = [place(code) for code in ("12.05", STABAT, VILLAGE)]
    partners = [
        *(PartnerFilter(sort=sort) for sort in PartnerSort),
        *(PartnerFilter(strategy=number) for number in range(1, 8)),
        *(PartnerFilter(region=where) for where in places),
    ]
    pockets = [PocketFilter(), *(PocketFilter(gap=number) for number in (2, 3, 4, 5))]
    return [
        *(workers_by_strategy(all_strategies(), Selection(region=where)) for where in places[:2]),
        workers_by_strategy(all_strategies()[4:5], Selection(strategy=5)),
        *(list_partners(wanted, size=100).rows for wanted in partners),
        *(list_pockets(wanted, (2, 3, 4, 5), size=100).rows for wanted in pockets),
    ]


def ways_from(asked: Selection, years) -> dict[str, dict[str, Selection]]:
    """The lists that the options of the filters lead to."""
    return {
        "strategi": {str(n): replace(asked, strategy=n) for n in range(1, 8)},
        "jenis": {kind.slug: replace(asked, kind=kind) for kind in OrganisationKind},
        "status": {state.slug: replace(asked, state=state) for state in StateFilter},
        "tahun": {str(year): replace(asked, year=year) for year in years},
        "wilayah": {code: replace(asked, region=place(code)) for code in (STABAT, HINAI)},
    }


def test_without_summaries_nothing_is_said_of_the_answers(site) -> None:
    a_commitment()
    facets = facets_of(Selection())
    assert (facets.years, facets.total, facets.counts) == ([2026], None, {})


def test_a_list_without_them_is_not_kept_for_the_day_since_they_come_without_any_act(site) -> None:
    kept = []
    for work in (give_up, keeping.rebuild):
        with transaction():
            work()
        with site.test_request_context("/komitmen"):
            site.dispatch_request()
            kept.append(request.environ[PUBLIC_PAGE])
    assert kept == [False, True]
