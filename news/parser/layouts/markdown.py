"""Takes the marks of Markdown out of lines: "## Headline", "**bold**", "[words](https://…)", "> "."""

import re
from dataclasses import replace

from ..lines import Link, RawLine
from ..urls import normalize_url

HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
# In a text with other marks of Markdown: "> 30 degrees" and ">100 people" begin with a sign.
QUOTE = re.compile(r"\s{0,3}(?:>\s?){1,9}(?=[^\s>])(?![+$€£₴₽−-]?\s?[0-9])")
# Of a list, only before words that are linked or bold: what somebody says begins with a dash, too.
ITEM = re.compile(r"\s{0,9}([*+-])\s+(?=\*\*|__|\[[^\[\]]{1,500}\]\()")
NUMBER = re.compile(r"\s{0,9}([0-9]{1,3}[.)])\s+(?=\*\*|__|\[)")
HEADING_END = re.compile(r"\s+#{1,6}\s*$")
LINK = re.compile(
    r"!?\[([^\[\]]{1,500})\]\((<?(?:https?://|www\.)[^\s()<>]{3,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,500})?>?)"
    r"(?:\s\"[^\"]{0,200}\")?\)"
)
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,2})(?=[^\s*_])([^*_]{1,500})(?<=\S)\1(?![\w*])")
RULE = re.compile(r"\s*(?:[*_#-]\s*){3,}")


def strip_markdown(lines: list[RawLine]) -> list[RawLine]:
    """The lines without their marks, which are dropped; a link in brackets becomes a link of its words."""
    marked = [line for line in lines if "](" in line.text or "**" in line.text or "##" in line.text]
    is_marked = bool(marked)
    return [_strip(line, is_marked) for line in lines]


def _strip(line: RawLine, is_marked: bool) -> RawLine:
    if not line.text or RULE.fullmatch(line.text):
        return line
    for mark in (QUOTE, ITEM, NUMBER) if is_marked else ():
        if match := mark.match(line.text):
            line = replace(line, text=line.text[match.end() :]).drop(match[0].strip())
    if heading := HEADING.match(line.text):
        line = replace(line, text=line.text[heading.end() :]).drop(heading[1])
        if end := HEADING_END.search(line.text):
            line = replace(line, text=line.text[: end.start()]).drop(end[0].strip())
    if "](" in line.text:
        line = _read_links(line)
    if "*" in line.text or "_" in line.text:
        line = _strip_emphasis(line)
    return line


def _read_links(line: RawLine) -> RawLine:
    parts: list[str] = []
    links: list[Link] = []
    dropped: list[str] = []
    length = end = 0
    for match in LINK.finditer(line.text):
        url = normalize_url(match[2].strip("<>"))
        if not url:
            continue
        before = line.text[end : match.start()]
        parts += [before, match[1]]
        start = length + len(before)
        length = start + len(match[1])
        links.append(Link(start, length, url))
        dropped.append(match[0].replace(match[1], "", 1))
        end = match.end()
    if not links:
        return line
    return replace(line, text="".join([*parts, line.text[end:]]), links=tuple(links)).drop(" ".join(dropped))


def _strip_emphasis(line: RawLine) -> RawLine:
    """Without the pairs of asterisks or underscores around words; links move with their words."""
    text, links = line.text, list(line.links)
    dropped: list[str] = []
    for match in reversed(list(EMPHASIS.finditer(text))):
        if "://" in match[0]:
            continue
        width = len(match[1])
        text = text[: match.start()] + match[2] + text[match.end() :]
        dropped.append(match[1] * 2)
        links = [_move(link, match.start(), match.end(), width) for link in links]
    return replace(line, text=text, links=tuple(links)).drop(" ".join(dropped)) if dropped else line


def _move(link: Link, start: int, end: int, width: int) -> Link:
    """The link after marks of this width were taken out behind `start` and before `end`."""

    def moved(place: int) -> int:
        return place - width * (place > start) - width * (place >= end)

    return Link(moved(link.start), moved(link.end), link.url)
