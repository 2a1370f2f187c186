"""The weekly update as plain text: 72 columns, the addresses of links numbered below the passage that names them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.utils.dateformat import format as format_date

from .html_tree import Node, absolute_link, is_block, parse_html
from .issue import Clipping, Issue, Picture, Publisher

WIDTH = 72
INDENT = "    "  # of what belongs to a numbered clipping
RULE = "-" * WIDTH


class Links:
    """Numbers the addresses of an issue from 1, and tells those of the passage that was printed last."""

    def __init__(self):
        self.numbers: dict[str, int] = {}
        self.waiting: list[str] = []

    def number(self, url: str) -> int:
        """The address's number, which it keeps through the issue."""
        if url not in self.waiting:
            self.waiting.append(url)
        return self.numbers.setdefault(url, len(self.numbers) + 1)

    def listed(self) -> list[str]:
        urls, self.waiting = self.waiting, []
        return [f"[{self.numbers[url]}] {url}" for url in urls]


def plain_text(issue: Issue, publisher: Publisher, unsubscribe: str = "") -> str:
    """The issue as text that ends with a line break. Nothing but an address is ever longer than 72 columns."""
    links = Links()
    passages = [head(issue, publisher), caption(issue.picture), letter(issue, links)]
    for clipping in issue.clippings:
        passages += [[RULE], [*clipped(clipping, links)]]
    passages += [["=" * WIDTH], foot(publisher, unsubscribe)]
    return "\n\n".join("\n".join(lines) for lines in passages if lines).replace("\u00a0", " ") + "\n"


def head(issue: Issue, publisher: Publisher) -> list[str]:
    lines = [
        *wrap(publisher.name),
        *wrap(issue.kicker),
        *wrap(f"{issue.city.upper()} {day(issue.date)}".strip()),
        "",
        *wrap(issue.title),
        "=" * WIDTH,
        "",
        "View in browser:",
        issue.url,
    ]
    if issue.addressee:
        lines += ["", *wrap(issue.addressee, "TO: ", INDENT)]
    if issue.sent_from:
        lines += ["", *wrap(issue.sent_from_line, "FROM: ", "      ")]
    return lines


def letter(issue: Issue, links: Links) -> list[str]:
    lines = parted(prose(parse_html(issue.letter), issue.url, links))
    if issue.signature:
        lines += ["", *(line for text in issue.signature for line in wrap(text))]
        lines += wrap(f"{issue.city} {day(issue.date)}".strip())
    addresses = links.listed()
    return lines + (["", *addresses] if addresses else [])


def caption(picture: Picture | None) -> list[str]:
    text = picture and (picture.caption or picture.alt)
    if not text:
        return []
    return [*wrap(f"[Picture: {text}]" + (f" {picture.credit}" if picture.credit else "")), picture.url]


def clipped(clipping: Clipping, links: Links) -> Iterator[str]:
    number = f"{clipping.position}. "
    yield from wrap(clipping.headline, number.ljust(len(INDENT)), INDENT) or [number.rstrip()]
    if clipping.byline:
        yield from wrap(f"By {clipping.byline}", INDENT)
    published = ", ".join(filter(None, [clipping.source, clipping.date and day(clipping.date)]))
    yield from wrap(published, INDENT)
    for paragraph in clipping.paragraphs:
        yield ""
        yield from wrap(paragraph, INDENT)
    if clipping.url:
        yield ""
        yield from wrap(f"{read_at(clipping)} [{links.number(clipping.url)}]", INDENT)
        yield from (INDENT + line for line in links.listed())


def read_at(clipping: Clipping) -> str:
    return f"Read at {clipping.source}" if clipping.source else "Read the article"


def foot(publisher: Publisher, unsubscribe: str) -> list[str]:
    telephone = publisher.telephone and f"Telephone {publisher.telephone}"
    ein = publisher.ein and f"A 501(c)(3) organization, EIN {publisher.ein}"
    lines = [*wrap(publisher.about), ""] if publisher.about else []
    for fact in filter(None, [publisher.name, *publisher.address, telephone, ein]):
        lines += wrap(fact)
    if publisher.notice:
        lines += ["", *wrap(publisher.notice)]
    if publisher.donate_url:
        lines += ["", f"Donate: {publisher.donate_url}"]
    if unsubscribe:
        lines += ["", f"Unsubscribe: {unsubscribe}"]
    return lines


def day(date) -> str:
    return format_date(date, "F j, Y")


# -- The letter --------------------------------------------------------------------------------------------------


def prose(node: Node, base: str, links: Links, indent: str = "") -> Iterator[list[str]]:
    """The lines of each block of a text, quotations and lists indented."""
    run: list[Node | str] = []
    for child in [*node.children, Node("p")]:
        if not is_block(child):
            run.append(child)
            continue
        if run:  # an item's own text, before the list inside it
            yield wrap("".join(inline(part, base, links) for part in run), indent)
            run = []
        if child.tag in {"ul", "ol"}:
            yield [line for item in items(child, base, links, indent) for line in item]
        elif child.tag in {"blockquote", "li"}:
            yield parted(prose(child, base, links, indent + INDENT))
        elif child.children:
            yield wrap(inline(child, base, links), indent)


def items(node: Node, base: str, links: Links, indent: str) -> Iterator[list[str]]:
    for position, item in enumerate(node.children, start=1):
        mark = f"{position}. " if node.tag == "ol" else "- "
        lines = [line for block in prose(item, base, links, indent + " " * len(mark)) for line in block]
        if lines:
            yield [indent + mark + lines[0][len(indent + mark) :], *lines[1:]]


def inline(node: Node | str, base: str, links: Links) -> str:
    """A run of text; a link is followed by its number, unless its text is its address."""
    if isinstance(node, str):
        return node.replace("\u2028", "\n")
    text = "".join(inline(child, base, links) for child in node.children)
    url = absolute_link(node.attributes.get("href", ""), base) if node.tag == "a" else ""
    says_itself = bare(text.strip()) in {"", bare(url)}
    return text if not url or says_itself else f"{text} [{links.number(url)}]"


def bare(url: str) -> str:
    return re.sub(r"^(?:mailto:|tel:|https?://(?:www\.)?)|/$", "", url)


def parted(blocks: Iterable[list[str]]) -> list[str]:
    """The lines of the blocks, an empty line between each and the next."""
    lines: list[str] = []
    for block in filter(None, blocks):
        lines += ["", *block] if lines else block
    return lines


# -- Columns -----------------------------------------------------------------------------------------------------


def columns(text: str) -> int:
    """How wide a text is on a screen: Chinese and Japanese letters take two columns, accents set apart take none."""
    marks = sum(unicodedata.category(character) in {"Mn", "Me", "Cf"} for character in text)
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    return len(text) - marks + wide


def wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """The text in lines of at most 72 columns, which begin with `first` and then `rest`. A longer word stays whole."""
    rest = first if rest is None else rest
    lines: list[str] = []
    for part in text.split("\n") if text else []:
        line, is_empty = (rest if lines else first), True
        for word in re.split(r"[ \t\f]+", part.strip(" \t\f")):
            if not is_empty and columns(line) + 1 + columns(word) > WIDTH:
                lines.append(line)
                line, is_empty = rest, True
            line += word if is_empty else f" {word}"
            is_empty = False
        lines.append(line.rstrip())
    return lines
