"""Papers are compiled from data that stays data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from portal.config import NotConfigured, read_settings
from portal.documents import rendering
from portal.documents.rendering import PaperBroken, printable, render
from portal.documents.richtext import blocks_of
from portal.web.markdown import render as markdown
from tests.documents.reading import NAUGHTY, pages, reader, squeezed, words

HEAD = {"government": "PEMERINTAH", "office": "KANTOR", "address": "Stabat", "logo": None, "site": "Simpul"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates of its own: the shared parts, and papers that a test writes."""
    for part in ("house.typ", "rich.typ", "parts.typ"):
        (tmp_path / part).write_text((rendering.PAPERS / part).read_text())
    monkeypatch.setattr(rendering, "PAPERS", tmp_path)
    return tmp_path


def write(folder: Path, body: str) -> None:
    top = '#import "house.typ": *\n#import "rich.typ": rich\n#show: paper.with("Uji", "Uji")\n'
    (folder / "uji.typ").write_text(top + body)


def paper(text: object, **more: object) -> dict[str, object]:
    return {"reference": "UJI-1", "head": HEAD, "text": text, **more}


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_text_is_shown_as_it_is(folder: Path, text: str) -> None:
    write(folder, "#data.text")
    assert squeezed(text) in squeezed(words(render("uji", paper(text))))


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_text_is_shown_as_it_is_in_markdown_too(folder: Path, text: str) -> None:
    write(folder, "#rich(data.text)")
    pdf = render("uji", paper(blocks_of(markdown(f"```\n{text}\n```"))))
    assert squeezed(text) in squeezed(words(pdf))


def test_unseen_letters_and_heaps_of_accents_do_not_reach_the_paper(folder: Path) -> None:
    assert printable("a\u202eb\u200bc\x00d\ufeff") == "abcd"
    assert printable({"x": ["e" + "\u0301" * 40]}) == {"x": ["é\u0301\u0301"]}
    assert printable("satu\u2028dua\ntiga\tempat") == "satu\ndua\ntiga\tempat"
    write(folder, "#data.text")
    assert "Aman saja" in words(render("uji", paper("Z" + "\u0351\u036b" * 50 + " Aman saja")))


def test_letters_that_no_font_has_do_no_harm(folder: Path) -> None:
    write(folder, "#data.text")
    assert "setuju" in words(render("uji", paper("setuju 👍🏽 👨‍👩‍👧 日本語 ไทย")))


def test_words_are_neither_hyphenated_nor_joined(folder: Path) -> None:
    write(folder, "#data.text")
    text = "pertanggungjawaban efisiensi afiliasi " * 60
    found = words(render("uji", paper(text)))
    assert [found.count(word) for word in text.split()[:3]] == [60, 60, 60]


def test_every_page_says_which_of_how_many(folder: Path) -> None:
    write(folder, "#data.text #pagebreak() dua #pagebreak() tiga")
    found = pages(render("uji", paper("satu")))
    assert [f"Halaman {n} dari 3" in page for n, page in enumerate(found, 1)] == [True, True, True]


def test_equal_data_gives_equal_bytes_with_the_date_it_was_given(folder: Path) -> None:
    write(folder, "#data.text")
    at = datetime(2024, 12, 13, 5, 30, tzinfo=UTC)
    assert render("uji", paper("a"), at=at) == render("uji", paper("a"), at=at)
    assert reader(render("uji", paper("a"), at=at)).metadata["/CreationDate"].startswith("D:20241213053000")
    assert render("uji", paper("a")) == render("uji", paper("a"))


def test_a_paper_says_its_title_and_language_and_is_tagged(folder: Path) -> None:
    write(folder, "#data.text")
    document = reader(render("uji", paper("a")))
    assert document.metadata.title == "Uji"
    assert document.trailer["/Root"]["/Lang"].startswith("id")
    assert "/StructTreeRoot" in document.trailer["/Root"]


def test_fonts_are_inside_the_paper(folder: Path) -> None:
    write(folder, "#data.text")
    fonts = reader(render("uji", paper("teks"))).pages[0]["/Resources"]["/Font"].get_object().values()
    names = {str(font.get_object()["/BaseFont"]) for font in fonts}
    assert any("Libertinus" in name for name in names)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("#data.nothing_of_the_kind", "nothing_of_the_kind"),
        ("#let x = ", "uji.typ"),
        ('#read("../../../../etc/passwd")', "uji.typ"),
        ('#import "@preview/cetz:0.3.0": *', "uji.typ"),
    ],
)
def test_a_broken_template_says_so_clearly(folder: Path, body: str, complaint: str) -> None:
    write(folder, body)
    with pytest.raises(PaperBroken) as broken:
        render("uji", paper("a"))
    assert "uji.typ" in str(broken.value) and complaint in str(broken.value)


def test_a_paper_that_does_not_exist_says_so(folder: Path) -> None:
    with pytest.raises(PaperBroken, match=r"tidak-ada\.typ"):
        render("tidak-ada", paper("a"))


def test_the_logo_of_the_office_stands_in_the_letterhead(folder: Path, tmp_path: Path) -> None:
    logo = tmp_path / "lambang.png"
    Image.new("RGBA", (2000, 2400), "green").save(logo)
    write(folder, "#letterhead()")
    data = paper("", head=HEAD | {"logo": rendering.logo_bytes(str(logo))})
    document = reader(render("uji", data))
    assert len(document.pages[0].images) == 1
    assert "KANTOR" in words(render("uji", data))


def test_a_logo_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    env = {"SIMPUL_ENV": "test", "SECRET_KEY": "k" * 40, "VAR_DIR": str(tmp_path)}
    for path in ("/nowhere/lambang.png", str(tmp_path / "lambang.svg")):
        with pytest.raises(NotConfigured, match="LOGO_PATH"):
            read_settings(env | {"LOGO_PATH": path})
