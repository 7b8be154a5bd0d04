"""Rendered Markdown as a tree of blocks."""

import json

import pytest

from portal.documents.richtext import blocks_of, paragraphs_of
from portal.web.markdown import render


def kinds(markdown: str) -> list[str]:
    return [block["kind"] for block in blocks_of(render(markdown))]


def test_each_kind_of_block_is_known() -> None:
    parts = (
        "# Judul",
        "Isi",
        "- a\n- b",
        "1. c",
        "> kutip",
        "```\nkode\n```",
        "---",
        "| a | b |\n|---|--:|\n| 1 | 2 |",
    )
    text = "\n\n".join(parts)
    assert kinds(text) == ["h", "p", "list", "list", "quote", "code", "rule", "table"]


def test_inlines_nest_and_links_keep_their_address() -> None:
    (block,) = blocks_of(render("**tebal *miring*** `kode` [situs](https://contoh.id/?a=1&b=2)\nbaris"))
    strong, _space, mono, _space2, link, br, last = block["inlines"]
    assert strong["kind"] == "strong" and strong["inlines"][1]["kind"] == "em"
    assert mono["inlines"] == [{"kind": "text", "text": "kode"}]
    assert (link["url"], br["kind"]) == ("https://contoh.id/?a=1&b=2", "break")
    assert last["text"].strip() == "baris"


def test_a_list_keeps_its_first_number_and_its_lists() -> None:
    (block,) = blocks_of(render("3. tiga\n    - dalam\n4. empat"))
    assert (block["ordered"], block["start"], len(block["items"])) == (True, 3, 2)
    assert [inner["kind"] for inner in block["items"][0]] == ["p", "list"]


def test_a_table_has_cells_of_equal_number_with_their_alignment() -> None:
    (table,) = blocks_of(render("| a | b |\n|:-:|--:|\n| 1 | 2 |\n| 3 |"))
    assert table["width"] == 2
    assert [len(row) for row in (*table["head"], *table["rows"])] == [2, 2, 2]
    assert [cell["align"] for cell in table["rows"][0]] == ["center", "right"]


def test_what_looks_like_html_is_text() -> None:
    (block,) = blocks_of(render("<script>alert(1)</script> 1 < 2 & 3"))
    assert "".join(inline["text"] for inline in block["inlines"]) == "<script>alert(1)</script> 1 < 2 & 3"


@pytest.mark.parametrize("text", [">" * 200 + " dalam", "    " * 3 + "- a", "- " * 60 + "dalam"])
def test_deep_nesting_ends_and_loses_no_word(text: str) -> None:
    tree = json.dumps(blocks_of(render(text)))
    assert text.rstrip()[-1] in tree
    assert depth(blocks_of(render(text))) < 100


def depth(node: object) -> int:
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return 1 + max((depth(child) for child in children), default=0)


def test_plain_text_becomes_paragraphs_with_their_line_ends() -> None:
    blocks = paragraphs_of("satu\r\ndua\n\n\n\ntiga *bukan miring*\n")
    assert [len(block["inlines"]) for block in blocks] == [3, 1]
    assert blocks[1]["inlines"] == [{"kind": "text", "text": "tiga *bukan miring*"}]
    assert paragraphs_of("  \n ") == []


def test_unfinished_html_is_read_as_far_as_it_goes() -> None:
    assert blocks_of("<p>a<strong>b</p></ul>c")[0]["kind"] == "p"
    assert blocks_of("") == []
