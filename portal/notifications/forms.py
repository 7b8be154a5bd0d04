"""What a person is asked about notices."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField

from portal.notifications.rules import Channel, NoticeKind
from portal.web.fields import Pick
from portal.web.forms import BaseForm


class ButtonForm(BaseForm):
    """A button that asks nothing more."""


class StopForm(BaseForm):
    """The button behind a link in a mail. The signed word of its address is what allows it: no session stands
    behind it, so there is nothing that another site could ride on (RFC 8058 posts without a token)."""

    class Meta(BaseForm.Meta):
        csrf = False

    again = BooleanField()


def channels_form(kinds: Iterable[NoticeKind], chosen: Mapping[NoticeKind, Channel]) -> BaseForm:
    """One question for each kind: by which way it shall come."""
    questions: dict[str, Any] = {
        kind.value: Pick(
            kind.label,
            required=None,
            choices=[(channel.value, channel.label) for channel in kind.channels],
            default=chosen.get(kind, kind.channels[0]).value,
            description=kind.line,
        )
        for kind in kinds
    }
    form: BaseForm = type("ChannelsForm", (BaseForm,), questions)()
    return form
