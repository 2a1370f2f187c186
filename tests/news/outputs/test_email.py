"""The email: what mail programs need, and what must never be in it."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from news.outputs.email import LARGEST, UNSUBSCRIBE, email_html, email_size
from tests.news.outputs.sample_issue import BLANK, EXCERPT, PICTURE, PUBLISHER, URL, clippings, issue, one_clipping


def soup_of(issue, **options):
    return BeautifulSoup(email_html(issue, PUBLISHER, **options), "html.parser")


@pytest.mark.parametrize("count", [10, 15])
def test_mail_programs_show_the_whole_of_a_long_issue(count):
    long_letter = f"<p>{EXCERPT * 2}</p>" * 6
    size = email_size(email_html(issue(long_letter, clippings=clippings(count)), PUBLISHER))
    assert size < 100_000 < LARGEST


def test_every_address_is_one_that_works_in_a_mail():
    soup = soup_of(issue(), unsubscribe="https://list.example.org/leave")
    addresses = [
        tag[name] for name in ("href", "src", "background", "action") for tag in soup.find_all(attrs={name: True})
    ]
    assert len(addresses) > 8
    assert [address for address in addresses if not re.match(r"https://|mailto:", address)] == []


def test_nothing_is_fetched_but_the_picture_and_that_securely():
    soup = soup_of(issue())
    assert [tag["src"] for tag in soup.find_all(src=True)] == [PICTURE.url]
    assert soup.find_all(["script", "link", "iframe", "object", "form", "input", "base", "video"]) == []
    assert "url(" not in str(soup)
    assert "@import" not in str(soup)


def test_a_picture_keeps_its_shape_where_stylesheets_are_not_read():
    image = soup_of(issue()).img
    assert (image["width"], image["height"], image["alt"]) == ("592", "333", "Two stars")
    small = soup_of(issue(picture=replace(PICTURE, width=300, height=200, alt=""))).img
    assert (small["width"], small["height"], small["alt"]) == ("300", "200", "")


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td></table>{{ x }}"]
)
def test_a_hostile_headline_is_shown_as_it_was_typed(hostile):
    paragraphs = (hostile,)
    found = one_clipping(headline=hostile, source=hostile, byline=hostile, paragraphs=paragraphs)
    soup = soup_of(
        replace(found, title=hostile, summary=hostile, kicker=hostile, picture=replace(PICTURE, alt=hostile))
    )
    assert soup.find_all("script") == []
    assert len(soup.find_all("img")) == 1
    assert not [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert hostile in soup.h2.text
    assert soup.h1.text == hostile


def test_styles_stand_in_the_elements_and_only_those_for_dark_screens_and_phones_remain():
    soup = soup_of(issue())
    (style,) = soup.find_all("style")
    assert "prefers-color-scheme: dark" in style.string
    assert "max-width: 480px" in style.string
    bare = [
        tag.name for tag in soup.body.find_all(["p", "h1", "h2", "a", "td", "th", "ul", "li"]) if not tag.get("style")
    ]
    assert bare == []


def test_a_dark_screen_gets_no_pure_black_or_white():
    html = email_html(issue(), PUBLISHER)
    colours = {colour.lower() for colour in re.findall(r"#[0-9a-f]{3,8}\b", html, re.IGNORECASE)}
    assert colours & {"#fff", "#ffffff", "#000", "#000000"} == set()
    assert soup_of(issue()).find("meta", attrs={"name": "color-scheme"})["content"] == "light dark"


def test_a_screen_reader_is_told_the_language_the_subject_and_nothing_of_the_layout():
    soup = soup_of(issue())
    assert soup.html["lang"] == "en"
    assert soup.title.string == "Third anniversary"
    layout = [table for table in soup.find_all("table") if not table.find("th")]
    assert {table.get("role") for table in layout} == {"presentation"}
    assert [heading.name for heading in soup.find_all(re.compile("h[1-6]"))] == ["h1", "h2", "h2", "h2"]


def test_the_list_of_messages_shows_the_summary_first():
    soup = soup_of(issue())
    first = soup.body.find(True)
    assert first.text.startswith("What was said this week")
    assert "display: none" in first["style"]
    assert soup_of(issue(summary="")).find(class_="preheader") is None


def test_the_reader_can_open_it_in_a_browser_give_and_leave():
    links = {link.text: link["href"] for link in soup_of(issue()).find_all("a")}
    assert links["View in browser"] == URL
    assert links["Donate"] == PUBLISHER.donate_url
    assert links["Unsubscribe"] == UNSUBSCRIBE
    assert links["1."] == f"{URL}#clipping-1"
    assert links["Read at Example Wire"].startswith("https://news.example.org/")


def test_what_is_not_known_leaves_no_gap_and_no_dead_link():
    html = email_html(issue(picture=None), replace(PUBLISHER, donate_url="", ein="", telephone=""), unsubscribe="")
    for word in ("Donate", "Unsubscribe", "EIN", "<img", 'href=""'):
        assert word not in html


def test_the_sender_stands_at_the_foot_with_a_postal_address():
    text = soup_of(issue()).text
    for fact in ("1 Example Street", "Washington, D.C. 20000", PUBLISHER.about, "EIN 13-2700517"):
        assert fact in text


def test_a_passage_in_hebrew_is_set_from_the_right():
    soup = soup_of(one_clipping(headline="קהילה חוגגת מאה שנה", paragraphs=("בית הכנסת",)))
    greeting, excerpt = soup.find("p", string="שבת שלום"), soup.find("p", string="בית הכנסת")
    for passage in (greeting, soup.h2, excerpt):
        assert passage["dir"] == "rtl"
        assert "text-align: right" in passage["style"]


def test_a_draft_of_nothing_but_a_date_can_be_seen():
    soup = soup_of(BLANK)
    assert "February 21, 2025" in soup.text
    assert "None" not in soup.text
