"""The catalogue as the office, a partner and everybody meet it."""

from decimal import Decimal

from portal.needs.rules import NeedPriority, NeedStatus
from portal.organisations.models import FocusStrategy
from portal.organisations.rules import OrganisationKind
from portal.places.rules import PocketStatus
from tests.browser import Browser
from tests.factories import VILLAGE, a_commitment, a_member, a_need, a_pocket, a_verifier, an_organisation


def test_everybody_reads_the_catalogue_the_most_urgent_first(browser: Browser, site) -> None:
    a_need(title="Jalan usaha tani", priority=NeedPriority.NORMAL)
    urgent = a_need(title="Air bersih", priority=NeedPriority.URGENT)
    a_need(title="Belum diperiksa", status=NeedStatus.PROPOSED)
    text = browser.get("/kebutuhan").text
    assert text.index("Air bersih") < text.index("Jalan usaha tani")
    assert "Belum diperiksa" not in text and "dari 40 unit rumah masih terbuka" in text
    page = browser.get(f"/kebutuhan/{urgent.reference}")
    assert "Ambil kebutuhan ini" in page.text
    browser.get(f"/en/kebutuhan/{urgent.reference}")
    browser.get("/en/kebutuhan?status=terbuka&urut=sisa&prioritas=mendesak")
    browser.get("/kebutuhan?status=entah", status=400)
    assert "Masih terbuka (0)" in browser.get("/kebutuhan?strategi=1").main


def test_a_proposal_is_nobodys_to_read(browser: Browser, site) -> None:
    proposal = a_need(status=NeedStatus.PROPOSED)
    browser.get(f"/kebutuhan/{proposal.reference}", status=404)


def test_a_withdrawn_pocket_is_named_to_the_office_alone(browser: Browser, site) -> None:
    address = f"kebutuhan?kantong={a_pocket(name='Dusun Dicabut', status=PocketStatus.WITHDRAWN).slug}"
    assert "Dusun Dicabut" not in browser.get(f"/{address}", status=400).text
    browser.get(f"/data/{address.replace('?', '.csv?')}", status=400)
    browser.sign_in(a_verifier())
    assert "Dusun Dicabut" in browser.get(f"/kantor/{address}").main


def test_a_partner_sees_what_suits_it_first_and_takes_part_of_it(browser: Browser, site) -> None:
    a_need(title="Mendesak tetapi lain", strategy_number=2, priority=NeedPriority.URGENT)
    need = a_need(title="Rumah layak huni")
    organisation = an_organisation(focus=[FocusStrategy(strategy_number=5)])
    browser.sign_in(a_member(organisation))
    text = browser.get("/ruang/kebutuhan").text
    assert text.index("Rumah layak huni") < text.index("Mendesak tetapi lain")
    assert "Sesuai strategi fokus Anda" in text
    address = f"/ruang/kebutuhan/{need.reference}/ambil"
    form = browser.get(address).form()
    assert (
        "Yang masih terbuka tinggal 40" in browser.post(address, form | {"quantity": "41"}, status=422).text
    )
    page = browser.post(address, form | {"quantity": "2,5"}, follow=True)
    assert "2,5" in page.text


def test_a_community_proposes_and_the_office_accepts(browser: Browser, site) -> None:
    community = an_organisation(kind=OrganisationKind.COMMUNITY)
    pocket = a_pocket()
    browser.sign_in(a_member(community))
    answers = {
        "organisation": community.slug,
        "pocket_slug": pocket.slug,
        "strategy_number": "5",
        "title": "Jamban sehat",
        "quantity": "12",
        "unit": "unit",
        "year": "2026",
        "priority": "high",
        "basis": "village_meeting",
    }
    address = "/ruang/kebutuhan/baru"
    page = browser.post(address, browser.get(address).form() | answers | {"year": "1999"}, status=422)
    assert "Isi tahun antara 2020 dan 2100" in page.text
    browser.post(address, browser.get(address).form() | answers, follow=True)
    assert "Jamban sehat" in browser.get("/ruang/kebutuhan/usulan").text
    browser.sign_in(a_verifier())
    assert "Diusulkan" in browser.get("/kantor/kebutuhan").text
    reference = browser.get("/kantor/kebutuhan").text.split("KBT-")[1][:9]
    address = f"/kantor/kebutuhan/KBT-{reference}"
    page = browser.post(f"{address}/terima", browser.get(address).form("kebutuhan"), follow=True)
    assert "Masih terbuka" in page.text


def test_the_office_enters_corrects_and_closes_a_need(browser: Browser, site) -> None:
    browser.sign_in(a_verifier())
    need = a_need(quantity=Decimal(3))
    browser.get("/kantor/kebutuhan/baru")
    address = f"/kantor/kebutuhan/{need.reference}"
    changed = browser.get(f"{address}/ubah").form() | {"title": "Rumah tumbuh"}
    browser.post(f"{address}/ubah", changed, follow=True)
    assert "Rumah tumbuh" in browser.get(address).text
    form = browser.get(address).form("kebutuhan")
    assert "Tulis alasannya" in browser.post(f"{address}/tutup", form | {"reason": ""}, status=422).text
    page = browser.post(f"{address}/tutup", form | {"reason": "Sudah dipenuhi Dana Desa"}, follow=True)
    assert "Sudah dipenuhi Dana Desa" in page.text
    browser.get("/en" + address)


def test_a_pocket_its_strategy_and_a_commitment_lead_to_their_needs_and_back(browser: Browser, site) -> None:
    need = a_need()
    line = {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id, "need_id": need.id}
    pledge = a_commitment(places=[line | {"quantity": 10}])
    take = f"/ruang/kebutuhan/{need.reference}/ambil"
    assert take in browser.get(f"/kantong/{need.pocket.slug}").links()
    assert f"/kebutuhan/{need.reference}" in browser.get(f"/komitmen/{pledge.reference}").links()
    page = browser.get(f"/kebutuhan/{need.reference}")
    assert f"/komitmen/{pledge.reference}" in page.links() and "Berjalan" in page.main
    assert "1 kebutuhan menunggu mitra" in browser.get("/strategi/5").main
    for place in ("12.05", "12.05.07", VILLAGE):
        assert "1 kebutuhan menunggu mitra" in browser.get(f"/wilayah/{place}").main
    assert "Desa " in browser.get(f"/kebutuhan?wilayah={VILLAGE}").words("//*[contains(@class, 'chip')]")
    assert "/kebutuhan?wilayah=12.05.07&status=terbuka" in browser.get("/wilayah/12.05.07").links()
    browser.get(f"/en/kantong/{need.pocket.slug}")


def test_few_people_in_need_stay_unsaid(browser: Browser, site) -> None:
    need = a_need(unit="orang", quantity=Decimal(3))
    for address in ("/kebutuhan", f"/kebutuhan/{need.reference}", f"/kantong/{need.pocket.slug}"):
        assert "<5" in browser.get(address).main and "3 orang" not in browser.get(address).main


def test_a_taken_need_keeps_its_unit_place_and_strategy(browser: Browser, site) -> None:
    need = a_need()
    line = {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id, "need_id": need.id}
    a_commitment(places=[line | {"quantity": 10}])
    browser.sign_in(a_verifier())
    address = f"/kantor/kebutuhan/{need.reference}/ubah"
    form = browser.get(address).form()
    assert "tidak bisa diubah" in browser.post(address, form | {"unit": "paket"}, status=422).text
    browser.post(address, form | {"quantity": "50"}, follow=True)
