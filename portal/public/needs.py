"""One need of the catalogue as everybody reads it."""

from portal.catalogue.queries import NeedRow, row_of
from portal.needs.queries import get_published_need


def get_need_row(reference: str) -> NeedRow | None:
    """A public need with its balance, or None."""
    need = get_published_need(reference)
    return row_of(need, public=True) if need else None
