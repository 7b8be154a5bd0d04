"""The question for several files: chosen and sent with the form, or sent before by the script of the page."""

from collections.abc import Collection, Sequence
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import FileInput

from portal.core.wording import _l
from portal.files.keeping import Checked, check, not_of
from portal.files.pictures import PHOTO_SIDE
from portal.files.rules import MOST_BYTES, PICTURES, FileKind, NotTaken, clean_name
from portal.uploads.queries import finished
from portal.uploads.rules import GONE, ID
from portal.web.visitor import current_actor

MOST = 10  # files at once
TOO_MANY = _l("Pilih paling banyak %(most)d berkas")


class UploadMany(Field):
    """Several files of the given kinds. Its data is what `uploads.receiving.take` makes files of.

    Files are checked and pictures painted anew here, before the transaction of the form. `arrived` are the
    uploads that were posted by their ids, to be shown again when another answer is refused.
    """

    widget = FileInput(multiple=True)

    def __init__(
        self,
        label: Any,
        kinds: Collection[FileKind],
        required: str | None = None,
        most: int = MOST,
        **options: Any,
    ) -> None:
        words = ", ".join(str(kind.label) for kind in kinds)
        options.setdefault("description", _l("%(kinds)s. Tiap berkas paling besar 10 MB.", kinds=words))
        super().__init__(label, [InputRequired(required) if required else Optional()], **options)
        self.kinds, self.most = tuple(kinds), most
        self.arrived: Sequence[Any] = ()
        self.ids: list[str] = []
        self.data: list[Checked | str] = []

    @property
    def accept(self) -> str:
        """The extensions, for the browser's dialogue."""
        return ",".join(f".{kind.slug}" for kind in self.kinds)

    @property
    def owner_id(self) -> int:
        """Whose uploads the device remembers."""
        return current_actor().id

    @property
    def takes_photos(self) -> bool:
        return any(kind in PICTURES for kind in self.kinds)

    def process_data(self, value: Any) -> None:
        self.data = []

    def process_formdata(self, valuelist: list[Any]) -> None:
        ids = [value for value in valuelist if isinstance(value, str) and ID.fullmatch(value)]
        files = [value for value in valuelist if isinstance(value, FileStorage) and value.filename]
        self.ids, self.files = list(dict.fromkeys(ids)), files
        self.raw_data = [*self.ids, *files]
        if len(self.raw_data) > self.most:
            raise ValueError(str(TOO_MANY) % {"most": self.most})
        self.arrived = finished(current_actor().id, self.ids) if self.ids else ()
        self._find_missing()
        self.data = [*self.ids, *(self._checked(file) for file in files)]

    def _find_missing(self) -> None:
        if len(self.arrived) < len(self.ids):
            raise ValueError(str(GONE))
        for upload in self.arrived:
            if upload.file.kind not in self.kinds:
                raise ValueError(f"{upload.name}: {not_of(self.kinds)}")

    def _checked(self, file: FileStorage) -> Checked:
        try:
            data = file.read(MOST_BYTES + 1)
            return check(file.filename, data, self.kinds, longest=PHOTO_SIDE, small=True)
        except NotTaken as refusal:
            raise ValueError(f"{clean_name(file.filename)}: {refusal.reason}") from refusal
