"""Public pages: which strategies a place still waits for, who waits most, where a dot stands on the map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STEPS = (1, 2, 3, 5, 7)  # fixed bins, so that two printed pages can be compared: 1, 2, 3–4, 5–6, 7 and more
MOST_GAPS = 4


@dataclass(frozen=True)
class Box:
    """The rectangle that holds all points, in degrees."""

    west: float
    east: float
    south: float
    north: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]]) -> "Box":
        """The smallest box around (latitude, longitude) points."""
        latitudes = [latitude for latitude, _ in points]
        longitudes = [longitude for _, longitude in points]
        return cls(min(longitudes), max(longitudes), min(latitudes), max(latitudes))

    def place(self, latitude: float, longitude: float, width: int) -> tuple[float, float]:
        """Where a point stands on a drawing of this width, north up; near the equator degrees are squares."""
        scale = width / ((self.east - self.west) or 1)
        return round((longitude - self.west) * scale, 1), round((self.north - latitude) * scale, 1)

    def height(self, width: int) -> int:
        """The height of the drawing, to whole units."""
        return round(width * (self.north - self.south) / ((self.east - self.west) or 1))


def step(count: int) -> int:
    """The step of the ladder: 0 for none, then 1 to 5."""
    return sum(count >= least for least in STEPS)


def gap_level(missing: int) -> int:
    """The step of the gap map: 0 (nothing missing) to 4 (four or more)."""
    return min(missing, MOST_GAPS)


def missing(served: Iterable[int], wanted: Iterable[int]) -> list[int]:
    """The strategies that are wanted at a place and served by nobody."""
    known = set(served)
    return [number for number in wanted if number not in known]


def urgency(pockets: int, missing_strategies: int) -> int:
    """How much a place waits: pockets times what each of them lacks."""
    return pockets * missing_strategies
