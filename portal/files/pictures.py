"""Pictures are painted anew: nothing of the old file stays but its pixels, upright and not too big."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from portal.core.wording import _l
from portal.files.rules import DAMAGED, FileKind, NotTaken

LONGEST_SIDE = 4000  # pixels: a scanned letter stays legible
PHOTO_SIDE = 2000  # of a photo that shows what was done
SMALL_SIDE = 320
MOST_PIXELS = 50_000_000  # the cameras of phones stay below; a bomb of a few kB can claim 4 billion
FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
PLAIN_MODES = {"JPEG": ("L", "RGB"), "PNG": ("L", "RGB", "RGBA"), "WEBP": ("RGB", "RGBA")}
QUALITY, SMALL_QUALITY = 85, 72
TOO_MANY_PIXELS = _l("Gambar ini terlalu besar: paling banyak 50 juta piksel")


def painted_anew(kind: FileKind, data: bytes, longest: int = LONGEST_SIDE) -> bytes:
    """The picture without metadata (GPS, camera, comments, colour profile), at most `longest` pixels a side.

    Of a moving picture only the first one stays. Raises NotTaken.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _painted(FORMATS[kind], data, longest)
    except NotTaken:
        raise
    except Exception as error:  # Pillow fails in many ways on files made to hurt it
        raise NotTaken(DAMAGED) from error


def small(data: bytes) -> bytes:
    """A small JPEG of a picture that was painted anew, for pages."""
    with Image.open(BytesIO(data)) as opened:
        opened.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
        seen = opened.convert("RGBA")
    seen.thumbnail((SMALL_SIDE, SMALL_SIDE))
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen.getchannel("A"))
    out = BytesIO()
    ground.save(out, "JPEG", quality=SMALL_QUALITY, progressive=True)
    return out.getvalue()


def _painted(form: str, data: bytes, longest: int) -> bytes:
    with Image.open(BytesIO(data), formats=[form]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise NotTaken(TOO_MANY_PIXELS)
        opened.draft("RGB", (longest, longest))
        opened.load()
        turned = ImageOps.exif_transpose(opened)
    if turned.mode.startswith("I"):  # 16 bits of grey: the upper eight are what a screen shows
        turned = turned.point(lambda value: value / 256).convert("L")
    turned.thumbnail((longest, longest))
    bare = _pixels_only(turned, form)
    out = BytesIO()
    bare.save(out, form, quality=QUALITY)
    return out.getvalue()


def _pixels_only(picture: Image.Image, form: str) -> Image.Image:
    """A new picture in a plain mode: no palette, no profile, no notes."""
    seen_through = picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info
    wanted = "RGBA" if seen_through and form != "JPEG" else "RGB"
    mode = picture.mode if picture.mode in PLAIN_MODES[form] and not seen_through else wanted
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    return bare
