"""The one place where HTML is blessed: Markdown renders, bleach links, nh3 has the last word."""

import re
from xml.etree.ElementTree import Element

import bleach
import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

MAX_LENGTH = 20_000
MAX_NESTING = 40
ADDRESS = re.compile(r"[\w-]\.[a-z]{2}", re.IGNORECASE)  # bleach takes half of the time to find none
TEXT_TAGS = {"p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "a"}
BLOCK_TAGS = {"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6"}
SCHEMES = {"http", "https", "mailto"}
EXTENSIONS = ("tables", "fenced_code", "sane_lists", "nl2br")
ALIGNED = {"tables": {"use_align_attribute": True}}  # a style would be taken away
ATTRIBUTES = {"a": {"href", "title"}, "td": {"align"}, "th": {"align"}, "ol": {"start"}}


class TooDeep(ValueError):
    """The text nests brackets or quotes more deeply than any person writes."""


class _LowerHeadings(Treeprocessor):
    """Headings of a text stand below those of the page: h1 becomes h3."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(int(element.tag[1]) + 2, 6)}"


class _House(Extension):
    """Raw HTML off, headings lowered, reference definitions of images and entities left alone."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_LowerHeadings(md), "lower_headings", 5)


def check_text(text: str) -> None:
    """Raises TooDeep (or ValueError when too long): Python-Markdown is quadratic in nested brackets."""
    if len(text) > MAX_LENGTH:
        raise ValueError("longer than 20,000 characters")
    for line in text.split("\n"):
        depth = deepest = 0
        for letter in line:
            depth += (letter in "[(") - (letter in "])")
            deepest = max(deepest, depth)
        runs = max((len(run) for run in re.findall(r"[>\[\]!*_`~ \t]{20,}", line)), default=0)
        if (
            deepest > MAX_NESTING
            or runs > 400
            or line.count("[") > 400
            or line.count("*") + line.count("_") > 1200
        ):
            raise TooDeep("nested too deeply")


def render(text: str | None) -> str:
    """HTML of a text that a stranger wrote, safe to show. Render on save and keep it, never on a view."""
    if not text:
        return ""
    check_text(text)
    bare = re.sub(r"[\x00\x02\x03]", "", text)
    html = Markdown(extensions=[*EXTENSIONS, _House()], extension_configs=ALIGNED).convert(bare)
    linked = _with_links(html)
    return nh3.clean(
        linked,
        tags=TEXT_TAGS | BLOCK_TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_full_address,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
        strip_comments=True,
    )


def _with_links(html: str) -> str:
    """Addresses as links, but not in code: bleach would escape that twice, so it waits outside."""
    if not ADDRESS.search(html):
        return html
    code = iter(re.findall(r"<code[^>]*>.*?</code>", html, flags=re.DOTALL))
    rest = re.sub(r"<code[^>]*>.*?</code>", "<code></code>", html, flags=re.DOTALL)
    return re.sub("<code></code>", lambda _found: next(code), bleach.linkify(rest, callbacks=[]))


def _full_address(_tag: str, name: str, value: str) -> str | None:
    """Relative addresses go: "java script:…" is one, and a text may be read anywhere."""
    return value if name != "href" or value.partition(":")[0].lower() in SCHEMES else None


def blessed(html: str | None) -> Markup:
    """Mark HTML that `render` made as safe to put on a page; the Jinja filter of the same name."""
    return Markup(html or "")  # noqa: S704 - the only place where this is done
