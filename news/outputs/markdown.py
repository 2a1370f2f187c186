"""The weekly update and the statement as Markdown (CommonMark)."""

import re
from collections.abc import Iterator

from .html_tree import Node, absolute_link, is_block, parse_html
from .issue import Clipping, Corrected, Issue, LeadImage, Publisher, long_date
from .plain_text import link_text
from .statement import StatementText

SPECIAL_CHARACTER = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")
BLOCK_MARKER = re.compile(r"(?m)^([ \t]*)([#+=~|-]|[0-9]+(?=[.)]))")
HEADINGS = {"h2": "##", "h3": "###", "h4": "####"}
UNSAFE_IN_LINK = re.compile(r"[()<>\s\\]")


def render_markdown(issue: Issue, publisher: Publisher) -> str:
    """The issue as CommonMark. Text that an editor typed is escaped, so that it is shown as typed."""
    dateline = escape_markdown(f"{issue.city} {long_date(issue.date)}".strip())
    parts = [
        f"# {escape_markdown(issue.title)}",
        f"**{escape_markdown(issue.kicker)}** · {dateline}" if issue.kicker else dateline,
        f"TO: {escape_markdown(issue.addressee)}" if issue.addressee else "",
        f"FROM: {escape_markdown(issue.sent_from_line)}" if issue.sent_from else "",
        format_correction(issue) if issue.correction else "",
        format_image(issue.lead_image) if issue.lead_image else "",
        *format_blocks(parse_html(issue.letter), issue.url),
        "\\\n".join([*map(escape_markdown, issue.signature), dateline]) if issue.signature else "",
        *(part for clipping in issue.clippings for part in format_clipping(clipping)),
        *format_foot(publisher, issue.url),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def render_statement(statement: StatementText, publisher: Publisher) -> str:
    """The statement as CommonMark, with its bills below it."""
    bills = [format_link(escape_markdown(bill.name), bill.url) for bill in statement.bills]
    parts = [
        f"# {escape_markdown(statement.title)}",
        " · ".join(filter(None, [f"**{escape_markdown(statement.kind_name)}**", statement.day])),
        format_correction(statement) if statement.correction else "",
        *format_blocks(parse_html(statement.body), statement.url),
        f"## {statement.bills_label}" if bills else "",
        "\n".join(f"- {bill}" for bill in bills),
        *format_foot(publisher, statement.url),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def format_foot(publisher: Publisher, url: str) -> list[str]:
    return ["---", escape_markdown(publisher.about or publisher.name), f"<{url}>"]


def format_clipping(clipping: Clipping) -> Iterator[str]:
    yield f"## {clipping.position}. {escape_markdown(clipping.headline)}"
    published = ", ".join(filter(None, [clipping.source, clipping.date and long_date(clipping.date)]))
    yield "\\\n".join(map(escape_markdown, filter(None, [clipping.byline and f"By {clipping.byline}", published])))
    yield from map(escape_markdown, clipping.paragraphs)
    if clipping.url:
        yield format_link(escape_markdown(link_text(clipping)), clipping.url)


def format_correction(text: Corrected) -> str:
    return f"**{escape_markdown(text.correction_label)}** {escape_markdown(text.correction)}"


def format_image(image: LeadImage) -> str:
    caption = " ".join(filter(None, [image.caption, image.credit]))
    line = "!" + format_link(escape_markdown(image.alt), image.url)
    return f"{line}\\\n{escape_markdown(caption)}" if caption else line


def format_blocks(node: Node, base: str) -> list[str]:
    """The blocks of a text as Markdown, those of lists and quotations with their markers."""
    parts: list[str] = []
    run: list[Node | str] = []  # consecutive inline nodes
    for child in [*node.children, Node("p")]:
        if not is_block(child):
            run.append(child)
            continue
        if run:
            parts.append("".join(format_inline(part, base) for part in run))
            run = []
        if child.tag in {"ul", "ol"}:
            parts.append("\n".join(format_items(child, base)))
        elif child.tag == "blockquote":
            parts.append(prefix_lines("\n\n".join(format_blocks(child, base)), "> ", "> "))
        elif child.tag in HEADINGS:  # which end at a line break
            parts.append(" ".join([HEADINGS[child.tag], *format_inline(child, base).split("\\\n")]))
        elif child.children:
            parts.append(format_inline(child, base))
    return [part for part in parts if part]


def format_items(node: Node, base: str) -> Iterator[str]:
    for position, item in enumerate(node.children, start=1):
        marker = f"{position}. " if node.tag == "ol" else "- "
        yield prefix_lines("\n".join(format_blocks(item, base)), marker, " " * len(marker))


def format_inline(node: Node | str, base: str) -> str:
    if isinstance(node, str):
        return escape_markdown(node)
    text = "".join(format_inline(child, base) for child in node.children)
    if delimiter := {"b": "**", "strong": "**", "i": "*", "em": "*"}.get(node.tag):
        before, inside, after = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL).groups()
        return f"{before}{delimiter}{inside}{delimiter}{after}" if inside else text
    url = absolute_link(node.attributes.get("href", ""), base) if node.tag == "a" else ""
    return format_link(text, url) if url else text


def format_link(text: str, url: str) -> str:
    return f"[{text}]({UNSAFE_IN_LINK.sub(lambda match: f'%{ord(match[0]):02X}', url)})"


def prefix_lines(text: str, first: str, rest: str) -> str:
    return "\n".join((rest if n else first) + line for n, line in enumerate(text.split("\n")))


def escape_markdown(text: str) -> str:
    """Markdown that shows a text as it was typed, line breaks included."""
    text = SPECIAL_CHARACTER.sub(r"\\\g<0>", text)
    text = BLOCK_MARKER.sub(lambda match: f"{match[1]}{escape_marker(match[2])}", text)
    return re.sub(r" *[\n\u2028] *", r"\\\n", text)


def escape_marker(marker: str) -> str:
    return marker + "\\" if marker.isdigit() else "\\" + marker
