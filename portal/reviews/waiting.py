"""Commitments and organisations in the line of what waits for the office."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Row, func, select

from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentState, CommitmentStatus
from portal.commitments.sums import NOTHING, place_text, sums_of
from portal.core.wording import _, _l
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.reviews.queue import Kind, Rows, Told, add_kind, columns


def about_commitments(thing: Any, *, since: Any, key: Any) -> Rows:
    """Things of a room above that are each about one commitment: called by its title and its lead."""
    c = Commitment
    shown = columns(
        since=since,
        title=c.title,
        key=key,
        reference=c.reference,
        name=Organisation.name,
        is_example=thing.is_example,
        strategy=c.strategy_number,
    )
    return select(*shown).join(c, c.id == thing.commitment_id).join(c.organisation)


def _organisations(_person: Any) -> Rows:
    o = Organisation
    shown = columns(
        since=o.applied_at, title=o.name, key=o.slug, reference=o.kind, name=o.name, is_example=o.is_example
    )
    return select(*shown).where(o.status == OrganisationStatus.APPLIED)


def _told_organisations(rows: Sequence[Row[Any]]) -> dict[str, Told]:
    return {
        row.key: Told(
            url_for("organisations_office.organisation", slug=row.key),
            [_("Pendaftaran lembaga"), str(OrganisationKind.of(row.reference).label)],
        )
        for row in rows
    }


def _commitments(_person: Any) -> Rows:
    c = Commitment
    shown = columns(
        since=func.coalesce(c.submitted_at, c.created_at),
        title=c.title,
        key=c.id,
        reference=c.reference,
        name=Organisation.name,
        is_example=c.is_example,
        strategy=c.strategy_number,
    )
    return select(*shown).join(c.organisation).where(c.status == CommitmentStatus.SUBMITTED)


def _told_commitments(rows: Sequence[Row[Any]]) -> dict[str, Told]:
    """With their places in a few words: one more question for the page."""
    sums = sums_of([int(row.key) for row in rows])
    return {
        row.key: Told(
            url_for("commitments_office.commitment", reference=row.reference),
            [
                _("Komitmen %(reference)s", reference=row.reference),
                _("Strategi %(number)d", number=row.strategy),
                row.name,
                place_text(sums.get(int(row.key), NOTHING)),
            ],
        )
        for row in rows
    }


def _all_submitted() -> str:
    return url_for("commitments_office.commitments", status=CommitmentState.SUBMITTED.slug)


def _all_applied() -> str:
    return url_for("organisations_office.organisations", status=OrganisationStatus.APPLIED.slug)


add_kind(10, Kind("organisations", _l("Lembaga baru"), _all_applied, _organisations, _told_organisations))
add_kind(20, Kind("commitments", _l("Komitmen"), _all_submitted, _commitments, _told_commitments))
