"""What failed while a template asked for it is not taken for something missing."""

import pytest
from flask import Flask, render_template_string


class Thing:
    @property
    def broken(self) -> str:
        return self.nothing_of_that_name  # type: ignore[attr-defined]


def test_a_broken_property_is_an_error(site: Flask) -> None:
    with site.test_request_context(), pytest.raises(RuntimeError, match=r"Thing\.broken"):
        render_template_string("{{ thing.broken }}", thing=Thing())


def test_what_does_not_exist_is_simply_missing(site: Flask) -> None:
    with site.test_request_context():
        assert render_template_string("{{ thing.absent or '–' }}", thing=Thing()) == "–"
