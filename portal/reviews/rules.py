"""What the office may decide about a commitment, and how it reads what changed. Pure."""

from collections.abc import Iterable
from typing import Protocol

from portal.core.wording import Word, _l


class Decision(Word):
    """The three answers to a commitment that waits."""

    VERIFY = "verify", "setujui", _l("Setujui")
    RETURN = "return", "kembalikan", _l("Kembalikan untuk diperbaiki")
    REJECT = "reject", "tolak", _l("Tolak")


class Change(Protocol):
    """One field, as it was and as it became."""

    @property
    def field(self) -> str: ...
    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...


def merged(changes: Iterable[Change]) -> dict[str, tuple[str, str]]:
    """Changes, oldest first, as one per field: from what stood there first to what stands there now."""
    together: dict[str, tuple[str, str]] = {}
    for change in changes:
        first = together[change.field][0] if change.field in together else change.old
        together[change.field] = (first, change.new)
    return {field: (old, new) for field, (old, new) in together.items() if old != new}
