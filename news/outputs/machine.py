"""The weekly update for machines, as JSON and as Markdown.

The JSON always has all of these keys, in this order; what is not known is an empty text, an empty list or null:

    type        "weekly-update"
    version     1; it rises when a key changes its meaning or goes
    url         the web page; a clipping's own anchor is "#clipping-" and its position
    title, summary, kicker, city
    date        the day of the issue, "2025-02-21"
    published   when it first went out, and
    modified    when it last changed, with the zone: "2025-02-21T16:00:00-05:00"
    publisher   {name, url}
    to          a text
    from        [{name, title}]
    picture     {url, width, height, alt, caption, credit} or null
    letter      HTML: p, ul, ol, li, blockquote, strong, em, a (absolute addresses), br, span; with lang and dir
    signature   the lines
    clippings   in order of importance: [{position, headline, byline, source, date, url, excerpt, countries}],
                where excerpt is the paragraphs and countries are ISO 3166-1 codes of two letters
"""

import json
import re

from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from ..issue import Clipping, Issue, Publisher
from .plain_text import read_at
from .rich_text import Node, address, is_block, parse

VERSION = 1
SPECIAL = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")
BEGINS_A_BLOCK = re.compile(r"(?m)^([ \t]*)([#+=~|-]|[0-9]+(?=[.)]))")
UNSAFE_IN_LINK = re.compile(r"[()<>\s\\]")


def as_json(issue: Issue, publisher: Publisher) -> str:
    return json.dumps(as_data(issue, publisher), ensure_ascii=False, indent=2) + "\n"


def as_data(issue: Issue, publisher: Publisher) -> dict:
    picture = issue.picture
    return {
        "type": "weekly-update",
        "version": VERSION,
        "url": issue.url,
        "title": issue.title,
        "summary": issue.summary,
        "kicker": issue.kicker,
        "city": issue.city,
        "date": issue.date.isoformat(),
        "published": moment(issue.published),
        "modified": moment(issue.modified),
        "publisher": {"name": publisher.name, "url": publisher.url},
        "to": issue.addressee,
        "from": [{"name": signatory.name, "title": signatory.title} for signatory in issue.sent_from],
        "picture": picture
        and {name: getattr(picture, name) for name in ("url", "width", "height", "alt", "caption", "credit")},
        "letter": issue.letter,
        "signature": list(issue.signature),
        "clippings": [clipping_data(clipping) for clipping in issue.clippings],
    }


def clipping_data(clipping: Clipping) -> dict:
    return {
        "position": clipping.position,
        "headline": clipping.headline,
        "byline": clipping.byline,
        "source": clipping.source,
        "date": clipping.date and clipping.date.isoformat(),
        "url": clipping.url,
        "excerpt": list(clipping.paragraphs),
        "countries": list(clipping.countries),
    }


def moment(when) -> str | None:
    """A moment in the site's own zone, as every feed and file writes it."""
    return localtime(when).isoformat(timespec="seconds") if when else None


# -- Markdown ----------------------------------------------------------------------------------------------------


def as_markdown(issue: Issue, publisher: Publisher) -> str:
    """The issue as CommonMark. Typed text is escaped, so that it means what it says."""
    dateline = f"{issue.city} {format_date(issue.date, 'F j, Y')}".strip()
    parts = [
        f"# {escaped(issue.title)}",
        f"**{escaped(issue.kicker)}** · {escaped(dateline)}" if issue.kicker else escaped(dateline),
        f"TO: {escaped(issue.addressee)}" if issue.addressee else "",
        f"FROM: {escaped(issue.sent_from_line)}" if issue.sent_from else "",
        picture(issue.picture) if issue.picture else "",
        *blocks(parse(issue.letter), issue.url),
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


def picture(picture) -> str:
    caption = " ".join(filter(None, [picture.caption, picture.credit]))
    image = "!" + link(escaped(picture.alt), picture.url)
    return f"{image}\\\n{escaped(caption)}" if caption else image


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
    url = address(node.attributes.get("href", ""), base) if node.tag == "a" else ""
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
