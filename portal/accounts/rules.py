"""People and their sign-ins: roles in the office, passwords, how long a session lives."""

from datetime import datetime, timedelta

from portal.core.wording import Word, _l

RESET_HOURS = 1
INVITATION_DAYS = 7
CONFIRMATION_DAYS = 7
PASSWORD_LEAST = 8
PASSWORD_MOST = 128


class Language(Word):
    INDONESIAN = "id", "id", _l("Bahasa Indonesia")
    ENGLISH = "en", "en", _l("Bahasa Inggris")


class OfficeRoleName(Word):
    """Roles in the Sekda's office; the values are those of portal.policy_facts.Role."""

    ADMIN = "admin", "administrator", _l("Administrator")
    SEKDA = "sekda", "sekda", _l("Sekda (melihat semua)")
    VERIFIER = "verifier", "verifikator", _l("Verifikator")
    NOTE_TAKER = "note_taker", "notulis", _l("Notulis")


class TokenPurpose(Word):
    """What a link in a mail is for."""

    CONFIRM = "confirm", "konfirmasi", _l("Konfirmasi surel")
    INVITE = "invite", "undangan", _l("Undangan")
    RESET = "reset", "atur-sandi", _l("Atur ulang kata sandi")


LIFETIMES = {
    TokenPurpose.CONFIRM: timedelta(days=CONFIRMATION_DAYS),
    TokenPurpose.INVITE: timedelta(days=INVITATION_DAYS),
    TokenPurpose.RESET: timedelta(hours=RESET_HOURS),
}


def session_is_over(
    began_at: datetime, seen_at: datetime, now: datetime, hours: int, idle_minutes: int | None
) -> bool:
    """A session ends `hours` after it began; with `idle_minutes` also when nothing was asked so long."""
    too_old = now - began_at > timedelta(hours=hours)
    return too_old or (idle_minutes is not None and now - seen_at > timedelta(minutes=idle_minutes))
