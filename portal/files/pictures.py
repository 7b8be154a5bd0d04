"""Pictures are painted anew: nothing of the old file stays but its pixels, upright and not too big."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from portal.core.wording import _l
from portal.files.rules import DAMAGED, FileKind, NotTaken

LONGEST_SIDE = 4000  # pixels
MOST_PIXELS = 50_000_000  # the cameras of phones stay below; a bomb of a few kB can claim 4 billion
FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
PLAIN_MODES = {"JPEG": ("L", "RGB"), "PNG": ("L", "RGB", "RGBA"), "WEBP": ("RGB", "RGBA")}
QUALITY = 85
TOO_MANY_PIXELS = _l("Gambar ini terlalu besar: paling banyak 50 juta piksel")


def painted_anew(kind: FileKind, data: bytes) -> bytes:
    """The picture without metadata (GPS, camera, comments, colour profile). Raises NotTaken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _painted(FORMATS[kind], data)
    except NotTaken:
        raise
    except Exception as error:  # Pillow fails in many ways on files made to hurt it
        raise NotTaken(DAMAGED) from error


def _painted(form: str, data: bytes) -> bytes:
    with Image.open(BytesIO(data), formats=[form]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise NotTaken(TOO_MANY_PIXELS)
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        turned = ImageOps.exif_transpose(opened)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
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
