"""Every page in both languages: no axe violation, no sideways scroll at 320 px.

axe looks at each page in both languages and at both widths, but not at all four pairs; at its two slowest
rules once (decision 0021).
"""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.journeys.addresses import Address, all_addresses
from tests.journeys.conftest import DESKTOP, PHONE, LiveSite, Visit, faults_of_access, overflow

pytestmark = pytest.mark.journey


SEEN_AT_THE_OTHER = {PHONE["width"]: "color-contrast", DESKTOP["width"]: "target-size"}
PARTS = {"": 4, "verifikator": 4, "perusahaan": 2, "opd": 1, "ngo": 1, "komunitas": 1, "admin": 1}
WALKS = [(by, part) for by, parts in PARTS.items() for part in range(parts)]  # short: every process has work


@pytest.mark.parametrize(("language", "phone"), [("", True), ("/en", False)], ids=["phone", "en-desktop"])
@pytest.mark.parametrize(("by", "part"), WALKS)
def test_pages_are_accessible_and_fit(
    visit: Visit, live: LiveSite, by: str, part: int, language: str, phone: bool
) -> None:
    addresses = all_addresses(live.app)
    assert {address.by for address in addresses} <= PARTS.keys()
    mine = [address for address in addresses if address.by == by][part :: PARTS[by]]
    page, size = visit("/tentang", by=by, phone=phone), PHONE if phone else DESKTOP
    faults = [fault for address in mine for fault in _faults(page, address, language, size)]
    assert not faults, "\n".join(faults)


def _faults(page: Page, address: Address, language: str, size: ViewportSize) -> list[str]:
    path = (language + address.path).removesuffix("/") or "/"
    page.set_viewport_size(size)
    page.goto(path)
    found = faults_of_access(page, but=SEEN_AT_THE_OTHER[size["width"]])
    faults = [f"{path} at {size['width']}: {fault}" for fault in found]
    page.set_viewport_size({"width": 320, "height": 700})
    if (wider := overflow(page)) > 0:
        faults.append(f"{path} is {wider} px too wide at 320")
    return faults
