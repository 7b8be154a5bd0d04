"""The trail as the office reads it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.audit.queries import TrailFilter, recent
from portal.audit.wording import WORDS
from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.filters import Panel, Select, existing, page_number, text
from portal.web.pages import page

bp = Blueprint("audit_office", __name__, url_prefix="/kantor/jejak")


@bp.route("")
@allowed(Permission.HISTORY_READ)
def history() -> ResponseReturnValue:
    lines = existing(recent(TrailFilter(text("orang"), _action(), text("objek")), page_number()))
    mark_examples(lines.rows)
    return page("audit/history.html", lines=lines, panel=_panel())


def _action() -> str:
    action = text("aksi")
    if action and action not in WORDS:
        raise UnknownFilter("aksi", action)
    return action


def _panel() -> Panel:
    actions = sorted(((name, str(words)) for name, words in WORDS.items()), key=lambda pair: pair[1])
    typed = {
        "orang": _("Orang: %(text)s", text=text("orang")),
        "objek": _("Objek: %(text)s", text=text("objek")),
    }
    return Panel([Select("aksi", _("Tindakan"), [("", _("Semua tindakan")), *actions])], fixed=typed)
