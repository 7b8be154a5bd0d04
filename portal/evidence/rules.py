"""The life of a piece of evidence: private, released by a verifier, withdrawn again. Pure."""

from portal.core.wording import Word, _l

MOST_FILES = 40  # of one report


class EvidenceState(Word):
    PRIVATE = "private", "tertutup", _l("Belum diterbitkan")
    RELEASED = "released", "terbit", _l("Terbit untuk umum")
    WITHHELD = "withheld", "ditarik", _l("Ditarik dari umum")


S = EvidenceState
MOVES: dict[EvidenceState, frozenset[EvidenceState]] = {
    S.PRIVATE: frozenset({S.RELEASED}),
    S.RELEASED: frozenset({S.WITHHELD}),
    S.WITHHELD: frozenset({S.RELEASED}),
}


def may_move(old: EvidenceState, new: EvidenceState) -> bool:
    return new in MOVES[old]
