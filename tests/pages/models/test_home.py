"""The front page: the announcement, the newest weekly update, and the earlier ones."""

from datetime import date, timedelta

import pytest

from tests.factories import ImageFactory, StandardPageFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text

FRIDAY = date(2025, 2, 21)
WEEK = timedelta(weeks=1)


@pytest.fixture
def front(home, visitor):
    """Publish these fields, and return the front page's main element as a visitor gets it."""

    def front(**fields):
        for name, value in fields.items():
            setattr(home, name, value)
        home.save_revision().publish()
        return parse(visitor.get("/")).main

    return front


def test_the_announcement_links_to_its_page(front):
    page = StandardPageFactory(title="The award")
    main = front(announcement="An order", announcement_text="In one sentence.", announcement_page=page)
    link = main.select_one(".announcement a")
    assert (text(link), link["href"]) == ("An order", "/the-award/")
    assert "In one sentence." in text(main)


def test_an_announcement_whose_page_was_unpublished_stays_without_a_link(front):
    page = StandardPageFactory()
    page.unpublish()
    main = front(announcement="An order", announcement_page=page)
    assert "An order" in text(main)
    assert main.select(".announcement a") == []


def test_a_picture_without_an_announcement_is_not_shown(front):
    assert front(announcement="", announcement_picture=ImageFactory()).img is None


def test_the_newest_update_leads_with_its_opening_and_five_of_its_headlines(front):
    WeeklyUpdateFactory(date=FRIDAY - WEEK, title="The week before")
    WeeklyUpdateFactory(
        date=FRIDAY,
        title="This week",
        letter="<p>Dear Friend,</p><p>We met &amp; talked.</p>",
        clippings=[clipping(f"Headline {number}") for number in range(1, 8)],
    )
    lead = front().select_one(".lead")
    assert text(lead.h2) == "This week"
    assert "We met & talked." in text(lead)
    assert "Dear Friend" not in text(lead)
    headlines = lead.select("ol a")
    assert [text(link) for link in headlines] == [f"Headline {number}" for number in range(1, 6)]
    assert [link["href"] for link in headlines] == [f"/news/2025-02-21/#clipping-{number}" for number in range(1, 6)]


def test_earlier_updates_follow_newest_first(front):
    for number in range(4):
        WeeklyUpdateFactory(date=FRIDAY - WEEK * number)
    WeeklyUpdateFactory(date=FRIDAY + WEEK, live=False)
    section = front().find("section", attrs={"aria-labelledby": "earlier"})
    dates = [time["datetime"] for time in section.find_all("time")]
    assert dates == ["2025-02-14", "2025-02-07", "2025-01-31"]


def test_a_single_update_has_no_list_of_earlier_ones(front):
    WeeklyUpdateFactory()
    assert front().find("section", attrs={"aria-labelledby": "earlier"}) is None
