"""How issues were laid out: masthead, TO and FROM, letter, signature, articles, foot. The rules were tuned on these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from news.outputs.issue import long_date

from .blocks import Block, field, other
from .values import Issue, Story

PLACE = "WASHINGTON, D.C."
Layer = Callable[[Issue], list[Block]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay an issue out, by part. story: an article, with whether it is the PDF's longer text."""

    name: str
    masthead: Layer
    head: Layer
    letter: Layer
    signature: Layer
    story: Callable[[Story, int], list[Block]]
    foot: Layer


def lay_out(issue: Issue, layout: Layout) -> list[Block]:
    blocks = [*layout.masthead(issue), *layout.head(issue), *layout.letter(issue), *layout.signature(issue)]
    for number, story in enumerate(issue.stories, 1):
        blocks += layout.story(story, number)
    return [*blocks, *layout.foot(issue)]


def dated(issue: Issue, text: str, gap: int = 1) -> Block:
    return Block(text, (("date", issue.date.isoformat()),), gap)


# Mastheads


def masthead_plain(issue: Issue) -> list[Block]:
    return [field("kicker", issue.kicker), dated(issue, f"{PLACE} {long_date(issue.date)}")]


def masthead_of_four_lines(issue: Issue) -> list[Block]:
    first, rest = issue.kicker.split(" ", 1)
    return [
        field("kicker", f"{issue.organization} {first}"),
        field("kicker", rest, gap=0),
        other(PLACE),
        dated(issue, long_date(issue.date), gap=0),
    ]


def masthead_with_bar(issue: Issue) -> list[Block]:
    kicker = f"{issue.organization} {issue.kicker}"
    return [Block(f"{kicker} | {long_date(issue.date)}", (("kicker", kicker), ("date", issue.date.isoformat())))]


def masthead_with_logo(issue: Issue) -> list[Block]:
    return [
        other("[View this email in your browser](https://mailchi.mp/example/1)"),
        other(f"{issue.organization} Logo"),
        field("kicker", f"{issue.organization} WEEKLY UPDATE"),
        dated(issue, long_date(issue.date)),
    ]


def masthead_below_photo(issue: Issue) -> list[Block]:
    return [other(issue.captions[0]), other(issue.captions[1], gap=0), *masthead_plain(issue)]


def masthead_with_dots(issue: Issue) -> list[Block]:
    return [
        field("kicker", f"{issue.organization} . WEEKLY . NEWS . UPDATE"),
        dated(issue, f"Washington, D.C.  {issue.date:%B}, {issue.date.day} {issue.date.year}", gap=0),
    ]


def masthead_of_brief(issue: Issue) -> list[Block]:
    kicker = "WEEKLY NEWS BRIEF" if "Update" in issue.kicker else "WEEKLY TOP 10"
    return [field("kicker", f"NCSEJ {kicker}"), dated(issue, f"{PLACE} {long_date(issue.date)}", gap=0)]


def masthead_misspelt(issue: Issue) -> list[Block]:
    """ "Deceber" of December: one letter is missing."""
    month = f"{issue.date:%B}"
    misspelt = month[:-3] + month[-2:] if len(month) > 5 else month
    return [field("kicker", issue.kicker), dated(issue, f"{PLACE} {misspelt} {issue.date.day}, {issue.date.year}")]


# TO and FROM


def addressee(issue: Issue) -> str:
    return f"{issue.organization} Leadership and Interested Parties"


def to_line(issue: Issue) -> Block:
    return Block(f"TO: {addressee(issue)}", (("to", addressee(issue)),))


def senders_on(issue: Issue, lines: Sequence[str], gaps: Sequence[int]) -> list[Block]:
    """Lines below FROM; all names are given by the first."""
    gives = tuple(("from", " | ".join(sender)) for sender in issue.senders)
    first = Block(f"FROM: {lines[0]}", gives)
    return [first, *(other(line, gap) for line, gap in zip(lines[1:], gaps, strict=True))]


def head_with_semicolons(issue: Issue) -> list[Block]:
    names = "; ".join(", ".join(sender) for sender in issue.senders)
    return [to_line(issue), *senders_on(issue, [names], [])]


def head_of_broken_lines(issue: Issue) -> list[Block]:
    """Broken inside a person, as mail programs did."""
    lines = [line for name, title in issue.senders for line in (f"{name},", f"{title};")]
    return [to_line(issue), *senders_on(issue, lines, [0] * (len(lines) - 1))]


def head_of_lines_apart(issue: Issue) -> list[Block]:
    lines = [", ".join(sender) for sender in issue.senders]
    return [to_line(issue), *senders_on(issue, lines, [1] * (len(lines) - 1))]


def head_without_semicolons(issue: Issue) -> list[Block]:
    return [to_line(issue), *senders_on(issue, [" ".join(", ".join(sender) for sender in issue.senders)], [])]


def head_with_notice(issue: Issue) -> list[Block]:
    return [*head_with_semicolons(issue), other("Please note: our office will be closed on Monday, January 18.")]


def no_head(issue: Issue) -> list[Block]:
    return []


# Salutation and letter


def letter_plain(issue: Issue) -> list[Block]:
    return [field("salutation", "Dear Friend,"), *(field("letter", text) for text in issue.letter)]


def letter_twice_addressed(issue: Issue) -> list[Block]:
    return [
        field("salutation", "Dear Friend,"),
        other("Dear Friend,"),
        *(field("letter", each) for each in issue.letter),
    ]


def letter_unaddressed(issue: Issue) -> list[Block]:
    return [field("letter", text) for text in issue.letter]


def letter_with_photos(issue: Issue) -> list[Block]:
    first, *rest = issue.letter
    blocks = [field("salutation", "Dear Friend,"), other(issue.captions[0]), field("letter", first)]
    return [*blocks, other(issue.captions[1]), *(field("letter", text) for text in rest)]


# Signatures


def sign(*lines: str) -> list[Block]:
    return [field("signature", line, gap=0 if number else 1) for number, line in enumerate(lines)]


def signer(issue: Issue) -> tuple[str, str]:
    return next(sender for sender in issue.senders if sender[0].startswith("Mark"))


def signature_plain(issue: Issue) -> list[Block]:
    return sign(*signer(issue), f"Washington, D.C. {long_date(issue.date)}")


def signature_sincerely(issue: Issue) -> list[Block]:
    return [field("signature", "Sincerely,"), *sign(*signer(issue), issue.organization)]


def signature_with_photo(issue: Issue) -> list[Block]:
    name, title = signer(issue)
    date = f"Washington, D.C. {long_date(issue.date)}"
    return [*sign(name), other(issue.captions[1], gap=0), *sign(title, date)]


def signature_of_broken_date(issue: Issue) -> list[Block]:
    return sign(*signer(issue), f"{PLACE} {issue.date:%B} {issue.date.day}", f", {issue.date.year}")


def signature_and_donation(issue: Issue) -> list[Block]:
    return [*sign(*signer(issue)), other("[Donate](https://www.ncsej.org/donate)")]


def no_signature(issue: Issue) -> list[Block]:
    return []


# Articles


def byline(story: Story, before: str = "By ") -> list[Block]:
    """The line of its author, if there is one. before: the words before the name."""
    return [Block(f"{before}{story.author}", (("byline", story.author),), gap=0)] if story.author else []


def source_line(story: Story, text: str, gap: int = 0) -> Block:
    return Block(text, (("source", story.source), ("published", story.date.isoformat())), gap)


def body(story: Story, gap: int = 1) -> list[Block]:
    return [field("excerpt", text, gap) for text in story.paragraphs]


def more(story: Story, text: str, gap: int = 1) -> Block:
    return Block(text.replace("URL", story.url), (("url", story.url),), gap)


def story_plain(story: Story, number: int) -> list[Block]:
    blocks = [field("headline", story.headline, gap=2, is_strong=True)]
    blocks += byline(story)
    blocks += [source_line(story, f"{story.source}, {long_date(story.date)}"), *body(story)]
    return [*blocks, more(story, "[Read the full article here.](URL)")]


def story_with_bar(story: Story, number: int) -> list[Block]:
    blocks = [field("headline", story.headline, gap=2, is_strong=True)]
    blocks += byline(story, "")
    blocks += [source_line(story, f"{story.source} | {long_date(story.date)}"), *body(story, gap=0)]
    return [*blocks, more(story, "Read the full article [here](URL).", gap=0)]


def story_with_fused_byline(story: Story, number: int) -> list[Block]:
    fused = field("headline", story.headline, gap=1, is_strong=True)
    if story.author:
        gives = (("headline", story.headline), ("byline", story.author))
        fused = Block(f"{story.headline}  By {story.author}", gives, 1, is_strong=True)
    line = source_line(story, f"{story.source}, {long_date(story.date)}")
    return [fused, line, *body(story), more(story, "[Read full article](URL)")]


def story_without_year(story: Story, number: int) -> list[Block]:
    line = source_line(story, f"{story.source}, {story.date:%B %d}")
    blocks = [field("headline", story.headline, is_strong=True)]
    blocks += byline(story, "By: ")
    return [*blocks, line, *body(story), more(story, "[Click here to read the full story](URL)")]


def story_under_link(story: Story, number: int) -> list[Block]:
    """The headline itself is linked, and the comma of the date stands elsewhere."""
    blocks = [Block(f"[{story.headline}]({story.url})", (("headline", story.headline), ("url", story.url)), 2)]
    blocks += byline(story)
    date = f"{story.date:%B}, {story.date.day} {story.date.year}"
    return [*blocks, source_line(story, f"{story.source}, {date}"), *body(story)]


def story_of_brief(story: Story, number: int) -> list[Block]:
    """With the longer text and the address in letters, as only the PDF had it."""
    blocks = [field("headline", story.headline, gap=2)]
    blocks += byline(story)
    line = source_line(story, f"{story.source}, {long_date(story.date)}")
    texts = [field("excerpt", text) for text in (*story.paragraphs, *story.further)]
    return [*blocks, line, Block(story.url, (("url", story.url),), 0), *texts]


# The foot


def foot_plain(issue: Issue) -> list[Block]:
    return [other(text, gap=1 if number else 2) for number, text in enumerate(issue.foot)]


LAYOUTS = (
    Layout("plain", masthead_plain, head_of_broken_lines, letter_plain, signature_plain, story_plain, foot_plain),
    Layout(
        "four lines",
        masthead_of_four_lines,
        head_with_semicolons,
        letter_plain,
        signature_sincerely,
        story_with_fused_byline,
        foot_plain,
    ),
    Layout(
        "bar", masthead_with_bar, head_of_lines_apart, letter_plain, signature_and_donation, story_with_bar, foot_plain
    ),
    Layout(
        "logo",
        masthead_with_logo,
        head_without_semicolons,
        letter_twice_addressed,
        signature_of_broken_date,
        story_plain,
        foot_plain,
    ),
    Layout(
        "photos",
        masthead_below_photo,
        head_with_notice,
        letter_with_photos,
        signature_with_photo,
        story_with_bar,
        foot_plain,
    ),
    Layout(
        "dots", masthead_with_dots, head_with_semicolons, letter_plain, signature_plain, story_under_link, foot_plain
    ),
    Layout(
        "misspelt",
        masthead_misspelt,
        head_of_lines_apart,
        letter_unaddressed,
        signature_plain,
        story_without_year,
        foot_plain,
    ),
)
BRIEF = Layout("brief", masthead_of_brief, no_head, lambda issue: [], no_signature, story_of_brief, lambda issue: [])
WHOLE_BRIEF = Layout(
    "whole brief",
    masthead_of_brief,
    head_with_semicolons,
    letter_plain,
    signature_plain,
    story_of_brief,
    lambda issue: [],
)
