"""What every act upon an action item does first: take the lock, and see whether it may be changed at all."""

from sqlalchemy import select

from portal.accounts.models import User
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import _l
from portal.minutes.models import ActionItem
from portal.minutes.rules import ActionItemStatus, MinutesStatus
from portal.policy import Permission, can

ITEM_NOT_YOURS = _l("RTL ini bukan tanggung jawab lembaga Anda")
NOT_YOURS_TO_CHECK = _l("Anda tidak berwenang memeriksa RTL ini")
ITEM_MOVED = _l("Langkah ini tidak bisa dilakukan sekarang: keadaan RTL sudah berubah.")


def locked_item(
    item: ActionItem, by: User, permission: Permission, status: ActionItemStatus | None
) -> ActionItem:
    """The item as it stands now, locked. Raises Refused, or NotAllowedNow unless it is in that status."""
    statement = select(ActionItem).filter_by(id=item.id).with_for_update(of=ActionItem)
    present = db.session.scalars(statement.execution_options(populate_existing=True)).one()
    if not can(by, permission, present):
        refusal = ITEM_NOT_YOURS if permission is Permission.ACTION_ITEM_DO else NOT_YOURS_TO_CHECK
        raise Refused(refusal)
    if present.minutes.status is not MinutesStatus.APPROVED or status not in (None, present.status):
        raise NotAllowedNow(ITEM_MOVED)
    return present
