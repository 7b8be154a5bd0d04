"""What may be refused, and how a refusal says so to a person."""

from collections.abc import Mapping

from portal.core.wording import LazyString


class Refused(Exception):
    """A rule says no. `reason` is one clear sentence; `field` names the question it belongs to."""

    def __init__(self, reason: str | LazyString, field: str | None = None) -> None:
        super().__init__(str(field or ""))
        self.reason = reason
        self.field = field


class NotAllowedNow(Refused):
    """The life cycle has no such move from here: answered with 409, nothing changed."""


class TooOften(Refused):
    """Tried more often than the limit allows: answered with 429."""


class Clash(Exception):
    """The thing changed since the page was opened. `stored` holds, per field, what stands there now."""

    def __init__(self, stored: Mapping[str, object]) -> None:
        super().__init__("stale edit")
        self.stored = stored


class UnknownFilter(Exception):
    """An address names a filter value that does not exist; `reason` may say it better than the page."""

    def __init__(self, name: str, value: str, reason: str | LazyString | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.value = value
        self.reason = reason


class StorageGone(Exception):
    """The place where files lie does not answer or takes nothing: answered with 503, nothing kept."""
