"""The articles of an issue as mails laid them out, and its foot."""

from news.outputs.issue import long_date

from .blocks import Block, field, other
from .values import Issue, Story


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
