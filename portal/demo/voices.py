"""What example communities say of deliveries: confirmed, partly, disputed; answered; waiting; not shown."""

from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import NamedTuple

from portal.accounts.models import User
from portal.commitments.models import Commitment
from portal.commitments.rules import LIVE
from portal.confirmations.actions import send_by_code, send_for_community, write_answer
from portal.confirmations.deliveries import Delivery as Line
from portal.confirmations.deliveries import for_community, in_reach_of
from portal.confirmations.models import Confirmation
from portal.confirmations.queries import desk_of
from portal.confirmations.review_actions import decide, decide_answer
from portal.confirmations.rules import Decision, Verdict
from portal.core import clock
from portal.demo.delivery import Delivery
from portal.demo.moments import morning
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from portal.places.rules import PocketStatus
from portal.sheets.actions import make_batch
from portal.sheets.rules import Lifetime

SHEETS, CODES = 4, 20  # pockets with a sheet, codes on each
PRINTED = 40  # days ago
SPOKEN_OF = 3  # deliveries of the pocket
MANY = 500  # lines in the area of a community: all of them


class Voice(NamedTuple):
    """What was said so many days ago, and what became of it; without `decision` it waits."""

    days: int
    verdict: Verdict
    text: str = ""
    decision: Decision | None = Decision.PUBLISH
    reason: str = ""
    answer: str = ""
    answer_shown: bool = True


BY_CODE = (
    Voice(33, Verdict.CONFIRMED),
    Voice(
        31,
        Verdict.PARTLY,
        "Sebagian rumah sudah menerima, ujung dusun belum.",
        answer="Ujung dusun dijadwalkan bulan depan, setelah jalan bisa dilalui.",
    ),
    Voice(
        26,
        Verdict.DISPUTED,
        "Belum ada yang sampai di dusun kami.",
        answer="Penyaluran pertama dialihkan ke balai desa. Kami akan mengantar langsung ke dusun.",
    ),
    Voice(24, Verdict.CONFIRMED, "Sudah kami terima dan dipakai setiap hari."),
    Voice(
        19,
        Verdict.DISPUTED,
        "Yang menerima hanya keluarga perangkat.",
        Decision.REFUSE,
        "Menuduh orang yang mudah dikenali tanpa menyebut penyaluran yang dimaksud.",
    ),
    Voice(12, Verdict.CONFIRMED, "Kader posyandu ikut membagikan."),
    Voice(2, Verdict.PARTLY, "Baru separuh dari yang dijanjikan.", None),
)
ELSEWHERE = (
    Voice(28, Verdict.CONFIRMED),
    Voice(16, Verdict.PARTLY, "Separuh sudah datang, sisanya belum ada kabar."),
)
BY_COMMUNITY = (
    Voice(22, Verdict.CONFIRMED, "Penyerahan kami saksikan bersama kepala dusun."),
    Voice(
        15,
        Verdict.PARTLY,
        "Jumlahnya belum sesuai dengan papan pengumuman di balai desa.",
        answer="Pengiriman kedua tiba minggu depan.",
        answer_shown=False,
    ),
    Voice(3, Verdict.CONFIRMED, "Sudah diterima.", None),
)


def speak(deliveries: list[Delivery], pockets: list[Pocket], community: Organisation, verifier: User) -> None:
    """Sheets of codes for the pockets where most was delivered, and the words of one community."""
    delivered = _delivered(deliveries)
    most, *others = _served_most(delivered, pockets)
    for pocket, voices in [(most, BY_CODE), *((other, ELSEWHERE) for other in others)]:
        with _days_ago(PRINTED):
            codes = make_batch(pocket, by=verifier, size=CODES, lifetime=Lifetime.HALF).codes
        for number, (code, voice) in enumerate(zip(codes, voices, strict=False)):
            _by_code(code, number, voice, verifier, delivered)
    heard = (line for line in in_reach_of(community, 1, MANY).rows if line.allocation_id in delivered)
    for line, voice in zip(heard, BY_COMMUNITY, strict=False):
        _for_community(community, line, voice, verifier)


def _delivered(deliveries: Iterable[Delivery]) -> dict[int, Commitment]:
    """The commitments of which something arrived, by the lines where it did."""
    live = (each.commitment for each in deliveries if each.commitment.status in LIVE)
    return {line.id: each for each in live for line in each.allocations if line.physical_percent}


def _served_most(delivered: dict[int, Commitment], pockets: list[Pocket]) -> list[Pocket]:
    """Where most arrived; on top one that a partner with an account serves too."""
    ids = {line.id: line.pocket_id for each in delivered.values() for line in each.allocations}
    served = Counter(ids[line] for line in delivered)
    known = {ids[line] for line, each in delivered.items() if each.created_by.password_hash}
    active = [pocket for pocket in pockets if pocket.status is PocketStatus.ACTIVE]
    active.sort(key=lambda pocket: (pocket.id in known, served[pocket.id], -pocket.id), reverse=True)
    return active[:SHEETS]


def _by_code(code: str, number: int, voice: Voice, verifier: User, delivered: dict[int, Commitment]) -> None:
    with _days_ago(voice.days):
        desk = desk_of(code)
        lines = [line for line in desk.deliveries if line.allocation_id in delivered][:SPOKEN_OF]
        reference = lines[number % len(lines)].reference
        said = send_by_code(desk, delivery=reference, verdict=voice.verdict, text=voice.text, photo=None)
    _follow(said, voice, verifier)


def _for_community(community: Organisation, line: Line, voice: Voice, verifier: User) -> None:
    with _days_ago(voice.days):
        target = for_community(community.slug, line.reference, line.allocation_id)
        if target is None:
            return
        speaker = community.memberships[0].user
        said = send_for_community(target, by=speaker, verdict=voice.verdict, text=voice.text, photo=None)
    _follow(said, voice, verifier)


def _follow(said: Confirmation, voice: Voice, verifier: User) -> None:
    """The office reads it, the partner answers, the office reads that too."""
    if voice.decision is None:
        return
    with _days_ago(voice.days - 2):
        decide(said, by=verifier, decision=voice.decision, shows_text=True, reason=voice.reason)
    if not voice.answer:
        return
    with _days_ago(voice.days - 5):
        write_answer(said, by=said.commitment.created_by, text=voice.answer)
    if voice.answer_shown:
        with _days_ago(voice.days - 7):
            decide_answer(said, by=verifier, decision=Decision.PUBLISH, reason="")


def _days_ago(days: int) -> AbstractContextManager[None]:
    return clock.at(morning(clock.today() - timedelta(days=max(days, 1))))
