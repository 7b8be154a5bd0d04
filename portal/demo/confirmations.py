"""Example words of people about what came to them, and of partners who answer."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update

from portal.accounts.models import User
from portal.audit.actions import record
from portal.confirmations.batch_actions import make_batch
from portal.confirmations.deliveries import Delivery, at_pocket
from portal.confirmations.models import CodeBatch, Confirmation, ConfirmationCode
from portal.confirmations.rules import ConfirmationStatus, Lifetime, Verdict
from portal.core import clock
from portal.core.database import db
from portal.core.values import Quarter
from portal.demo.moments import morning
from portal.files.models import StoredFile
from portal.places.models import Pocket
from portal.places.rules import PocketStatus

S, V = ConfirmationStatus, Verdict
SHEETS, CODES = 4, 12  # pockets with a sheet; codes on each


@dataclass(frozen=True)
class Word:
    """What one family says, so many days ago, and what the partner answers."""

    days: int
    verdict: Verdict
    text: str = ""
    status: ConfirmationStatus = S.PUBLISHED
    answer: str = ""


WORDS = (
    Word(40, V.CONFIRMED, "Barangnya sudah sampai dan dipakai bersama."),
    Word(38, V.CONFIRMED),
    Word(
        33,
        V.PARTLY,
        "Baru sebagian yang datang. Sisanya dijanjikan setelah musim hujan.",
        answer="Sisanya kami kirim bulan depan, setelah jalan bisa dilewati.",
    ),
    Word(21, V.DISPUTED, "Sampai hari ini belum ada yang datang ke dusun kami."),
    Word(9, V.CONFIRMED, "Sudah kami terima."),
    Word(2, V.PARTLY, "Baru dua dari yang dijanjikan.", S.WAITING),
)


def tell(verifier: User, pockets: list[Pocket]) -> None:
    """Sheets for the first pockets where something is under way, and what was said with their codes."""
    told = 0
    for pocket in pockets:
        deliveries = at_pocket(pocket) if pocket.status is PocketStatus.ACTIVE else []
        if len(deliveries) > 1:
            _speak(pocket, deliveries, verifier)
            told += 1
        if told == SHEETS:
            return


def forget() -> None:
    """Take the photos of example confirmations away; the rows go with their commitments and pockets."""
    mine = select(Confirmation).where(Confirmation.is_example)
    files = [each for said in db.session.scalars(mine) for each in (said.photo_id, said.thumbnail_id) if each]
    db.session.execute(delete(Confirmation).where(Confirmation.is_example))
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))


def _speak(pocket: Pocket, deliveries: list[Delivery], verifier: User) -> None:
    with clock.at(morning(clock.today() - timedelta(days=45))):
        batch = make_batch(pocket, by=verifier, size=CODES, lifetime=Lifetime.HALF).batch
    for number, word in enumerate(WORDS):
        with clock.at(morning(clock.today() - timedelta(days=word.days))):
            _say(word, deliveries[number % 2], batch, verifier)
    used = select(ConfirmationCode.id).filter_by(batch_id=batch.id).limit(len(WORDS))
    db.session.execute(update(ConfirmationCode).where(ConfirmationCode.id.in_(used)).values(is_used=True))


def _say(word: Word, delivery: Delivery, batch: CodeBatch, verifier: User) -> None:
    quarter = Quarter.of(clock.today())
    said = Confirmation(
        commitment_id=delivery.commitment_id,
        allocation_id=delivery.allocation_id,
        region_code=batch.pocket.region_code,
        pocket_id=batch.pocket_id,
        batch_id=batch.id,
        year=quarter.year,
        quarter_number=quarter.number,
        verdict=word.verdict,
        text=word.text,
        status=word.status,
        is_example=True,
    )
    db.session.add(said)
    db.session.flush()
    record("confirmation.send", said, by=None)
    if word.status is S.PUBLISHED:
        said.shows_text, said.decided_by_id, said.decided_at = bool(word.text), verifier.id, clock.now()
        record("confirmation.publish", said, by=verifier)
    if word.answer:
        said.answer, said.answer_status, said.answered_at = word.answer, S.PUBLISHED, clock.now()
