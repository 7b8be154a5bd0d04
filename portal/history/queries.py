"""Lists of the register as it stood at the end of a day."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, join, select

from portal.commitments.models import Commitment
from portal.commitments.moment import Moment
from portal.commitments.rows import CommitmentRow, columns_of, rows_of
from portal.commitments.selection import Selection, belongs, commitment_conditions, line_conditions
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.places.models import Region
from portal.strategies.models import Strategy

Statement = Select[*tuple[Any, ...]]


def data_date() -> datetime | None:
    """When a public commitment last changed."""
    return db.session.scalar(published(select(func.max(Commitment.updated_at))))


def commitments_on(
    moment: Moment, selection: Selection, number: int = 1, size: int = PAGE_SIZE
) -> Page[CommitmentRow]:
    """One page of the commitments that were public then, as they were, the newest verified first."""
    statement = _chosen(moment, selection)
    counted = statement.with_only_columns(func.count(), maintain_column_froms=True)
    order = (moment.c.verified_at.desc(), moment.c.id.desc())
    rows = statement.order_by(*order).limit(size).offset((number - 1) * size)
    return Page(rows_of(rows, moment), number, db.session.scalar(counted) or 0, size)


def _chosen(moment: Moment, selection: Selection) -> Statement:
    c = moment.c
    statement = (
        select(*columns_of(c, c.amended))
        .select_from(moment.commitments)
        .join(Organisation, Organisation.id == c.organisation_id)
        .join(Strategy, Strategy.number == c.strategy_number)
        .where(*commitment_conditions(selection, moment.day, c, moment.kind))
    )
    line = PledgeLine if selection.first_promise else moment.line
    conditions = line_conditions(selection, line, moment.pockets)
    if conditions:
        lines = join(PledgeLine, PledgeVersion, PledgeVersion.id == PledgeLine.version_id)
        read = lines if selection.first_promise else moment.lines
        here = (
            exists().select_from(read).where(Region.code == line.region_code, belongs(line, c), *conditions)
        )
        statement = statement.where(here.correlate(moment.commitments))
    return published(statement)
