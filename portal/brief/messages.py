"""The brief as a mail on Mondays: the headline figures; the page has the rest."""

from portal.brief.facts import Brief
from portal.core.clock import today
from portal.core.wording import _, ngettext
from portal.notifications.actions import Notification
from portal.web.formats import day, number, rupiah_short


def weekly(brief: Brief) -> Notification:
    """In the reader's language."""
    head = brief.headline
    words = {
        "live": ngettext("%(number)s komitmen", "%(number)s komitmen", head.live, number=number(head.live)),
        "leads": ngettext("%(number)s mitra", "%(number)s mitra", head.leads, number=number(head.leads)),
        "pledged": rupiah_short(head.pledged),
        "realised": rupiah_short(head.realised),
    }
    first = _(
        "Berlaku %(live)s dari %(leads)s: %(pledged)s dijanjikan, %(realised)s terealisasi.",
        **words,
    )
    example = [_("Data contoh: lembaga dan angka di sini karangan")] if brief.is_example else []
    body = "\n\n".join([*example, first, "\n".join(f"- {line}" for line in _lines(brief))])
    return Notification(_("Ringkasan %(day)s", day=day(today())), body, "/kantor/ringkasan")


def _lines(brief: Brief) -> list[str]:
    head = brief.headline
    return [
        _(
            "Kantong tanpa mitra: %(num)s dari %(all)s",
            num=number(head.pockets_alone),
            all=number(head.pockets),
        ),
        _("Celah kantong × strategi: %(num)s", num=number(brief.gaps.total)),
        _("Tumpang tindih: %(num)s", num=number(brief.overlaps.total)),
        _("Komitmen dengan laporan terlambat: %(num)s", num=number(brief.owing[0])),
        _("Komitmen tanpa kabar: %(num)s", num=number(head.silent)),
        _("RTL lewat tenggat atau jatuh tempo dalam dua minggu: %(num)s", num=number(len(brief.items))),
    ]
