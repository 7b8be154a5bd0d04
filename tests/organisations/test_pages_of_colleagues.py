"""The pages of colleagues, and who may open them."""

import pytest

from portal.core.database import db
from portal.organisations.models import Membership, Organisation
from portal.organisations.rules import MemberRole
from tests.browser import Browser
from tests.factories import a_member, a_user, a_verifier, an_organisation
from tests.organisations.support import count, mails_to

PAGES = ("", "/undang", "/{number}/peran", "/{number}/keluarkan", "/keluar")
POSTS = ("/undang", "/{number}/peran", "/{number}/keluarkan", "/{number}/undang-lagi", "/keluar")


def _with_colleague() -> tuple[Organisation, int]:
    organisation = an_organisation()
    colleague = a_member(organisation, MemberRole.CONTRIBUTOR, name="Kontributor <b>Satu</b>")
    return organisation, colleague.memberships[0].id


@pytest.mark.parametrize("prefix", ("", "/en"))
def test_a_manager_opens_every_page(browser: Browser, prefix: str) -> None:
    organisation, number = _with_colleague()
    browser.sign_in(a_member(organisation, password_hash="x"))
    for part in PAGES:
        browser.get(f"{prefix}/ruang/rekan/{organisation.slug}{part.format(number=number)}")
    assert "Kontributor <b>Satu</b>" in browser.get(f"/ruang/rekan/{organisation.slug}").main


def test_a_colleague_is_invited_changed_and_taken_out(browser: Browser) -> None:
    organisation, number = _with_colleague()
    browser.sign_in(a_member(organisation))
    room = f"/ruang/rekan/{organisation.slug}"
    person = {"name": "Budi", "email": "budi@contoh.id", "role": "contributor", "once": "a"}
    assert "budi@contoh.id" in browser.post(f"{room}/undang", person, follow=True).main
    browser.post(f"{room}/{number}/peran", {"role": "manager"})
    assert db.session.get(Membership, number).role is MemberRole.MANAGER
    browser.post(f"{room}/{number}/keluarkan")
    db.session.expire_all()
    assert db.session.get(Membership, number) is None


def test_the_answer_is_the_same_for_a_person_with_an_account(browser: Browser) -> None:
    organisation, _number = _with_colleague()
    a_user(email="ada@contoh.id", password_hash="x")
    browser.sign_in(a_member(organisation))
    answers = [
        browser.post(
            f"/ruang/rekan/{organisation.slug}/undang",
            {"name": "Budi", "email": email, "role": "contributor", "once": email},
            follow=True,
        ).words("//*[@role='status']")
        for email in ("ada@contoh.id", "tak@contoh.id")
    ]
    assert answers[0].replace("ada@", "tak@") == answers[1]


def test_a_contributor_sees_colleagues_but_changes_nothing(browser: Browser) -> None:
    organisation, number = _with_colleague()
    browser.sign_in(a_member(organisation, MemberRole.CONTRIBUTOR))
    room = f"/ruang/rekan/{organisation.slug}"
    assert "Undang rekan" not in browser.get(room).main
    before = count(Membership)
    for part in POSTS[:-1]:
        browser.post(
            room + part.format(number=number), {"name": "x", "email": "x@y.id", "role": "manager"}, status=403
        )
    assert count(Membership) == before
    assert mails_to("x@y.id") == []


@pytest.mark.parametrize("who", ["another organisation's manager", "verifier"])
def test_strangers_find_nothing(browser: Browser, who: str) -> None:
    organisation, number = _with_colleague()
    browser.sign_in(a_verifier() if who == "verifier" else a_member(an_organisation()))
    room = f"/ruang/rekan/{organisation.slug}"
    for part in PAGES:
        browser.get(room + part.format(number=number), status=404)
    for part in POSTS:
        browser.post(room + part.format(number=number), {"role": "manager"}, status=404)


def test_a_number_of_another_organisation_is_not_found_under_ones_own_address(browser: Browser) -> None:
    _other, number = _with_colleague()
    own = an_organisation()
    browser.sign_in(a_member(own))
    browser.post(f"/ruang/rekan/{own.slug}/{number}/keluarkan", status=404)
    assert db.session.get(Membership, number) is not None


def test_the_last_manager_reads_why_the_role_stays(browser: Browser) -> None:
    organisation, _number = _with_colleague()
    manager = a_member(organisation)
    browser.sign_in(manager)
    address = f"/ruang/rekan/{organisation.slug}/{manager.memberships[0].id}/peran"
    page = browser.post(address, {"role": "contributor"}, status=422)
    assert "Lembaga harus punya pengelola. Jadikan rekan lain pengelola lebih dahulu." in page.errors()


def test_a_contributor_leaves(browser: Browser) -> None:
    organisation, _number = _with_colleague()
    a_member(organisation)
    person = a_member(organisation, MemberRole.CONTRIBUTOR)
    browser.sign_in(person)
    browser.post(f"/ruang/rekan/{organisation.slug}/keluar")
    browser.get(f"/ruang/rekan/{organisation.slug}", status=404)


@pytest.mark.parametrize("part", ["", "/ubah"])
def test_another_organisations_room_is_not_found(browser: Browser, part: str) -> None:
    organisation = an_organisation()
    browser.sign_in(a_member(an_organisation()))
    browser.get(f"/ruang/lembaga/{organisation.slug}{part}", status=404)
    browser.post(f"/ruang/lembaga/{organisation.slug}/ajukan", status=404)


def test_a_contributor_reads_the_profile_but_does_not_edit_it(browser: Browser) -> None:
    organisation = an_organisation()
    browser.sign_in(a_member(organisation, MemberRole.CONTRIBUTOR))
    browser.get(f"/ruang/lembaga/{organisation.slug}")
    browser.get(f"/ruang/lembaga/{organisation.slug}/ubah", status=403)
