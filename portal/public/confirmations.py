"""What people said of deliveries, as everybody may read it: for the page of a commitment and of a pocket."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.confirmations.published import (
    MOST,
    Verdicts,
    Voice,
    published_confirmations,
    published_in_pocket,
    verdicts_in_pocket,
    verdicts_of,
)
from portal.confirmations.rules import Verdict


@dataclass(frozen=True)
class Voices:
    """The counts, and the newest words behind them; `of_pocket`: each word names its commitment."""

    verdicts: Verdicts
    voices: Sequence[Voice]
    of_pocket: bool = False


def voices_about(commitment_id: int) -> Voices:
    """What was said of one commitment; counts are asked for only where not all words are shown."""
    voices = published_confirmations(commitment_id)
    return Voices(_counted(voices) if len(voices) < MOST else verdicts_of(commitment_id), voices)


def _counted(voices: Sequence[Voice]) -> Verdicts:
    given = Counter(voice.verdict for voice in voices)
    return Verdicts(**{verdict.value: given[verdict] for verdict in Verdict})


def voices_in(pocket_id: int) -> Voices:
    """What was said in one pocket."""
    return Voices(verdicts_in_pocket(pocket_id), published_in_pocket(pocket_id), of_pocket=True)
