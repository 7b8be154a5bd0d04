"""Texts that try to become markup, code or a command, and a hand that writes one into every field."""

from typing import Any

from lxml import html

MARKUP = "'\"><img src=x onerror=alert(1) x-probe><script>alert(1)</script>{{7*7}}%(a)s%s${7*7}"
WRITING = "\u202e\u0646\u0635\u202c Ünï̈çødé \U0001f468\u200d\U0001f469\u200b O'Brien; DROP TABLE users;-- \\0"
FORMULA = '=HYPERLINK("http://jahat.example";"klik")'
TEXTS = {"markup": MARKUP, "writing": WRITING, "formula": FORMULA}
SHORT = {
    "contact_phone": "0812 3456 7890",
    "website": "https://contoh.id/?a=b&c",
    "unit": "<b x-probe>",
    "short_id": "<i x-probe>",
    "short_en": "<i x-probe>",
}
TYPED = {"text", "search", "tel"}
ODD_WORDS = [
    "'",
    '"><script>alert(1)</script>',
    "%00",
    "%ff%fe",
    "%0d%0aSet-Cookie:%20a=b",
    "-1",
    "0",
    "99999999999999999999999",
    "1e9",
    "NaN",
    "٣",
    "%F0%9F%98%80",
    "{{7*7}}",
    "../../etc/passwd",
    "1%20OR%201=1",
    "x" * 3000,
]


def filled(form: html.FormElement, text: str, **answers: Any) -> dict[str, Any]:
    """A form's answers with the text wherever a person may write, and the first choice where one chooses."""
    given: dict[str, Any] = dict(form.form_values())
    for field in form.xpath(".//input[@name] | .//textarea[@name]"):
        name, kind = field.get("name"), field.get("type", "text") if field.tag == "input" else "text"
        if kind in TYPED:
            given[name] = SHORT.get(name, text[: int(field.get("maxlength") or 200)])
        elif kind in {"radio", "checkbox"}:
            given.setdefault(name, field.get("value"))
    for choice in form.xpath(".//select[@name]"):
        if not given.get(choice.get("name")):
            given[choice.get("name")] = next(filter(None, choice.value_options), "")
    return given | answers


def marks_left_by_texts(tree: Any) -> list[str]:
    """Elements that one of the texts has become."""
    found = tree.xpath("//*[@x-probe] | //img[@src='x']")
    return [html.tostring(each).decode()[:200] for each in found]
