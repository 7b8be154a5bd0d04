"""The signed word in the link that ends mail of one kind to one person.

It needs no session and never expires: whoever holds an old mail may stop what it brought, and nothing else.
"""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from portal.notifications.rules import NoticeKind


def stop_token(user_id: int, kind: NoticeKind) -> str:
    """The word for a link."""
    return str(_serializer().dumps([user_id, kind.value]))


def read_stop_token(token: str) -> tuple[int, NoticeKind] | None:
    """Whose mail of which kind a word ends; None when it was not signed here or cut off."""
    try:
        user_id, kind = _serializer().loads(token)
        return int(user_id), NoticeKind.of(kind)
    except (BadSignature, TypeError, ValueError):
        return None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="notices.stop")
