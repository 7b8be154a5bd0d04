"""Which step may come next, for whom; and what each step asks, means and does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.core.wording import LazyString, _, _l, ngettext
from portal.meetings.rules import MeetingStatus
from portal.minutes import actions, later_actions
from portal.minutes.forms import AddendumForm, ConfirmEdit, ReasonForm, SendForm
from portal.minutes.models import Minutes
from portal.minutes.rules import MinutesStatus
from portal.policy import Permission, can
from portal.web.formats import day
from portal.web.visitor import current_actor


@dataclass(frozen=True)
class Step:
    """One step: its button, what it means, what is asked, what is done, what is said afterwards."""

    verb: LazyString
    meaning: LazyString
    button: str
    form: type[Any]
    action: Callable[..., Any]
    said: LazyString


SEND = Step(
    _l("Kirim notulen"),
    _l("Lembaga yang hadir diminta menyatakan sesuai atau keberatan. Pimpinan rapat mengesahkan sesudahnya."),
    "primary",
    SendForm,
    actions.send_minutes,
    _l("Notulen terkirim kepada lembaga yang hadir."),
)
RETURN = Step(
    _l("Kembalikan menjadi draf"),
    _l("Notulen dapat diubah lagi. Tanggapan yang sudah masuk akan ditanyakan ulang setelah dikirim lagi."),
    "primary",
    ReasonForm,
    actions.return_to_draft,
    _l("Notulen kembali menjadi draf."),
)
APPROVE = Step(
    _l("Sahkan notulen"),
    _l("Naskah terkunci dengan sidik jari SHA-256. Perubahan sesudahnya hanya lewat adendum bernomor."),
    "primary",
    ConfirmEdit,
    actions.approve_minutes,
    _l("Notulen disahkan dan terkunci."),
)
PUBLISH = Step(
    _l("Terbitkan untuk umum"),
    _l("Umum dapat membaca acara, kesimpulan, RTL, dan jumlah hadir. Nama peserta tidak pernah ditampilkan."),
    "primary",
    ConfirmEdit,
    later_actions.publish,
    _l("FGD ini terbit untuk umum."),
)
UNPUBLISH = Step(
    _l("Tarik dari halaman umum"),
    _l("FGD ini tidak tampil lagi untuk umum. Naskahnya tetap terkunci."),
    "warning",
    ReasonForm,
    later_actions.unpublish,
    _l("FGD ini tidak tampil lagi untuk umum."),
)
ADD_ADDENDUM = Step(
    _l("Tulis adendum"),
    _l("Naskah yang disahkan tidak berubah. Adendum berlaku setelah disahkan pimpinan rapat."),
    "primary",
    AddendumForm,
    later_actions.add_addendum,
    _l("Adendum tersimpan dan menunggu pengesahan."),
)
APPROVE_ADDENDUM = Step(
    _l("Sahkan adendum"),
    _l("Adendum menjadi bagian dari notulen, dengan sidik jarinya sendiri."),
    "primary",
    ConfirmEdit,
    later_actions.approve_addendum,
    _l("Adendum disahkan."),
)
WITHDRAW_ADDENDUM = Step(
    _l("Tarik adendum"),
    _l("Adendum dihapus. Isinya tetap tercatat dalam jejak audit."),
    "warning",
    ReasonForm,
    later_actions.withdraw_addendum,
    _l("Adendum ditarik."),
)


@dataclass(frozen=True)
class Ahead:
    """What stands between the minutes and their next step.

    `unanswered`: organisations that the chair has to wait for. `addendum`: one waits for the chair.
    """

    unanswered: int = 0
    addendum: bool = False


def steps_for(minutes: Minutes, ahead: Ahead) -> list[dict[str, Any]]:
    """The links to what this person may do with the minutes now, the likeliest first."""
    offered = [each for each in _offered(minutes, ahead) if can(current_actor(), each[2], minutes)]
    return [
        {
            "url": url_for(f"minutes_steps.{endpoint}", reference=minutes.reference),
            "text": step.verb,
            "kind": "primary" if at == 0 and step not in (RETURN, UNPUBLISH) else "secondary",
        }
        for at, (step, endpoint, _permission) in enumerate(offered)
    ]


def hints_for(minutes: Minutes, ahead: Ahead) -> list[str]:
    """Why the next step is not there yet, and what has to happen first."""
    if minutes.status is MinutesStatus.DRAFT:
        return [] if _is_held(minutes) else [str(actions.NOT_HELD)]
    if minutes.status is MinutesStatus.AWAITING:
        return [_waits_for(minutes, ahead.unanswered)] if ahead.unanswered else []
    waits = [str(later_actions.ONE_WAITS)] if ahead.addendum else []
    hidden = minutes.meeting.published_at is None and not can(current_actor(), Permission.MEETING_PUBLISH)
    return waits + ([_("Belum terbit untuk umum. Verifikator menerbitkannya.")] if hidden else [])


def _waits_for(minutes: Minutes, unanswered: int) -> str:
    return ngettext(
        "Belum dapat disahkan: %(num)d lembaga belum menanggapi. Tunggu sampai %(day)s lewat.",
        "Belum dapat disahkan: %(num)d lembaga belum menanggapi. Tunggu sampai %(day)s lewat.",
        unanswered,
        day=day(minutes.respond_by),
    )


def _is_held(minutes: Minutes) -> bool:
    return minutes.meeting.status is MeetingStatus.HELD


def _offered(minutes: Minutes, ahead: Ahead) -> list[tuple[Step, str, Permission]]:
    if minutes.status is MinutesStatus.DRAFT:
        return [(SEND, "send", Permission.MINUTES_WRITE)] if _is_held(minutes) else []
    if minutes.status is MinutesStatus.AWAITING:
        approving = [] if ahead.unanswered else [(APPROVE, "approve", Permission.MINUTES_APPROVE)]
        return [*approving, (RETURN, "send_back", Permission.MINUTES_RETURN)]
    publishing = (
        (PUBLISH, "publish", Permission.MEETING_PUBLISH)
        if minutes.meeting.published_at is None
        else (UNPUBLISH, "unpublish", Permission.MEETING_PUBLISH)
    )
    adding = [] if ahead.addendum else [(ADD_ADDENDUM, "add_addendum", Permission.MINUTES_WRITE)]
    return [publishing, *adding]


def tabs_for(minutes: Minutes, here: str) -> list[tuple[str, str, bool]]:
    """The pages of one record, for those who may open them; the text is written only while it is a draft."""
    pages = [
        ("minutes_office.record", _("Naskah"), True),
        ("minutes_office.write", _("Tulis"), _may_write(minutes)),
        ("minutes_parts.parts", _("Kesimpulan dan RTL"), True),
        ("minutes_office.revisions", _("Revisi"), True),
    ]
    return [
        (text, url_for(endpoint, reference=minutes.reference), endpoint == here)
        for endpoint, text, shown in pages
        if shown
    ]


def _may_write(minutes: Minutes) -> bool:
    draft = minutes.status is MinutesStatus.DRAFT
    return draft and can(current_actor(), Permission.MINUTES_WRITE, minutes)
