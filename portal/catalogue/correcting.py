"""Correcting a need: what commitments were promised against stays as it is."""

from typing import Any

from portal.accounts.models import User
from portal.commitments.need_balances import is_taken
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.needs.actions import edit_need
from portal.needs.models import Need
from portal.needs.queries import locked

TAKEN = _l("Sudah ada komitmen yang mengambil kebutuhan ini, jadi bagian ini tidak bisa diubah")


def correct_need(
    need: Need, *, by: User, pocket_slug: str, strategy_number: int, unit: str, **answers: Any
) -> Need:
    """`edit_need`, but once it is taken its place, strategy and unit stay. Raises Refused at the field."""
    current = locked(need)
    before = {
        "pocket_slug": current.pocket.slug,
        "strategy_number": current.strategy_number,
        "unit": current.unit,
    }
    after: dict[str, Any] = {"pocket_slug": pocket_slug, "strategy_number": strategy_number, "unit": unit}
    changed = next((field for field, value in after.items() if value != before[field]), None)
    if changed and is_taken(current):
        raise Refused(TAKEN, changed)
    return edit_need(current, by=by, **after, **answers)
