"""The few marks of Markdown that the texts use, made into the HTML that Wagtail's editor writes. No Django here."""

import html
import re

from pages.rich_text.languages import LANGUAGES, merge_language_spans

SPANS = {
    language.code: "".join(f' {name}="{value}"' for name, value in language.attributes.items())
    for language in LANGUAGES
}
INLINE = [
    (re.compile(r"\[([^]]+)]\(([^)\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\[([^]]+)]\{(\w+)}"), lambda found: f"<span{SPANS[found[2]]}>{found[1]}</span>"),
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(.+?)\*"), r"<i>\1</i>"),
]
LIST_ITEM = re.compile(r"(?:-|\d+\.) ")


def inline(text: str) -> str:
    """Links, passages in another language ("[שלום]{he}"), bold and italic within a line."""
    text = html.escape(" ".join(text.split()), quote=False)
    for pattern, replacement in INLINE:
        text = pattern.sub(replacement, text)
    return text


def block(text: str) -> str:
    """One heading, list, passage set apart or paragraph."""
    if text.startswith("#"):
        marks, _, words = text.partition(" ")
        return f"<h{len(marks)}>{inline(words)}</h{len(marks)}>"
    if LIST_ITEM.match(text):
        kind = "ul" if text.startswith("-") else "ol"
        items = (LIST_ITEM.sub("", item, count=1) for item in re.split(r"\n(?=(?:-|\d+\.) )", text))
        return f"<{kind}>{''.join(f'<li>{inline(item)}</li>' for item in items)}</{kind}>"
    if text.startswith("> "):
        words = text[2:].replace("\n> ", " ")
        return f"<blockquote>{inline(words)}</blockquote>"
    return f"<p>{inline(text)}</p>"


def blocks(text: str) -> list[str]:
    """The text's blocks as they are written, parted by empty lines."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def unwrapped(text: str) -> str:
    """Plain paragraphs, each on one line, however the file breaks them."""
    return "\n\n".join(" ".join(part.split()) for part in blocks(text))


def to_html(text: str) -> str:
    return merge_language_spans("".join(block(part) for part in blocks(text)))
