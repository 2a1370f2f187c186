"""Blocks as HTML, as mail services and programs wrote it."""

import html
from collections.abc import Callable, Iterable, Sequence

from .blocks import LINK, Block

PIXEL = '<img src="https://track.example.com/open/1.gif" width="1" height="1" alt="">'


def inline(text: str) -> str:
    """Text with its links as elements."""
    parts, end = [], 0
    for match in LINK.finditer(text):
        parts += [
            html.escape(text[end : match.start()]),
            f'<a href="{html.escape(match[2])}">{html.escape(match[1])}</a>',
        ]
        end = match.end()
    return "".join([*parts, html.escape(text[end:])]).replace("  ", "&nbsp; ")


def _strong(block: Block) -> str:
    return f"<strong>{inline(block.text)}</strong>" if block.is_strong else inline(block.text)


def _paragraphs(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks without an empty line between them are lines of one paragraph."""
    groups: list[list[Block]] = []
    for block in blocks:
        if block.gap == 0 and groups:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def write_mailchimp(blocks: Sequence[Block]) -> str:
    rows = "".join(
        '<table class="mcnTextBlock" width="100%"><tbody><tr><td class="mcnTextContent" style="padding:9px 18px">'
        + "<br>\n".join(map(_strong, group))
        + "</td></tr></tbody></table>"
        for group in _paragraphs(blocks)
    )
    return _page(f'<table id="bodyTable"><tr><td id="templateBody">{rows}</td></tr></table>{PIXEL}')


def write_constant_contact(blocks: Sequence[Block]) -> str:
    """All in one cell; empty lines are rows of "&nbsp;"."""
    lines = []
    for block in blocks:
        lines += ["<div>&nbsp;</div>"] * block.gap
        lines.append(f'<div style="font-size:12pt"><span style="font-family:Arial">{_strong(block)}</span></div>')
    return _page(f'<table><tr><td><font face="Arial">{"".join(lines)}</font></td></tr></table>{PIXEL}')


def write_word(blocks: Sequence[Block]) -> str:
    """As Outlook writes what Word composed; its lines are broken in the source."""
    lines = []
    for block in blocks:
        lines += ['<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'] * min(block.gap, 2)
        text = _strong(block).replace(" and ", "\nand ")
        lines.append(f'<p class="MsoNormal"><span style="font-size:11.0pt">{text}<o:p></o:p></span></p>')
    return _page(f'<div class="WordSection1">{"".join(lines)}</div>')


def write_breaks(blocks: Sequence[Block]) -> str:
    """One paragraph, whose lines are parted by <br>."""
    lines: list[str] = []
    for block in blocks:
        lines += [""] * (block.gap if lines else 0) + [_strong(block)]
    return _page("<p>" + "<br />\n".join(lines) + "</p>")


def write_archive(blocks: Sequence[Block]) -> str:
    """A page of a mail service's archive, with its bar, preheader, scripts and forms."""
    text = "".join("<p>" + "<br>".join(map(_strong, group)) + "</p>\n" for group in _paragraphs(blocks))
    bar = '<script>var open = 1;</script><div style="display:none;max-height:0">Preheader</div>'
    return _page(f'{bar}<div id="body">{text}</div><form action="/subscribe"><input name="email"></form>')


def _page(body: str) -> str:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>p { margin: 0 }</style>'
    return f"<!DOCTYPE html>\n<html><head>{head}<title>Weekly</title></head>\n<body>{body}</body></html>\n"


PAGES: dict[str, Callable[[Sequence[Block]], str]] = {
    "mailchimp": write_mailchimp,
    "constant contact": write_constant_contact,
    "word": write_word,
    "breaks": write_breaks,
    "archive": write_archive,
}
