"""The components, rendered by themselves: what a person, a screen reader and the error summary get."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel
from lxml import etree, html
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField

from portal.config import ROOT
from portal.matrices.squares import ShownRow, Square
from portal.web import fields, finished, formats

Render = Callable[..., etree._Element]


class Place(Form):
    households = fields.Count("Keluarga", required="Isi jumlah keluarga")


class Pledge(Form):
    clash: dict[str, object] = {}
    title = fields.Line("Judul", required="Isi judul", description="Apa, berapa, di mana")
    rupiah = fields.Rupiah("Nilai")
    notes = fields.Paragraph("Catatan")
    starts_on = fields.Day("Mulai", required="Isi tanggal mulai")
    sources = fields.Choices(
        "Sumber dana", required="Pilih sumber dana", choices=[("a", "APBN"), ("z", "Zakat")]
    )
    places = FieldList(FormField(Place), min_entries=2)


@pytest.fixture(scope="module")
def render() -> Iterator[Render]:
    """Renders a piece of template inside a bare application: no database, no session."""
    app = Flask("components", template_folder=str(ROOT / "templates"))
    Babel(app, default_locale="id")
    formats.install(app)
    finished.install(app)
    app.jinja_env.globals["this_address"] = "/halaman".format
    app.jinja_env.globals["asset"] = "/static/{}".format

    def rendered(component: str, call: str, **values: object) -> etree._Element:
        source = f'{{% import "components/{component}.html" as c %}}<div>{{{{ c.{call} }}}}</div>'
        return html.fromstring(render_template_string(source, **values))

    with app.test_request_context("/"):
        yield rendered


def answered(**answers: str) -> Pledge:
    form = Pledge(MultiDict(answers))
    form.validate()
    return form


def words(tree: etree._Element, path: str = ".") -> str:
    return " ".join(" ".join(" ".join(node.itertext()) for node in tree.xpath(path)).split())


def test_a_question_is_tied_to_its_hint_and_its_error(render: Render) -> None:
    tree = render("field", "field(form.title)", form=answered())
    answer = tree.xpath("//input")[0]
    assert words(tree, "//label[@for='title']") == "Judul"
    assert answer.get("aria-describedby") == "title-hint title-error"
    assert answer.get("aria-invalid") == "true"
    assert words(tree, "//*[@id='title-hint']") == "Apa, berapa, di mana"
    assert words(tree, "//*[@id='title-error']") == "Kesalahan: Isi judul"


def test_a_wrong_answer_stands_as_it_was_typed(render: Render) -> None:
    tree = render("field", "field(form.rupiah)", form=answered(rupiah="185 juta <b>"))
    assert tree.xpath("//input/@value") == ["185 juta <b>"]
    assert not tree.xpath("//b")


def test_an_amount_shows_rp_and_asks_for_digits(render: Render) -> None:
    tree = render("field", "field(form.rupiah)", form=answered())
    assert words(tree, "//*[contains(@class, 'prefix')]") == "Rp"
    assert tree.xpath("//input/@inputmode") == ["numeric"]
    assert "(opsional)" in words(tree, "//label")


def test_a_paragraph_and_a_date_have_their_own_controls(render: Render) -> None:
    form = answered()
    assert render("field", "field(form.notes)", form=form).xpath("//textarea[@id='notes']")
    assert render("field", "field(form.starts_on)", form=form).xpath("//input[@type='date']")


def test_choices_are_a_group_whose_first_box_the_summary_leads_to(render: Render) -> None:
    tree = render("field", "field(form.sources)", form=answered())
    assert words(tree, "//fieldset/legend") == "Sumber dana"
    assert tree.xpath("//input/@id") == ["sources", "sources-1"]
    assert tree.xpath("//fieldset/@aria-describedby") == ["sources-error"]


def test_what_somebody_else_saved_stands_beside_the_answer_and_is_escaped(render: Render) -> None:
    form = answered(title="Milik saya")
    form.clash = {"title": "<i>Milik orang lain</i>"}
    tree = render("field", "field(form.title)", form=form)
    assert tree.xpath("//input/@value") == ["Milik saya"]
    assert words(tree, "//*[@id='title-clash']") == "Tersimpan sekarang: <i>Milik orang lain</i>"


def test_the_summary_leads_to_every_error_also_in_repeated_parts(render: Render) -> None:
    form = answered(**{"places-0-households": "x", "places-1-households": "3"})
    form.form_errors = ["Data ini berubah sejak Anda membukanya."]
    tree = render("error_summary", "error_summary(form)", form=form)
    links = dict(zip(tree.xpath("//a/@href"), [words(a) for a in tree.xpath("//a")], strict=True))
    assert links == {
        "#title": "Isi judul",
        "#starts_on": "Isi tanggal mulai",
        "#sources": "Pilih sumber dana",
        "#places-0-households": "Isi dengan bilangan bulat, misalnya 40",
    }
    assert words(tree, "//li[not(a)]") == "Data ini berubah sejak Anda membukanya."


def test_no_summary_without_errors(render: Render) -> None:
    assert words(render("error_summary", "error_summary(form)", form=Pledge())) == ""


def test_a_pager_keeps_first_last_and_neighbours(render: Render) -> None:
    page = {"number": 9, "pages": 17, "total": 1336, "first": 161, "last": 180}
    tree = render("pager", "pager(page, url)", page=page, url="?halaman={}".format)
    assert [words(item) for item in tree.xpath("//li")] == [
        "Sebelumnya", "Halaman 1", "…", "Halaman 8", "Halaman 9", "Halaman 10", "…", "Halaman 17",
        "Berikutnya",
    ]  # fmt: skip
    assert tree.xpath("//a[@aria-current='page']/@href") == ["?halaman=9"]
    assert "161–180 dari 1.336" in words(tree, "//p")


def test_a_gap_in_the_matrix_says_what_is_missing(render: Render) -> None:
    nobody = (
        "–",
        "priority",
        "level-priority",
        True,
        False,
        False,
        False,
        "/k",
        "belum ada mitra, prioritas",
    )
    some = ("4", 3, "level-3", False, False, False, False, None, "mitra")
    row = ShownRow("Hinai", None, None, "", (Square(*nobody), Square(*some)), "4", "hinai")
    columns = [
        {"number": 2, "name": "Layanan dasar", "short": "Layanan"},
        {"number": 3, "name": "Ekonomi", "short": "Ek."},
    ]
    grid = {
        "caption": "Mitra",
        "corner": "Kecamatan",
        "columns": columns,
        "groups": [{"rows": [row]}],
        "total_label": "Jumlah",
    }
    tree = render("matrix", "matrix(grid)", grid=grid)
    assert words(tree, "//tr[@id='hinai']/th[@scope='row']") == "Hinai"
    assert words(tree, "//td[@class='level-priority']//*[not(@aria-hidden)]").endswith(
        "belum ada mitra, prioritas"
    )
    assert words(tree, "//td[@class='level-3']") == "4 mitra"
    assert len(tree.xpath("//thead//th[@scope='col']")) == 4
