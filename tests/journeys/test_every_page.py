"""Every page in both languages: no axe violation at 390 and 1280 px, no sideways scroll at 320."""

import pytest
from playwright.sync_api import Page

from tests.journeys.addresses import Address, all_addresses
from tests.journeys.conftest import DESKTOP, PHONE, LiveSite, Visit, faults_of_access, overflow

pytestmark = pytest.mark.journey


VISITOR_PARTS = 4  # most pages are a visitor's: in parts, so that both test processes have work to the end
PEOPLE = ["perusahaan", "opd", "ngo", "komunitas", "verifikator", "admin"]
WALKS = [*(("", part) for part in range(VISITOR_PARTS)), *((by, 0) for by in PEOPLE)]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(("by", "part"), WALKS)
def test_pages_are_accessible_and_fit(
    visit: Visit, live: LiveSite, by: str, part: int, language: str
) -> None:
    addresses = [address for address in all_addresses(live.app) if address.by == by]
    page = visit("/tentang", by=by)
    mine = addresses[part :: 1 if by else VISITOR_PARTS]
    faults = [fault for address in mine for fault in _faults(page, address, language)]
    assert not faults, "\n".join(faults)


def _faults(page: Page, address: Address, language: str) -> list[str]:
    path = (language + address.path).removesuffix("/") or "/"
    faults = []
    page.goto(path)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        faults += [f"{path} at {size['width']}: {fault}" for fault in faults_of_access(page)]
    page.set_viewport_size({"width": 320, "height": 700})
    if (wider := overflow(page)) > 0:
        faults.append(f"{path} is {wider} px too wide at 320")
    return faults
