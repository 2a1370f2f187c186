"""Layouts that were written before the rules were tuned on the others, and not looked at meanwhile."""

from news.outputs.issue import long_date

from .blocks import Block, field, other
from .heads import PLACE, addressee, dated, senders_on, to_line
from .layouts import Layout, nothing
from .letters import letter_plain, letter_unaddressed, sign, signer
from .stories import body, byline, more, source_line
from .values import Issue, Story

# Mastheads


def masthead_place_first(issue: Issue) -> list[Block]:
    return [other(PLACE), field("kicker", issue.kicker.upper(), gap=0), dated(issue, long_date(issue.date), gap=0)]


def masthead_with_weekday(issue: Issue) -> list[Block]:
    return [
        other("Having trouble viewing this email? [Click here](https://conta.cc/example)"),
        field("kicker", f"{issue.organization} {issue.kicker}", gap=2),
        dated(issue, f"{issue.date:%A}, {long_date(issue.date)}", gap=0),
    ]


def masthead_in_capitals(issue: Issue) -> list[Block]:
    kicker = f"{issue.organization} {issue.kicker}".upper()
    return [field("kicker", kicker), dated(issue, f"{PLACE} {long_date(issue.date).upper()}")]


def masthead_with_dash(issue: Issue) -> list[Block]:
    gives = (("kicker", issue.kicker), ("date", issue.date.isoformat()))
    return [other(issue.captions[0]), Block(f"{issue.kicker} – {long_date(issue.date)}", gives, gap=1)]


def masthead_of_three_lines(issue: Issue) -> list[Block]:
    first, rest = issue.kicker.upper().split(" ", 1)
    return [
        *(field("kicker", issue.organization), field("kicker", first, gap=0), field("kicker", rest, gap=0)),
        dated(issue, f"Washington, DC | {long_date(issue.date)}", gap=0),
    ]


# TO and FROM


def head_on_one_line(issue: Issue) -> list[Block]:
    names = "; ".join(", ".join(sender) for sender in issue.senders)
    gives = (("to", addressee(issue)), *(("from", " | ".join(sender)) for sender in issue.senders))
    return [Block(f"TO: {addressee(issue)} FROM: {names}", gives)]


def head_below_labels(issue: Issue) -> list[Block]:
    """TO and FROM stand alone, and what belongs to them below."""
    gives = tuple(("from", " | ".join(sender)) for sender in issue.senders)
    names = [other(", ".join(sender), gap=0) for sender in issue.senders]
    return [other("TO:"), field("to", addressee(issue), gap=0), Block("FROM:", gives), *names]


def head_in_other_order(issue: Issue) -> list[Block]:
    last_first = issue.senders[::-1]
    gives = tuple(("from", " | ".join(sender)) for sender in last_first)
    lines = [f"{', '.join(sender)};" for sender in last_first]
    first = Block(f"FROM:  {lines[0]}", gives)
    return [to_line(issue), first, *(other(line, gap=0) for line in lines[1:])]


def head_of_title_lines(issue: Issue) -> list[Block]:
    lines = [line for sender in issue.senders for line in sender]
    return [to_line(issue), *senders_on(issue, lines, [0] * (len(lines) - 1))]


# Letter and signature


def letter_to_colleagues(issue: Issue) -> list[Block]:
    return [field("salutation", "Dear Friends and Colleagues:"), *(field("letter", text) for text in issue.letter)]


def letter_below_heading(issue: Issue) -> list[Block]:
    return [field("salutation", "Dear Friend,"), *(field("letter", text, gap=3) for text in issue.letter)]


def signature_with_organization(issue: Issue) -> list[Block]:
    return sign(*signer(issue), "National Coalition Supporting Eurasian Jewry")


def signature_of_two(issue: Issue) -> list[Block]:
    first, last = issue.senders[0], issue.senders[-1]
    return [field("signature", "Best regards,"), *sign(*first), *sign(*last)]


def signature_on_one_line(issue: Issue) -> list[Block]:
    return [*sign(", ".join(signer(issue)), f"{PLACE}, {long_date(issue.date)}")]


# Articles


def story_in_capitals(story: Story, number: int) -> list[Block]:
    headline = story.headline.upper()
    blocks = [field("headline", headline, gap=2, is_strong=True)]
    blocks += byline(story, "by ")
    blocks += [source_line(story, f"{story.source} | {long_date(story.date)}", gap=0), *body(story)]
    return [*blocks, more(story, "[Continue reading »](URL)")]


def story_of_two_line_headline(story: Story, number: int) -> list[Block]:
    words = story.headline.split()
    half = (len(words) + 1) // 2
    first = Block(" ".join(words[:half]), (("headline", story.headline),), 2, is_strong=True)
    blocks = [first, Block(" ".join(words[half:]), (), 0, is_strong=True)]
    blocks += byline(story)
    return [
        *blocks,
        source_line(story, f"{story.source}, {long_date(story.date)}"),
        *body(story),
        more(story, "[Read more](URL)"),
    ]


def story_numbered(story: Story, number: int) -> list[Block]:
    blocks = [Block(f"{number}. {story.headline}", (("headline", story.headline),), 1, is_strong=True)]
    blocks += byline(story, "")
    date = f"{story.date:%b}. {story.date.day}, {story.date.year}"
    return [*blocks, source_line(story, f"{story.source}, {date}"), *body(story), more(story, "Full article: URL")]


def story_by_agency_last(story: Story, number: int) -> list[Block]:
    """The byline stands below the source."""
    blocks = [field("headline", story.headline), source_line(story, f"{story.source}, {long_date(story.date)}")]
    blocks += byline(story)
    return [*blocks, *body(story), more(story, "[Read the full article here.](URL)", gap=0)]


def story_with_address_below(story: Story, number: int) -> list[Block]:
    blocks = [field("headline", story.headline, is_strong=True)]
    blocks += byline(story)
    date = f"{story.date.day} {story.date:%B} {story.date.year}"
    return [*blocks, source_line(story, f"{story.source} – {date}"), *body(story, gap=0), more(story, "URL", gap=0)]


def story_of_other_brief(story: Story, number: int) -> list[Block]:
    """All of a head on one line, as a PDF runs it together."""
    author = f"By {story.author} " if story.author else ""
    head = f"{story.headline} {author}{story.source}, {long_date(story.date)} {story.url}"
    gives = [("headline", story.headline), ("source", story.source), ("published", story.date.isoformat())]
    if story.author:
        gives.insert(1, ("byline", story.author))
    texts = [field("excerpt", text, gap=0) for text in (*story.paragraphs, *story.further)]
    return [Block(head, (*gives, ("url", story.url)), gap=1), *texts]


# The foot


def foot_below_line(issue: Issue) -> list[Block]:
    return [other("_" * 30, gap=2), *(other(text, gap=0) for text in issue.foot)]


OTHER_LAYOUTS = (
    Layout(
        "place first",
        masthead_place_first,
        head_on_one_line,
        letter_plain,
        signature_with_organization,
        story_of_two_line_headline,
        foot_below_line,
    ),
    Layout(
        "weekday",
        masthead_with_weekday,
        head_below_labels,
        letter_to_colleagues,
        signature_of_two,
        story_in_capitals,
        foot_below_line,
    ),
    Layout(
        "capitals",
        masthead_in_capitals,
        head_in_other_order,
        letter_below_heading,
        signature_on_one_line,
        story_numbered,
        foot_below_line,
    ),
    Layout(
        "dash",
        masthead_with_dash,
        head_of_title_lines,
        letter_plain,
        signature_with_organization,
        story_by_agency_last,
        foot_below_line,
    ),
    Layout(
        "three lines",
        masthead_of_three_lines,
        head_in_other_order,
        letter_unaddressed,
        nothing,
        story_with_address_below,
        foot_below_line,
    ),
)
OTHER_BRIEF = Layout("other brief", masthead_in_capitals, nothing, nothing, nothing, story_of_other_brief, nothing)
