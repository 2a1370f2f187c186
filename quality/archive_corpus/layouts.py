"""How issues were laid out, of the parts in heads.py, letters.py and stories.py. The rules were tuned on these."""

from collections.abc import Callable
from dataclasses import dataclass

from . import heads, letters, stories
from .blocks import Block
from .values import Issue, Story

Layer = Callable[[Issue], list[Block]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay an issue out, by part. story: an article and its number in the issue."""

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


def nothing(issue: Issue) -> list[Block]:
    """Of a part that a layout does not have."""
    return []


LAYOUTS = (
    Layout(
        "plain",
        heads.masthead_plain,
        heads.head_of_broken_lines,
        letters.letter_plain,
        letters.signature_plain,
        stories.story_plain,
        stories.foot_plain,
    ),
    Layout(
        "four lines",
        heads.masthead_of_four_lines,
        heads.head_with_semicolons,
        letters.letter_plain,
        letters.signature_sincerely,
        stories.story_with_fused_byline,
        stories.foot_plain,
    ),
    Layout(
        "bar",
        heads.masthead_with_bar,
        heads.head_of_lines_apart,
        letters.letter_plain,
        letters.signature_and_donation,
        stories.story_with_bar,
        stories.foot_plain,
    ),
    Layout(
        "logo",
        heads.masthead_with_logo,
        heads.head_without_semicolons,
        letters.letter_twice_addressed,
        letters.signature_of_broken_date,
        stories.story_plain,
        stories.foot_plain,
    ),
    Layout(
        "photos",
        heads.masthead_below_photo,
        heads.head_with_notice,
        letters.letter_with_photos,
        letters.signature_with_photo,
        stories.story_with_bar,
        stories.foot_plain,
    ),
    Layout(
        "dots",
        heads.masthead_with_dots,
        heads.head_with_semicolons,
        letters.letter_plain,
        letters.signature_plain,
        stories.story_under_link,
        stories.foot_plain,
    ),
    Layout(
        "misspelt",
        heads.masthead_misspelt,
        heads.head_of_lines_apart,
        letters.letter_unaddressed,
        letters.signature_plain,
        stories.story_without_year,
        stories.foot_plain,
    ),
)
BRIEF = Layout("brief", heads.masthead_of_brief, nothing, nothing, nothing, stories.story_of_brief, nothing)
WHOLE_BRIEF = Layout(
    "whole brief",
    heads.masthead_of_brief,
    heads.head_with_semicolons,
    letters.letter_plain,
    letters.signature_plain,
    stories.story_of_brief,
    nothing,
)
