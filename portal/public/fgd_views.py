"""FGDs that were published: what was decided, who does what, what became of it; and a calendar of them."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from portal.core.wording import _, ngettext
from portal.meetings.calendar import Event, calendar_file
from portal.notifications.links import host, link_to, office
from portal.public.fgd import FgdPage, get_fgd
from portal.public.fgd_list import FgdFilter, FgdRow, all_fgds, list_fgds, years
from portal.public.linking import fgd_path, linked
from portal.public.marks import mark_rows
from portal.public.panels import strategy_select
from portal.strategies.queries import all_strategies
from portal.web import filters
from portal.web.access import public_page
from portal.web.filters import Panel, Select
from portal.web.pages import page
from portal.web.qr import printed

bp = Blueprint("fgd", __name__)


@bp.route("/fgd")
@public_page
def index() -> ResponseReturnValue:
    wanted = FgdFilter(filters.year(), filters.number("strategi", 1, 7), filters.text("q"))
    found = filters.existing(list_fgds(wanted, filters.page_number()))
    mark_rows(found.rows)
    return page("public/fgd_index.html", found=found, panel=_panel())


@bp.route("/fgd/<reference>")
@public_page(load=get_fgd)
def meeting(shown: FgdPage) -> ResponseReturnValue:
    mark_rows([shown], shown.commitments)
    commitments = {row.reference: row for row in linked(shown.commitments)}
    reference = shown.meeting.reference
    paper = printed(fgd_path(reference), reference)
    return page("public/fgd_meeting.html", shown=shown, commitments=commitments, paper=paper)


@bp.route("/fgd.ics")
@public_page
def calendar() -> ResponseReturnValue:
    return Response(calendar_file(*(_event(row) for row in all_fgds())), mimetype="text/calendar")


def _panel() -> Panel:
    known = [("", _("Semua tahun")), *((str(year), str(year)) for year in years())]
    selects = [Select("tahun", _("Tahun"), known), strategy_select(all_strategies())]
    return Panel(selects, _("Cari judul, tempat, atau isi notulen"))


def _event(row: FgdRow) -> Event:
    """The mark is that of the invitation, so that a calendar shows the meeting once."""
    name, address = office()
    decided = ngettext("%(num)d kesimpulan", "%(num)d kesimpulan", row.decisions)
    return Event(
        uid=f"{row.reference}@{host()}",
        sequence=row.sequence,
        stamp=row.updated_at,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=row.title,
        place=row.place,
        description="\n".join([f"{row.reference}: {decided}", link_to(fgd_path(row.reference))]),
        organiser_name=name,
        organiser_email=address,
        whole_day=not row.hour_is_known,
    )
