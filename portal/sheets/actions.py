"""Sheets of codes: made, and revoked when they went astray."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.confirmations.codes import code_hash
from portal.confirmations.models import CodeBatch, ConfirmationCode
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import _l
from portal.places.models import Pocket
from portal.places.rules import PocketStatus
from portal.policy import Permission, can
from portal.sheets.rules import FEWEST_CODES, MOST_CODES, Lifetime, new_code

DAYS_OF_A_MONTH = 31
NOT_YOURS = _l("Anda tidak berwenang membuat lembar kode.")
WITHDRAWN = _l("Kantong ini sudah dicabut. Lembar kode hanya untuk kantong yang tampil untuk umum.")
HOW_MANY = _l("Isi jumlah kode dari %(least)d sampai %(most)d", least=FEWEST_CODES, most=MOST_CODES)
ALREADY = _l("Lembar ini sudah dicabut.")


@dataclass(frozen=True)
class Made:
    """A sheet and its codes in letters: the only moment at which the site knows them."""

    batch: CodeBatch
    codes: tuple[str, ...]


def make_batch(pocket: Pocket, *, by: User, size: int, lifetime: Lifetime) -> Made:
    """Make so many new codes for a pocket. Raises Refused."""
    if not can(by, Permission.POCKET_EDIT, pocket):
        raise Refused(NOT_YOURS)
    if pocket.status is PocketStatus.WITHDRAWN:
        raise Refused(WITHDRAWN)
    if not FEWEST_CODES <= size <= MOST_CODES:
        raise Refused(HOW_MANY, "size")
    until = now() + timedelta(days=lifetime.months * DAYS_OF_A_MONTH)
    example = pocket.is_example
    batch = CodeBatch(pocket=pocket, size=size, made_by_id=by.id, expires_at=until, is_example=example)
    db.session.add(batch)
    db.session.flush()
    codes = tuple(sorted({new_code() for _ in range(size)}))
    db.session.add_all(ConfirmationCode(batch_id=batch.id, code_hash=code_hash(code)) for code in codes)
    record("confirmation.codes", batch, by=by, changes={"codes": (None, size), "expires_at": (None, until)})
    return Made(batch, codes)


def revoke_batch(batch: CodeBatch, *, by: User) -> CodeBatch:
    """Its codes open nothing any more; what was said with them stays."""
    present = db.session.scalars(
        select(CodeBatch)
        .filter_by(id=batch.id)
        .with_for_update(of=CodeBatch)
        .execution_options(populate_existing=True)
    ).one()
    if not can(by, Permission.POCKET_EDIT, present.pocket):
        raise Refused(NOT_YOURS)
    if present.revoked_at is not None:
        raise NotAllowedNow(ALREADY)
    record("confirmation.revoke", present, by=by, changes=set_fields(present, {"revoked_at": now()}))
    return present
