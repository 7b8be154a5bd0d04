"""Narrowing a select of commitments to what somebody asks for, with the places of their lines."""

from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, exists, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.selection import Selection, belongs, commitment_conditions, line_conditions
from portal.commitments.version_models import PledgeVersion
from portal.places.models import Region

S = TypeVar("S", bound=Select[*tuple[Any, ...]])


def chosen_commitments(statement: S, selection: Selection, today: date) -> S:
    """Narrow a select of commitments; each stands once, however many of its lines fit.

    The select must read `organisations` too where `kind` or `words` may be given.
    """
    placed = at_chosen_places(selection)
    statement = statement.where(*commitment_conditions(selection, today))
    return statement if placed is None else statement.where(placed)


def at_chosen_places(selection: Selection, *, gathered: bool = True) -> ColumnElement[bool] | None:
    """The commitment has a line that names what is asked for; None where no place is asked for.

    Gathered: the lines lead to their commitments; else each commitment is asked, as is good while walking.
    """
    lines = _chosen_lines(selection)
    if lines is None:
        return None
    if not gathered:
        return exists(lines.where(belongs(selection.line)))
    owner: Any = Allocation.commitment_id
    if selection.first_promise:
        owner, lines = PledgeVersion.commitment_id, lines.where(PledgeVersion.number == 1)
    return Commitment.id.in_(lines.with_only_columns(owner, maintain_column_froms=True))


def _chosen_lines(selection: Selection) -> Select[Any] | None:
    """The lines that name what the selection asks for, of any commitment."""
    line, conditions = selection.line, line_conditions(selection, selection.line)
    if not conditions:
        return None
    found = select(line.id).join(Region, Region.code == line.region_code).where(*conditions)
    versions = PledgeVersion.id == line.version_id if selection.first_promise else None
    return found if versions is None else found.join(PledgeVersion, versions)
