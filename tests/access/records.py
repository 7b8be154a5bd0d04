"""Meetings with minutes in two states, and what addresses call their parts by."""

import io
from typing import Any

from PIL import Image
from werkzeug.datastructures import FileStorage

from portal.accounts.models import User
from portal.core.database import db
from portal.files.keeping import attach, keep
from portal.files.rules import ANYTHING
from portal.minutes import later_actions
from portal.organisations.models import Organisation
from tests.minutes.support import a_meeting, add_item, approved, did, some_minutes


def records_of(organisation: Organisation, author: User) -> dict[str, Any]:
    """A draft and approved minutes of meetings that the organisation attended, with an item in its charge."""
    draft = some_minutes(a_meeting(organisation))
    frozen = some_minutes(a_meeting(organisation))
    item = add_item(frozen, organisation)
    approved(frozen)
    did(later_actions.add_addendum, frozen, by=frozen.meeting.note_taker, text="Koreksi")
    return {
        "draft_minutes": draft.reference,
        "frozen_minutes": frozen.reference,
        "decision": draft.decisions[0].id,
        "document": did(_document, item, by=author).id,
    }


def in_records(at: str, values: dict[str, Any]) -> str:
    """An address about a record with these in it; minutes are a draft where it is about writing them."""
    written = ("/revisi", "/kesimpulan", ":kind>", "/simpan", "/pratinjau", "/kirim")
    is_draft = at.endswith("/notulen") or any(word in at for word in written)
    parts = {
        "<reference>": values["draft_minutes" if is_draft and "/ruang" not in at else "frozen_minutes"],
        "<any(pembahasan, keputusan, rtl):kind>": "keputusan",
        "<any(naik, turun):way>": "naik",
        "<int:part_id>": values["decision"],
        "<int:link_id>": values["document"],
        "<int:number>": 1,
    }
    for name, value in parts.items():
        at = at.replace(name, str(value))
    return at


def _document(item: Any, *, by: User) -> Any:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), "green").save(drawn, "PNG")
    drawn.seek(0)
    link = attach(keep(FileStorage(drawn, "bukti.png"), by=by, kinds=ANYTHING), item, role="item_document")
    db.session.flush()
    return link
