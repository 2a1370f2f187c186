"""The checks of the letter, its signature and picture, and of the organization's name in all texts. No Django here."""

import re
from collections.abc import Iterator

from ..outputs.html_tree import Node
from ..outputs.issue import Issue
from .findings import Finding, field_path, normalize_words

ORGANIZATION_NAME = "NCSEJ"
SPACES = r"[^\S\n]*"
# The name's letters in any order, or in order with spaces between them.
SIMILAR_NAME = re.compile(
    rf"\b(?:[{ORGANIZATION_NAME}]{{{len(ORGANIZATION_NAME)}}}|{SPACES.join(ORGANIZATION_NAME)})\b"
)
VAGUE_LINK_TEXTS = {"here", "click here", "read here", "see here", "this", "this link", "link", "read more", "more"}


def check_required_fields(issue: Issue, letter: Node) -> Iterator[Finding]:
    if not issue.summary:
        yield Finding("error", "search_description", "There is no summary.")
    if not issue.addressee:
        yield Finding("error", "addressee", "Nobody is named after TO.")
    if letter.is_blank:
        yield Finding("error", "letter", "There is no letter.")


def check_link_texts(letter: Node) -> Iterator[Finding]:
    for link in find_links(letter):
        if normalize_words(link.text) in VAGUE_LINK_TEXTS:
            words = " ".join(link.text.split())
            yield Finding("warning", "letter", f"A link says only “{words}”. Let its words say where it leads.")


def find_links(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "a":
                yield child
            yield from find_links(child)


def check_alt_text(issue: Issue) -> Iterator[Finding]:
    image = issue.lead_image
    if image and not image.alt and not image.is_decorative:
        yield Finding(
            "warning", "lead_image", "The picture has no alternative text and is not marked as decoration only."
        )


def check_signature(issue: Issue, letter: Node) -> Iterator[Finding]:
    """A letter that ends with lines of the signature, which follows it: a pasted “Sincerely, Name, Title”."""
    if not issue.signature:
        return
    signed = [normalize_words(line) for line in issue.signature]
    whole = " ".join(signed)
    for line in list_lines(letter)[-len(signed) - 2 :]:
        words = normalize_words(line)
        is_name_and_title = words.startswith(f"{signed[0]} ") and whole.startswith(words)
        if words and (words in signed or is_name_and_title):
            yield Finding("warning", "letter", f"The letter ends with “{line}”, and the signature says it again.")
            return


def list_lines(letter: Node) -> list[str]:
    """The lines of the letter: paragraphs and what line breaks part in them."""
    blocks = [block if isinstance(block, str) else block.text for block in letter.children]
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def check_organization_name(issue: Issue, letter: Node) -> Iterator[Finding]:
    """ "NCESJ", "NSCEJ", "N CSEJ": the name with its letters in another order or with spaces; not the former "NCSJ"."""
    for field, text in find_typed_texts(issue, letter):
        for slip in dict.fromkeys(SIMILAR_NAME.findall(text)):
            if slip != ORGANIZATION_NAME and sorted(re.sub(r"\s", "", slip)) == sorted(ORGANIZATION_NAME):
                yield Finding("warning", field, f"“{slip}” should be {ORGANIZATION_NAME}.")


def find_typed_texts(issue: Issue, letter: Node) -> Iterator[tuple[str, str]]:
    """(field, text) of everything that an editor typed."""
    yield "title", issue.title
    yield "kicker", issue.kicker
    yield "search_description", issue.summary
    yield "addressee", issue.addressee
    for position, signatory in enumerate(issue.sent_from):
        yield f"sent_from.{position}.name", signatory.name
        yield f"sent_from.{position}.title", signatory.title
    yield "letter", "\n".join(block if isinstance(block, str) else block.text for block in letter.children)
    yield "signature", "\n".join(issue.signature)
    if issue.lead_image:
        yield "lead_image_caption", issue.lead_image.caption
    for clipping in issue.clippings:
        yield field_path(clipping, "headline"), clipping.headline
        yield field_path(clipping, "byline"), clipping.byline
        yield field_path(clipping, "source"), clipping.source
        yield field_path(clipping, "excerpt"), "\n".join(clipping.paragraphs)
