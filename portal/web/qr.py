"""The address of a page as it is printed: in letters and as a QR code."""

from dataclasses import dataclass

import segno
from flask import current_app

from portal.web.markdown import blessed


@dataclass(frozen=True)
class Printed:
    """The full address in the default language, and its drawing as SVG."""

    address: str
    qr: str


def printed(path: str, title: str) -> Printed:
    """The page under this path for paper; `title` says what the drawing is to those who cannot see it."""
    address = current_app.config["SETTINGS"].base_url + path
    drawing = segno.make(address, micro=False).svg_inline(
        svgclass=None, lineclass=None, omitsize=True, border=2, title=title
    )
    return Printed(address, blessed(drawing))
