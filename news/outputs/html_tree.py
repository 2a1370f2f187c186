"""Parses and sanitizes the letter's HTML for the outputs that are not web pages. No Django here.

A letter may have been typed in the editor or imported from an old email. Elements other than those below are
removed and their text is kept; a link whose URL is not safe becomes its text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from pages.rich_text.direction import direction

BLOCKS = {"p", "blockquote", "ul", "ol", "li", "h2", "h3", "h4"}
INLINE = {"a", "b", "strong", "i", "em", "span", "sub", "sup"}
WRAPPER_TAGS = {"": "p", "blockquote": "p", "ul": "li", "ol": "li"}  # parent → element that wraps text directly in it
HIDDEN = {"script", "style", "head", "title", "template", "iframe", "object", "svg", "math", "noscript", "textarea"}
SAFE_SCHEMES = {"http", "https", "mailto", "tel"}
PARAGRAPH_LIKE = {"div", "section", "article", "table", "tr", "td", "h1", "h5", "h6", "figure", "figcaption", "pre"}
MAX_DEPTH = 50  # of nested elements; deeper ones are removed and their text is kept

Attributes = list[tuple[str, str | None]]


@dataclass(slots=True)
class Node:
    """An element. The root and an anonymous block, which holds inline content between blocks, have an empty tag."""

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def is_blank(self) -> bool:
        return not self.text.replace("\u00a0", " ").strip()


class TreeBuilder(HTMLParser):
    """Builds the tree. The BLOCKS and INLINE elements become nodes, PARAGRAPH_LIKE ones paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node()
        self.open_nodes = [self.root]
        self.hidden_depth = 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in HIDDEN:
            self.hidden_depth += 1
        elif tag == "br":
            self.handle_data("\u2028")
        elif tag in BLOCKS | PARAGRAPH_LIKE:
            self.close_implied(tag)
            self.open_node("p" if tag in PARAGRAPH_LIKE else tag, attrs)
        elif tag in INLINE:
            self.open_node(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if tag == "br":
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden_depth = max(0, self.hidden_depth - 1)
        tag = "p" if tag in PARAGRAPH_LIKE else tag
        if tag in [node.tag for node in self.open_nodes[1:]]:
            while self.open_nodes.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.hidden_depth:
            return
        children = self.open_nodes[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)

    def open_node(self, tag: str, attrs: Attributes) -> None:
        if len(self.open_nodes) > MAX_DEPTH:
            return
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open_nodes[-1].children.append(node)
        self.open_nodes.append(node)

    def close_implied(self, tag: str) -> None:
        """Close elements whose end tag may be omitted: a paragraph before any block, a list item before the next."""
        closed = {"p", "h2", "h3", "h4"} | INLINE | ({"li"} if tag == "li" else set())
        while self.open_nodes[-1].tag in closed:
            self.open_nodes.pop()


def parse_html(html: str) -> Node:
    """The tree of an HTML fragment: paragraphs, lists and quotations. A line break within a text is U+2028."""
    builder = TreeBuilder()
    builder.feed(html)
    builder.close()
    return normalize_tree(builder.root)


def normalize_tree(node: Node) -> Node:
    """A copy with inline content wrapped in paragraphs, collapsed white space, and no blank blocks."""
    children: list[Node] = []
    for child in node.children:
        if isinstance(child, Node) and child.is_block:
            children.append(normalize_tree(child))
        elif children and children[-1].tag == "":
            children[-1].children.append(child)
        else:
            children.append(Node("", {}, [child]))
    blocks = [child for child in children if not child.is_blank]
    for block in blocks:
        if not block.tag:
            collapse_whitespace_in(block)
            block.tag = WRAPPER_TAGS.get(node.tag, "")
    return Node(node.tag, node.attributes, unwrap(blocks))


def unwrap(blocks: list[Node]) -> list["Node | str"]:
    """The children of a node, with the content of anonymous blocks in their place."""
    return [part for block in blocks for part in (block.children if not block.tag else [block])]


def collapse_whitespace_in(block: Node) -> None:
    """Collapse white space as a browser does, and remove it at the ends of the block and beside a line break."""
    ends_in_space = True

    def walk(node: Node) -> None:
        nonlocal ends_in_space
        for position, child in enumerate(node.children):
            if isinstance(child, Node):
                walk(child)
                continue
            text = re.sub(r"[ \t\r\n\f\v]+", " ", child)
            text = re.sub(r" ?\u2028 ?", "\u2028", text)
            if ends_in_space:
                text = text.lstrip(" ")
            if text:
                ends_in_space = text[-1] in " \u2028"
            node.children[position] = text

    walk(block)
    last: Node | str = block
    while isinstance(last, Node) and last.children:
        parent, last = last, last.children[-1]
    if isinstance(last, str):
        parent.children[-1] = last.rstrip(" \u2028")


def absolute_link(href: str, base: str) -> str:
    """The absolute URL of a link; empty if there is none, it is malformed, or its scheme is not in SAFE_SCHEMES."""
    href = href.strip()
    try:
        absolute = urljoin(base, href) if href else ""
        return absolute if urlsplit(absolute).scheme in SAFE_SCHEMES else ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""


@lru_cache(maxsize=64)  # the letters of a feed and more, of which a new issue changes one
def sanitize(html: str, base: str) -> str:
    """The text as HTML of the BLOCKS and INLINE elements: links absolute, `dir` set, each block on its own line."""
    return "\n".join(render_node(block, base) for block in parse_html(html).children)


def render_node(node: "Node | str", base: str) -> str:
    if isinstance(node, str):
        return escape(node, quote=False).replace("\u2028", "<br>\n")
    content = "".join(("\n" if is_block(child) else "") + render_node(child, base) for child in node.children)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in allowed_attributes(node, base))
    if not node.tag or (node.tag in {"a", "span"} and not attributes):
        return content
    return f"<{node.tag}{attributes}>{content}</{node.tag}>"


def is_block(node: "Node | str") -> bool:
    return isinstance(node, Node) and node.is_block


def allowed_attributes(node: Node, base: str) -> Iterator[tuple[str, str]]:
    if node.tag == "a" and (href := absolute_link(node.attributes.get("href", ""), base)):
        yield "href", href
    if language := re.fullmatch(r"[A-Za-z0-9-]{1,35}", node.attributes.get("lang", "")):
        yield "lang", language[0]
    direction_set = node.attributes.get("dir", "").lower()
    if direction_set in {"rtl", "ltr"}:
        yield "dir", direction_set
    elif node.is_block and node.tag != "blockquote" and direction(node.text):
        yield "dir", direction(node.text)
