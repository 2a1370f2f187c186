"""What a contributor may do to pictures and documents: change their own, until visitors see them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, PageViewRestriction

from news.models import Publication
from pages.models import SiteDocument, SiteImage
from tests.conftest import signed_in
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    PersonFactory,
    PublicationFactory,
    StandardPageFactory,
    UserFactory,
    pdf,
    png,
    stream,
)

REASON = {
    SiteImage: "This picture is on a page that is live, scheduled, or waits for approval; only editors may change",
    SiteDocument: "This document is on a page that is live, scheduled, or waits for approval; only editors may change",
}


@pytest.fixture
def contributor(home):
    return signed_in(UserFactory(username="contributor", groups=["Contributors"]))


@pytest.fixture(params=[SiteImage, SiteDocument], ids=["picture", "document"])
def item(request, contributor):
    """A picture or document that the contributor has uploaded."""
    owner = UserFactory._meta.model.objects.get(username="contributor")
    factory = ImageFactory if request.param is SiteImage else DocumentFactory
    return factory(uploaded_by_user=owner, title="Before")


def publication(item, **fields):
    """A publication that shows the picture as its cover, or links the document."""
    is_picture = isinstance(item, SiteImage)
    return PublicationFactory(**({"cover": item} if is_picture else {"document": item, "external_url": ""}), **fields)


def admin_url(item, name):
    app = "wagtailimages" if isinstance(item, SiteImage) else "wagtaildocs"
    return reverse(f"{app}:{name}", args=[item.pk])


def change(client, item, **more):
    form = {"title": "After", "description": "Two stars", "collection": item.collection_id, "tags": ""}
    return client.post(admin_url(item, "edit"), form | more, follow=True)


def has_changed(item):
    before = item.title, item.file.name, item.collection_id
    item = type(item).objects.filter(pk=item.pk).first()
    return item is None or (item.title, item.file.name, item.collection_id) != before


def bulk_url(item, action):
    url = reverse("wagtail_bulk_action", args=[item._meta.app_label, item._meta.model_name, action])
    return f"{url}?id={item.pk}"


def test_a_contributor_changes_and_deletes_what_nobody_uses(contributor, item):
    change(contributor, item)
    assert has_changed(item)
    contributor.post(admin_url(item, "delete"))
    assert not type(item).objects.exists()


def test_a_contributor_is_told_why_a_live_pages_file_is_not_theirs_to_change(contributor, item):
    publication(item)
    usage = "image_usage" if isinstance(item, SiteImage) else "document_usage"
    for name in ("edit", "delete", usage):
        response = contributor.get(admin_url(item, name), follow=True)
        assert REASON[type(item)] in response.text
        assert "Before" in response.text  # the library's list, which still has it


def test_a_contributor_replaces_no_file_that_a_live_page_shows(contributor, item):
    publication(item)
    file = png(color="red") if isinstance(item, SiteImage) else pdf(9)
    assert REASON[type(item)] in change(contributor, item, file=file).text
    assert not has_changed(item)
    assert item.file.storage.exists(item.file.name)


def test_a_contributor_deletes_nothing_that_a_live_page_shows(contributor, item):
    publication(item)
    assert REASON[type(item)] in contributor.post(admin_url(item, "delete"), follow=True).text
    assert not has_changed(item)


def test_a_contributor_draws_no_box_around_a_live_pages_picture(contributor):
    owner = UserFactory._meta.model.objects.get(username="contributor")
    picture = ImageFactory(uploaded_by_user=owner)
    publication(picture)
    box = {"focal_point_x": 5, "focal_point_y": 5, "focal_point_width": 4, "focal_point_height": 4}
    change(contributor, picture, **box)
    picture.refresh_from_db()
    assert picture.focal_point_x is None


def test_publishing_between_opening_the_form_and_sending_it_comes_first(contributor, item):
    draft = publication(item, live=False)
    assert contributor.get(admin_url(item, "edit")).status_code == 200
    draft.get_latest_revision().publish()
    assert REASON[type(item)] in change(contributor, item).text
    assert not has_changed(item)


def test_the_forms_of_the_multiple_upload_ask_as_well(contributor, item):
    publication(item)
    prefix = "image" if isinstance(item, SiteImage) else "doc"
    form = {f"{prefix}-{item.pk}-title": "After", f"{prefix}-{item.pk}-description": "Two stars"}
    for name in ("edit_multiple", "delete_multiple"):
        response = contributor.post(admin_url(item, name), form, headers={"x-requested-with": "XMLHttpRequest"})
        assert response.status_code == 403
    assert not has_changed(item)


@pytest.mark.parametrize("action", ["delete", "add_to_collection", "add_tags"])
def test_a_bulk_action_leaves_a_live_pages_file_alone_and_says_why(contributor, item, action):
    publication(item)
    collection = Collection.get_first_root_node().add_child(name="Elsewhere")
    assert REASON[type(item)] in contributor.get(bulk_url(item, action)).text
    contributor.post(bulk_url(item, action), {"collection": collection.pk, "tags": "new"})
    assert not has_changed(item)
    assert not item.tags.exists()


@pytest.mark.parametrize("action", ["delete", "add_to_collection", "add_tags"])
def test_a_bulk_action_asks_once_which_of_many_files_are_in_use(contributor, item, action):
    scheduled_change(item)
    publication(item)
    url = bulk_url(item, action)
    contributor.get(url)
    with CaptureQueriesContext(connection) as few:
        contributor.get(url)
    others = [type(item).objects.get(pk=item.pk) for _ in range(9)]
    for other in others:
        other.pk = other.id = None
        other.title = "Another"
        other.save()
        publication(other)
    with CaptureQueriesContext(connection) as many:
        response = contributor.get(url + "".join(f"&id={other.pk}" for other in others))
    assert response.text.count(REASON[type(item)]) == 10
    assert len(many) <= len(few) + 2 * len(others)  # Wagtail itself reads the owner and the collection of each


def test_a_bulk_action_does_what_nobody_uses(contributor, item):
    contributor.post(bulk_url(item, "delete"))
    assert not type(item).objects.exists()


def test_a_bulk_action_says_nothing_of_pages_about_anothers_file(contributor):
    document = DocumentFactory()
    page = contributor.get(bulk_url(document, "delete")).text
    assert "permission to delete this document" in page
    assert "live pages" not in page


def test_no_chooser_offers_to_change_what_is_in_use(contributor, item):
    app = "wagtailimages" if isinstance(item, SiteImage) else "wagtaildocs"
    chosen = reverse(f"{app}_chooser:chosen", args=[item.pk])
    assert contributor.get(chosen).json()["result"]["edit_url"]
    publication(item)
    assert item.is_editable_by_user(UserFactory._meta.model.objects.get(username="contributor")) is False


def test_an_editor_changes_what_live_pages_show(editor, item):
    publication(item)
    change(editor, item)
    assert has_changed(item)


def live(item):
    publication(item)


def private(item):
    PageViewRestriction.objects.create(page=publication(item), restriction_type="password", password="key")


def changed_since(item):
    """The published revision shows it; the newest draft does not."""
    page = publication(item)
    page.cover = page.document = None
    page.external_url = "https://example.org/"
    page.save_revision()


def scheduled(item):
    page = publication(item, live=False)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()


def live_page_to_change(item):
    """A live publication without it, which is given it but not saved."""
    page = PublicationFactory()
    if isinstance(item, SiteImage):
        page.cover = item
    else:
        page.document, page.external_url = item, ""
    return page


def scheduled_change(item):
    page = live_page_to_change(item)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()


def submitted(item):
    page = publication(item, live=False)
    page.save_revision()
    page.get_workflow().start(page, user=item.uploaded_by_user)


def draft(item):
    publication(item, live=False)


def unpublished(item):
    publication(item).unpublish()


def draft_of_a_live_page(item):
    live_page_to_change(item).save_revision()


def deleted(item):
    publication(item).delete()


@pytest.mark.parametrize("use", [live, private, changed_since, scheduled, scheduled_change, submitted])
def test_what_visitors_see_or_will_see_once_it_is_approved_is_for_editors(contributor, item, use):
    use(item)
    change(contributor, item)
    assert not has_changed(item)


@pytest.mark.parametrize("use", [draft, unpublished, draft_of_a_live_page, deleted])
def test_what_only_drafts_show_is_still_its_owners(contributor, item, use):
    use(item)
    change(contributor, item)
    assert has_changed(item)


@pytest.mark.parametrize(
    "show",
    [
        lambda picture: PersonFactory(portrait=picture),
        lambda picture: StandardPageFactory(body=stream(("picture", {"image": picture.pk, "caption": ""}))),
    ],
    ids=["portrait", "in a text"],
)
def test_a_portrait_and_a_picture_in_a_text_are_in_use(contributor, show):
    owner = UserFactory._meta.model.objects.get(username="contributor")
    picture = ImageFactory(uploaded_by_user=owner, title="Before")
    show(picture)
    change(contributor, picture)
    assert not has_changed(picture)


def test_the_question_costs_the_same_however_many_pages_show_it(contributor, item, django_assert_max_num_queries):
    for _ in range(5):
        publication(item)
    with django_assert_max_num_queries(30) as few:
        contributor.get(admin_url(item, "edit"))
    for _ in range(15):
        publication(item)
    with django_assert_max_num_queries(len(few)):
        contributor.get(admin_url(item, "edit"))
    assert Publication.objects.count() == 20
