"""What people said of deliveries, as everybody may read it: for the page of a commitment and of a pocket."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.confirmations.published import (
    Verdicts,
    Voice,
    published_confirmations,
    published_in_pocket,
    verdicts_in_pocket,
    verdicts_of,
)


@dataclass(frozen=True)
class Voices:
    """The counts, and the newest words behind them; `of_pocket`: each word names its commitment."""

    verdicts: Verdicts
    voices: Sequence[Voice]
    of_pocket: bool = False


def voices_about(commitment_id: int) -> Voices:
    """What was said of one commitment: two queries, one more where communities spoke."""
    return Voices(verdicts_of(commitment_id), published_confirmations(commitment_id))


def voices_in(pocket_id: int) -> Voices:
    """What was said in one pocket."""
    return Voices(verdicts_in_pocket(pocket_id), published_in_pocket(pocket_id), of_pocket=True)
