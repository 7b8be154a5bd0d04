"""What people do with the minutes of a meeting: write, send, answer, return, approve."""

from datetime import date, datetime, time, timedelta

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.core.clock import WIB, in_wib, now, today
from portal.core.database import db
from portal.core.errors import Clash, NotAllowedNow, Refused
from portal.core.reasons import demanded, says_something
from portal.core.wording import _l
from portal.meetings.rules import MeetingStatus
from portal.minutes import telling
from portal.minutes.frozen import canonical_text
from portal.minutes.locking import ALREADY_MOVED, NOT_YOURS, locked, locked_draft, locked_for
from portal.minutes.models import Minutes, MinutesResponse, Revision
from portal.minutes.queries import answers_of, own_response, record_of, unanswered
from portal.minutes.rules import (
    MOST_DAYS,
    MinutesStatus,
    Verdict,
    must_wait,
    text_hash,
)
from portal.policy import Permission, can
from portal.web.markdown import render

S = MinutesStatus
TOO_INTRICATE = _l("Susunan teks ini terlalu rumit. Sederhanakan tanda-tandanya.")
EMPTY = _l("Notulen masih kosong. Tulis isinya, lalu kirim.")
NOT_HELD = _l("Tandai dahulu bahwa FGD ini sudah terlaksana.")
LAST_DAY = _l("Pilih tanggal antara hari ini dan %(days)d hari lagi", days=MOST_DAYS)
TOO_LATE = _l("Masa tanggapan sudah lewat.")
NOT_THERE = _l("Pilih lembaga Anda yang hadir pada FGD ini")
COMMENT_WANTED = _l("Tulis apa yang menurut Anda tidak sesuai")
TOO_EARLY = _l(
    "Masih menunggu tanggapan. Notulen dapat disahkan setelah semua menjawab atau tenggatnya lewat."
)


def save_text(minutes: Minutes, *, by: User, text: str | None, base: int) -> Minutes:
    """Keep a new revision, begun from revision `base`; the same text again is no new one.

    Raises Clash with the present text where another revision came in between: nothing is written over it.
    """
    draft, text = locked_draft(minutes, by), text or ""
    if text == draft.text:
        return draft
    if base != draft.revision:
        raise Clash({"text": draft.text, "revision": draft.revision})
    try:
        draft.html = render(text)
    except ValueError as error:
        raise Refused(TOO_INTRICATE, "text") from error
    draft.text, draft.revision = text, base + 1
    db.session.add(Revision(minutes_id=draft.id, number=draft.revision, text=text, author_id=by.id))
    record("minutes.save", draft, by=by, changes={"revision": (base, draft.revision)})
    return draft


def send_minutes(minutes: Minutes, *, by: User, respond_by: date, closed: time | None) -> Minutes:
    """Send the draft to those who attended, to confirm or object until a day, and to the chair."""
    draft = locked_draft(minutes, by)
    if draft.meeting.status is not MeetingStatus.HELD:
        raise NotAllowedNow(NOT_HELD)
    if not draft.text:
        raise Refused(EMPTY)
    if not today() <= respond_by <= today() + timedelta(days=MOST_DAYS):
        raise Refused(LAST_DAY, "respond_by")
    answers = {"status": S.AWAITING, "sent_at": now(), "respond_by": respond_by}
    answers["closed_at"] = _on_the_day(draft, closed)
    record("minutes.send", draft, by=by, changes=set_fields(draft, answers))
    telling.of_sending(draft)
    return draft


def return_to_draft(minutes: Minutes, *, by: User, reason: str) -> Minutes:
    """Open sent minutes for writing again; those who answered are asked anew when they are sent again."""
    reason = demanded(reason)
    sent = locked_for(minutes, S.DRAFT, Permission.MINUTES_RETURN, by)
    record("minutes.return", sent, by=by, changes=set_fields(sent, {"status": S.DRAFT}), reason=reason)
    telling.of_return(sent, reason)
    return sent


def respond(
    minutes: Minutes, *, by: User, organisation: int | None, verdict: Verdict, comment: str | None
) -> MinutesResponse:
    """One attending organisation confirms or objects; a later answer takes the place of its earlier one."""
    sent = locked(minutes)
    if not can(by, Permission.MINUTES_RESPOND, sent):
        raise Refused(NOT_YOURS)
    if sent.status is not S.AWAITING:
        raise NotAllowedNow(ALREADY_MOVED)
    if sent.respond_by is not None and today() > sent.respond_by:
        raise NotAllowedNow(TOO_LATE)
    if organisation not in by.organisation_ids & sent.attending_organisation_ids:
        raise Refused(NOT_THERE, "organisation")
    if verdict is Verdict.OBJECT and not says_something(comment):
        raise Refused(COMMENT_WANTED, "comment")
    return _answered(sent, by, organisation, {"verdict": verdict, "comment": comment or ""})


def approve_minutes(minutes: Minutes, *, by: User) -> Minutes:
    """The chair approves: the text freezes with its hash, and the action items begin their life.

    Raises Refused for whoever wrote the newest revision, NotAllowedNow while answers are still awaited.
    """
    sent = locked_for(minutes, S.APPROVED, Permission.MINUTES_APPROVE, by)
    if must_wait(sent.respond_by, today(), unanswered(answers_of(sent))):
        raise NotAllowedNow(TOO_EARLY)
    sent.frozen_text = canonical_text(record_of(sent))
    answers = {"status": S.APPROVED, "approved_at": now(), "sha256": text_hash(sent.frozen_text)}
    changes = set_fields(sent, answers)
    sent.approved_by = by
    record("minutes.approve", sent, by=by, changes=changes)
    telling.of_approval(sent)
    return sent


def _answered(sent: Minutes, by: User, organisation_id: int, answers: dict[str, object]) -> MinutesResponse:
    response = own_response(sent, organisation_id)
    if response is None:
        response = MinutesResponse(minutes_id=sent.id, organisation_id=organisation_id)
        db.session.add(response)
    changes = set_fields(response, answers)
    response.user_id, response.revision, response.at = by.id, sent.revision, now()
    db.session.flush()
    name = {"organisation": (None, response.organisation.name)}
    record("minutes.respond", sent, by=by, changes=name | changes)
    if response.verdict is Verdict.OBJECT:
        telling.of_objection(sent, response)
    return response


def _on_the_day(minutes: Minutes, closed: time | None) -> datetime | None:
    """The hour at which the meeting was closed, on its day in WIB."""
    day = in_wib(minutes.meeting.starts_at).date()
    return datetime.combine(day, closed, WIB) if closed else None
