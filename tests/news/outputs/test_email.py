"""The email: what mail programs need, and what it must not contain."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from news.outputs.email import GMAIL_LIMIT, email_size, render_email
from news.outputs.mail_services import MailTags
from tests.news.outputs.sample_issue import BLANK, EXCERPT, LEAD_IMAGE, PUBLISHER, URL, clippings, issue, one_clipping


def soup_of(issue, **options):
    return BeautifulSoup(render_email(issue, PUBLISHER, **options), "html.parser")


@pytest.mark.parametrize("count", [10, 15])
def test_mail_programs_show_the_whole_of_a_long_issue(count):
    long_letter = f"<p>{EXCERPT * 2}</p>" * 6
    size = email_size(render_email(issue(long_letter, clippings=clippings(count)), PUBLISHER))
    assert size < 100_000 < GMAIL_LIMIT


def test_every_url_in_an_email_is_absolute_and_secure():
    soup = soup_of(issue(), tags=MailTags("https://list.example.org/leave"))
    urls = [tag[name] for name in ("href", "src", "background", "action") for tag in soup.find_all(attrs={name: True})]
    assert len(urls) > 8
    assert [url for url in urls if not re.match(r"https://|mailto:", url)] == []


def test_a_mail_program_fetches_only_the_picture_over_https():
    soup = soup_of(issue())
    assert [tag["src"] for tag in soup.find_all(src=True)] == [LEAD_IMAGE.url]
    assert soup.find_all(["script", "link", "iframe", "object", "form", "input", "base", "video"]) == []
    assert "url(" not in str(soup)
    assert "@import" not in str(soup)


def test_a_picture_keeps_its_aspect_ratio_without_a_stylesheet():
    image = soup_of(issue()).img
    assert (image["width"], image["height"], image["alt"]) == ("592", "333", "Two stars")
    small = soup_of(issue(lead_image=replace(LEAD_IMAGE, width=300, height=200, alt=""))).img
    assert (small["width"], small["height"], small["alt"]) == ("300", "200", "")


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td></table>{{ x }}"]
)
def test_a_hostile_headline_is_shown_as_it_was_typed(hostile):
    paragraphs = (hostile,)
    found = one_clipping(headline=hostile, source=hostile, byline=hostile, paragraphs=paragraphs)
    soup = soup_of(
        replace(found, title=hostile, summary=hostile, kicker=hostile, lead_image=replace(LEAD_IMAGE, alt=hostile))
    )
    assert soup.find_all("script") == []
    assert len(soup.find_all("img")) == 1
    assert not [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert hostile in soup.h2.text
    assert soup.h1.text == hostile


def test_styles_are_inlined_and_only_the_stylesheet_for_dark_screens_and_phones_remains():
    soup = soup_of(issue())
    (style,) = soup.find_all("style")
    assert "prefers-color-scheme: dark" in style.string
    assert "max-width: 480px" in style.string
    unstyled = [
        tag.name for tag in soup.body.find_all(["p", "h1", "h2", "a", "td", "th", "ul", "li"]) if not tag.get("style")
    ]
    assert unstyled == []


def test_an_email_has_no_pure_black_or_white_for_dark_screens():
    html = render_email(issue(), PUBLISHER)
    colours = {colour.lower() for colour in re.findall(r"#[0-9a-f]{3,8}\b", html, re.IGNORECASE)}
    assert colours & {"#fff", "#ffffff", "#000", "#000000"} == set()
    assert soup_of(issue()).find("meta", attrs={"name": "color-scheme"})["content"] == "light dark"


def test_a_screen_reader_gets_the_language_and_title_and_ignores_layout_tables():
    soup = soup_of(issue())
    assert soup.html["lang"] == "en"
    assert soup.title.string == "Third anniversary"
    layout = [table for table in soup.find_all("table") if not table.find("th")]
    assert {table.get("role") for table in layout} == {"presentation"}
    assert [heading.name for heading in soup.find_all(re.compile("h[1-6]"))] == ["h1", "h2", "h2", "h2"]


def test_the_inbox_shows_the_summary_as_the_preheader():
    soup = soup_of(issue())
    first = soup.body.find(True)
    assert first.text.startswith("What was said this week")
    assert "display: none" in first["style"]
    assert soup_of(issue(summary="")).find(class_="preheader") is None


def test_a_reader_can_open_it_in_a_browser_donate_and_unsubscribe():
    links = {link.text: link["href"] for link in soup_of(issue(), tags=MailTags("LEAVE")).find_all("a")}
    assert links["View in browser"] == URL
    assert links["Donate"] == PUBLISHER.donate_url
    assert links["Unsubscribe"] == "LEAVE"
    assert links["1."] == f"{URL}#clipping-1"
    assert links["Read at Example Wire"].startswith("https://news.example.org/")


def test_missing_facts_leave_no_labels_and_no_empty_links():
    html = render_email(issue(lead_image=None), replace(PUBLISHER, donate_url="", ein="", telephone=""))
    for word in ("Donate", "Unsubscribe", "EIN", "<img", 'href=""'):
        assert word not in html


def test_the_foot_has_the_sender_with_a_postal_address():
    text = soup_of(issue()).text
    for fact in ("1 Example Street", "Washington, D.C. 20000", PUBLISHER.about, "EIN 13-2700517"):
        assert fact in text


def test_hebrew_text_is_right_to_left():
    soup = soup_of(one_clipping(headline="קהילה חוגגת מאה שנה", paragraphs=("בית הכנסת",)))
    greeting, excerpt = soup.find("p", string="שבת שלום"), soup.find("p", string="בית הכנסת")
    for element in (greeting, soup.h2, excerpt):
        assert element["dir"] == "rtl"
        assert "text-align: right" in element["style"]


def test_a_draft_with_nothing_but_a_date_can_be_rendered():
    soup = soup_of(BLANK)
    assert "February 21, 2025" in soup.text
    assert "None" not in soup.text
