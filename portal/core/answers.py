"""How long a list would be under each answer of its filters. Pure."""

from collections.abc import Iterable, Mapping, Sequence

Counts = Mapping[str, Mapping[str, int]]


def counts_by_answer(
    names: Sequence[str], groups: Iterable[tuple[Sequence[str], int]], asked: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    """Per filter and answer, the other filters kept as asked.

    `names` of the filters; `groups`: the answers of things that are alike, in that order,
    and how many they are.
    """
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for answers, number in groups:
        others = [name for name, here in zip(names, answers, strict=True) if asked.get(name, here) != here]
        for name, here in zip(names, answers, strict=True):
            if not set(others) - {name}:
                found[name][here] = found[name].get(here, 0) + number
    return found
