"""The matrix of kecamatan and strategies is one A4 page, landscape, whatever it counts."""

import re

import pytest

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("query", ["", "?ukuran=pagu", "?ukuran=sasaran&tahun=2026", "?kolom=status"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_matrix_prints_on_one_page(visit: Visit, language: str, query: str) -> None:
    paper = visit(f"{language}/matriks{query}").pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper).groups())
    assert (round(width), round(height)) == (842, 595)
