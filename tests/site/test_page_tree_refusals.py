"""What an editor is told when another has changed the page tree meanwhile."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from wagtail.models import Page

from pages.models import StandardPage
from quality import tree_operations
from tests.factories import StandardPageFactory


def move(client, page, destination):
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]), follow=True)


def bulk(client, action, *pages, **data):
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{url}?{ids}&next=/admin/pages/", data, follow=True)


@pytest.fixture
def above(home):
    return StandardPageFactory(title="Above")


@pytest.fixture
def below(above):
    return StandardPageFactory(title="Below", parent=above)


def test_an_editor_who_moves_a_page_below_its_own_child_is_told_why_not(editor, above, below):
    response = move(editor, above, below)
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:move", args=[above.pk])
    assert "“Below” lies below “Above”" in response.text
    assert list(tree_operations.tree_problems()) == []


def test_an_editor_who_moves_several_pages_below_one_of_them_is_told_which(editor, above, below):
    response = bulk(editor, "move", above, chooser=below.pk)
    assert response.status_code == HTTPStatus.OK
    assert "Above" in response.text
    assert Page.objects.get(pk=below.pk).is_child_of(Page.objects.get(pk=above.pk))


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
@pytest.mark.parametrize("url", ["edit", "delete", "unpublish", "copy", "move", "set_page_position"])
def test_an_editor_at_a_deleted_page_sees_the_admins_own_404(editor, url, action, below):
    below.delete()
    single = editor.post(reverse(f"wagtailadmin_pages:{url}", args=[below.pk]))
    several = bulk(editor, action, below)
    for response in (single, several):
        assert response.status_code == HTTPStatus.NOT_FOUND
        assert "wagtailadmin/404.html" in [template.name for template in response.templates]


def test_an_editor_who_copies_below_a_deleted_page_sees_the_admins_own_404(editor, above, below):
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": below.pk}
    below.delete()
    response = editor.post(reverse("wagtailadmin_pages:copy", args=[above.pk]), form)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "wagtailadmin/404.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_a_page_that_is_selected_together_with_its_child_leaves_a_sound_tree(editor, action, above, below):
    """A search lists both, so both can be selected."""
    data = {"chooser": StandardPageFactory(title="Destination").pk} if action == "move" else {}
    response = bulk(editor, action, above, below, **data)
    assert response.status_code == HTTPStatus.OK
    assert list(tree_operations.tree_problems()) == []
    if action == "move":
        assert Page.objects.get(pk=below.pk).is_child_of(Page.objects.get(pk=above.pk))
    assert StandardPage.objects.filter(pk=below.pk).exists() == (action != "delete")
