"""The letter's HTML as a small tree, for the outputs that are not web pages. No Django here.

A letter may have been typed in the editor or brought in from an old email. What is not one of the elements below is
passed over and its text kept; a link that is not for a reader to follow becomes its text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

BLOCKS = {"p", "blockquote", "ul", "ol", "li", "h2", "h3", "h4"}
INLINE = {"a", "b", "strong", "i", "em", "span", "sub", "sup"}
LOOSE = {"": "p", "blockquote": "p", "ul": "li", "ol": "li"}  # what loose text becomes, by what it stands in
SILENT = {"script", "style", "head", "title", "template", "iframe", "object", "svg", "math", "noscript", "textarea"}
SCHEMES = {"http", "https", "mailto", "tel"}
PARTS = {"div", "section", "article", "table", "tr", "td", "h1", "h5", "h6", "figure", "figcaption", "pre"}
DEPTH = 50  # elements inside one another; what an old email nests deeper is passed over


@dataclass(slots=True)
class Node:
    """An element. The root, and whatever stands between blocks, has an empty tag."""

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
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Node()
        self.open = [self.root]
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.handle_data("\u2028")
        elif tag in BLOCKS | PARTS:
            self.make_room(tag)
            self.start("p" if tag in PARTS else tag, attrs)
        elif tag in INLINE:
            self.start(tag, attrs)

    def handle_startendtag(self, tag, attrs):
        if tag == "br":
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        tag = "p" if tag in PARTS else tag
        if tag in [node.tag for node in self.open[1:]]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        if self.silent:
            return
        children = self.open[-1].children
        if children and isinstance(children[-1], str):
            data = children.pop() + data
        children.append(data)

    def start(self, tag, attrs):
        if len(self.open) > DEPTH:
            return
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        self.open.append(node)

    def make_room(self, tag):
        """A paragraph ends where the next block begins, and an item where the next item does."""
        ends = {"p", "h2", "h3", "h4"} | INLINE | ({"li"} if tag == "li" else set())
        while self.open[-1].tag in ends:
            self.open.pop()


def parse_html(html: str) -> Node:
    """The tree of a piece of HTML: blocks of text, lists and quotations. A line break in a text is U+2028."""
    builder = TreeBuilder()
    builder.feed(html)
    builder.close()
    return tidy(builder.root)


def tidy(node: Node) -> Node:
    """Wrap loose text in paragraphs, fold white space, and leave out what is blank."""
    children = []
    for child in node.children:
        is_block = isinstance(child, Node) and child.is_block
        if is_block:
            children.append(tidy(child))
        elif children and isinstance(children[-1], Node) and children[-1].tag == "":
            children[-1].children.append(child)
        else:
            children.append(Node("", {}, [child]))
    blocks = [child for child in children if not child.is_blank]
    for block in blocks:
        if not block.tag:
            fold(block)
            block.tag = LOOSE.get(node.tag, "")
    return Node(node.tag, node.attributes, unwrapped(blocks))


def unwrapped(blocks: list[Node]) -> list["Node | str"]:
    """A paragraph's own text stands in it without a wrapper; an item's does too, before the list that may follow."""
    return [part for block in blocks for part in (block.children if not block.tag else [block])]


def fold(block: Node) -> None:
    """Fold runs of white space as a browser does, and drop them at the ends of the block and beside a line break."""
    ends_blank = True

    def walk(node: Node) -> None:
        nonlocal ends_blank
        for position, child in enumerate(node.children):
            if isinstance(child, Node):
                walk(child)
                continue
            text = re.sub(r"[ \t\r\n\f\v]+", " ", child)
            text = re.sub(r" ?\u2028 ?", "\u2028", text)
            if ends_blank:
                text = text.lstrip(" ")
            if text:
                ends_blank = text[-1] in " \u2028"
            node.children[position] = text

    walk(block)
    last = block
    while last.children and isinstance(last.children[-1], Node):
        last = last.children[-1]
    if last.children:
        last.children[-1] = last.children[-1].rstrip(" \u2028")


def direction(text: str) -> str:
    """ "rtl" for a passage written mostly in Hebrew or Arabic letters, otherwise nothing."""
    strong = [unicodedata.bidirectional(character) for character in text]
    right = sum(kind in {"R", "AL"} for kind in strong)
    return "rtl" if right > strong.count("L") else ""


def absolute_link(href: str, base: str) -> str:
    """The absolute address a link leads to; empty where it is none a reader could follow."""
    href = href.strip()
    try:
        absolute = urljoin(base, href) if href else ""
        return absolute if urlsplit(absolute).scheme in SCHEMES else ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def sanitize(html: str, base: str) -> str:
    """The same text as HTML of a few elements: links absolute, passages marked with their direction, a block a line."""
    return "\n".join(to_html(block, base) for block in parse_html(html).children)


def to_html(node: "Node | str", base: str) -> str:
    if isinstance(node, str):
        return escape(node, quote=False).replace("\u2028", "<br>\n")
    inside = "".join(("\n" if is_block(child) else "") + to_html(child, base) for child in node.children)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in kept_attributes(node, base))
    if not node.tag or (node.tag in {"a", "span"} and not attributes):
        return inside
    return f"<{node.tag}{attributes}>{inside}</{node.tag}>"


def is_block(node: "Node | str") -> bool:
    return isinstance(node, Node) and node.is_block


def kept_attributes(node: Node, base: str) -> Iterator[tuple[str, str]]:
    if node.tag == "a" and (href := absolute_link(node.attributes.get("href", ""), base)):
        yield "href", href
    if language := re.fullmatch(r"[A-Za-z0-9-]{1,35}", node.attributes.get("lang", "")):
        yield "lang", language[0]
    stated = node.attributes.get("dir", "").lower()
    if stated in {"rtl", "ltr"}:
        yield "dir", stated
    elif node.is_block and node.tag != "blockquote" and direction(node.text):
        yield "dir", direction(node.text)
