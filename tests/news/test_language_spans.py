"""Language spans, bills and right-to-left clippings on the page, in reader mode and in the outputs."""

import pytest
from bs4 import BeautifulSoup

from news.outputs.email import render_email
from news.outputs.markdown import render_markdown
from news.outputs.plain_text import render_plain_text
from tests.factories import CountryFactory, CountryIndexFactory, StatementFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text
from tests.news.outputs.sample_issue import PUBLISHER

pytestmark = pytest.mark.django_db

SPAN = '<span dir="rtl" lang="he">שנה <b>טובה</b></span>'
LETTER = f"<p>Dear Friend, {SPAN}, 2025.</p>"


@pytest.fixture
def update(news):
    clippings = [
        clipping("First, on H.R. 1911", byline="A. Writer", url="https://example.org/1", countries=["UA"]),
        clipping("שבת שלום", excerpt="שבת שלום\n\nShabbat shalom, שבת"),
    ]
    WeeklyUpdateFactory(parent=news)
    return WeeklyUpdateFactory(parent=news, letter=LETTER, clippings=clippings)


def page_of(visitor, page):
    return parse(visitor.get(page.url))


def test_a_greeting_has_its_language_and_direction_on_the_page_in_the_mail_and_in_the_feed(visitor, update):
    mail, feed = render_email(update.as_issue(), PUBLISHER), visitor.get("/news/feed.json").json()
    for html in (visitor.get(update.url).content, mail, feed["items"][0]["content_html"]):
        span = BeautifulSoup(html, "html.parser").find(lang="he")
        assert (text(span), span["dir"]) == ("שנה טובה", "rtl")


def test_plain_text_and_markdown_keep_the_words_of_a_language_span(update):
    assert "Dear Friend, שנה טובה, 2025." in render_plain_text(update.as_issue(), PUBLISHER)
    assert "Dear Friend, שנה **טובה**, 2025." in render_markdown(update.as_issue(), PUBLISHER)


def test_a_clipping_in_hebrew_is_right_to_left(visitor, update):
    hebrew = page_of(visitor, update).find(id="clipping-2")
    assert [element.get("dir") for element in hebrew.select("h3, .clipping__paragraph")] == ["rtl", "rtl", None]


def test_a_reader_mode_finds_letter_and_clippings_in_one_article_without_navigation(visitor, update):
    """Readers such as Firefox's take the article, and out of it what has the role of navigation or is called a byline,
    and a <div> or list that holds little but links."""
    soup = page_of(visitor, update)
    article = soup.main.find("article", recursive=False)
    assert article.h1
    assert article.select_one(".prose").find(lang="he")
    assert len(article.select("article.clipping h3")) == 2
    assert [link.find_parent(["p", "div", "ul"]).name for link in article.select(".clipping__link")] == ["p"]
    assert soup.select('main [class*="byline"], main [class*="dateline"], main [class*="author"]') == []
    assert len(soup.select('main > [role="navigation"]')) == 1


def test_every_clipping_links_to_itself(visitor, update):
    for number, shown in enumerate(page_of(visitor, update).select("article.clipping"), start=1):
        own = shown.find("a", href=f"#{shown['id']}")
        assert shown["id"] == f"clipping-{number}"
        assert own["aria-label"] == f"{number}, link to this clipping"


def test_a_bill_has_a_nonbreaking_space_in_visible_text_and_a_plain_one_in_meta_tags(visitor, update):
    statement = StatementFactory(
        title="On H.R. 1911", search_description="We support S. 12.", body="<p>P.L. 112-208</p>"
    )
    soup = page_of(visitor, statement)
    assert soup.h1.get_text() == "On H.R.\u00a01911"
    assert soup.find("meta", attrs={"name": "description"})["content"] == "We support S. 12."
    assert "We support S.\u00a012." in soup.main.get_text()
    assert "P.L.\u00a0112-208" in soup.main.get_text()
    assert "H.R.\u00a01911" in page_of(visitor, update).select_one("#clipping-1 h3").get_text()


def test_the_names_of_a_country_have_their_languages_and_are_isolated_from_one_anothers_direction(visitor, home):
    index = CountryIndexFactory()
    country = CountryFactory(parent=index, other_names="Lietuva, ליטע, <b>")
    for page in (index, country):
        names = [(name.get("lang"), name.get_text()) for name in page_of(visitor, page).find_all("bdi")]
        assert names == [("lt", "Lietuva"), ("yi", "ליטע"), (None, "<b>")]
