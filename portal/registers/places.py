"""Invented villages under the 23 kecamatan that ship with the site, and pockets in some of all villages."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from portal.registers.bulk import Bulk
from portal.registers.dice import Dice, Weighted, moment, zipf
from portal.registers.sizes import Size

REGIONS = ("code", "name", "level", "parent_code", "kecamatan_code", "latitude", "longitude")
POCKETS = (
    *("id", "slug", "name", "region_code", "hamlets", "decision", "decided_on", "status", "note"),
    *("is_example", "created_at", "updated_at", "version"),
)
FIGURES = ("pocket_id", "indicator_code", "year", "value", "source")
FIRST_INVENTED = 5001  # codes below are those of real desa and kelurahan
FIRST, SECOND = ("Suka", "Tanjung", "Sungai", "Pasar", "Batu", "Kebun"), ("maju", " Rejo", " Baru", " Indah")
SOURCE = "Data contoh, bukan hasil pendataan"
KABUPATEN, KECAMATAN, VILLAGE, POCKET = range(4)
KINDS = Weighted((KABUPATEN, KECAMATAN, VILLAGE, POCKET), (4, 22, 48, 26))
Place = tuple[str, int | None]


class Pocket(NamedTuple):
    id: int
    region_code: str


class Places:
    """Where promises go: more to some places than to others."""

    def __init__(self, writing: Bulk, dice: Dice) -> None:
        rows = writing.rows("SELECT code, level FROM regions ORDER BY code")
        of_level: dict[str, list[str]] = defaultdict(list)
        for code, level in rows:
            of_level[level].append(code)
        pockets = writing.rows("SELECT id, region_code FROM pockets WHERE status = 'active' ORDER BY id")
        self.kabupaten = of_level["kabupaten"][0]
        self.kecamatan = zipf(of_level["kecamatan"], dice)
        self.villages = zipf(sorted(of_level["desa"] + of_level["kelurahan"]), dice)
        self.pockets = zipf([Pocket(*row) for row in pockets], dice)

    def some(self, number: int, dice: Dice) -> list[Place]:
        """So many different places, or fewer where chance names one twice."""
        return list(dict.fromkeys(self._one(dice) for _ in range(number)))

    def _one(self, dice: Dice) -> Place:
        kind = KINDS.draw(dice)
        if kind == POCKET:
            pocket = self.pockets.draw(dice)
            return pocket.region_code, pocket.id
        if kind == VILLAGE:
            return self.villages.draw(dice), None
        return (self.kecamatan.draw(dice) if kind == KECAMATAN else self.kabupaten), None


def invent_villages(writing: Bulk, size: Size) -> None:
    """As many desa as are missing, evenly under the kecamatan."""
    dice = Dice(size.seed, "villages")
    there = writing.rows("SELECT count(*) FROM regions WHERE level IN ('desa', 'kelurahan')")[0][0]
    above = writing.rows(
        "SELECT code, latitude, longitude FROM regions WHERE level = 'kecamatan' ORDER BY code"
    )
    rows = []
    for number in range(size.villages - there):
        code, latitude, longitude = above[number % len(above)]
        own = FIRST_INVENTED + number // len(above)
        name = f"{dice.pick(FIRST)}{dice.pick(SECOND)} {number + 1}"
        spot = latitude + dice.random() / 10 - 0.05, longitude + dice.random() / 10 - 0.05
        rows.append((f"{code}.{own}", name, "desa", code, code, *spot))
    writing.write("regions", REGIONS, rows)


def invent_pockets(writing: Bulk, size: Size, today: date) -> None:
    """Pockets until there are as many as a register of this size has, each with figures of two years."""
    dice = Dice(size.seed, "pockets")
    villages = writing.rows(
        "SELECT code, name FROM regions WHERE level IN ('desa', 'kelurahan') ORDER BY code"
    )
    first = writing.next_id("pockets")
    day = today - timedelta(days=1500)
    rows, figures = [], []
    for number in range(first, first + size.pockets - writing.rows("SELECT count(*) FROM pockets")[0][0]):
        code, name = dice.pick(villages)
        at = moment(day, number)
        words = (f"kantong-ukuran-{number}", f"Dusun {number} {name}", code, f"Dusun {number}")
        decision = (f"Keputusan contoh {number}/CONTOH/{day.year}", str(day), "active", "")
        rows.append((number, *words, *decision, True, at, at, 1))
        figures += _figures(number, day.year, dice)
    writing.write("pockets", POCKETS, rows)
    writing.write("pocket_figures", FIGURES, figures)


def _figures(pocket: int, year: int, dice: Dice) -> list[tuple[object, ...]]:
    households = dice.between(8, 160)
    values = {"poor_households": households, "poor_people": households * 4}
    return [
        (pocket, code, year + later, value * (10 - later) // 10 * 1000, SOURCE)
        for later in (0, 1)
        for code, value in values.items()
    ]
