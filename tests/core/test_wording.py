"""Words with numbers in them, in both languages."""

import pytest
from flask import Flask, render_template_string

from portal.core.wording import ngettext, speaking

KOMITMEN = "%(num)d komitmen"


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("id", 1190, "1.190 komitmen"),
        ("en", 1190, "1,190 commitments"),
        ("en", 1, "1 commitment"),
    ],
)
def test_numbers_in_words_are_written_as_people_write_them(
    site: Flask, language: str, number: int, words: str
) -> None:
    with site.test_request_context(), speaking(language):
        assert ngettext(KOMITMEN, KOMITMEN, number) == words
        template = '{{ ngettext("%(num)d komitmen", "%(num)d komitmen", number) }}'
        assert render_template_string(template, number=number) == words
