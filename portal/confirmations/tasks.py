"""What people said and nobody answered yet, in the list of what an organisation's people owe."""

from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import or_, select

from portal.commitments.models import Commitment
from portal.confirmations.models import Confirmation
from portal.confirmations.rules import ConfirmationStatus, Verdict
from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.publishing import published
from portal.core.wording import _
from portal.drafts.tasks import Task, asks
from portal.organisations.models import Organisation
from portal.web.formats import day_short


@asks
def unanswered(person: Any) -> list[Task]:
    """Deliveries that were disputed or came in part; who says "it came" asks for no answer."""
    c, v = Commitment, Confirmation
    columns = (
        v.id, v.verdict, v.answer_reason, v.decided_at, c.reference, c.title, Organisation.name, v.is_example
    )  # fmt: skip
    statement = select(*columns).join(c, c.id == v.commitment_id)
    statement = statement.join(Organisation, Organisation.id == c.organisation_id)
    open_yet = or_(v.answer_status.is_(None), v.answer_status == ConfirmationStatus.REFUSED)
    mine = (c.organisation_id.in_(person.organisation_ids), v.verdict != Verdict.CONFIRMED)
    return [_task(*row) for row in db.session.execute(published(statement).where(*mine, open_yet))]


def _task(
    key: int, verdict: Verdict, reason: str, at: datetime | None,
    reference: str, title: str, organisation: str, is_example: bool,
) -> Task:  # fmt: skip
    since = in_wib(at).date() if at else None
    return Task(
        what=_("Konfirmasi warga: %(verdict)s", verdict=verdict.label),
        about=title,
        reference=reference,
        act=_("Tanggapi"),
        url=url_for("confirmations_workspace.answer", confirmation_id=key),
        day=since,
        when=_("tayang %(day)s", day=day_short(since)),
        is_example=is_example,
        organisation=organisation,
        reason=reason,
    )
