"""Pages of the list of changes: where each commitment stands is found once and held; a page reads its own."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from portal.commitments.moment import Moment
from portal.commitments.selection import Selection
from portal.core.held import held
from portal.core.paging import PAGE_SIZE, Page
from portal.history.change_queries import Changed, changes
from portal.history.change_rules import ChangeKind
from portal.history.moments import moment_of

SHORT = 300  # changes that are held as they are; of a longer list only who stands where


@dataclass(frozen=True)
class Between:
    """Changes of some commitments from the end of one day to the end of another."""

    since: date
    until: date
    selection: Selection

    @cached_property
    def moments(self) -> tuple[Moment, Moment]:
        """The register then and then, for all that is asked: the trail is read for it."""
        return moment_of(self.since), moment_of(self.until)

    @cached_property
    def known(self) -> "Known":
        return _known(self)

    def counts(self) -> dict[ChangeKind, int]:
        """How many commitments have a change of each kind."""
        return {kind: len(keys) for kind, keys in self.known.order.items()}

    def page(self, kind: ChangeKind | None, number: int, size: int = PAGE_SIZE) -> Page[Changed]:
        """One page of all changes, or of one kind."""
        order = self.known.order.items()
        wanted = [(each, key) for each, keys in order if kind in (None, each) for key in keys]
        first = (number - 1) * size
        shown = list(islice(wanted, first, first + size))
        found = self.known.changes
        if found is None:
            found = changes(*self.moments, self.selection, {key for _kind, key in shown})
        rows = {(each.kind, each.id): each for each in found}
        return Page([rows[place] for place in shown if place in rows], number, len(wanted), size)


@dataclass(frozen=True)
class Known:
    """By kind the commitments that have such a change, as the list has them; of a short list all of it."""

    order: Mapping[ChangeKind, "array[int]"]
    changes: Sequence[Changed] | None


@held
def _known(asked: Between) -> Known:
    found = changes(*asked.moments, asked.selection)
    order: dict[ChangeKind, array[int]] = {kind: array("q") for kind in ChangeKind}
    for each in found:
        order[each.kind].append(each.id)
    return Known(order, found if len(found) <= SHORT else None)
