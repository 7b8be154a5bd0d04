"""What the invented partners pledge (pledges.csv): per strategy some patterns to vary."""

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from portal.commitments.rules import SupportForm
from portal.core.reference_files import rows


class Pattern(NamedTuple):
    """A pledge of `least` to `most` units per place at `cost` rupiah a unit (0 = not valued)."""

    title: str
    unit: str
    least: int
    most: int
    cost: int
    form: SupportForm
    aim: str


def patterns() -> dict[int, list[Pattern]]:
    """The patterns by strategy number."""
    found: dict[int, list[Pattern]] = defaultdict(list)
    for row in rows(Path(__file__).with_suffix(".csv")):
        numbers = (int(row["least"]), int(row["most"]), int(row["cost"]))
        pattern = Pattern(row["title"], row["unit"], *numbers, SupportForm.of(row["form"]), row["aim"])
        found[int(row["strategy"])].append(pattern)
    return dict(found)
