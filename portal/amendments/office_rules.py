"""What the office may decide about a request."""

from portal.core.wording import Word, _l


class Decision(Word):
    """The two answers."""

    APPROVE = "approve", "setujui", _l("Setujui")
    REJECT = "reject", "tolak", _l("Tolak")
