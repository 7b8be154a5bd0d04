"""What is asked about points, decisions and action items."""

from typing import Any, ClassVar

from portal.core.wording import _l
from portal.minutes.rules import Priority
from portal.web.fields import Choice, Day, Line, Paragraph, Pick
from portal.web.forms import CreateForm, EditForm

Named = list[tuple[Any, str]]
NO_ORGANISATION = ("", _l("Tidak disebut"))


class AsksForOrganisation:
    """One organisation out of those on record, by address word."""

    first: ClassVar[tuple[str, Any]] = ("", _l("Pilih lembaga"))

    def offer(self: Any, organisations: Named) -> Any:
        self.organisation.choices = [self.first, *organisations]
        return self

    def stored_in(self: Any, target: Any) -> dict[str, object]:
        """The organisation is asked by address word, and kept by number."""
        names = {"organisation", "csrf_token", "version", "once"}
        stored = {field.name: getattr(target, field.name) for field in self if field.name not in names}
        return stored | {"organisation": target.organisation.slug if target.organisation else ""}


class PointQuestions(AsksForOrganisation):
    """What somebody said, and the answer."""

    first = NO_ORGANISATION
    organisation = Pick(_l("Lembaga pembicara"))
    said = Paragraph(_l("Yang disampaikan"), _l("Tulis yang disampaikan"))
    answer = Paragraph(_l("Tanggapan"))


class ItemQuestions(AsksForOrganisation):
    """What, by whom, until when, how urgent."""

    what = Paragraph(
        _l("Apa yang akan dikerjakan"),
        _l("Tulis apa yang akan dikerjakan"),
        maximum=1000,
        description=_l("Sebut hasilnya, jumlahnya, dan tempatnya bila ada."),
    )
    organisation = Pick(_l("Lembaga penanggung jawab"), _l("Pilih lembaga penanggung jawab"))
    person = Line(
        _l("Orang penanggung jawab"), description=_l("Nama atau jabatan. Tidak ditampilkan untuk umum.")
    )
    due_on = Day(_l("Tenggat"), description=_l("Tanpa tenggat, RTL ini tidak pernah disebut terlambat."))
    priority = Choice(
        _l("Prioritas"),
        Priority,
        _l("Pilih prioritas"),
        default=Priority.NORMAL,
        description=_l("Prioritas tinggi baru selesai bila ada dokumen buktinya."),
    )


class DecisionForm(CreateForm):
    """A new decision."""

    text = Paragraph(_l("Bunyi kesimpulan"), _l("Tulis bunyi kesimpulan"))


class DecisionEditForm(EditForm):
    """Other words for a decision."""

    text = Paragraph(_l("Bunyi kesimpulan"), _l("Tulis bunyi kesimpulan"))


class PointForm(PointQuestions, CreateForm):
    """A new point of the discussion."""


class PointEditForm(PointQuestions, EditForm):
    """Other words for a point."""


class ItemForm(ItemQuestions, CreateForm):
    """A new action item."""


class ItemEditForm(ItemQuestions, EditForm):
    """Another wording of an action item."""
