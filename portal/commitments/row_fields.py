"""Repeated questions: one row for each place, one for each supporting partner."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wtforms import FieldList, Form, FormField, HiddenField

from portal.commitments.rules import PartnerRole
from portal.core.wording import _l
from portal.web.fields import Count, Pick, Quantity, Rupiah, clean_line

MOST_ROWS = 300


class Row(Form):
    """The questions of one row. `called`: what they are about, for errors that are told elsewhere."""

    called = ""


class Rows(FieldList):
    """Any number of rows of the same questions, named places-0-rupiah, places-1-rupiah, …"""

    def __init__(self, row: type[Row], **options: Any) -> None:
        super().__init__(FormField(row), max_entries=MOST_ROWS, **options)

    def call(self, names: Mapping[str, str]) -> None:
        """Say what each row is about, by the key in its first question."""
        for entry in self.entries:
            entry.form.called = names.get(next(iter(entry.form)).data or "", "")

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        """Row numbers as this site writes them; any other name is not one of its questions."""
        for name in formdata:
            if found := re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,4}})-[a-z]+", name):
                yield int(found[1])


class PlaceRow(Row):
    """One place and its numbers; `place` is a region's code or a pocket's slug."""

    place = HiddenField(filters=[clean_line])
    rupiah = Rupiah(_l("Nilai rupiah"))
    quantity = Quantity(_l("Banyaknya"))
    households = Count(_l("Keluarga"))
    people = Count(_l("Orang"))


class PartnerRow(Row):
    """One supporting partner, by slug, and what it does."""

    organisation = HiddenField(filters=[clean_line])
    role = Pick(
        _l("Peran"),
        _l("Pilih perannya"),
        choices=[(role.value, role.label) for role in PartnerRole],
        default=PartnerRole.SUPPORTER.value,
    )
