"""Which names look alike, and why."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.organisations.matching import CONTAINED, THRESHOLD, VERY_SIMILAR, Reason, compare, similar

SAME = [
    ("PT. Djaja Abadi, Tbk", "PT Jaya Abadi"),
    ("P.T. Perkebunan Pesisir (Persero)", "Perseroan Terbatas Perkebunan Pesisir"),
    ("Jajasan Soekma Tjipta", "Yayasan Sukma Cipta"),
    ("Lembaga Swadaya Masyarakat Pesisir", "LSM PESISIR"),
    ("Persaudaraan Muhammadiyah", "Persaudaraan Muhamadiyah"),
    ("Dinas PUTR Kab.", "Dinas Pekerjaan Umum dan Tata Ruang"),
    ("Dinkes", "Dinas Kesehatan"),
]


@dataclass(frozen=True)
class Named:
    name: str


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spelling_punctuation_and_abbreviations_do_not_tell_names_apart(one: str, other: str) -> None:
    assert compare(one, other) == (100, Reason.SAME)


def test_another_legal_form_is_said_as_the_reason() -> None:
    assert compare("PT Sinar Laut", "CV Sinar Laut") == (100, Reason.FORM)


def test_a_name_within_a_longer_one_is_asked_about_but_not_called_the_same() -> None:
    score, reason = compare("LSM Pesisir Hijau", "Perkumpulan Pesisir Hijau Nusantara")
    assert (score, reason) == (CONTAINED, Reason.CONTAINED)
    assert THRESHOLD <= score < VERY_SIMILAR


def test_a_slip_of_the_pen_is_still_found() -> None:
    score, reason = compare("PT Bakau Lestari", "PT Bakau Letsari")
    assert score >= THRESHOLD
    assert reason is Reason.SPELLING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dinas Sosial", "Dinas Kesehatan"),
        ("PT Sinar Abadi", "PT Sinar Jaya"),
        ("PT Kebun Sawit Makmur", "PT Kebun Karet Makmur"),
        ("PT", "CV"),
    ],
)
def test_different_names_are_not_asked_about(one: str, other: str) -> None:
    assert compare(one, other)[0] < THRESHOLD


def test_the_most_alike_comes_first_and_at_most_ten() -> None:
    known = [Named(f"Koperasi Melati Indah {n}") for n in range(20)] + [Named("KOPERASI MELATI INDAH")]
    found = similar("Koperasi Melati Indah", known)
    assert len(found) == 10
    assert found[0].known.name == "KOPERASI MELATI INDAH"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared_either_way_round(one: str, other: str) -> None:
    assert compare(one, other)[0] == compare(other, one)[0]
    assert 0 <= compare(one, other)[0] <= 100
