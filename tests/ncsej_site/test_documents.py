"""Who is sent a document: visitors, where a page that they may read links it; those who edit, always."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from pages.models import SiteDocument
from tests.conftest import signed_in
from tests.factories import (
    DocumentFactory,
    PeopleFactory,
    PersonFactory,
    PublicationFactory,
    StandardPageFactory,
    StatementFactory,
    UserFactory,
    pdf,
    stream,
)
from tests.html import parse

from .worker_queue import HOUR, NOON, run_queue

KEY = "Friday"


def publication(document, **fields):
    return PublicationFactory(document=document, external_url="", **fields)


def link(document):
    return f'<p><a linktype="document" id="{document.pk}">The report</a></p>'


def restrict(page, kind="password"):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password=KEY)


def link_in(response):
    return parse(response).select_one(".prose a")["href"]


def body(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def document(home):
    return DocumentFactory()


def test_a_document_is_public_from_publishing_to_unpublishing(visitor, document):
    page = publication(document, live=False)
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND
    page.get_latest_revision().publish()
    assert visitor.get(document.url).status_code == HTTPStatus.OK
    page.refresh_from_db()
    page.unpublish()
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND


def test_what_no_page_links_is_answered_like_what_does_not_exist(visitor, document):
    missing = visitor.get(reverse("wagtaildocs_serve", args=[document.pk + 1, document.filename]))
    unlinked = visitor.get(document.url)
    wrong_name = visitor.get(reverse("wagtaildocs_serve", args=[document.pk, "guessed.pdf"]))
    assert missing.status_code == unlinked.status_code == wrong_name.status_code == HTTPStatus.NOT_FOUND
    assert missing.text.replace(f"/{document.pk + 1}/", "") == unlinked.text.replace(f"/{document.pk}/", "")


@pytest.mark.parametrize("number", ["9" * 18, "9" * 19, "9" * 5000])
def test_a_number_that_no_document_can_have_is_not_found(visitor, home, number):
    assert visitor.get(f"/documents/{number}/report.pdf").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "show",
    [
        lambda document: StandardPageFactory(body=stream(("text", link(document)))),
        lambda document: StatementFactory(body=link(document)),
    ],
    ids=["in a text block", "in rich text"],
)
def test_a_document_is_found_wherever_it_is_linked(visitor, document, show):
    show(document)
    assert visitor.get(document.url).status_code == HTTPStatus.OK


def test_a_document_of_a_person_is_public_while_the_people_page_is(visitor, document):
    PersonFactory(biography=link(document))
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND
    people = PeopleFactory()
    assert link_in(visitor.get(people.url)) == document.url
    assert visitor.get(document.url).status_code == HTTPStatus.OK
    restriction = restrict(people.get_parent())
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND
    restriction.delete()
    people.unpublish()
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND


def test_a_private_pages_document_is_not_public_because_a_person_has_it_too(visitor, document):
    restrict(publication(document))
    PersonFactory(biography=link(document))
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND


def test_a_document_that_only_a_newer_draft_links_is_not_public(visitor, document):
    page = StatementFactory()
    page.body = link(document)
    page.save_revision()
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND


def test_a_document_that_only_an_older_revision_links_is_not_public(visitor, document):
    page = StatementFactory(body=link(document))
    page.body = "<p>Nothing more.</p>"
    page.save_revision().publish()
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND


def test_a_document_that_another_has_taken_the_place_of_is_not_public(visitor, document):
    page = publication(document)
    page.document = DocumentFactory(file=pdf(5))
    page.save_revision().publish()
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND
    assert visitor.get(page.document.url).status_code == HTTPStatus.OK


def test_a_scheduled_document_is_public_when_the_worker_has_published_its_page(worker, visitor, document, set_now):
    page = publication(document, live=False)
    page.go_live_at = NOON + HOUR
    page.save_revision().publish()
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND
    set_now(NOON + 2 * HOUR)
    worker.seconds += 2 * 3600
    run_queue(worker)
    assert visitor.get(document.url).status_code == HTTPStatus.OK


def test_a_private_pages_document_is_for_whoever_has_given_the_password(visitor, document):
    page = publication(document)
    restriction = restrict(page.get_parent())
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND
    visitor.post(
        reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk]),
        {"password": KEY, "return_url": page.url},
    )
    response = visitor.get(document.url)
    assert response.status_code == HTTPStatus.OK
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_a_members_pages_document_is_for_members(document, kind):
    restrict(publication(document), kind).groups.set(UserFactory(groups=["Editors"]).groups.all())
    member = signed_in(UserFactory(username="member", groups=["Editors"]))
    member.get("/")
    assert signed_in(UserFactory()).get(document.url).status_code == (
        HTTPStatus.OK if kind == "login" else HTTPStatus.NOT_FOUND
    )
    assert member.get(document.url).status_code == HTTPStatus.OK


def test_a_document_that_a_private_and_a_public_page_link_is_public(visitor, document):
    restrict(publication(document))
    publication(document)
    assert visitor.get(document.url).status_code == HTTPStatus.OK


def test_an_alias_of_a_private_page_opens_nothing(visitor, document, home):
    page = publication(document)
    restrict(page)
    page.create_alias(parent=home, update_slug="copy")
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND


def test_a_private_collection_is_still_private(visitor):
    collection = Collection.get_first_root_node().add_child(name="Board")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password=KEY)
    document = DocumentFactory(collection=collection)
    publication(document)
    assert "password" in visitor.get(document.url).text


def test_those_who_edit_read_a_draft_s_document_and_no_cache_keeps_it(editor, document):
    contributor = signed_in(UserFactory(groups=["Contributors"]))
    for client in (editor, contributor):
        response = client.get(document.url)
        assert response.status_code == HTTPStatus.OK
        assert "private" in response["Cache-Control"]


def test_an_account_without_a_role_reads_no_draft_s_document(document):
    assert signed_in(UserFactory()).get(document.url).status_code == HTTPStatus.NOT_FOUND


def test_a_cache_asks_again_each_time(visitor, document):
    publication(document)
    response = visitor.get(document.url)
    assert response["Cache-Control"] == "no-cache"
    assert visitor.get(document.url, headers={"If-None-Match": response.get("ETag", "")}).status_code in (200, 304)


def test_a_replaced_file_is_found_under_its_old_name(visitor, editor, document):
    publication(document)
    old_url = document.url
    editor.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "A report", "tags": "", "file": pdf(9)})
    document.refresh_from_db()
    assert document.page_count == 9
    response = visitor.get(old_url, follow=True)
    assert body(response) == Path(document.file.path).read_bytes()


def test_a_head_request_is_answered_and_a_post_is_not(visitor, document):
    publication(document)
    assert visitor.head(document.url).status_code == HTTPStatus.OK
    assert visitor.post(document.url).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_asking_costs_the_same_however_many_pages_link_it(visitor, document, django_assert_num_queries):
    publication(document)
    restrict(publication(document))
    visitor.get(document.url)
    with django_assert_num_queries(7):
        visitor.get(document.url)
    for _ in range(10):
        restrict(publication(document))
    with django_assert_num_queries(7):
        assert visitor.get(document.url).status_code == HTTPStatus.OK


def test_asking_costs_a_member_the_same_however_many_pages_are_for_groups(document, django_assert_num_queries):
    groups = UserFactory(groups=["Editors"]).groups.all()
    member = signed_in(UserFactory())
    restrict(publication(document), "groups").groups.set(groups)
    member.get(document.url)
    with CaptureQueriesContext(connection) as few:
        assert member.get(document.url).status_code == HTTPStatus.NOT_FOUND
    for _ in range(10):
        restrict(publication(document), "groups").groups.set(groups)
    with django_assert_num_queries(len(few)):
        assert member.get(document.url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("who", ["visitor", "editor", "administrator"])
@pytest.mark.parametrize("folder", ["", "/", "images/../", "./", "original_images/../"])
def test_nobody_is_sent_a_document_from_the_media_folder(request, document, who, folder):
    publication(document)
    assert Path(settings.MEDIA_ROOT, document.file.name).is_file()
    client = request.getfixturevalue(who)
    assert client.get(f"/media/{folder}{document.file.name}").status_code == HTTPStatus.NOT_FOUND


def test_a_document_keeps_its_url(document):
    assert document.url == f"/documents/{document.pk}/{document.filename}"
    assert SiteDocument.objects.get() == document
