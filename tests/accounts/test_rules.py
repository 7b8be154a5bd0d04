"""Where one goes after signing in, when a session is over, which passwords will do."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.next_page import in_language, safe_next
from portal.accounts.passwords import check_password, hash_password, password_is
from portal.accounts.rules import session_is_over
from portal.core.errors import Refused
from tests.support.hostile import LEAVING

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/akun", "/akun"),
        ("/", "/"),
        ("/komitmen?q=rumah%20layak&halaman=2", "/komitmen?q=rumah%20layak&halaman=2"),
        ("/komitmen?q=a//b", "/komitmen?q=a//b"),
        ("/en/matriks?tahun=2026", "/matriks?tahun=2026"),
        ("/en", "/"),
        ("/energi", "/energi"),
    ],
)
def test_our_own_pages_may_come_next(asked: str, path: str) -> None:
    assert safe_next(asked) == path


@pytest.mark.parametrize("asked", LEAVING)
def test_nothing_that_leaves_the_site_comes_next(asked: str) -> None:
    assert safe_next(asked) is None


@pytest.mark.parametrize("asked", ["/masuk", "/en/masuk?next=/akun", "/keluar", None, "", "/" + "a" * 3000])
def test_the_doors_themselves_and_nothing_come_next(asked: str | None) -> None:
    assert safe_next(asked) is None


@given(
    st.text(st.sampled_from("/\\.:@%25cfeni \t\r\n#?&=-x") | st.characters(), max_size=30),
    st.sampled_from(["", "/", "//", "/en", "/en/", "\\", "/\\", "/%2f", "https:", "javascript:"]),
    st.sampled_from(["id", "en"]),
)
def test_no_text_at_all_leads_to_another_site(text: str, start: str, language: str) -> None:
    path = safe_next(start + text)
    if path is not None:
        there = urlsplit(urljoin("http://simpul.example/masuk", in_language(path, language)))
        assert (there.scheme, there.netloc) == ("http", "simpul.example")


@pytest.mark.parametrize(
    ("path", "language", "address"),
    [
        ("/akun", "en", "/en/akun"),
        ("/en/akun", "id", "/akun"),
        ("/", "en", "/en"),
        ("/en?a=1", "id", "/?a=1"),
    ],
)
def test_an_address_in_the_language_of_the_person(path: str, language: str, address: str) -> None:
    assert in_language(path, language) == address


@pytest.mark.parametrize(
    ("began", "seen", "idle_minutes", "over"),
    [
        (60, 29, 30, False),
        (60, 31, 30, True),
        (60, 59, None, False),
        (481, 1, 30, True),
        (481, 1, None, True),
    ],
)
def test_a_session_ends_after_eight_hours_or_idle_in_the_office(
    began: int, seen: int, idle_minutes: int | None, over: bool
) -> None:
    ago = [NOON - timedelta(minutes=minutes) for minutes in (began, seen)]
    assert session_is_over(*ago, NOON, 8, idle_minutes) is over


@pytest.mark.parametrize(
    "password", ["pendek7", "x" * 129, "password1", "PASSWORD1", "aaaaaaaaaa", "siti.aminah", "contoh.id"]
)
def test_poor_passwords_are_refused_at_their_field(password: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_password(password, "siti.aminah@contoh.id", "Siti Aminah")
    assert refusal.value.field == "password"


@pytest.mark.parametrize(
    "password", ["kuda sawah bambu", "ñandú-ñandú", "🌾🌾🌾🌾 padi kuning", "p" * 60 + "qrs" * 22]
)
def test_any_composition_will_do(password: str) -> None:
    check_password(password, "siti@contoh.id", "Siti")


def test_a_password_is_the_same_from_every_keyboard() -> None:
    assert password_is("caf\u0065\u0301 di Stabat", hash_password("caf\u00e9 di Stabat"))


def test_nobodys_password_is_verified_against_a_hash_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time tells nothing: without an account the work is the same."""
    checked = []
    monkeypatch.setattr("portal.accounts.passwords._hasher", _Hasher(checked))
    assert password_is("kuda sawah bambu", None) is False
    assert checked


class _Hasher:
    def __init__(self, checked: list[str]) -> None:
        self.checked = checked

    def verify(self, kept: str, _password: str) -> bool:
        self.checked.append(kept)
        return True
