"""What people do: say whether a delivery came, with a code or for a community; the partner answers."""

from sqlalchemy import select, update

from portal.accounts.models import User
from portal.audit.actions import record
from portal.confirmations import telling
from portal.confirmations.deliveries import CommunityDelivery, Delivery, at_pocket, for_community
from portal.confirmations.models import CodeBatch, Confirmation, ConfirmationCode
from portal.confirmations.queries import Desk
from portal.confirmations.rules import (
    ConfirmationStatus,
    Verdict,
    answer_may_move,
    has_phone_number,
    says_enough,
)
from portal.core.clock import now, today
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.values import Quarter
from portal.core.wording import _l
from portal.files.keeping import Checked, keep_bytes
from portal.files.models import StoredFile
from portal.files.rules import FileKind
from portal.policy import Permission, can

S = ConfirmationStatus
CODE_GONE = _l("Kode ini sudah dipakai atau tidak berlaku lagi.")
CHOOSE = _l("Pilih penyaluran yang ingin Anda jawab")
SAY_WHAT = _l("Tulis apa yang belum diterima, beberapa kata cukup, atau sertakan foto")
NO_PHONE = _l("Jangan tulis nomor telepon. Hapus nomornya, lalu kirim lagi.")
NOT_YOURS = _l("Anda tidak berwenang menjawab untuk lembaga ini.")
NOT_NOW = _l("Langkah ini tidak bisa dilakukan sekarang: keadaannya sudah berubah.")
PHOTO_NAME = "foto.jpg"  # the name a phone gave it may say when, or who


def send_by_code(
    desk: Desk, *, delivery: str, verdict: Verdict, text: str | None, photo: Checked | None
) -> Confirmation:
    """Say with a code what has come; the code is used up, and not kept with what was said.

    Raises NotAllowedNow when the code was used, revoked or ran out meanwhile.
    """
    batch = _spend(desk)
    chosen = next((each for each in at_pocket(batch.pocket) if each.reference == delivery), None)
    if chosen is None:
        raise Refused(CHOOSE, "delivery")
    said = _said(chosen, verdict, text or "", photo)
    said.region_code, said.pocket_id, said.batch_id = batch.pocket.region_code, batch.pocket_id, batch.id
    said.is_example = said.is_example or batch.is_example
    _keep(said, photo)
    record("confirmation.send", said, by=None)
    telling.of_waiting(said)
    return said


def send_for_community(
    target: CommunityDelivery, *, by: User, verdict: Verdict, text: str | None, photo: Checked | None
) -> Confirmation:
    """Say it for a community organisation: one word a quarter on each delivery, which a new one replaces.

    What still waits is replaced at once, what shows only when the new one does. Raises Refused.
    """
    line = target.delivery
    present = for_community(target.community.slug, line.reference, line.allocation_id)
    if present is None or not can(by, Permission.CONFIRMATION_SEND, present):
        raise Refused(NOT_YOURS)
    said = _said(line, verdict, text or "", photo)
    said.region_code, said.pocket_id = line.region_code, line.pocket_id
    said.community_id, said.created_by_id = target.community.id, by.id
    said.is_example = said.is_example or target.community.is_example
    replace_earlier(said, S.WAITING)
    _keep(said, photo)
    record("confirmation.send", said, by=by)
    telling.of_waiting(said)
    return said


def write_answer(confirmation: Confirmation, *, by: User, text: str) -> Confirmation:
    """The partner answers what shows; until the office has read it, it may be written anew."""
    present = locked(confirmation)
    if not can(by, Permission.CONFIRMATION_ANSWER, present):
        raise Refused(NOT_YOURS)
    if present.status is not S.PUBLISHED or not answer_may_move(present.answer_status, S.WAITING):
        raise NotAllowedNow(NOT_NOW)
    if has_phone_number(text):
        raise Refused(NO_PHONE, "text")
    present.answer, present.answer_status, present.answer_reason = text, S.WAITING, ""
    present.answered_by_id, present.answered_at = by.id, now()
    record("confirmation.answer", present, by=by)
    telling.of_waiting(present)
    return present


def locked(confirmation: Confirmation) -> Confirmation:
    """The row as it stands now, locked."""
    statement = select(Confirmation).filter_by(id=confirmation.id).with_for_update(of=Confirmation)
    return db.session.scalars(statement.execution_options(populate_existing=True)).one()


def replace_earlier(confirmation: Confirmation, status: ConfirmationStatus) -> None:
    """An earlier word of the same community, delivery, place and quarter in this status makes room."""
    if confirmation.community_id is None:
        return
    same = select(Confirmation).where(
        Confirmation.community_id == confirmation.community_id,
        Confirmation.commitment_id == confirmation.commitment_id,
        Confirmation.region_code == confirmation.region_code,
        Confirmation.pocket_id.is_not_distinct_from(confirmation.pocket_id),
        Confirmation.year == confirmation.year,
        Confirmation.quarter_number == confirmation.quarter_number,
        Confirmation.status == status,
    )
    for earlier in db.session.scalars(same.with_for_update(of=Confirmation)):
        if earlier is not confirmation:
            earlier.status = S.REPLACED
            forget_photo(earlier)
    db.session.flush()


def forget_photo(confirmation: Confirmation) -> None:
    """A photo that will not show is kept for nobody; its bytes go with the next sweep."""
    gone = [each for each in (confirmation.photo_id, confirmation.thumbnail_id) if each]
    confirmation.photo_id = confirmation.thumbnail_id = None
    confirmation.photo = confirmation.thumbnail = None
    confirmation.shows_photo = False
    db.session.flush()
    for file_id in gone:
        db.session.delete(db.session.get_one(StoredFile, file_id))
    db.session.flush()


def _spend(desk: Desk) -> CodeBatch:
    alive = select(CodeBatch.id).where(CodeBatch.revoked_at.is_(None), CodeBatch.expires_at > now())
    mine = update(ConfirmationCode).where(ConfirmationCode.id == desk.code_id)
    unused = mine.where(ConfirmationCode.is_used.is_(False), ConfirmationCode.batch_id.in_(alive))
    if db.session.execute(unused.values(is_used=True)).rowcount != 1:  # type: ignore[attr-defined]
        raise NotAllowedNow(CODE_GONE)
    statement = select(CodeBatch).join(ConfirmationCode, ConfirmationCode.batch_id == CodeBatch.id)
    return db.session.scalars(statement.where(ConfirmationCode.id == desk.code_id)).one()


def _said(line: Delivery, verdict: Verdict, text: str, photo: Checked | None) -> Confirmation:
    if not says_enough(verdict, text, photo is not None):
        raise Refused(SAY_WHAT, "text")
    if has_phone_number(text):
        raise Refused(NO_PHONE, "text")
    quarter = Quarter.of(today())
    return Confirmation(
        commitment_id=line.commitment_id,
        allocation_id=line.allocation_id,
        year=quarter.year,
        quarter_number=quarter.number,
        verdict=verdict,
        text=text,
        status=S.WAITING,
        is_example=line.is_example,
    )


def _keep(said: Confirmation, photo: Checked | None) -> None:
    """Nobody is named as the one who handed in a photo."""
    if photo is not None:
        said.photo_id = keep_bytes(PHOTO_NAME, photo.kind, photo.data, by=None).id
        said.thumbnail_id = keep_bytes(PHOTO_NAME, FileKind.JPEG, photo.thumbnail or b"", by=None).id
    db.session.add(said)
    db.session.flush()
