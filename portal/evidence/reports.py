"""What evidence must know of a report. The room of reports stands above this one, so it registers itself."""

from collections.abc import Callable
from typing import Any, Protocol


class Report(Protocol):
    """A report as evidence sees it: whose it is, and whether its files may still come and go."""

    id: Any
    commitment_id: Any
    created_by_id: Any
    is_example: Any

    @property
    def organisation_id(self) -> int: ...

    @property
    def strategy_number(self) -> int: ...

    @property
    def is_open(self) -> bool:
        """A draft, or returned to the partner."""

    @property
    def is_verified(self) -> bool: ...


Find = Callable[[int, bool], Any]
Address = Callable[[Any, bool], str]
_find: list[Find] = []
_address: list[Address] = []


def found_by(find: Find) -> Find:
    """Name the function that finds a report: find(id, held until the end of the transaction)."""
    _find[:] = [find]
    return find


def stands_at(address: Address) -> Address:
    """Name the function that gives the address of a report's page: address(report, in_the_office)."""
    _address[:] = [address]
    return address


def get_report(report_id: int) -> Any:
    """The report, or None."""
    return _find[0](report_id, False)


def locked_report(report_id: int) -> Any:
    """The report as it stands now, held until the end of the transaction, or None."""
    return _find[0](report_id, True)


def address_of(report: Any, *, office: bool) -> str:
    """Where the report is shown to the office, or to the partner."""
    return _address[0](report, office)
