"""The list of what is in the trash: who sees what, and who empties it."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from pages.models import StandardPage, TrashedPage
from tests.conftest import signed_in
from tests.factories import (
    StandardPageFactory,
    UserFactory,
)
from tests.html import parse, text

from .steps import delete, restore, restore_url


def test_the_trash_says_what_is_in_it_and_from_where(editor, home):
    page = StandardPageFactory(title="Privacy")
    delete(editor, page)
    listed = text(parse(editor.get(reverse("trash"))).select_one("li.trash__page"))
    for part in ("Privacy", "page below “NCSEJ”", "live", "by editor", " ET"):
        assert part in listed


def test_an_empty_trash_says_so(editor, home):
    assert "Nothing is in the trash." in editor.get(reverse("trash")).text


def test_a_full_trash_has_pages_and_costs_the_same(administrator, home, django_assert_max_num_queries):
    delete(administrator, StandardPageFactory())
    trashed = TrashedPage.objects.get()
    for number in range(21):
        trashed.pk, trashed.page_id = None, 1_000_000 + number
        trashed.save()
    with django_assert_max_num_queries(12):
        response = administrator.get(reverse("trash"))
    assert len(parse(response).select("li.trash__page")) == 20
    assert len(parse(administrator.get(f"{reverse('trash')}?p=2")).select("li.trash__page")) == 2


def test_contributor_sees_own_drafts_in_the_trash_and_no_others(editor, home):
    user = UserFactory(groups=["Contributors"])
    own, other = StandardPageFactory(title="Mine", live=False, owner=user), StandardPageFactory(title="Not mine")
    delete(editor, own)
    delete(editor, other)
    contributor = signed_in(user)
    listed = contributor.get(reverse("trash")).text
    assert "Mine" in listed
    assert "Not mine" not in listed
    assert contributor.get(restore_url(other)).status_code == HTTPStatus.NOT_FOUND
    restore(contributor, own)
    assert StandardPage.objects.get() == own


def test_only_administrators_delete_for_good(editor, administrator, home):
    page = StandardPageFactory()
    delete(editor, page)
    url = reverse("delete_trashed", args=[TrashedPage.objects.get().pk])
    for refused in (url, reverse("empty_trash")):
        editor.post(refused)
        assert TrashedPage.objects.exists()
    assert "Nobody can undo this" in administrator.get(url).text
    administrator.post(url)
    assert not TrashedPage.objects.exists()


def test_emptying_the_trash_leaves_what_came_after_the_question(administrator, home):
    delete(administrator, StandardPageFactory())
    asked = administrator.get(reverse("empty_trash"))
    newest = parse(asked).select_one("input[name=newest]")["value"]
    later = StandardPageFactory()
    delete(administrator, later)
    administrator.post(reverse("empty_trash"), {"newest": newest})
    assert [trashed.page_id for trashed in TrashedPage.objects.all()] == [later.pk]


@pytest.mark.parametrize("newest", ["", "x", "9" * 30])
def test_emptying_the_trash_without_having_seen_it_deletes_nothing(administrator, home, newest):
    delete(administrator, StandardPageFactory())
    response = administrator.post(reverse("empty_trash"), {"newest": newest}, follow=True)
    assert response.status_code == HTTPStatus.OK
    assert TrashedPage.objects.exists() == (newest != "9" * 30)


def test_visitors_do_not_enter_the_trash(visitor, editor, home):
    delete(editor, StandardPageFactory())
    trashed = TrashedPage.objects.get()
    restore_url = reverse("restore_trashed", args=[trashed.pk])
    for url in (reverse("trash"), restore_url, reverse("undo_trash", args=[trashed.batch])):
        assert visitor.post(url).headers["Location"].startswith("/admin/login/")
    assert not StandardPage.objects.exists()
