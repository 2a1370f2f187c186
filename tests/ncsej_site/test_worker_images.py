"""Social images and renditions that are missing when they are requested."""

from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from pages.images import renditions
from pages.sharing import social_images
from pages.tasks import make_renditions
from tests.factories import ImageFactory, ProgramFactory, StatementFactory
from tests.html import parse

from .worker_queue import has_social_image, run_queue


def test_renditions_that_another_process_deleted_are_made_again(worker):
    """This process has them in its cache."""
    image = ImageFactory()
    run_queue(worker)
    type(image).objects.get(pk=image.pk).get_renditions(*renditions.ALL_SPECS)
    image.renditions.all()._raw_delete(using="default")  # as another process would: no signal clears our cache
    make_renditions.enqueue(image.pk)
    run_queue(worker)
    assert image.renditions.count() == len(renditions.ALL_SPECS)


def test_a_missing_social_image_is_made_when_it_is_first_requested(worker, visitor):
    page = StatementFactory()
    response = visitor.get(social_images.url(page))
    assert response.status_code == HTTPStatus.OK
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    assert has_social_image(page)


def test_an_empty_file_left_by_a_crash_is_replaced(worker, visitor):
    page = StatementFactory()
    default_storage.save(social_images.storage_name(page), ContentFile(b""))
    assert b"".join(visitor.get(social_images.url(page)).streaming_content).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    ["{pk}/0123456789abcdef.png", "999999/{name}", "99999999999999999999/{name}", "{pk}/{name}.partial", "{pk}/"],
)
def test_a_visitor_who_requests_a_social_image_that_no_page_has_gets_a_404(worker, visitor, path):
    page = StatementFactory()
    path = path.format(pk=page.pk, name=social_images.storage_name(page).rpartition("/")[2])
    assert visitor.get(f"/media/{social_images.FOLDER}/{path}").status_code == HTTPStatus.NOT_FOUND
    assert not has_social_image(page)


def test_a_visitor_who_requests_the_social_image_of_a_draft_gets_a_404(worker, visitor):
    draft = StatementFactory(live=False)
    assert visitor.get(social_images.url(draft)).status_code == HTTPStatus.NOT_FOUND


def test_a_visitor_sees_a_picture_that_has_no_renditions_yet(worker, visitor):
    program = ProgramFactory(lead_image=ImageFactory(description="Three stars"))
    page = parse(visitor.get(program.url))
    assert page.main.img["alt"] == "Three stars"
    assert visitor.get(page.main.img["src"]).status_code == HTTPStatus.OK
