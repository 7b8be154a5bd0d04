"""What the script asks for while it sends a file. The checks of content stand before the transaction."""

from typing import Any

from wtforms import Field, IntegerField
from wtforms.validators import InputRequired, NumberRange, Regexp, ValidationError

from portal.core.throttle import Limit
from portal.core.wording import LazyString
from portal.files.keeping import Checked, check, not_of
from portal.files.pictures import PHOTO_SIDE
from portal.files.rules import ANYTHING, EMPTY, MOST_BYTES, TOO_BIG, NotTaken, kind_of_name
from portal.uploads import pieces, rules
from portal.uploads.queries import offset_of
from portal.uploads.receiving import is_whole
from portal.web.forms import BaseForm
from portal.web.visitor import current_actor


class BeginForm(BaseForm):
    """Name, size and digest of the file that comes.

    No free texts: a digest may hold sixteen figures in a row, and a name is cleaned of them.
    """

    limits = (Limit("upload", times=120, minutes=60, from_one_place=600),)
    name = Field(validators=[InputRequired()])
    size = IntegerField(
        validators=[NumberRange(min=1, message=EMPTY), NumberRange(max=MOST_BYTES, message=TOO_BIG)]
    )
    sha256 = Field(validators=[Regexp(rules.SHA256)])

    def validate_name(self, field: Any) -> None:
        """Refuse before the first byte what no form takes."""
        if kind_of_name(field.data) is None:
            raise ValidationError(str(not_of(ANYTHING)))

    def _for_whom(self) -> list[str]:
        return [f"person {current_actor().id}"]


class PieceForm(BaseForm):
    """No questions: a piece comes as the body, with its place in the headers."""


class FinishForm(BaseForm):
    """No questions: what arrived is checked like every file."""

    checked: Checked | None = None

    def __init__(self, upload: Any) -> None:
        super().__init__()
        self.upload = upload

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        fault = None if self.upload.file_id else self._check()
        if fault:
            self.form_errors = [*self.form_errors, fault]
        return valid and fault is None

    def answers(self) -> dict[str, Any]:
        return {"checked": self.checked}

    def _check(self) -> str | LazyString | None:
        if offset_of(self.upload) != self.upload.size:
            return rules.NOT_WHOLE
        data = pieces.whole(self.upload.id)
        if not is_whole(self.upload, data):
            return rules.OTHER_FILE
        try:
            self.checked = check(self.upload.name, data, ANYTHING, longest=PHOTO_SIDE, small=True)
        except NotTaken as refusal:
            return refusal.reason
        return None


class CancelForm(BaseForm):
    """No questions."""
