"""Questions that are answered by choosing from a list."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, RadioInput

from portal.core.wording import Word, _l

Pairs = Iterable[tuple[Any, Any]]
Groups = Mapping[str, Pairs]


class Offered(SelectField):
    """A list to choose from, given as (value, label) pairs, or groups of them by their headings.

    The view may set `choices` later, as long as it does before it asks.
    """

    def __init__(self, *given: Any, choices: Pairs | Groups | None = None, **options: Any) -> None:
        super().__init__(*given, choices=_options(choices), **options)

    @SelectField.choices.setter
    def choices(self, offered: Pairs | Groups | None) -> None:
        SelectField.choices.fset(self, _options(offered))

    @property
    def names(self) -> dict[Any, Any]:
        """The label of each value."""
        return {each.value: each.label for each in self.choices or ()}


def _options(offered: Pairs | Groups | None) -> list[SelectChoice] | None:
    if offered is None:
        return None
    groups = offered if isinstance(offered, Mapping) else {None: offered}
    return [SelectChoice(*pair, optgroup=name) for name, pairs in groups.items() for pair in pairs]


class Pick(Offered):
    """One of a list."""

    def __init__(self, label: Any, required: str | None = None, **options: Any) -> None:
        super().__init__(label, [InputRequired(required) if required else Optional()], **options)

    def pre_validate(self, form: Any) -> None:
        if self.data not in (None, "") and self.data not in [choice[0] for choice in self.iter_choices()]:
            raise ValidationError(_l("Pilih salah satu dari daftar"))


class Choice(Offered):
    """One member of a fixed choice, as radio buttons; the form's data is the member itself."""

    widget = ListWidget(prefix_label=False)
    option_widget = RadioInput()

    def __init__(
        self, label: Any, words: Iterable[Word], required: str | None = None, **options: Any
    ) -> None:
        self.words = {word.value: word for word in words}
        rules = [InputRequired(required) if required else Optional()]
        pairs = [(value, word.label) for value, word in self.words.items()]
        super().__init__(label, rules, choices=pairs, coerce=self._member, validate_choice=False, **options)

    def _member(self, value: Any) -> Word | None:
        return self.words.get(str(value)) if value else None

    def pre_validate(self, form: Any) -> None:
        if self.raw_data and self.raw_data[0] and self.data is None:
            raise ValidationError(_l("Pilih salah satu dari daftar"))


class Choices(Offered, SelectMultipleField):
    """Any number of a list, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any, required: str | None = None, **options: Any) -> None:
        rules = [InputRequired(required)] if required else [Optional()]
        super().__init__(label, rules, **options)
