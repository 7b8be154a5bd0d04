"""Questions about the reference data."""

from portal.core.wording import _l
from portal.web.fields import Line, Paragraph
from portal.web.forms import BaseForm, CreateForm, EditForm


class StrategyForm(EditForm):
    """Short names, English, and the Inpres strategy. The name as the FGD worded it is not asked."""

    short_id = Line(_l("Nama pendek"), _l("Isi nama pendek"), maximum=40)
    name_en = Line(_l("Nama dalam bahasa Inggris"), _l("Isi nama dalam bahasa Inggris"))
    short_en = Line(
        _l("Nama pendek dalam bahasa Inggris"), _l("Isi nama pendek dalam bahasa Inggris"), maximum=40
    )
    inpres_id = Line(
        _l("Strategi Inpres yang dijawab"), description=_l("Pisahkan dengan titik koma bila lebih dari satu.")
    )
    inpres_en = Line(_l("Strategi Inpres dalam bahasa Inggris"))


class LegalBasisQuestions(BaseForm):
    """What is asked of every legal basis."""

    title = Line(
        _l("Judul resmi"),
        _l("Isi judul resminya"),
        description=_l("Misalnya Instruksi Presiden Nomor 8 Tahun 2025. Tampil sama dalam kedua bahasa."),
    )
    subject_id = Paragraph(_l("Tentang"), maximum=1000)
    subject_en = Paragraph(_l("Tentang, dalam bahasa Inggris"), maximum=1000)
    note_id = Paragraph(_l("Catatan"), maximum=1000)
    note_en = Paragraph(_l("Catatan, dalam bahasa Inggris"), maximum=1000)


class NewLegalBasisForm(LegalBasisQuestions, CreateForm):
    """Adds a legal basis."""


class LegalBasisForm(LegalBasisQuestions, EditForm):
    """Changes a legal basis."""


class ButtonForm(BaseForm):
    """Only a button is pressed."""
