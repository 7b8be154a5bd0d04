"""Questions of the kinds that forms ask. Each cleans what was typed, and keeps it as typed when wrong."""

import re
import unicodedata
from datetime import date
from typing import Any

from wtforms import BooleanField, PasswordField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import DateInput

from portal.core.values import MAX_COUNT, MAX_RUPIAH, parse_quantity, parse_rupiah
from portal.core.wording import _l
from portal.web.choice_fields import Choice, Choices, Offered, Pick
from portal.web.markdown import check_text

__all__ = [
    "BooleanField",
    "Choice",
    "Choices",
    "Count",
    "Day",
    "Email",
    "Line",
    "Offered",
    "Paragraph",
    "Password",
    "Pick",
    "Quantity",
    "Rupiah",
    "whole",
]
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def whole(value: Any) -> int | None:
    """A number out of an option's value; None for anything else."""
    return int(value) if str(value).isdecimal() and len(str(value)) < 10 else None


def _rules(required: str | None, maximum: int) -> list[Any]:
    """`required` is the sentence shown when nothing was answered; None makes the question optional."""
    first = DataRequired(required) if required else Optional()  # blanks are no answer
    too_long = _l("Isi paling banyak %(maximum)d karakter", maximum=maximum)
    return [first, Length(max=maximum, message=too_long)]


def clean_line(text: str | None) -> str | None:
    """One line: normal form C, no control characters (so no CR or LF), single spaces."""
    if text is None:
        return None
    return " ".join(
        _CONTROL.sub(" ", unicodedata.normalize("NFC", text).replace("\n", " ").replace("\t", " ")).split()
    )


def clean_paragraphs(text: str | None) -> str | None:
    """Several lines: normal form C, \\n line ends, no other control characters."""
    if text is None:
        return None
    return _CONTROL.sub(
        "", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    ).strip()


class Line(StringField):
    """A single line of text."""

    def __init__(self, label: Any, required: str | None = None, maximum: int = 200, **options: Any) -> None:
        rules = [*_rules(required, maximum), *options.pop("validators", [])]
        super().__init__(label, rules, filters=[clean_line], **options)


class Paragraph(TextAreaField):
    """Free text of several lines; Markdown where the question says so."""

    def __init__(self, label: Any, required: str | None = None, maximum: int = 4000, **options: Any) -> None:
        rules = [*_rules(required, maximum), *options.pop("validators", [])]
        super().__init__(label, rules, filters=[clean_paragraphs], **options)

    def pre_validate(self, form: Any) -> None:
        """Refuse what no person writes and Markdown takes seconds to read."""
        try:
            check_text(self.data or "")
        except ValueError as error:
            raise ValidationError(
                _l("Sederhanakan teks ini: terlalu banyak tanda kurung atau bintang")
            ) from error


class Email(Line):
    """An e-mail address, in lower case."""

    def __init__(self, label: Any, required: str | None = None, **options: Any) -> None:
        keywords = {"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        options.setdefault("render_kw", keywords)
        super().__init__(label, required, maximum=254, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value.lower() for value in valuelist])

    def pre_validate(self, form: Any) -> None:
        if self.data and not re.fullmatch(
            r"[^@\s<>\"',;:()\\]{1,64}@[a-z0-9.\-]+\.[a-z0-9\-]{2,63}", self.data
        ):
            raise ValidationError(_l("Tulis alamat surel yang lengkap, misalnya nama@contoh.id"))


class Password(PasswordField):
    """A password; never shown again, never trimmed."""

    def __init__(self, label: Any, required: str, new: bool = False, **options: Any) -> None:
        options.setdefault("render_kw", {"autocomplete": "new-password" if new else "current-password"})
        super().__init__(label, [InputRequired(required), Length(max=128)], **options)


class Parsed(StringField):
    """A field that reads a value out of text and keeps the text where it cannot."""

    mistake: Any = ""

    def __init__(self, label: Any, required: str | None = None, **options: Any) -> None:
        rules = [InputRequired(required) if required else Optional(), *options.pop("validators", [])]
        super().__init__(label, rules, **options)

    def read(self, text: str) -> Any:
        """The value of a text; each kind reads in its own way. Raises ValueError for what is none."""
        return text

    def show(self, value: Any) -> str:
        return str(value)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.show(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean_line(valuelist[0]) if valuelist else ""
        self.data = None
        if text:
            try:
                self.data = self.read(text)
            except ValueError as error:
                raise ValueError(self.mistake) from error


class Rupiah(Parsed):
    """An amount in whole rupiah, typed with or without dots."""

    mistake = _l("Isi nilai rupiah dengan angka saja, misalnya 185000000")

    def read(self, text: str) -> int:
        value = parse_rupiah(text)
        if value > MAX_RUPIAH:
            raise ValueError(text)
        return value

    def show(self, value: int) -> str:
        return f"{value:,}".replace(",", ".")


class Quantity(Parsed):
    """An exact quantity with at most three decimals."""

    mistake = _l("Isi jumlah dengan angka, misalnya 40 atau 2,5")

    def read(self, text: str) -> Any:
        return parse_quantity(text)

    def show(self, value: Any) -> str:
        return f"{value:f}".replace(".", ",")


class Count(Parsed):
    """A number of people, households or the like."""

    mistake = _l("Isi dengan bilangan bulat, misalnya 40")

    def read(self, text: str) -> int:
        value = int(parse_quantity(text)) if parse_quantity(text) == int(parse_quantity(text)) else -1
        if not 0 <= value <= MAX_COUNT:
            raise ValueError(text)
        return value


class Day(Parsed):
    """A date; browsers send 2026-11-24, people without a date picker type 24/11/2026."""

    widget = DateInput()
    mistake = _l("Isi tanggal lengkap, misalnya 24/11/2026")

    def read(self, text: str) -> date:
        if found := re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", text):
            day = date(int(found[3]), int(found[2]), int(found[1]))
        else:
            day = date.fromisoformat(text)
        if not 1945 <= day.year <= 2100:
            raise ValueError(text)
        return day

    def show(self, value: date) -> str:
        return value.isoformat()
