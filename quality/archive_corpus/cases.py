"""Which synthetic issues there are: to each number belong values, a layout and a form."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from news.outputs.issue import long_date

from .blocks import LINK, Block, expect
from .layouts import BRIEF, LAYOUTS, WHOLE_BRIEF, Layout, lay_out
from .mails import Encoding, Mail, mail_date, write_mail
from .other_layouts import OTHER_BRIEF, OTHER_LAYOUTS
from .pages import PAGES
from .pdf import wrap, write_pdf
from .texts import write_text
from .values import Issue, make_issue
from .word import write_word_document

TUNED, HELD_OUT = 72, 36  # issues

Form = Callable[[Issue, Sequence[Block]], tuple[bytes, Sequence[Block]]]


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and the record that is expected of it; None if it is no issue. `said`: its words, without addresses."""

    name: str
    form: str
    content: bytes
    expected: dict[str, object] | None
    said: str
    held_out: bool = False


def alter(blocks: Sequence[Block], change: Callable[[str], str]) -> list[Block]:
    """The blocks as they are after something was done to their text: a letter lost, for one."""
    return [
        replace(block, text=change(block.text), gives=tuple((name, change(text)) for name, text in block.gives))
        for block in blocks
    ]


def without_addresses(blocks: Sequence[Block]) -> list[Block]:
    """The blocks where the targets of links are lost; addresses in letters remain."""
    return [
        replace(
            block,
            gives=tuple(
                (name, "" if name == "url" and LINK.search(block.text) else text) for name, text in block.gives
            ),
        )
        for block in blocks
    ]


def only_in(charset: str) -> Callable[[str], str]:
    """Letters that the charset lacks are question marks, as mail programs made them."""
    return lambda text: text.encode(charset, "replace").decode(charset)


def text_file(width: int, *, has_addresses: bool = True) -> Form:
    def write(issue: Issue, blocks: Sequence[Block]) -> tuple[bytes, Sequence[Block]]:
        content = write_text(blocks, width, has_addresses=has_addresses).encode()
        return content, blocks if has_addresses else without_addresses(blocks)

    return write


def page_file(page: str) -> Form:
    return lambda issue, blocks: (PAGES[page](blocks).encode(), blocks)


def text_mail(encoding: Encoding, width: int) -> Form:
    def write(issue: Issue, blocks: Sequence[Block]) -> tuple[bytes, Sequence[Block]]:
        blocks = alter(blocks, only_in(encoding.charset))
        text = write_text(blocks, width)
        return write_mail(Mail(subject(issue), mail_date(issue.date), text=text, encoding=encoding)), blocks

    return write


def page_mail(page: str, encoding: Encoding, *, with_text: bool = False) -> Form:
    def write(issue: Issue, blocks: Sequence[Block]) -> tuple[bytes, Sequence[Block]]:
        text = write_text(blocks, 72) if with_text else ""
        mail = Mail(subject(issue), mail_date(issue.date), text, PAGES[page](blocks), encoding)
        return write_mail(mail), blocks

    return write


def word_file(issue: Issue, blocks: Sequence[Block]) -> tuple[bytes, Sequence[Block]]:
    return write_word_document(blocks), blocks


def pdf_file(issue: Issue, blocks: Sequence[Block]) -> tuple[bytes, Sequence[Block]]:
    blocks = alter(blocks, only_in("cp1252"))
    lines = [line for paragraph in write_text(blocks, has_addresses=False).split("\n") for line in wrap(paragraph)]
    return write_pdf(lines, is_numbered=issue.number % 2 == 1), blocks


def subject(issue: Issue) -> str:
    return f"{issue.organization} {issue.kicker} – {long_date(issue.date)}"


FORMS: dict[str, tuple[str, Form]] = {
    "text": (".txt", text_file(0)),
    "mail-mailchimp": (".eml", page_mail("mailchimp", Encoding(), with_text=True)),
    "page-archive": (".html", page_file("archive")),
    "mail-1252": (".eml", page_mail("constant contact", Encoding("windows-1252"))),
    "text-wrapped": (".txt", text_file(72)),
    "word": (".docx", word_file),
    "mail-word": (".eml", page_mail("word", Encoding("windows-1252", "base64"))),
    "page-breaks": (".html", page_file("breaks")),
    "mail-koi8": (".eml", page_mail("mailchimp", Encoding("koi8-r", "base64"))),
    "text-bare": (".txt", text_file(0, has_addresses=False)),
    "mail-text": (".eml", text_mail(Encoding("utf-8"), 76)),
    "pdf": (".pdf", pdf_file),
    "mail-text-1252": (".eml", text_mail(Encoding("windows-1252"), 0)),
}
PDF_LAYOUTS = (WHOLE_BRIEF, BRIEF)


def make_cases() -> Iterator[Case]:
    """All issues that are one file, those held out last."""
    yield from _make("tuned", TUNED, LAYOUTS, PDF_LAYOUTS)
    yield from _make("held_out", HELD_OUT, OTHER_LAYOUTS, (OTHER_BRIEF,))


def _make(pool: str, count: int, layouts: Sequence[Layout], briefs: Sequence[Layout]) -> Iterator[Case]:
    for number in range(count):
        form = list(FORMS)[number % len(FORMS)]
        suffix, write = FORMS[form]
        layout = briefs[number // len(FORMS) % len(briefs)] if form == "pdf" else layouts[number % len(layouts)]
        issue = make_issue(pool, number, 0 if number % 24 == 23 else None)
        content, blocks = write(issue, lay_out(issue, layout))
        yield Case(
            name=f"{pool}-{number:02}-{form}-{layout.name.replace(' ', '-')}{suffix}",
            form=form.partition("-")[0],
            content=content,
            expected=expect(blocks),
            said=" ".join(block.plain for block in blocks),
            held_out=pool == "held_out",
        )
