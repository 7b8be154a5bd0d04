"""What stands behind a mailed link: a token that lives, or the kind news that it does not."""

from dataclasses import dataclass

from portal.accounts.models import MailedToken
from portal.accounts.rules import TokenPurpose
from portal.accounts.tokens import find_token


@dataclass(frozen=True)
class Link:
    """A mailed link as it was opened; `token` is None once it was used or its time is over."""

    purpose: TokenPurpose
    token: MailedToken | None


def reset(token: str) -> Link:
    return Link(TokenPurpose.RESET, find_token(token, TokenPurpose.RESET))


def invitation(token: str) -> Link:
    return Link(TokenPurpose.INVITE, find_token(token, TokenPurpose.INVITE))


def confirmation(token: str) -> Link:
    return Link(TokenPurpose.CONFIRM, find_token(token, TokenPurpose.CONFIRM))
