"""The weekly update as Markdown, in the dialect of CommonMark."""

import re

from django.utils.dateformat import format as format_date

from .html_tree import Node, absolute_link, is_block, parse_html
from .issue import Clipping, Issue, Publisher
from .plain_text import read_at

SPECIAL = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")
BEGINS_A_BLOCK = re.compile(r"(?m)^([ \t]*)([#+=~|-]|[0-9]+(?=[.)]))")
UNSAFE_IN_LINK = re.compile(r"[()<>\s\\]")


def as_markdown(issue: Issue, publisher: Publisher) -> str:
    """The issue as CommonMark. Typed text is escaped, so that it means what it says."""
    dateline = f"{issue.city} {format_date(issue.date, 'F j, Y')}".strip()
    parts = [
        f"# {escaped(issue.title)}",
        f"**{escaped(issue.kicker)}** · {escaped(dateline)}" if issue.kicker else escaped(dateline),
        f"TO: {escaped(issue.addressee)}" if issue.addressee else "",
        f"FROM: {escaped(issue.sent_from_line)}" if issue.sent_from else "",
        image(issue.picture) if issue.picture else "",
        *blocks(parse_html(issue.letter), issue.url),
        "\\\n".join(map(escaped, [*issue.signature, dateline])) if issue.signature else "",
        *(part for clipping in issue.clippings for part in clipped(clipping)),
        "---",
        escaped(publisher.about or publisher.name),
        f"<{issue.url}>",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def clipped(clipping: Clipping):
    yield f"## {clipping.position}. {escaped(clipping.headline)}"
    published = ", ".join(filter(None, [clipping.source, clipping.date and format_date(clipping.date, "F j, Y")]))
    yield "\\\n".join(map(escaped, filter(None, [clipping.byline and f"By {clipping.byline}", published])))
    yield from map(escaped, clipping.paragraphs)
    if clipping.url:
        yield link(escaped(read_at(clipping)), clipping.url)


def image(picture) -> str:
    caption = " ".join(filter(None, [picture.caption, picture.credit]))
    line = "!" + link(escaped(picture.alt), picture.url)
    return f"{line}\\\n{escaped(caption)}" if caption else line


def blocks(node: Node, base: str) -> list[str]:
    """The blocks of a text as Markdown; what stands in a list or a quotation is indented or marked."""
    parts, run = [], []
    for child in [*node.children, Node("p")]:
        if not is_block(child):
            run.append(child)
            continue
        if run:
            parts.append("".join(inline(part, base) for part in run))
            run = []
        if child.tag in {"ul", "ol"}:
            parts.append("\n".join(items(child, base)))
        elif child.tag == "blockquote":
            parts.append(prefixed("\n\n".join(blocks(child, base)), "> ", "> "))
        elif child.children:
            parts.append(inline(child, base))
    return [part for part in parts if part]


def items(node: Node, base: str):
    for position, item in enumerate(node.children, start=1):
        mark = f"{position}. " if node.tag == "ol" else "- "
        yield prefixed("\n".join(blocks(item, base)), mark, " " * len(mark))


def inline(node: Node | str, base: str) -> str:
    if isinstance(node, str):
        return escaped(node)
    text = "".join(inline(child, base) for child in node.children)
    if mark := {"b": "**", "strong": "**", "i": "*", "em": "*"}.get(node.tag):
        before, inside, after = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL).groups()
        return f"{before}{mark}{inside}{mark}{after}" if inside else text
    url = absolute_link(node.attributes.get("href", ""), base) if node.tag == "a" else ""
    return link(text, url) if url else text


def link(text: str, url: str) -> str:
    return f"[{text}]({UNSAFE_IN_LINK.sub(lambda found: f'%{ord(found[0]):02X}', url)})"


def prefixed(text: str, first: str, rest: str) -> str:
    return "\n".join((rest if n else first) + line for n, line in enumerate(text.split("\n")))


def escaped(text: str) -> str:
    """Typed text as Markdown that shows it. A line break in it stays one."""
    text = SPECIAL.sub(r"\\\g<0>", text)
    text = BEGINS_A_BLOCK.sub(lambda found: f"{found[1]}{block_mark(found[2])}", text)
    return re.sub(r" *[\n\u2028] *", r"\\\n", text)


def block_mark(mark: str) -> str:
    return mark + "\\" if mark.isdigit() else "\\" + mark
