"""The weekly update and the statement as plain text: lines of 72 columns, links numbered, their URLs below the text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from .html_tree import Node, absolute_link, is_block, parse_html
from .issue import Clipping, Issue, LeadImage, Publisher, long_date
from .mail_services import NO_TAGS, MailTags
from .statement import StatementText

WIDTH = 72
INDENT = "    "  # of a clipping's lines below its number
RULE = "-" * WIDTH
HEADINGS = {"h2", "h3", "h4"}


class LinkNumbers:
    """Numbers the URLs of an issue from 1, and collects those that are still to be listed."""

    def __init__(self):
        self.numbers: dict[str, int] = {}
        self.unlisted: list[str] = []

    def number(self, url: str) -> int:
        """The number of a URL, the same throughout the issue."""
        if url not in self.unlisted:
            self.unlisted.append(url)
        return self.numbers.setdefault(url, len(self.numbers) + 1)

    def pop_listing(self) -> list[str]:
        """A line for each URL that was numbered since the last call."""
        urls, self.unlisted = self.unlisted, []
        return [f"[{self.numbers[url]}] {url}" for url in urls]


def render_plain_text(issue: Issue, publisher: Publisher, tags: MailTags = NO_TAGS) -> str:
    """The issue in lines of at most 72 columns; only a line with a single long word, such as a URL, is wider."""
    links = LinkNumbers()
    sections = [
        masthead_lines(issue, publisher, tags.web_version),
        caption_lines(issue.lead_image),
        letter_lines(issue, links),
    ]
    for clipping in issue.clippings:
        sections += [[RULE], [*clipping_lines(clipping, links)]]
    sections += [["=" * WIDTH], footer_lines(publisher, tags)]
    return join_sections(sections)


def render_statement(statement: StatementText, publisher: Publisher) -> str:
    """The statement in such lines, with its bills below it."""
    links = LinkNumbers()
    correction = f"{statement.correction_label} {statement.correction}" if statement.correction else ""
    body = join_blocks(block_lines(parse_html(statement.body), statement.url, links))
    bills = [line for bill in statement.bills for line in wrap(f"{bill.name} [{links.number(bill.url)}]", "- ", "  ")]
    sections = [
        title_lines(publisher.name, statement.kind_name, statement.day, statement.title, statement.url),
        wrap(correction),
        body,
        [f"{statement.bills_label}:", *bills] if bills else [],
        links.pop_listing(),
        ["=" * WIDTH],
        footer_lines(publisher),
    ]
    return join_sections(sections)


def join_sections(sections: list[list[str]]) -> str:
    return "\n\n".join("\n".join(lines) for lines in sections if lines).replace("\u00a0", " ") + "\n"


def title_lines(publisher: str, kicker: str, dateline: str, title: str, url: str) -> list[str]:
    above = [line for text in (publisher, kicker, dateline) for line in wrap(text)]
    return [*above, "", *wrap(title), "=" * WIDTH, "", "View in browser:", url]


def masthead_lines(issue: Issue, publisher: Publisher, web_version: str) -> list[str]:
    dateline = f"{issue.city.upper()} {long_date(issue.date)}".strip()
    lines = title_lines(publisher.name, issue.kicker, dateline, issue.title, web_version or issue.url)
    if issue.addressee:
        lines += ["", *wrap(issue.addressee, "TO: ", INDENT)]
    if issue.sent_from:
        lines += ["", *wrap(issue.sent_from_line, "FROM: ", "      ")]
    if issue.correction:
        lines += ["", *wrap(f"{issue.correction_label} {issue.correction}")]
    return lines


def letter_lines(issue: Issue, links: LinkNumbers) -> list[str]:
    lines = join_blocks(block_lines(parse_html(issue.letter), issue.url, links))
    if issue.signature:
        lines += ["", *(line for text in issue.signature for line in wrap(text))]
        lines += wrap(f"{issue.city} {long_date(issue.date)}".strip())
    listing = links.pop_listing()
    return lines + (["", *listing] if listing else [])


def caption_lines(image: LeadImage | None) -> list[str]:
    text = image and (image.caption or image.alt)
    if not text:
        return []
    return [*wrap(f"[Picture: {text}]" + (f" {image.credit}" if image.credit else "")), image.url]


def clipping_lines(clipping: Clipping, links: LinkNumbers) -> Iterator[str]:
    number = f"{clipping.position}. "
    yield from wrap(clipping.headline, number.ljust(len(INDENT)), INDENT) or [number.rstrip()]
    if clipping.byline:
        yield from wrap(f"By {clipping.byline}", INDENT)
    published = ", ".join(filter(None, [clipping.source, clipping.date and long_date(clipping.date)]))
    yield from wrap(published, INDENT)
    for paragraph in clipping.paragraphs:
        yield ""
        yield from wrap(paragraph, INDENT)
    if clipping.url:
        yield ""
        yield from wrap(f"{link_text(clipping)} [{links.number(clipping.url)}]", INDENT)
        yield from (INDENT + line for line in links.pop_listing())


def link_text(clipping: Clipping) -> str:
    """The words of the link to the article."""
    return f"Read at {clipping.source}" if clipping.source else "Read the article"


def footer_lines(publisher: Publisher, tags: MailTags = NO_TAGS) -> list[str]:
    address = publisher.address if tags.address is None else [tags.address]
    telephone = publisher.telephone and f"Telephone {publisher.telephone}"
    ein = publisher.ein and f"A 501(c)(3) organization, EIN {publisher.ein}"
    lines = [*wrap(publisher.about), ""] if publisher.about else []
    for fact in filter(None, [publisher.name, *address, telephone, ein]):
        lines += wrap(fact)
    if publisher.notice:
        lines += ["", *wrap(publisher.notice)]
    if publisher.donate_url:
        lines += ["", f"Donate: {publisher.donate_url}"]
    if tags.unsubscribe:
        lines += ["", f"Unsubscribe: {tags.unsubscribe}"]
    return lines


# -- The letter --------------------------------------------------------------------------------------------------


def block_lines(node: Node, base: str, links: LinkNumbers, indent: str = "") -> Iterator[list[str]]:
    """The lines of each block of a text, with those of quotations and lists indented."""
    run: list[Node | str] = []  # consecutive inline nodes
    for child in [*node.children, Node("p")]:
        if not is_block(child):
            run.append(child)
            continue
        if run:  # for example a list item's own text, before a list inside it
            yield wrap("".join(inline_text(part, base, links) for part in run), indent)
            run = []
        if child.tag in {"ul", "ol"}:
            yield [line for item in list_items(child, base, links, indent) for line in item]
        elif child.tag in {"blockquote", "li"}:
            yield join_blocks(block_lines(child, base, links, indent + INDENT))
        elif child.children:
            lines = wrap(inline_text(child, base, links), indent)
            yield [*lines, underline(lines, indent)] if child.tag in HEADINGS else lines


def underline(lines: list[str], indent: str) -> str:
    """The line below a heading, as wide as it."""
    return indent + "-" * (max(map(count_columns, lines)) - len(indent))


def list_items(node: Node, base: str, links: LinkNumbers, indent: str) -> Iterator[list[str]]:
    for position, item in enumerate(node.children, start=1):
        marker = f"{position}. " if node.tag == "ol" else "- "
        lines = [line for block in block_lines(item, base, links, indent + " " * len(marker)) for line in block]
        if lines:
            yield [indent + marker + lines[0][len(indent + marker) :], *lines[1:]]


def inline_text(node: Node | str, base: str, links: LinkNumbers) -> str:
    """The text of an inline node. A link is followed by its number, unless its text is its URL."""
    if isinstance(node, str):
        return node.replace("\u2028", "\n")
    text = "".join(inline_text(child, base, links) for child in node.children)
    url = absolute_link(node.attributes.get("href", ""), base) if node.tag == "a" else ""
    shows_url = strip_scheme(text.strip()) in {"", strip_scheme(url)}
    return text if not url or shows_url else f"{text} [{links.number(url)}]"


def strip_scheme(url: str) -> str:
    """The URL as people write it: without scheme, www and trailing slash."""
    return re.sub(r"^(?:mailto:|tel:|https?://(?:www\.)?)|/$", "", url)


def join_blocks(blocks: Iterable[list[str]]) -> list[str]:
    """The lines of all blocks, with an empty line between one and the next."""
    lines: list[str] = []
    for block in filter(None, blocks):
        lines += ["", *block] if lines else block
    return lines


# -- Columns -----------------------------------------------------------------------------------------------------


def count_columns(text: str) -> int:
    """The width of a text in a terminal: wide East Asian characters take two columns, combining characters none."""
    zero_width = sum(unicodedata.category(character) in {"Mn", "Me", "Cf"} for character in text)
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    return len(text) - zero_width + wide


def wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Lines of at most 72 columns. The first begins with `first`, the others with `rest`; a longer word stays whole."""
    rest = first if rest is None else rest
    lines: list[str] = []
    for paragraph in text.split("\n") if text else []:
        line, is_empty = (rest if lines else first), True
        for word in re.split(r"[ \t\f]+", paragraph.strip(" \t\f")):
            if not is_empty and count_columns(line) + 1 + count_columns(word) > WIDTH:
                lines.append(line)
                line, is_empty = rest, True
            line += word if is_empty else f" {word}"
            is_empty = False
        lines.append(line.rstrip())
    return lines
