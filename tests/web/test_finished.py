"""Parts of pages are made once for the same arguments, and never mistaken for others."""

import re

from flask import Flask, url_for

from portal.commitments.rules import CommitmentState
from portal.config import ROOT
from portal.core.wording import speaking
from portal.organisations.rules import OrganisationStatus
from portal.web.finished import finished


def test_words_that_are_stored_alike_and_languages_keep_their_own_parts(site: Flask) -> None:
    shown = "{% from 'components/status.html' import status %}{{ finished(status, state) }}"
    template = site.jinja_env.from_string(shown)
    alike = [word for word in OrganisationStatus if word in list(CommitmentState)]
    assert alike
    with site.test_request_context("/"):
        for state in (*alike, *(CommitmentState.of(word.value) for word in alike)):
            for language in ("id", "en"):
                with speaking(language):
                    assert str(state.label) in template.render(state=state)


def test_a_part_is_made_once(site: Flask) -> None:
    macro = site.jinja_env.from_string("{% macro one(text) %}<b>{{ text }}</b>{% endmacro %}").module.one
    with site.test_request_context("/"):
        assert finished(macro, "<i>") is finished(macro, "<i>")
        assert str(finished(macro, "<i>")) == "<b>&lt;i&gt;</b>"


def test_an_address_made_before_belongs_to_its_language(site: Flask) -> None:
    for root, expected in (("", "/matriks?tahun=2026"), ("/en", "/en/matriks?tahun=2026")):
        with site.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}):
            addresses = [url_for("matrices.index", tahun=2026, baris=None) for _ in range(2)]
        assert addresses == [expected, expected]


def test_macros_whose_parts_are_kept_have_a_name_of_their_own() -> None:
    texts = [file.read_text("utf-8") for file in (ROOT / "templates").rglob("*.html")]
    kept = {name for text in texts for name in re.findall(r"finished\((\w+)", text)}
    made = [name for text in texts for name in re.findall(r"{%-? macro (\w+)\(", text)]
    assert kept and {name: made.count(name) for name in kept} == dict.fromkeys(kept, 1)
