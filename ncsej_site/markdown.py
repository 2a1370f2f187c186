"""Converts the subset of Markdown that the demonstration's texts and the editors' guide use to HTML. No Django here.

The text is our own; it is escaped all the same. The HTML is what Wagtail's editor writes, and `code`.
"""

import html
import re

from pages.rich_text.languages import LANGUAGES, merge_language_spans

SPAN_ATTRIBUTES = {
    language.code: "".join(f' {name}="{value}"' for name, value in language.attributes.items())
    for language in LANGUAGES
}
INLINE = [
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\[([^]]+)]\(([^)\s\"]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\[([^]]+)]\{(\w+)}"), lambda found: f"<span{SPAN_ATTRIBUTES[found[2]]}>{found[1]}</span>"),
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(.+?)\*"), r"<i>\1</i>"),
]
LIST_ITEM = re.compile(r"(?:-|\d+\.) ")


def inline_to_html(text: str) -> str:
    """Converts code, links, language spans ("[שלום]{he}"), bold and italic within a block."""
    text = html.escape(" ".join(text.split()), quote=False)
    for pattern, replacement in INLINE:
        text = pattern.sub(replacement, text)
    return text


def block_to_html(text: str) -> str:
    """Converts one heading, list, block quotation or paragraph."""
    if text.startswith("#"):
        hashes, _, words = text.partition(" ")
        return f"<h{len(hashes)}>{inline_to_html(words)}</h{len(hashes)}>"
    if LIST_ITEM.match(text):
        kind = "ul" if text.startswith("-") else "ol"
        items = (LIST_ITEM.sub("", item, count=1) for item in re.split(r"\n(?=(?:-|\d+\.) )", text))
        return f"<{kind}>{''.join(f'<li>{inline_to_html(item)}</li>' for item in items)}</{kind}>"
    if text.startswith("> "):
        words = text[2:].replace("\n> ", " ")
        return f"<blockquote>{inline_to_html(words)}</blockquote>"
    return f"<p>{inline_to_html(text)}</p>"


def split_blocks(text: str) -> list[str]:
    """The text's blocks in Markdown, which empty lines separate."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def unwrap_paragraphs(text: str) -> str:
    """The text with each paragraph on one line."""
    return "\n\n".join(" ".join(part.split()) for part in split_blocks(text))


def to_html(text: str) -> str:
    return merge_language_spans("".join(block_to_html(part) for part in split_blocks(text)))
