"""The pager of a long list leads from page to page and to both ends; a wrong place is said kindly."""

import pytest

from tests.browser import Browser
from tests.factories import a_commitment, an_organisation, together

MANY = 45


def many() -> None:
    with together():
        lead = an_organisation()
        author = a_commitment(lead).created_by
        for _ in range(MANY - 1):
            a_commitment(lead, created_by=author)


pytestmark = pytest.mark.furnished(by=many)


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pager_leads_to_the_next_page_and_to_both_ends(browser: Browser, language: str) -> None:
    address = f"{language}/komitmen?tahun=2026"
    first = browser.get(address)
    assert "1–20" in first.main
    second = browser.get(_link(first, "next"))
    assert "–" not in second.html.xpath("//nav[@class='pager pager--walk']/p")[0].text  # nobody counted
    last = browser.get(_link(second, "last"))
    assert "26–45" in last.main
    assert _link(second, "first") == _link(last, "first") == address
    back = browser.get(_link(last, "prev"))
    assert _link(back, "next") == f"{address}&sesudah={_references(back)[-1]}"
    assert len({*_references(first), *_references(second), *_references(last)}) == MANY
    assert "41–45" in browser.get(f"{address}&halaman=3").main


@pytest.mark.parametrize("place", ["sesudah=x", "sebelum=KMT-2026-9999", "sesudah=a&sebelum=b", "halaman=51"])
def test_a_place_that_is_not_there_leads_to_the_list_with_its_filters(browser: Browser, place: str) -> None:
    page = browser.get(f"/komitmen?strategi=5&{place}", status=400)
    assert "/komitmen?strategi=5" in page.html.xpath("//main//a/@href")


def _link(page, rel: str) -> str:
    return page.html.xpath(f"//nav//a[@rel='{rel}']/@href")[0]


def _references(page) -> list[str]:
    links = page.html.xpath("//main//li//h3/a/@href")
    return [link.rpartition("/")[2] for link in links]
