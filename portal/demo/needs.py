"""Invented needs of the example pockets: some taken by the example commitments, some met, some proposed."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from portal.accounts.models import User
from portal.audit.actions import Deed, record_all
from portal.commitments.models import Allocation
from portal.commitments.need_balances import COUNTED
from portal.core import clock
from portal.core.database import db
from portal.core.references import next_reference
from portal.demo.moments import Partners, morning
from portal.demo.pledges import Pattern, patterns
from portal.demo.pledging import Registered
from portal.demo.story import SEED
from portal.needs.models import Need
from portal.needs.rules import NeedBasis, NeedPriority, NeedStatus
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket
from portal.places.rules import PocketStatus

S, P = NeedStatus, NeedPriority
TAKEN, MET, OPEN = 26, 4, 26
SHARES = (
    Decimal("0.8"),
    Decimal(1),
    Decimal(1),
    Decimal("1.5"),
    Decimal(2),
    Decimal(3),
)  # of what is promised
PRIORITIES = (P.URGENT, P.HIGH, P.HIGH, P.NORMAL, P.NORMAL)
DELIVERING = (2, 3, 4, 5)
DECLINED = "Kebutuhan ini sudah tercatat untuk kantong yang sama dengan satuan lain."
CLOSED = "Sudah dipenuhi lewat Dana Desa menurut laporan contoh."
Group = list[tuple[Registered, Allocation]]


def tell(told: Iterable[Registered], partners: Partners, pockets: Sequence[Pocket], verifier: User) -> None:
    """Enter some sixty needs with their history, the same each time."""
    teller = _Teller(verifier)
    groups = _groups(told)
    for number, group in enumerate(groups[:MET] + teller.pick.sample(groups[MET:], TAKEN)):
        teller.taken(group, is_met=number < MET)
    active = [pocket for pocket in pockets if pocket.status is PocketStatus.ACTIVE]
    for _ in range(OPEN):
        teller.open(teller.pick.choice(active))
    teller.closed(teller.pick.choice(active))
    for kind, decided in ((OrganisationKind.COMMUNITY, False), (OrganisationKind.GOVERNMENT, False)):
        teller.proposed(teller.pick.choice(active), partners[kind][0], decided)
    teller.proposed(teller.pick.choice(active), partners[OrganisationKind.COMMUNITY][0], is_declined=True)
    teller.record()


def _groups(told: Iterable[Registered]) -> list[Group]:
    """Lines of one pocket, strategy and kind of help: those with most delivered first."""
    groups: dict[Any, Group] = defaultdict(list)
    for each in told:
        if each.pledge.strategy in DELIVERING and each.commitment.status in COUNTED:
            for line in each.commitment.allocations:
                if line.pocket_id is not None and line.quantity:
                    groups[line.pocket_id, each.pledge.strategy, each.pledge.pattern.unit].append(
                        (each, line)
                    )
    return sorted(groups.values(), key=lambda group: (-_delivered(group), group[0][0].commitment.reference))


def _delivered(group: Group) -> Decimal:
    return sum((line.realised_quantity or Decimal(0) for _each, line in group), Decimal(0))


class _Teller:
    """Makes needs one after the other and remembers what happened to them."""

    def __init__(self, verifier: User) -> None:
        self.pick = random.Random(SEED + 5)  # noqa: S311 - example data, not secrets
        self.verifier = verifier
        self.patterns = patterns()
        self.deeds: list[Deed] = []

    def taken(self, group: Group, *, is_met: bool) -> None:
        """A need that the lines of a group take on, in whole or in part."""
        first, line = group[0]
        promised = sum((line.quantity or Decimal(0) for _each, line in group), Decimal(0))
        share = _delivered(group) if is_met else promised * self.pick.choice(SHARES)
        days = (clock.today() - min(each.pledge.created_on for each, _line in group)).days + 20
        pattern, strategy = first.pledge.pattern, first.pledge.strategy
        need = self._need(line.pocket, pattern, strategy, max(Decimal(1), share // 1), days)
        self._entered(need)
        for _each, allocation in group:
            allocation.need = need

    def open(self, pocket: Pocket) -> Need:
        """A need that nobody took on."""
        need = self._new(pocket, self.pick.randint(10, 240))
        self._entered(need)
        return need

    def closed(self, pocket: Pocket) -> None:
        need = self.open(pocket)
        need.status, need.reason, need.closed_at = S.CLOSED, CLOSED, clock.now()
        self._deed("close", need, self.verifier, reason=CLOSED)

    def proposed(self, pocket: Pocket, proposer: Organisation, is_declined: bool) -> None:
        """A proposal that waits, or that was declined."""
        author, need = proposer.memberships[0].user, self._new(pocket, self.pick.randint(3, 9))
        need.organisation_id, need.created_by_id, need.status = proposer.id, author.id, S.PROPOSED
        self._deed("propose", need, author, at=need.created_at)
        if is_declined:
            need.status, need.reason = S.DECLINED, DECLINED
            self._deed("decline", need, self.verifier, reason=DECLINED)

    def record(self) -> None:
        record_all(sorted(self.deeds, key=lambda deed: deed.at))

    def _new(self, pocket: Pocket, days: int) -> Need:
        strategy = self.pick.choice(DELIVERING)
        pattern = self.pick.choice(self.patterns[strategy])
        quantity = Decimal(self.pick.randint(pattern.least, pattern.most) * self.pick.choice((1, 2, 3)))
        return self._need(pocket, pattern, strategy, quantity, days)

    def _need(
        self, pocket: Pocket | None, pattern: Pattern, strategy: int, quantity: Decimal, days: int
    ) -> Need:
        with clock.at(morning(clock.today() - timedelta(days=days))):
            basis = self.pick.choice(list(NeedBasis))
            need = Need(
                reference=next_reference("KBT"),
                pocket=pocket,
                strategy_number=strategy,
                title=pattern.title,
                details=f"{pattern.aim} Kebutuhan ini rekaan.",
                quantity=quantity,
                unit=pattern.unit,
                rupiah=int(quantity * pattern.cost) or None,
                rupiah_source="Taksiran contoh" if pattern.cost else "",
                year=clock.today().year,
                priority=self.pick.choice(PRIORITIES),
                basis=basis,
                basis_note="Catatan contoh",
                created_by_id=self.verifier.id,
                created_at=clock.now(),
                is_example=True,
            )
        db.session.add(need)
        return need

    def _entered(self, need: Need) -> None:
        need.status, need.accepted_at = S.OPEN, need.created_at
        self._deed("enter", need, self.verifier, at=need.created_at)

    def _deed(self, verb: str, need: Need, by: User, at: Any = None, reason: str = "") -> None:
        self.deeds.append(Deed(at or clock.now(), f"need.{verb}", need, by, None, reason))
