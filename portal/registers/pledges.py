"""The promises themselves: commitments with their lines, versions and reports, in batches."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.core.terms import Terms
from portal.demo.pledges import patterns
from portal.registers import tables
from portal.registers.bulk import Bulk, Row
from portal.registers.dice import Dice, Weighted, moment
from portal.registers.lives import Life, live
from portal.registers.needs import wanting
from portal.registers.partners import Partner, promising, verifier_of
from portal.registers.places import Place, Places
from portal.registers.reports import Promise, reports_of
from portal.registers.sizes import Size

BATCH = 5000
STRATEGIES = Weighted((1, 2, 3, 4, 5, 6, 7), (6, 22, 20, 17, 24, 6, 5))
SOURCES = Weighted(
    ("tjsp", "apbd_district", "self", "donor", "village_fund", "zakat", "apbn", "apbd_province"),
    (26, 24, 14, 12, 9, 7, 5, 3),
)
MANY_PLACES = Weighted((1, 2, 3, 4), (44, 30, 16, 10))
ROLES = ("funder", "implementer", "supporter")
UNVALUED, UNCOUNTED, SUPPORTED, CHANGED, TAKING_ON = 12, 8, 14, 8, 60  # percent


class Promises:
    """Makes rows of all tables, batch by batch."""

    def __init__(self, writing: Bulk, size: Size, today: date, terms: Terms) -> None:
        self.dice = Dice(size.seed, "promises")
        self.size, self.today, self.terms = size, today, terms
        self.places = Places(writing, self.dice)
        self.partners = promising(writing, self.dice)
        self.verifier = verifier_of(writing)
        self.patterns, self.wanting = patterns(), wanting(writing)
        self.next = {table: writing.next_id(table) for table in tables.NUMBERED}
        counted = writing.rows("SELECT year, last FROM reference_counters WHERE kind = 'KMT'")
        self.counters: Counter[int] = Counter(dict(counted))
        self.rows: dict[str, list[Row]] = defaultdict(list)

    def batches(self, number: int) -> Iterator[dict[str, list[Row]]]:
        """Rows by table, those first on which others stand."""
        for done in range(1, number + 1):
            self._promise()
            if done % BATCH == 0 or done == number:
                yield {table: self.rows[table] for table in tables.COLUMNS}
                self.rows.clear()

    def number(self, table: str) -> int:
        self.next[table] += 1
        return self.next[table] - 1

    def _promise(self) -> None:
        dice, key = self.dice, self.number("commitments")
        life, partner = live(dice, self.today, self.terms), self.partners.draw(dice)
        strategy = STRATEGIES.draw(dice)
        pattern = dice.pick(self.patterns[strategy])
        places = self.places.some(MANY_PLACES.draw(dice), dice)
        needs = [self._need(place, strategy, pattern.unit) for place in places]
        lines = [
            self._line(key, position, place, need, pattern)
            for position, (place, need) in enumerate(zip(places, needs, strict=True))
        ]
        value = _value(lines)
        self.rows["commitments"].append((*self._commitment(key, life, partner, strategy, pattern), value))
        if dice.happens(SUPPORTED):
            self._support(key, partner)
        if life.is_public:
            self._keep_versions(key, life, lines, pattern.title)
            by = (partner.user_id, self.verifier)
            lines = reports_of(self, Promise(key, life, lines, *by))
        self.rows["allocations"] += lines

    def _need(self, place: Place, strategy: int, unit: str) -> int | None:
        if place[1] is None or not self.dice.happens(TAKING_ON):
            return None
        return self.wanting.get((place[1], strategy, unit))

    def _line(self, key: int, position: int, place: Place, need: int | None, pattern: Any) -> Row:
        """Of one place, as far as it is promised."""
        dice = self.dice
        quantity = dice.between(pattern.least, pattern.most)
        rupiah = quantity * pattern.cost
        if not rupiah or dice.happens(UNVALUED):
            rupiah = None
        counted = None if dice.happens(UNCOUNTED) else dice.between(1, 90)
        people = None if counted is None else counted * 4 if counted > 2 else counted  # noqa: PLR2004
        promised = (rupiah, quantity * 1000, counted, people)
        return (self.number("allocations"), key, position, *place, need, *promised, *tables.NOTHING_YET)

    def _commitment(self, key: int, life: Life, partner: Partner, strategy: int, pattern: Any) -> Row:
        year = life.created.year
        self.counters[year] += 1
        reference = f"KMT-{year}-{self.counters[year]:04d}"
        texts = (pattern.title, pattern.aim, f"<p>{pattern.aim}</p>", pattern.unit, pattern.form.value)
        reason = REASON if life.status in {"returned", "rejected", "cancelled"} else ""
        instants = (_moment(life.submitted, key), _moment(life.verified, key), _moment(life.closed, key))
        return (
            *(key, reference, partner.id, strategy, *texts, "RKA 2026", SOURCES.draw(self.dice)),
            *(_day(life.starts), _day(life.ends), *PEOPLE, "", life.status, reason, partner.user_id),
            *(*instants, _day(life.due), _day(life.heard), True),
            *(moment(life.created, key), moment(life.changed, key), 1),
        )

    def _support(self, key: int, lead: Partner) -> None:
        other = self.partners.draw(self.dice)
        if other.id != lead.id:
            row = (self.number("commitment_partners"), key, other.id, self.dice.pick(ROLES))
            self.rows["commitment_partners"].append(row)

    def _keep_versions(self, key: int, life: Life, lines: list[Row], title: str) -> None:
        """The first promise, and for some the changed one that stands now."""
        verified = life.verified or self.today
        days = (verified, min(life.changed, self.today))[: 1 + self.dice.happens(CHANGED)]
        for number, day in enumerate(days, 1):
            version = self.number("pledge_versions")
            dates = (_day(life.starts), _day(life.ends))
            at = moment(day, key)
            self.rows["pledge_versions"].append((version, key, number, at, title, *dates))
            part = 1 if number == len(days) else 2  # a first promise was half as much before it grew
            self.rows["pledge_lines"] += [self._pledge_line(version, line, part) for line in lines]

    def _pledge_line(self, version: int, line: Row, part: int) -> Row:
        allocation, _key, *place, rupiah, quantity, households, people = line[:10]
        rupiah = None if rupiah is None else rupiah // part
        counts = (quantity, households, people)
        return (self.number("pledge_lines"), version, allocation, *place, rupiah, *counts)


REASON = "Catatan kantor untuk data contoh."
PEOPLE = ("Pimpinan Contoh", "Direktur", "Narahubung Contoh", "0800000000", "ukuran@contoh.id")


def _value(lines: list[Row]) -> int:
    """By which lists are ordered: the sum of what is valued, -1 where nothing is."""
    given = [line[6] for line in lines if line[6] is not None]
    return sum(given) if given else -1


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(day: date | None, number: int) -> str | None:
    return moment(day, number) if day else None
