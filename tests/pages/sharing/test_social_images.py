"""Social images: made when a page is published, so that no visitor waits."""

import io
from http import HTTPStatus
from pathlib import Path

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
from tests.full_disk import full_disk
from tests.whole_site import FIRST_FRIDAY


def stored_images(page):
    """The file names in the folder of the page's social image."""
    folder = f"{social_images.FOLDER}/{page.pk}"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_published_page_has_a_social_image_that_every_visitor_can_load(visitor):
    response = visitor.get(social_images.url(StatementFactory()))
    assert response.status_code == HTTPStatus.OK
    assert response["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).size == (1200, 630)


def test_a_draft_has_no_social_image_until_it_is_published(home):
    draft = StatementFactory(live=False)
    assert stored_images(draft) == []
    publish(draft)
    assert len(stored_images(draft)) == 1


def test_a_changed_title_gets_a_new_social_image_with_a_new_url(home, django_capture_on_commit_callbacks):
    page = StatementFactory(title="Before")
    before = social_images.url(page)
    with django_capture_on_commit_callbacks(execute=True):
        publish(page, title="After")
    assert social_images.url(page) != before
    assert [f"/media/{social_images.FOLDER}/{page.pk}/{name}" for name in stored_images(page)] == [
        social_images.url(page)
    ]


def test_the_old_social_image_is_kept_until_the_change_is_committed(home):
    page = StatementFactory(title="Before")
    publish(page, title="After")  # the transaction of the test is never committed
    assert len(stored_images(page)) == 2


def test_a_changed_text_draws_no_new_social_image(home, monkeypatch):
    page = StatementFactory()
    monkeypatch.setattr("pages.sharing.social_images.draw_social_image", lambda image: pytest.fail("drawn again"))
    publish(page, body="<p>Another text.</p>")


def test_an_unpublished_title_is_not_drawn(home):
    page = StatementFactory(title="Before")
    page.title = "A secret until Friday"
    page.save_revision()
    assert stored_images(page) == [social_images.storage_name(Statement.objects.get(pk=page.pk)).rpartition("/")[2]]


def test_a_changed_design_gives_every_page_a_new_social_image(home, monkeypatch):
    page = StatementFactory()
    before = social_images.storage_name(page)
    monkeypatch.setattr("pages.sharing.social_images.DESIGN", 99)
    assert social_images.storage_name(page) != before


def test_all_missing_social_images_are_made(home):
    """As after a restore of the database without the media folder."""
    pages = [Home.objects.get(), StatementFactory(), WeeklyUpdateFactory()]
    draft = StatementFactory(live=False)
    social_images.generate_missing()
    for page in pages[1:]:
        default_storage.delete(social_images.storage_name(page))
    titles = []
    assert social_images.generate_missing(titles.append) == 2
    assert titles == [page.title for page in pages[1:]]
    assert all(default_storage.exists(social_images.storage_name(page)) for page in pages)
    assert stored_images(draft) == []
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
def test_the_kicker_is_the_kind_of_page_and_its_date(home, factory, fields, kicker):
    assert factory(date=FIRST_FRIDAY, **fields).social_image.kicker == kicker


def test_a_country_has_a_kicker_and_a_standing_page_has_only_its_title(home):
    assert CountryFactory().social_image.kicker == "Country"
    assert StandardPageFactory().social_image.kicker == ""
    assert home.social_image.title == "National Coalition Supporting Eurasian Jewry"


@pytest.mark.parametrize("disk", [{"room": 0}, {"room": 4000}, {"at": "close"}])
def test_a_page_is_published_on_a_full_disk_and_has_its_social_image_later(home, visitor, disk):
    page = StatementFactory(live=False)
    with full_disk(default_storage.location, **disk):
        publish(page)
        assert visitor.get(page.url).status_code == HTTPStatus.OK
        assert visitor.get(social_images.url(page)).status_code == HTTPStatus.NOT_FOUND
    assert stored_images(page) == []
    assert social_images.generate_missing() >= 1
    assert visitor.get(social_images.url(page)).status_code == HTTPStatus.OK


def test_an_empty_social_image_counts_as_missing(home, visitor):
    page = StatementFactory()
    Path(default_storage.path(social_images.storage_name(page))).write_bytes(b"")
    assert social_images.generate_missing() == 1
    assert Image.open(io.BytesIO(visitor.get(social_images.url(page)).getvalue())).size == (1200, 630)
