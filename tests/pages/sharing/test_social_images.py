"""Cards of shared links: made when a page is published, and never on a visitor's time."""

import io
from http import HTTPStatus

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from news.models import Statement
from pages.models import Home
from pages.sharing import social_images
from tests.factories import (
    CountryFactory,
    PublicationFactory,
    StandardPageFactory,
    StatementFactory,
    WeeklyUpdateFactory,
)
from tests.whole_site import FIRST_FRIDAY


def kept(page):
    """The cards in the page's folder."""
    folder = f"{social_images.FOLDER}/{page.pk}"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_published_page_has_a_card_that_everybody_can_see(visitor):
    answer = visitor.get(social_images.url(StatementFactory()))
    assert answer.status_code == HTTPStatus.OK
    assert answer["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).size == (1200, 630)


def test_a_draft_has_none_until_it_is_published(home):
    draft = StatementFactory(live=False)
    assert kept(draft) == []
    publish(draft)
    assert len(kept(draft)) == 1


def test_a_changed_title_has_a_new_card_at_a_new_address(home, django_capture_on_commit_callbacks):
    page = StatementFactory(title="Before")
    before = social_images.url(page)
    with django_capture_on_commit_callbacks(execute=True):
        publish(page, title="After")
    assert social_images.url(page) != before
    assert [f"/media/{social_images.FOLDER}/{page.pk}/{name}" for name in kept(page)] == [social_images.url(page)]


def test_the_old_card_stays_while_a_change_may_still_be_undone(home):
    page = StatementFactory(title="Before")
    publish(page, title="After")  # the test is one transaction, which is never committed
    assert len(kept(page)) == 2


def test_a_changed_text_draws_nothing_anew(home, monkeypatch):
    page = StatementFactory()
    monkeypatch.setattr("pages.sharing.social_images.draw_social_image", lambda image: pytest.fail("drawn again"))
    publish(page, body="<p>Another text.</p>")


def test_an_unpublished_change_of_a_title_is_not_given_away(home):
    page = StatementFactory(title="Before")
    page.title = "A secret until Friday"
    page.save_revision()
    assert kept(page) == [social_images.storage_name(Statement.objects.get(pk=page.pk)).rpartition("/")[2]]


def test_a_changed_drawing_gives_every_page_a_new_card(home, monkeypatch):
    page = StatementFactory()
    before = social_images.storage_name(page)
    monkeypatch.setattr("pages.sharing.social_images.DESIGN", 99)
    assert social_images.storage_name(page) != before


def test_missing_cards_are_made_in_one_go(home):
    """A restored database brings no files along."""
    pages = [Home.objects.get(), StatementFactory(), WeeklyUpdateFactory()]
    draft = StatementFactory(live=False)
    social_images.generate_missing()
    for page in pages[1:]:
        default_storage.delete(social_images.storage_name(page))
    said = []
    assert social_images.generate_missing(said.append) == 2
    assert said == [page.title for page in pages[1:]]
    assert all(default_storage.exists(social_images.storage_name(page)) for page in pages)
    assert kept(draft) == []
    assert social_images.generate_missing() == 0


@pytest.mark.parametrize(
    ("factory", "fields", "kicker"),
    [
        (WeeklyUpdateFactory, {"title": "A good year", "kicker": "Weekly Top 10"}, "Weekly Top 10 · February 14, 2025"),
        (WeeklyUpdateFactory, {"title": "", "kicker": "Weekly Top 10"}, "Weekly Top 10"),
        (StatementFactory, {"kind": "press-release"}, "Press release · February 14, 2025"),
        (PublicationFactory, {"kind": "ukraine-update"}, "Ukraine Update · February 2025"),
    ],
)
def test_above_the_title_stands_what_it_is_and_of_which_day(home, factory, fields, kicker):
    assert factory(date=FIRST_FRIDAY, **fields).social_image.kicker == kicker


def test_a_country_says_that_it_is_one_and_a_standing_page_only_its_title(home):
    assert CountryFactory().social_image.kicker == "Country"
    assert StandardPageFactory().social_image.kicker == ""
    assert home.social_image.title == "National Coalition Supporting Eurasian Jewry"
