"""Taking on a need: a draft commitment, prefilled from it and linked to it."""

from decimal import Decimal

from portal.accounts.models import User
from portal.audit.actions import record
from portal.commitments.models import Commitment
from portal.commitments.need_balances import balances_of
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import _l
from portal.drafts.actions import create_commitment
from portal.needs.models import Need
from portal.needs.queries import locked
from portal.needs.rules import NeedStatus
from portal.web.formats import number

NOT_OPEN = _l("Kebutuhan ini sudah ditutup.")
NOTHING = _l("Isi jumlah yang Anda ambil, lebih dari nol")


def take_need(need: Need, *, by: User, organisation: str, quantity: Decimal | None) -> Commitment:
    """Begin a draft that takes on all or part of what is open, in the need's unit, rupiah in proportion.

    Raises NotAllowedNow for a need that is closed, Refused for more than is open.
    """
    current = locked(need)
    if current.status is not NeedStatus.OPEN:
        raise NotAllowedNow(NOT_OPEN)
    commitment = create_commitment(
        by=by,
        organisation=organisation,
        strategy_number=current.strategy_number,
        title=f"{current.title}, {current.pocket.name}",
        description=current.details,
        places=[place_for(current, checked_quantity(quantity, current))],
    )
    commitment.unit = current.unit
    commitment.value_source = current.rupiah_source if current.rupiah else ""
    commitment.allocations[0].need_id = current.id
    changes = {"commitment": (None, commitment.reference)}
    record("need.take", current, by=by, changes=changes)
    return commitment


def checked_quantity(quantity: Decimal | None, need: Need) -> Decimal:
    """What somebody takes of a need. Raises Refused for nothing, or for more than is open."""
    left = balances_of([need])[need.id].open
    if not quantity or quantity <= 0:
        raise Refused(NOTHING, "quantity")
    if quantity > left:
        said = _l("Yang masih terbuka tinggal %(left)s %(unit)s", left=number(left), unit=need.unit)
        raise Refused(said, "quantity")
    return quantity


def place_for(need: Need, quantity: Decimal) -> dict[str, object]:
    """The line that takes it on, as `drafts.actions.save_places` reads one; rupiah in proportion."""
    rupiah = int(need.rupiah * quantity / need.quantity) if need.rupiah else None
    return {"place": need.pocket.slug, "quantity": quantity, "rupiah": rupiah}
