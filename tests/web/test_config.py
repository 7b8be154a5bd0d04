"""Outside development the site refuses to start half configured."""

import pytest

from portal.config import NotConfigured, read_settings

GOOD = {"SIMPUL_ENV": "production", "SECRET_KEY": "s" * 40, "BASE_URL": "https://simpul.example.id"}


def test_a_complete_configuration_starts() -> None:
    settings = read_settings(GOOD)
    assert settings.secure
    assert settings.trusted_hosts == ("simpul.example.id",)


@pytest.mark.parametrize(
    "change",
    [
        {"SECRET_KEY": ""},
        {"SECRET_KEY": "short"},
        {"BASE_URL": ""},
        {"BASE_URL": "http://simpul.example.id"},
        {"FLASK_DEBUG": "1"},
        {"DEMO_PASSWORD": "x"},
        {"SIMPUL_ENV": "staging"},
        {"PROXY_HOPS": "many"},
        {"SMTP_URL": "http://surat.example.id"},
        {"SMTP_URL": "smtps://surat.example.id"},
        {"FILES_URL": "/srv/berkas"},
        {"FILES_URL": "s3://"},
        {"FILES_URL": "s3://berkas", "FILES_ENDPOINT": "s3.example.id"},
        {"FILES_URL": "s3://berkas", "FILES_ACCESS_KEY": "kunci"},
    ],
)
def test_an_unsafe_or_half_configuration_does_not(change: dict[str, str]) -> None:
    with pytest.raises(NotConfigured):
        read_settings(GOOD | change)


def test_production_is_the_default() -> None:
    with pytest.raises(NotConfigured):
        read_settings({})


@pytest.mark.parametrize("scheme", ["postgres://", "postgresql://"])
def test_postgresql_addresses_get_their_driver(scheme: str) -> None:
    settings = read_settings(GOOD | {"DATABASE_URL": f"{scheme}u:p@h/d"})
    assert settings.database_url == "postgresql+psycopg://u:p@h/d"
