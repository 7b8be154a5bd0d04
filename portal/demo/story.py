"""Decides, from a fixed seed, which invented partner pledged what, where and when. Pure."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from portal.commitments.rules import CommitmentStatus, FundingSource, SupportForm
from portal.demo.pledges import Pattern, patterns
from portal.organisations.rules import OrganisationKind

SEED = 1205
STATES = {
    CommitmentStatus.VERIFIED: 168,
    CommitmentStatus.COMPLETED: 66,
    CommitmentStatus.SUBMITTED: 16,
    CommitmentStatus.DRAFT: 18,
    CommitmentStatus.CANCELLED: 14,
    CommitmentStatus.RETURNED: 10,
    CommitmentStatus.REJECTED: 8,
}
ACCOUNT_KINDS = tuple(kind for kind in OrganisationKind if kind is not OrganisationKind.OTHER)
LED_BY_ACCOUNTS = 5  # running commitments, at least
RUN_FOR = timedelta(days=200)
WAITING = {CommitmentStatus.DRAFT, CommitmentStatus.SUBMITTED, CommitmentStatus.RETURNED}
STRATEGY_WEIGHTS = {1: 20, 2: 62, 3: 60, 4: 52, 5: 62, 6: 24, 7: 20}
FUNDING = {
    OrganisationKind.GOVERNMENT: (
        FundingSource.APBD_DISTRICT,
        FundingSource.APBD_PROVINCE,
        FundingSource.APBN,
    ),
    OrganisationKind.PRIVATE: (FundingSource.TJSP,),
    OrganisationKind.NGO: (FundingSource.DONOR, FundingSource.ZAKAT),
    OrganisationKind.COMMUNITY: (FundingSource.SELF, FundingSource.VILLAGE_FUND),
    OrganisationKind.OTHER: (FundingSource.DONOR,),
}


@dataclass(frozen=True)
class Line:
    """One place of a pledge: a region, and a pocket of it by its number in the list, or none."""

    region_code: str
    pocket: int | None
    rupiah: int | None
    quantity: Decimal
    households: int | None
    people: int | None


@dataclass(frozen=True)
class Pledge:
    """One example commitment, with the days on which things happened to it."""

    kind: OrganisationKind
    organisation: int
    strategy: int
    pattern: Pattern
    status: CommitmentStatus
    funding: FundingSource
    created_on: date
    starts_on: date
    ends_on: date
    lines: tuple[Line, ...]
    supporter: tuple[OrganisationKind, int] | None


class Teller:
    """Tells the same story each time for the same day, places and partners."""

    def __init__(
        self, today: date, kecamatan: list[str], pockets: list[str], partners: dict[OrganisationKind, int]
    ) -> None:
        self.random = random.Random(SEED)  # noqa: S311 - example data, not secrets
        self.today = today
        self.patterns = patterns()
        self.pockets = pockets  # the village code of each pocket, by number
        self.partners = partners
        self.weights = {code: self.random.choice((3, 4, 5, 6)) for code in kecamatan}
        self.shunned = {
            code: set(self.random.sample(range(2, 6), self.random.choice((0, 0, 0, 1, 2))))
            for code in kecamatan
        }

    def pledges(self) -> list[Pledge]:
        """All example commitments, oldest first."""
        states = [status for status, number in STATES.items() for _ in range(number)]
        pledges = sorted(
            (self._pledge(status) for status in states),
            key=lambda pledge: (pledge.created_on, pledge.pattern.title),
        )
        return self._with_work_for_accounts(pledges)

    def _with_work_for_accounts(self, pledges: list[Pledge]) -> list[Pledge]:
        """The partners that have example accounts lead some commitments that have run for a while."""
        for kind in ACCOUNT_KINDS:
            running = [n for n, pledge in enumerate(pledges) if pledge.kind is kind and self._runs(pledge)]
            others = [number for number in running if pledges[number].organisation]
            for number in others[: LED_BY_ACCOUNTS - (len(running) - len(others))]:
                pledges[number] = replace(pledges[number], organisation=0)
        return pledges

    def _runs(self, pledge: Pledge) -> bool:
        begun = pledge.starts_on <= self.today - RUN_FOR
        return pledge.status is CommitmentStatus.VERIFIED and begun and pledge.ends_on > self.today

    def _pledge(self, status: CommitmentStatus) -> Pledge:
        pick = self.random
        strategy = pick.choices(list(STRATEGY_WEIGHTS), list(STRATEGY_WEIGHTS.values()))[0]
        pattern = pick.choice(self.patterns[strategy])
        kind = pick.choices(list(self.partners), (30, 40, 18, 11, 1))[0]
        created, starts, ends = self._days(status)
        return Pledge(
            kind=kind,
            organisation=self._organisation(kind, status),
            strategy=strategy,
            pattern=pattern,
            status=status,
            funding=pick.choice(FUNDING[kind]),
            created_on=created,
            starts_on=starts,
            ends_on=ends,
            lines=self._lines(strategy, pattern),
            supporter=self._supporter(kind),
        )

    def _organisation(self, kind: OrganisationKind, status: CommitmentStatus) -> int:
        """Half of what waits belongs to the partners that have example accounts, so that they see some."""
        own = status in WAITING and self.random.random() < 0.5
        return 0 if own else self.random.randrange(self.partners[kind])

    def _days(self, status: CommitmentStatus) -> tuple[date, date, date]:
        """Created, first and last day: finished ones lie in the past, waiting ones are recent."""
        pick = self.random
        if status in WAITING:
            age, length = pick.randint(2, 40), pick.randint(120, 400)
        elif status is CommitmentStatus.COMPLETED:
            age, length = pick.randint(420, 1000), pick.randint(120, 300)
        else:
            age, length = pick.randint(30, 760), pick.choice((180, 270, 365, 540, 720))
        created = self.today - timedelta(days=age)
        starts = (created + timedelta(days=pick.randint(15, 90))).replace(day=1)
        starts = max(starts, created)
        return created, starts, starts + timedelta(days=length)

    def _lines(self, strategy: int, pattern: Pattern) -> tuple[Line, ...]:
        pick = self.random
        if strategy in {1, 6, 7} and pick.random() < 0.35 or pick.random() < 0.03:
            return (self._line("12.05", None, pattern, factor=6),)
        codes = [code for code in self.weights if strategy not in self.shunned[code]]
        home = pick.choices(codes, [self.weights[code] for code in codes])[0]
        here = [number for number, village in enumerate(self.pockets) if village.startswith(home)]
        if pick.random() < 0.12 or not here:
            return (self._line(home, None, pattern, factor=3),)
        chosen = pick.sample(here, min(len(here), pick.choice((1, 1, 1, 2, 2, 3))))
        lines = [self._line(self.pockets[number], number, pattern) for number in sorted(chosen)]
        if pick.random() < 0.2 and self.pockets[chosen[0]] not in {
            line.region_code for line in lines if line.pocket is None
        }:
            lines.append(self._line(self.pockets[chosen[0]], None, pattern))
        return tuple(lines)

    def _line(self, region_code: str, pocket: int | None, pattern: Pattern, factor: int = 1) -> Line:
        pick = self.random
        units = pick.randint(pattern.least, pattern.most) * factor
        valued = pattern.cost and (pattern.form is SupportForm.MONEY or pick.random() < 0.7)
        households = (
            pick.choice((3, 12, 18, 25, 30, 40, 60)) * factor
            if pattern.form is not SupportForm.PEOPLE
            else None
        )
        return Line(
            region_code=region_code,
            pocket=pocket,
            rupiah=units * pattern.cost if valued else None,
            quantity=Decimal(units),
            households=households,
            people=households * 4 if households else pick.choice((None, 20, 45)),
        )

    def _supporter(self, kind: OrganisationKind) -> tuple[OrganisationKind, int] | None:
        if self.random.random() > 0.3:
            return None
        other = self.random.choice(
            [each for each in (OrganisationKind.GOVERNMENT, OrganisationKind.NGO) if each is not kind]
        )
        return other, self.random.randrange(self.partners[other])
