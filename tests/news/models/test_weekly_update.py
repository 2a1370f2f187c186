"""A weekly update: FROM line, slug, previous and next update, countries, clippings."""

import re
from datetime import date, timedelta
from itertools import starmap

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from news.models import WeeklyUpdate
from news.models.leadership import current_signature, leadership_on
from news.outputs.issue import Signatory
from pages.models import Term
from tests.factories import CountryFactory, PersonFactory, TermFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text
from tests.news.outputs.sample_issue import issue

FRIDAY = date(2025, 2, 21)
WEEK = timedelta(weeks=1)


@pytest.fixture
def leaders(db):
    """The leaders of 2015, entered in no order, and a member of staff."""
    for name, role, title, starts, ends in [
        ("Staff Member", Term.Role.STAFF, "Program Officer", 2010, None),
        ("Chief Executive", Term.Role.EXECUTIVE, "Executive Director", 1992, None),
        ("The President", Term.Role.PRESIDENT, "President", 2011, 2019),
        ("The Chair", Term.Role.CHAIR, "Chair", 2012, 2015),
        ("Next Chair", Term.Role.CHAIR, "Chair", 2016, None),
    ]:
        TermFactory(
            person=PersonFactory(name=name),
            role=role,
            title=title,
            starts_on=date(starts, 1, 1),
            ends_on=ends and date(ends, 12, 31),
        )


def names(sent_from):
    return [block["value"]["name"] for block in sent_from]


def test_the_from_line_names_the_leaders_of_the_day_in_their_order(leaders):
    assert names(leadership_on(date(2015, 6, 5))) == ["The Chair", "The President", "Chief Executive"]
    assert names(leadership_on(date(2020, 6, 5))) == ["Next Chair", "Chief Executive"]
    assert names(leadership_on(date(2011, 6, 5))) == ["The President", "Chief Executive"]
    assert names(leadership_on(date(1990, 6, 5))) == []


def test_a_leader_is_in_office_until_the_last_day_of_the_term(leaders):
    assert names(leadership_on(date(2015, 12, 31)))[0] == "The Chair"
    assert names(leadership_on(date(2016, 1, 1)))[0] == "Next Chair"


def test_a_new_update_is_from_those_in_office_today(leaders, set_today, home):
    set_today(date(2015, 6, 3))
    update = WeeklyUpdateFactory(date=date(2015, 6, 5))
    line = "The Chair, Chair; The President, President; Chief Executive, Executive Director"
    assert update.as_issue().sent_from_line == line
    assert update.signature == "Chief Executive\nExecutive Director"


def test_an_old_update_keeps_the_names_it_was_sent_with(leaders, set_today, visitor):
    set_today(date(2015, 6, 3))
    update = WeeklyUpdateFactory(date=date(2015, 6, 5))
    Term.objects.filter(person__name="The Chair").delete()
    set_today(date(2021, 1, 4))
    page = parse(visitor.get(update.url))
    assert "The Chair" in text(page.main)
    assert "Next Chair" not in text(page.main)
    again = WeeklyUpdate.objects.get(pk=update.pk)
    again.save_revision().publish()
    assert "The Chair" in WeeklyUpdate.objects.get(pk=update.pk).as_issue().sent_from_line


def test_before_anyone_is_recorded_the_from_line_and_signature_are_empty(db):
    assert leadership_on(FRIDAY) == []
    assert current_signature() == ""


def test_a_name_without_a_title_stands_alone_in_the_from_line():
    people = [("Somebody", "Chair"), ("Somebody Else", "")]
    assert issue(sent_from=tuple(starmap(Signatory, people))).sent_from_line == "Somebody, Chair; Somebody Else"


def test_an_update_is_for_the_coming_friday_unless_it_says_otherwise(set_today):
    set_today(date(2025, 2, 18))
    assert WeeklyUpdate(sent_from=[], signature="").date == FRIDAY


def test_two_updates_of_one_day_cannot_be_stored(home):
    WeeklyUpdateFactory(date=FRIDAY)
    with pytest.raises((IntegrityError, ValidationError)):
        WeeklyUpdateFactory(date=FRIDAY)


def test_the_slug_of_an_update_whose_date_was_corrected_is_not_used_again(home):
    moved = WeeklyUpdateFactory(date=FRIDAY)
    moved.date = FRIDAY - timedelta(days=1)
    moved.save_revision().publish()
    assert moved.slug == "2025-02-21"
    assert WeeklyUpdateFactory(date=FRIDAY).slug == "2025-02-21-2"


def test_a_reader_goes_on_to_the_updates_before_and_after(home, visitor):
    first, second, third = (WeeklyUpdateFactory(date=FRIDAY + WEEK * number) for number in range(3))
    WeeklyUpdateFactory(date=FRIDAY + timedelta(days=3), live=False)
    assert WeeklyUpdate.objects.neighbours(second.date) == (first, third)
    assert WeeklyUpdate.objects.neighbours(first.date) == (None, second)
    assert WeeklyUpdate.objects.neighbours(third.date) == (second, None)
    page = parse(visitor.get(second.url))
    assert page.find("a", rel="prev")["href"] == first.url
    assert page.find("a", rel="next")["href"] == third.url


def test_the_only_update_has_no_neighbours(home, visitor, django_assert_num_queries):
    update = WeeklyUpdateFactory()
    with django_assert_num_queries(1):
        assert WeeklyUpdate.objects.neighbours(update.date) == (None, None)
    assert parse(visitor.get(update.url)).find("a", rel=["prev", "next"]) is None


def test_an_update_without_a_title_of_its_own_shows_its_first_headline_in_lists(home, visitor):
    articles = [clipping("Schools mend a roof"), clipping("Another article")]
    first = WeeklyUpdateFactory(date=FRIDAY, title="", clippings=articles)
    named = WeeklyUpdateFactory(date=FRIDAY + WEEK, title="Before the cold", clippings=articles)
    empty = WeeklyUpdateFactory(date=FRIDAY + 2 * WEEK, title="", clippings=[])
    assert [first.title, empty.title] == ["Weekly Update, February 21, 2025", "Weekly Update, March 7, 2025"]
    titles = [empty.title, "Before the cold", "Schools mend a roof"]
    assert [text(row) for row in parse(visitor.get("/news/")).select(".row__title")] == titles
    assert [text(row) for row in parse(visitor.get("/")).select(".row__title")] == titles[1:]
    assert text(parse(visitor.get(named.url)).select_one("a[rel=prev] .neighbours__title")) == "Schools mend a roof"
    assert text(parse(visitor.get(first.url)).h1) == first.title


@pytest.mark.parametrize(
    "letter",
    [
        "<p>Dear Friend,</p><p>It is cold.</p>",
        "<p>Dear NCSEJ Leadership,\nFriends and&nbsp;Colleagues:</p><p></p><p>It is <b>cold</b>.</p>",
        "<p>Shalom,</p><ul><li>It is cold.</li></ul>",
        "<p>Dear Friend,<br/>It is cold.</p>",
    ],
)
def test_the_front_page_quotes_the_letter_from_behind_its_salutation(home, visitor, letter):
    WeeklyUpdateFactory(letter=letter + "<p>We write: soon.</p>")
    assert text(parse(visitor.get("/")).select_one(".lead__opening")) == "It is cold. We write: soon."


def test_the_letter_opens_in_larger_type_after_its_salutation(home, visitor):
    update = WeeklyUpdateFactory(letter="<p>Dear Friend,</p><p>It is cold.</p><p>We write.</p>")
    assert [text(found) for found in parse(visitor.get(update.url)).select(".prose .opening")] == ["It is cold."]


@pytest.mark.parametrize(
    ("content", "preloaded"),
    [
        ({}, ["latin"]),
        ({"letter": "<p>Ми з вами.</p>"}, ["latin", "cyrillic"]),
        ({"clippings": [clipping(headline="The Вильна of old")]}, ["latin", "cyrillic"]),
        ({"clippings": [clipping(source="Правда")]}, ["latin"]),  # the system's font, like all labels
    ],
)
def test_the_fonts_of_an_update_are_loaded_at_once_and_no_other(home, visitor, content, preloaded):
    page = parse(visitor.get(WeeklyUpdateFactory(**content).url))
    links = page.find_all("link", rel="preload", attrs={"as": "font"})
    assert [re.search(r"literata-(\w+)", link["href"])[1] for link in links] == preloaded


def test_a_country_is_a_link_only_where_it_has_a_page_that_a_visitor_can_open(home, visitor):
    CountryFactory(title="Ukraine", iso_code="UA")
    CountryFactory(title="Latvia", iso_code="LV", live=False)
    update = WeeklyUpdateFactory(clippings=[clipping(countries=["UA", "LV", "PL"])])
    chips = parse(visitor.get(update.url)).select(".clipping .chips li")
    assert [text(chip) for chip in chips] == ["Ukraine", "Latvia", "Poland"]
    assert [chip.a and chip.a["href"] for chip in chips] == ["/countries/ukraine/", None, None]


def test_a_clipping_shows_its_source_and_leads_to_it(home, visitor):
    whole = clipping(
        "A headline",
        "Example Wire",
        byline="An Author",
        date="2025-02-19",
        url="https://example.org/article",
        excerpt="First.\r\n\r\nSecond,\r\nwith a break.\n\n\n\nThird.",
    )
    update = WeeklyUpdateFactory(clippings=[whole, clipping("Without a URL")])
    first, second = parse(visitor.get(update.url)).select("article.clipping")
    assert first["id"] == "clipping-1"
    assert [text(paragraph) for paragraph in first.select(".clipping__paragraph")] == [
        "First.",
        "Second, with a break.",
        "Third.",
    ]
    link = first.find("a", string="Read at Example Wire")
    assert link["href"] == "https://example.org/article"
    assert "By An Author" in text(first)
    assert first.time["datetime"] == "2025-02-19"
    assert second.find("a", rel="external") is None


@pytest.mark.parametrize(
    "byline", ["By An Author", "by An Author", "BY: An Author", "Written by An Author", "An Author"]
)
def test_a_byline_that_was_typed_with_its_by_says_it_once_everywhere(home, visitor, byline):
    update = WeeklyUpdateFactory(clippings=[clipping("A headline", "Example Wire", byline=byline)])
    assert text(parse(visitor.get(update.url)).select_one(".clipping__writer")) == "By An Author"
    for url in (".txt", ".md"):
        assert "By An Author\n" in visitor.get(update.url.rstrip("/") + url).text.replace("\\\n", "\n")
    assert visitor.get(f"{update.url.rstrip('/')}.json").json()["clippings"][0]["byline"] == "An Author"


def test_what_an_editor_typed_is_escaped(home, visitor):
    nasty = "<script>alert(1)</script>"
    update = WeeklyUpdateFactory(
        title=nasty,
        search_description=nasty,
        signature=nasty,
        sent_from=[{"type": "signatory", "value": {"name": nasty, "title": nasty}}],
        clippings=[clipping(nasty, nasty, byline=nasty, excerpt=nasty)],
    )
    for url in (update.url, update.get_parent().url, "/"):
        assert nasty not in visitor.get(url).content.decode()
