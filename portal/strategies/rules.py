"""The seven strategies: some deliver to places, the others enable."""

from portal.core.wording import Word, _l


class StrategyKind(Word):
    DELIVERING = "delivering", "menyalurkan", _l("Menyalurkan ke tempat")
    ENABLING = "enabling", "mendukung", _l("Mendukung")
