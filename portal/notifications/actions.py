"""Writing mail to the outbox."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask_babel import force_locale

from portal.core.database import db
from portal.notifications.models import OutboxMail


class Attachment(NamedTuple):
    """A text file that travels with a mail; its name's ending says of which kind."""

    name: str
    text: str


class Wording(NamedTuple):
    """What a mail says, in the language that is set while it is made."""

    subject: str
    body: str
    attachment: Attachment | None = None


def queue_mail(user: Any, word: Callable[[], Wording], key: str | None = None) -> OutboxMail:
    """Write one mail to a user, worded in that user's language, in the transaction of its cause.

    `key` names the notice; the same key is written once only (unique in the database).
    """
    return queue_mail_to(user.email, str(user.language), word, key)


def queue_mail_to(
    address: str, language: str, word: Callable[[], Wording], key: str | None = None
) -> OutboxMail:
    """The same for an address that has no account yet."""
    with force_locale(language):
        said = word()
    attachment = said.attachment or Attachment("", "")
    mail = OutboxMail(
        key=key,
        recipient=address,
        subject=" ".join(said.subject.split())[:200],
        body=said.body.strip() + "\n",
        attachment=attachment.text,
        attachment_name=attachment.name,
        language=language,
    )
    db.session.add(mail)
    return mail
