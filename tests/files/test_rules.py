"""Names and contents, told apart without a database."""

from io import BytesIO

import pytest
from PIL import Image

from portal.files import rules
from portal.files.pictures import painted_anew, small
from portal.files.rules import FileKind, NotTaken
from portal.web.uploads import MOST_FILE_BYTES
from tests.files import making


@pytest.mark.parametrize("name", making.NAMES)
def test_a_name_is_safe_to_show_and_to_save_under(name: str) -> None:
    assert rules.clean_name(name) == making.NAMES[name]


def test_a_clean_name_stays_as_it_is() -> None:
    for clean in making.NAMES.values():
        assert rules.clean_name(clean) == clean


def test_the_last_extension_decides() -> None:
    assert rules.kind_of_name("a.html.pdf") is FileKind.PDF
    assert rules.kind_of_name("a.pdf.html") is None
    assert rules.kind_of_name("pdf") is None
    assert rules.kind_of_name("a.JPEG") is FileKind.JPEG


def test_ten_megabytes_are_the_most() -> None:
    assert rules.MOST_BYTES == MOST_FILE_BYTES
    fill = b" " * (rules.MOST_BYTES - len(making.PDF))
    rules.check_content(FileKind.PDF, b"%PDF-1.7\n" + fill[9:] + making.PDF)
    with pytest.raises(NotTaken) as refused:
        rules.check_content(FileKind.PDF, b"%PDF-1.7\n" + fill + making.PDF)
    assert refused.value.reason == rules.TOO_BIG


@pytest.mark.parametrize("kind", [k for k in FileKind if k not in rules.PICTURES])
@pytest.mark.parametrize("size", [0, 1, 3, 8, 12, 40])
def test_a_beginning_alone_is_no_document(kind: FileKind, size: int) -> None:
    whole = making.PDF if kind is FileKind.PDF else making.office()
    with pytest.raises(NotTaken):
        rules.check_content(kind, whole[:size])


@pytest.mark.parametrize("size", range(0, 600, 37))
def test_a_picture_cut_anywhere_is_refused_kindly(size: int) -> None:
    whole = making.picture(size=(300, 300))
    assert len(whole) > 600
    with pytest.raises(NotTaken):
        painted_anew(FileKind.JPEG, whole[:size])


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_one_stays(form: str) -> None:
    painted = Image.open(BytesIO(painted_anew(FileKind.from_slug(form.lower()), making.moving(form))))
    assert getattr(painted, "n_frames", 1) == 1
    assert painted.convert("RGB").getpixel((20, 10))[0] > 200


def test_sixteen_bits_of_grey_stay_what_they_looked_like() -> None:
    painted = Image.open(BytesIO(painted_anew(FileKind.PNG, making.deep_grey()))).convert("L")
    assert (painted.getpixel((10, 10)), painted.getpixel((30, 10))) == (7, 128)


def test_the_small_picture_is_small_and_says_nothing_of_the_camera() -> None:
    data = small(painted_anew(FileKind.JPEG, making.photo_with_place()))
    assert Image.open(BytesIO(small(making.picture("PNG", (3000, 1000), "RGBA")))).size == (320, 107)
    for secret in (b"RAHASIA", b"rahasia", b"Exif", b"GPS"):
        assert secret not in data
