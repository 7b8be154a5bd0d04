"""The matrix as a visitor sees it."""

import pytest

from tests import factories as make


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("rows", ["kecamatan", "desa", "kantong", "mitra", "jenis"])
@pytest.mark.parametrize("columns", ["strategi", "jenis", "tahun", "status"])
@pytest.mark.parametrize("measure", ["komitmen", "mitra", "pagu", "sasaran"])
def test_every_matrix_opens_in_both_languages(browser, prefix, rows, columns, measure):
    make.a_pocket()
    make.a_commitment()
    page = browser.get(f"{prefix}/matriks?baris={rows}&kolom={columns}&ukuran={measure}")
    assert page.html.xpath("//table[contains(@class, 'matrix')]")
