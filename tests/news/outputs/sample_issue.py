"""An issue as plain values, for the tests of the outputs and of preflight. Names and reports are invented."""

import datetime
from dataclasses import replace

from news.outputs.html_tree import sanitize
from news.outputs.issue import Clipping, Issue, LeadImage, Publisher, Signatory

URL = "https://www.example.org/news/2025-02-21/"
EXCERPT = (
    "Volunteers met in four cities this week to speak about schools, kitchens and archives, and about what friends "
    "abroad could do before spring. They agreed on a list of needs that is kept up to date and shared with whoever "
    "asks for it. "
)
LETTER = """
<p data-block-key="a1">Dear Friend,</p>
<p>Our partners go on with <a href="https://example.org/report">their work</a>; see <a href="/statements/">what we
said</a>, or write to <a href="mailto:office@example.org">office@example.org</a>.</p>
<ul><li>Security, in <i>every</i> city</li><li>Restitution</li></ul>
<blockquote>Words of somebody else.</blockquote>
<p lang="he" dir="rtl">שבת שלום</p>
"""

PUBLISHER = Publisher(
    name="National Coalition Supporting Eurasian Jewry",
    short_name="NCSEJ",
    url="https://www.example.org/",
    about="What the organization does, in one paragraph.",
    address=("1 Example Street", "Washington, D.C. 20000"),
    telephone="202-898-2500",
    ein="13-2700517",
    donate_url="https://example.org/donate",
)

LEAD_IMAGE = LeadImage("https://www.example.org/media/images/hills.jpg", 960, 540, "Two stars", "Stars.", "Drawn by us")


def clippings(count: int) -> tuple[Clipping, ...]:
    """Clippings of the greatest usual length: three paragraphs of 200 characters or more."""
    return tuple(
        Clipping(
            position=n,
            headline=f"Report number {n} of a long and eventful week in the region",
            source="Example Wire",
            byline="A. Author",
            date=datetime.date(2025, 2, 20),
            url=f"https://news.example.org/{n}?from=a&to=b",
            paragraphs=(EXCERPT * 2, EXCERPT, EXCERPT * 2),
            countries=("UA",),
        )
        for n in range(1, count + 1)
    )


def issue(letter: str = LETTER, **changes) -> Issue:
    complete = Issue(
        title="Third anniversary",
        summary="What was said this week, in one sentence.",
        date=datetime.date(2025, 2, 21),
        kicker="Weekly Top 10",
        city="Washington, D.C.",
        addressee="NCSEJ Leadership and Interested Parties",
        sent_from=(Signatory("Person One", "Chairman"), Signatory("Person Two", "Executive Vice-Chairman & CEO")),
        letter=sanitize(letter, URL),
        signature=("Person Two", "Executive Vice-Chairman & CEO"),
        clippings=clippings(3),
        url=URL,
        lead_image=LEAD_IMAGE,
    )
    return replace(complete, **changes)


def one_clipping(**changes) -> Issue:
    """An issue with a single clipping, with these changes to it."""
    return issue(clippings=(replace(clippings(1)[0], **changes),))


# A draft that has nothing but a date and a URL.
BLANK = Issue("", "", datetime.date(2025, 2, 21), "", "", "", (), "", (), (Clipping(1, "", ""),), URL)
