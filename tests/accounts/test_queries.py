"""The office's list of people."""

import pytest
from flask import Flask

from portal.accounts import queries
from portal.accounts.rules import OfficeRoleName
from tests.factories import a_user, a_verifier, an_admin


@pytest.mark.parametrize("words", ["siti", "AMINAH siti", "s.aminah@", "Siti Ami"])
def test_people_are_found_by_name_and_address(site: Flask, words: str) -> None:
    siti = a_user(name="Siti Aminah", email="s.aminah@contoh.id")
    a_user(name="Budi")
    assert list(queries.list_users(words, None, 1).rows) == [siti]


@pytest.mark.parametrize("words", ["%", "_", "\\", "50%"])
def test_signs_of_the_database_are_only_letters(site: Flask, words: str) -> None:
    a_user(name="Siti Aminah")
    assert queries.list_users(words, None, 1).total == 0


def test_people_are_narrowed_to_a_role_and_paged(site: Flask) -> None:
    an_admin()
    for _n in range(21):
        a_verifier()
    page = queries.list_users("", OfficeRoleName.VERIFIER, 2)
    assert (page.total, page.pages, len(page.rows)) == (21, 2, 1)


def test_a_number_too_large_is_nobody(site: Flask) -> None:
    assert queries.get_user(10**18) is None


def test_strategies_are_named_in_both_languages(site: Flask) -> None:
    assert queries.strategy_names("id")[1] == (2, "2. Layanan dasar")
    assert len(queries.strategy_names("en")) == 7
