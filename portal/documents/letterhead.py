"""What stands at the head of every paper."""

from typing import Any

from portal.config import Settings
from portal.documents.rendering import logo_bytes


def letterhead(settings: Settings) -> dict[str, Any]:
    """The lines of the letterhead and the logo, for templates/documents/house.typ."""
    return {
        "government": settings.letterhead_government.upper(),
        "office": settings.letterhead_office.upper(),
        "address": settings.letterhead_address,
        "logo": logo_bytes(settings.logo_path),
        "site": settings.site_name,
    }
