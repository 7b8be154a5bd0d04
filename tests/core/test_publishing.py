"""The gate between the register and the public lets nothing unpublished through, however written."""

import pytest
from flask import Flask
from sqlalchemy import FromClause, Join, Select, func, select
from sqlalchemy.orm import aliased

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.core.publishing import published, sources_of
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationStatus
from portal.places.models import Pocket, Region
from portal.places.rules import PocketStatus
from tests.factories import a_commitment, a_pocket, an_organisation

WAYS = {
    "whole rows": select(Commitment.reference),
    "joined": select(Commitment.reference).join(Organisation, Organisation.id == Commitment.organisation_id),
    "joined from a line": select(Commitment.reference).select_from(Allocation).join(Allocation.commitment),
    "joined twice": select(Commitment.reference).join(Commitment.allocations).join(Region),
    "outer joined": select(Commitment.reference).outerjoin(Commitment.allocations),
    "where": select(Commitment.reference).where(Commitment.organisation_id == Organisation.id),
    "grouped": select(Commitment.reference, func.count()).group_by(Commitment.reference),
}


@pytest.mark.both_databases
@pytest.mark.parametrize("way", WAYS)
def test_only_published_commitments_of_known_partners_pass(site: Flask, way: str) -> None:
    shown = a_commitment()
    for status in set(CommitmentStatus) - {"verified", "completed", "cancelled"}:
        a_commitment(status=status)
    found = {row[0] for row in db.session.execute(published(WAYS[way]))}
    assert found == {shown.reference}


def test_objects_with_eager_relations_come_once(site: Flask) -> None:
    for _ in range(3):
        a_commitment()
    found = db.session.scalars(published(select(Commitment))).all()
    assert len(found) == len({commitment.id for commitment in found}) == 3


def test_a_count_counts_what_passes(site: Flask) -> None:
    a_commitment()
    a_commitment(status=CommitmentStatus.DRAFT)
    joined = select(func.count(Commitment.id)).join(
        Organisation, Organisation.id == Commitment.organisation_id
    )
    assert db.session.scalar(published(joined)) == 1


def test_every_joined_noun_keeps_its_own_condition(site: Flask) -> None:
    a_commitment(an_organisation(OrganisationStatus.REJECTED))
    joined = select(Commitment.id).join(Organisation, Organisation.id == Commitment.organisation_id)
    assert db.session.scalars(published(joined)).all() == []


def test_withdrawn_pockets_stay_inside(site: Flask) -> None:
    a_pocket(status=PocketStatus.WITHDRAWN)
    assert db.session.scalars(published(select(Pocket))).all() == []


def test_an_aliased_table_is_refused() -> None:
    other = aliased(Commitment)
    statement: Select[tuple[int]] = select(other.id)
    with pytest.raises(ValueError, match="aliased"):
        published(statement)


@pytest.mark.parametrize("way", [*WAYS, "with a subquery"])
def test_the_gate_sees_every_table_that_is_read(way: str) -> None:
    inside = select(Pocket.id).where(Pocket.region_code == Region.code)
    statement = WAYS.get(way, select(Organisation.id).where(Organisation.id.in_(inside)))
    tables = {table for source in sources_of(statement) for table in _tables(source)}
    assert tables == {table for source in statement.get_final_froms() for table in _tables(source)}


def _tables(source: FromClause) -> set[str]:
    joined = (source.left, source.right) if isinstance(source, Join) else ()
    return {name for side in joined for name in _tables(side)} if joined else {str(source)}
