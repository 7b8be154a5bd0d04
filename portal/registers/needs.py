"""Invented needs of pockets, in the units of what is promised, so that promises can take them on."""

from datetime import date, timedelta

from portal.demo.pledges import Pattern, patterns
from portal.registers.bulk import Bulk
from portal.registers.dice import Dice, Weighted, moment
from portal.registers.partners import verifier_of
from portal.registers.sizes import Size

NEEDS = (
    *("id", "reference", "pocket_id", "strategy_number", "title", "details", "quantity", "unit", "rupiah"),
    *("rupiah_source", "year", "priority", "basis", "basis_note", "status", "reason", "created_by_id"),
    *("accepted_at", "is_example", "created_at", "updated_at", "version"),
)
PRIORITIES = Weighted(("urgent", "high", "normal"), (20, 35, 45))
BASES = Weighted(("village_meeting", "dtsen", "fgd", "survey"), (50, 25, 15, 10))
STRATEGIES = (2, 3, 4, 5)
ALREADY = 60  # days since the youngest was accepted


def invent_needs(writing: Bulk, size: Size, today: date) -> None:
    """Two to four needs of every active pocket, one for each strategy that is drawn."""
    dice, known, by = Dice(size.seed, "needs"), patterns(), verifier_of(writing)
    first = writing.next_id("needs")
    pockets = writing.rows("SELECT id FROM pockets WHERE status = 'active' ORDER BY id")
    drawn = [
        (pocket, strategy)
        for (pocket,) in pockets
        for strategy in dict.fromkeys(dice.pick(STRATEGIES) for _ in range(4))
    ]
    rows = [
        _need(first + number, pocket, strategy, by, known[strategy], today, dice)
        for number, (pocket, strategy) in enumerate(drawn)
    ]
    writing.write("needs", NEEDS, rows)


def _need(
    key: int, pocket: int, strategy: int, by: int, known: list[Pattern], today: date, dice: Dice
) -> tuple[object, ...]:
    pattern = dice.pick(known)
    day = today - timedelta(days=dice.between(ALREADY, 900))
    quantity = pattern.most * dice.between(5, 60)
    rupiah = quantity * pattern.cost if pattern.cost and dice.happens(60) else None
    value = (quantity * 1000, pattern.unit, rupiah, SOURCE if rupiah else "")
    kind = (PRIORITIES.draw(dice), BASES.draw(dice), "", "open", "")
    at = moment(day, key)
    reference = f"KBT-{day.year}-{900_000 + key}"
    what = (strategy, pattern.title, "")
    return (key, reference, pocket, *what, *value, day.year, *kind, by, at, True, at, at, 1)


SOURCE = "Perkiraan untuk mengukur kecepatan"


def wanting(writing: Bulk) -> dict[tuple[int, int, str], int]:
    """The open need of a pocket for a strategy in a unit."""
    rows = writing.rows(
        "SELECT pocket_id, strategy_number, unit, max(id) FROM needs WHERE status = 'open'"
        " GROUP BY pocket_id, strategy_number, unit ORDER BY 1, 2, 3"
    )
    return {(pocket, strategy, unit): need for pocket, strategy, unit, need in rows}
