"""`listed()`: the pages that a list may show, which are live and public."""

from http import HTTPStatus

from wagtail.models import Page, PageViewRestriction

from news.models import WeeklyUpdate
from pages.models import StandardPage
from pages.models.base import BasePageQuerySet
from tests.factories import StandardPageFactory, WeeklyUpdateFactory


def make_private(page, kind=PageViewRestriction.LOGIN):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="a-password")
    return page


def test_listed_is_live_and_public_on_a_tree_with_private_branches(home):
    """Private ancestors, descendants and siblings, and paths that only begin like a private one."""
    parents = [StandardPageFactory(title=f"Parent {number}") for number in range(12)]
    children = [StandardPageFactory(title="Child", parent=parent) for parent in parents]
    leaves = [StandardPageFactory(title="Leaf", parent=child) for child in children]
    StandardPageFactory(title="Draft below", parent=parents[3], live=False)
    make_private(parents[0])
    make_private(children[1])
    make_private(leaves[2])
    make_private(parents[3], PageViewRestriction.PASSWORD)
    make_private(children[3])
    listed = set(BasePageQuerySet(Page).type(StandardPage).listed())
    assert listed == set(Page.objects.type(StandardPage).live().public())
    assert len(listed) == 36 - 3 - 2 - 1 - 3


def test_without_any_private_page_everything_live_is_listed(home):
    update = WeeklyUpdateFactory()
    WeeklyUpdateFactory(live=False)
    assert list(WeeklyUpdate.objects.listed()) == [update]


def test_listed_costs_one_query(home, django_assert_num_queries):
    make_private(WeeklyUpdateFactory())
    with django_assert_num_queries(1):
        assert list(WeeklyUpdate.objects.listed()) == []


def test_a_visitor_is_asked_to_sign_in_for_a_private_page_and_all_pages_below_it(home, visitor):
    parent = StandardPageFactory(title="Parent")
    child = StandardPageFactory(title="Child", parent=parent)
    leaf = StandardPageFactory(title="Leaf", parent=child)
    assert visitor.get(leaf.url).status_code == HTTPStatus.OK
    make_private(child)
    assert visitor.get(parent.url).status_code == HTTPStatus.OK
    assert [visitor.get(page.url).status_code for page in (child, leaf)] == [HTTPStatus.FOUND] * 2


def test_an_alias_and_the_pages_below_it_are_as_private_as_its_original(home, visitor):
    original = StandardPageFactory(title="Original")
    alias = original.create_alias(update_slug="alias")
    below = StandardPageFactory(title="Below", parent=alias)
    assert [visitor.get(page.url).status_code for page in (alias, below)] == [HTTPStatus.OK] * 2
    make_private(original)
    assert [visitor.get(page.url).status_code for page in (alias, below)] == [HTTPStatus.FOUND] * 2
