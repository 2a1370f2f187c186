"""Every output has the same items in the same order."""

import json
import re
from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup

from news.models import WeeklyUpdate
from news.outputs.build import build_publisher
from news.outputs.email import render_email
from tests.factories import ImageFactory, WeeklyUpdateFactory, clipping
from tests.html import parse_xml

pytestmark = pytest.mark.django_db

HEADLINES = [
    "Zagreb archive opens",
    "A roof for the school, & “new” windows",
    "Headline with <b>markup</b> and [brackets] *stars*",
    "Вечер памяти",
    "קהילה חוגגת מאה שנה",
    "1. A headline that begins with a number",
    "H.R.\u00a01911 returns",
    "A headline so long that it is broken over two lines or more wherever the columns are counted, as in plain text",
    "A roof for the school, & “new” windows",
    "The last one",
]
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture
def update(home):
    return WeeklyUpdateFactory(
        clippings=[clipping(headline, url=f"https://news.example.org/{n}") for n, headline in enumerate(HEADLINES)]
    )


def squeeze(text):
    return " ".join(text.split())


def numbered(html, heading="h2"):
    """The texts of the headings that begin with a number, without the number."""
    found = [squeeze(tag.text) for tag in BeautifulSoup(html, "html.parser").find_all(heading)]
    return [re.sub(r"^\d+\. ", "", text) for text in found if re.match(r"\d+\. ", text)]


def of_web_page(visitor, update):
    soup = BeautifulSoup(visitor.get(update.url).content, "html.parser")
    found = [soup.find(id=f"clipping-{n}") for n in range(1, len(update.clippings) + 2)]
    assert found.pop() is None
    return [squeeze(clipping.find(["h2", "h3"]).text) for clipping in found]


def of_email(visitor, update):
    return numbered(render_email(update.as_issue(), build_publisher()))


def of_plain_text(visitor, update):
    text = visitor.get(f"{update.url.rstrip('/')}.txt").text
    clippings = text.split("\n" + "-" * 72 + "\n\n")[1:]
    headline = re.compile(r"\d+\. +((?:.+\n)+?)    Example Wire\n")
    return [squeeze(headline.match(clipping_text)[1]) for clipping_text in clippings]


def of_markdown(visitor, update):
    lines = re.findall(r"(?m)^## \d+\. (.*)$", visitor.get(f"{update.url.rstrip('/')}.md").text)
    return [squeeze(re.sub(r"\\(.)", r"\1", line)) for line in lines]


def of_json(visitor, update):
    return [squeeze(item["headline"]) for item in visitor.get(f"{update.url.rstrip('/')}.json").json()["clippings"]]


def of_rss(visitor, update):
    (item,) = parse_xml(visitor.get("/news/feed/")).iter("item")
    return numbered(item.find(CONTENT).text)


def of_json_feed(visitor, update):
    (item,) = json.loads(visitor.get("/news/feed.json").content)["items"]
    return numbered(item["content_html"])


OUTPUTS = [of_web_page, of_email, of_plain_text, of_markdown, of_json, of_rss, of_json_feed]


@pytest.mark.parametrize("headlines_of", OUTPUTS)
def test_every_output_has_the_same_items_in_the_same_order(visitor, update, headlines_of):
    assert headlines_of(visitor, update) == [squeeze(headline) for headline in HEADLINES]


@pytest.mark.parametrize("headlines_of", OUTPUTS)
def test_an_editor_who_moves_a_clipping_moves_it_in_every_output(visitor, update, headlines_of):
    update.clippings = [(block.block_type, block.value) for block in reversed(update.clippings)]
    update.save_revision().publish()
    moved = WeeklyUpdate.objects.get()
    assert headlines_of(visitor, moved) == [squeeze(headline) for headline in reversed(HEADLINES)]


def test_the_picture_stands_before_the_letter_in_every_output(visitor, home):
    update = WeeklyUpdateFactory(
        lead_image=ImageFactory(),
        lead_image_caption="The caption",
        letter="<p>The letter.</p>",
        signature="The signature",
        clippings=[clipping("The headline")],
    )
    base = update.url.rstrip("/")
    outputs = [f"{base}/", f"{base}.txt", f"{base}.md", f"{base}.json", "/news/feed/", "/news/feed.json"]
    for text in [render_email(update.as_issue(), build_publisher()), *(visitor.get(output).text for output in outputs)]:
        places = [text.rindex(part) for part in ("The caption", "The letter", "The signature", "The headline")]
        assert places == sorted(places), text


@pytest.mark.parametrize("extension", ["json", "md", "txt"])
def test_a_private_update_and_a_draft_are_404_in_every_format(visitor, update, extension):
    url = f"{update.url.rstrip('/')}.{extension}"
    assert visitor.get(url).status_code == HTTPStatus.OK
    restriction = update.view_restrictions.create(restriction_type="login")
    assert visitor.get(url).status_code == HTTPStatus.NOT_FOUND
    restriction.delete()
    update.unpublish()
    assert visitor.get(url).status_code == HTTPStatus.NOT_FOUND
