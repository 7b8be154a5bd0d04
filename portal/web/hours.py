"""The question for a time of day."""

import re
from datetime import time
from typing import Any

from portal.core.wording import _l
from portal.web.fields import Parsed


class Hour(Parsed):
    """A time of day in WIB: 09.30 or 09:30."""

    mistake = _l("Isi jam dan menit, misalnya 09.30")

    def __init__(self, label: Any, required: Any = None, mistake: Any = None, **options: Any) -> None:
        """`mistake`: what to say of a text that is no hour, where a page asks for several."""
        super().__init__(label, required, **options)
        self.mistake = mistake or self.mistake

    def read(self, text: str) -> time:
        found = re.fullmatch(r"([01]?\d|2[0-3])[.:]([0-5]\d)", text)
        if not found:
            raise ValueError(text)
        return time(int(found[1]), int(found[2]))

    def show(self, value: time) -> str:
        return value.strftime("%H.%M")
