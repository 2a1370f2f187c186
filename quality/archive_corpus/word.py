"""Blocks as a minimal .docx: paragraphs, bold type and links."""

import html
import io
import zipfile
from collections.abc import Iterable

from .blocks import LINK, Block

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>'
    "</Types>"
)
MADE = (2016, 1, 1, 0, 0, 0)


def write_word_document(blocks: Iterable[Block]) -> bytes:
    urls: list[str] = []
    paragraphs = []
    for block in blocks:
        paragraphs += ["<w:p/>"] * block.gap + [f"<w:p>{_runs(block, urls)}</w:p>"]
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        + "".join(paragraphs)
        + "</w:body></w:document>"
    )
    links = "".join(
        f'<Relationship Id="l{number}" Type="{R}/hyperlink" Target="{html.escape(url)}" TargetMode="External"/>'
        for number, url in enumerate(urls)
    )
    first = f'<Relationship Id="d" Type="{R}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{first}</Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, text in files.items():
            package.writestr(zipfile.ZipInfo(name, MADE), text)
    return content.getvalue()


def _runs(block: Block, urls: list[str]) -> str:
    """The runs of a paragraph; the targets of its links are added to `urls`."""
    runs, end = [], 0
    for match in LINK.finditer(block.text):
        runs += [
            _run(block.text[end : match.start()], block),
            f'<w:hyperlink r:id="l{len(urls)}">{_run(match[1], block)}</w:hyperlink>',
        ]
        urls.append(match[2])
        end = match.end()
    return "".join([*runs, _run(block.text[end:], block)])


def _run(text: str, block: Block) -> str:
    strong = "<w:rPr><w:b/></w:rPr>" if block.is_strong else ""
    return f'<w:r>{strong}<w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>' if text else ""
