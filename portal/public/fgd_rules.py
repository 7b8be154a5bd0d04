"""How attendance is said in public: counts from which no small one can be worked out. Pure.

People of one kind or sex are told apart only where they are five or more. Few people of several kinds stand
together in one row; beside a small number of one sex the other one is "the rest".
"""

from collections.abc import Mapping

from portal.core.values import SMALL_COUNT, masked
from portal.meetings.rules import Sex
from portal.organisations.rules import OrganisationKind

Shown = int | str | None
KindRow = tuple[list[OrganisationKind], Shown]


def shown_kinds(counts: Mapping[OrganisationKind, int]) -> list[KindRow]:
    """Rows of kinds with their people, together exactly the total; the pooled row stands last."""
    present = [kind for kind in OrganisationKind if counts.get(kind)]
    pool = [kind for kind in present if counts[kind] < SMALL_COUNT]
    alone = [kind for kind in present if kind not in pool]
    while pool and alone and sum(counts[kind] for kind in pool) < SMALL_COUNT:
        nearest = min(alone, key=lambda kind: counts[kind])
        alone.remove(nearest)
        pool.append(nearest)
    rows: list[KindRow] = [([kind], counts[kind]) for kind in alone]
    if pool:
        rows.append(([kind for kind in present if kind in pool], masked(sum(counts[k] for k in pool))))
    return rows


def shown_sexes(counts: Mapping[Sex, int]) -> list[tuple[Sex, Shown]]:
    """Women and men; None is "the rest". Nothing where the whole is small."""
    given = {sex: counts.get(sex, 0) for sex in Sex}
    if sum(given.values()) < SMALL_COUNT:
        return []
    small = any(0 < count < SMALL_COUNT for count in given.values())
    return [(sex, None if small and count >= SMALL_COUNT else masked(count)) for sex, count in given.items()]
