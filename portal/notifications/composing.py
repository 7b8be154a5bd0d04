"""How a notice reads: in the inbox its subject and first paragraph, in the mail all of it, links below."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from portal.core.wording import _
from portal.notifications.links import link_to
from portal.notifications.models import Notice
from portal.notifications.rules import NoticeKind
from portal.notifications.stopping import stop_token

MOST_SUBJECT = 200  # characters
PREFERENCES = "/akun/pemberitahuan/pengaturan"


class Attachment(NamedTuple):
    """A text file that travels with a mail; its name's ending says of which kind."""

    name: str
    text: str


class Wording(NamedTuple):
    """What a mail of the account says, whole, in the language that is set while it is made."""

    subject: str
    body: str
    attachment: Attachment | None = None


class Notification(NamedTuple):
    """What a person is told, in the language that is set while it is made.

    `body` is what there is to say, in paragraphs: the greeting, the link to `path` ("/ruang/…", without a
    language) and the way to fewer mails are put around it. Its first paragraph stands in the inbox below
    `subject`.
    """

    subject: str
    body: str
    path: str
    attachment: Attachment | None = None


def one_line(subject: str) -> str:
    """A subject without line ends, as long as it may be."""
    return " ".join(subject.split())[:MOST_SUBJECT]


def first_paragraph(body: str) -> str:
    return body.strip().split("\n\n")[0].strip()


def mail_from(wording: Wording, address: str, language: str, key: str | None = None) -> dict[str, Any]:
    """The row of the outbox."""
    attachment = wording.attachment or Attachment("", "")
    return {
        "key": key,
        "recipient": address,
        "subject": one_line(wording.subject),
        "body": wording.body.strip() + "\n",
        "attachment": attachment.text,
        "attachment_name": attachment.name,
        "unsubscribe": "",
        "language": language,
    }


def mail_of(user: Any, kind: NoticeKind, said: Notification, more: str = "") -> dict[str, Any]:
    """The row of the mail that carries a notice, in the language that is set; `more` stands below it."""
    stop = link_to(f"/berhenti/{stop_token(user.id, kind)}")
    parts = [
        _("Yth. %(name)s,", name=user.name),
        said.body.strip(),
        more,
        _("Buka di sini: %(link)s", link=link_to(said.path)),
        _foot(kind, stop),
    ]
    wording = Wording(said.subject, "\n\n".join(part for part in parts if part), said.attachment)
    return mail_from(wording, user.email, str(user.language)) | {"unsubscribe": stop}


def _foot(kind: NoticeKind, stop: str) -> str:
    lines = [
        _('Anda menerima surel ini karena pemberitahuan "%(kind)s".', kind=kind.label),
        _("Berhenti menerima surel seperti ini: %(link)s", link=stop),
        _("Atur semua pemberitahuan: %(link)s", link=link_to(PREFERENCES)),
    ]
    return "-- \n" + "\n".join(lines)


def list_of(notices: Sequence[Notice]) -> str:
    """Titles of notices with their pages, for the digest of those who want them there."""
    if not notices:
        return ""
    lines = [f"- {notice.title}\n  {link_to(notice.path)}" for notice in notices]
    return "\n".join([_("Pemberitahuan lain sejak ringkasan terakhir:"), *lines])
