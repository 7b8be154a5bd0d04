"""Figures inside a line of the trail, in the words of screens."""

import pytest

from portal.audit.figures import with_words


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (
            "Kampung Bakau, Begumit (12.05.07.2009): rupiah 253800000, quantity 12.5, households 1200",
            "Kampung Bakau, Begumit (12.05.07.2009): Rp253.800.000, kuantitas 12,5, keluarga (KK) 1.200",
        ),
        ("12.05.07.2009: realised_rupiah 1000, physical_percent 45", None),
        ("Stabat (12.05.07)", "Stabat (12.05.07)"),
        ("Catatan: rupiah 5 juta, quantity 3", "Catatan: rupiah 5 juta, quantity 3"),
    ],
)
def test_a_line_of_a_place_is_said_as_everywhere_else(site, kept: str, shown: str | None) -> None:
    assert with_words(kept) == (shown or "12.05.07.2009: tersalur Rp1.000, kemajuan fisik 45\u00a0%")
