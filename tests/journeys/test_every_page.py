"""Every page in both languages: no axe violation at 390 and 1280 px, no sideways scroll at 320."""

import pytest
from playwright.sync_api import Page

from tests.journeys.addresses import Address, all_addresses
from tests.journeys.conftest import DESKTOP, PHONE, LiveSite, Visit, faults_of_access, overflow

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("by", ["", "perusahaan", "opd", "ngo", "komunitas", "verifikator", "admin"])
def test_pages_are_accessible_and_fit(visit: Visit, live: LiveSite, by: str, language: str) -> None:
    addresses = [address for address in all_addresses(live.app) if address.by == by]
    page = visit("/tentang", by=by)
    faults = [fault for address in addresses for fault in _faults(page, address, language)]
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
