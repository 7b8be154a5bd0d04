"""Nobody can forget the summaries: every session notes what it changes of commitments, and counts that anew
at the end of its transaction.

Objects are noted as they are flushed, UPDATE and DELETE of whole sets before they run. Statements that pass
by the session (a restored backup, a builder of test data) are followed by `flask tallies rebuild`.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import PUBLIC
from portal.core.database import is_writing
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region
from portal.progress.models import ProgressReport
from portal.tallies.refreshing import give_up, refresh

NOTES = "tallies.touched"


@dataclass
class Touched:
    """The ids of what changed; `everything` where that cannot be said."""

    commitments: set[int] = field(default_factory=set)
    organisations: set[int] = field(default_factory=set)
    pockets: set[int] = field(default_factory=set)
    everything: bool = False


def touched(session: Session) -> Touched:
    notes: Touched = session.info.setdefault(NOTES, Touched())
    return notes


@event.listens_for(Session, "after_flush")
def _note_objects(session: Session, _context: object) -> None:
    for thing in session.new:
        if isinstance(thing, Commitment | Allocation | ProgressReport):
            _note(touched(session), thing)
    for thing in (*session.dirty, *session.deleted):
        _note(touched(session), thing)


def _note(notes: Touched, thing: Any) -> None:
    """Whatever may change what is counted; drafts count nothing."""
    if isinstance(thing, Commitment):
        if thing.status in PUBLIC or _changed(thing, "status"):
            notes.commitments.add(thing.id)
    elif isinstance(thing, Allocation | ProgressReport):
        notes.commitments.add(thing.commitment_id)
    elif isinstance(thing, Organisation) and _changed(thing, "kind", "status"):
        notes.organisations.add(thing.id)
    elif isinstance(thing, Pocket) and _changed(thing, "status"):
        notes.pockets.add(thing.id)
    elif isinstance(thing, Region) and _changed(thing, "code", "kecamatan_code"):
        notes.everything = True


def _changed(thing: Any, *names: str) -> bool:
    attributes = inspect(thing).attrs
    return any(attributes[name].history.has_changes() for name in names)


@event.listens_for(Session, "after_begin")
def _watch_statements(session: Session, _transaction: object, _connection: object) -> None:
    """Only writers are watched: it costs readers some microseconds a query."""
    if is_writing() and not event.contains(session, "do_orm_execute", _note_statement):
        event.listen(session, "do_orm_execute", _note_statement)


def _note_statement(asked: ORMExecuteState) -> None:
    if asked.is_select or asked.bind_mapper is None:
        return
    model, notes = asked.bind_mapper.class_, touched(asked.session)
    if model in FINDERS and asked.is_insert:
        notes.everything |= model is not Commitment  # one without lines counts nothing yet
    elif model in FINDERS:
        named, column = FINDERS[model]
        statement: Any = asked.statement
        where = () if statement.whereclause is None else (statement.whereclause,)
        found = asked.session.scalars(select(column).where(*where))
        getattr(notes, named).update(found.all())


FINDERS: dict[Any, tuple[str, Any]] = {
    Commitment: ("commitments", Commitment.id),
    Allocation: ("commitments", Allocation.commitment_id),
    ProgressReport: ("commitments", ProgressReport.commitment_id),
    Organisation: ("organisations", Organisation.id),
    Pocket: ("pockets", Pocket.id),
}


@event.listens_for(Session, "before_commit")
def _refresh(session: Session) -> None:
    if session.in_nested_transaction():
        return
    if session.new or session.dirty or session.deleted:
        session.flush()
    notes: Touched | None = session.info.pop(NOTES, None)
    if notes is None:
        return
    if notes.everything:
        give_up()
    elif notes.commitments or notes.organisations or notes.pockets:
        refresh(notes.commitments, notes.organisations, notes.pockets)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(NOTES, None)
