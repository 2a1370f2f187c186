"""The main menu and the breadcrumbs, made from the page tree."""

import pytest
from wagtail.models import Page

from pages.navigation import BAR_LENGTH
from tests import factories as make
from tests.html import parse, text

LABELS = ["About us", "Programs", "News", "Publications", "Sign up", "Donate", "Contact"]
MORE = ["Statements", "Countries", "Accessibility"]


@pytest.fixture
def site(home):
    """The pages below Home in the order of the menu."""
    for factory in (
        make.AboutFactory,
        make.ProgramIndexFactory,
        make.NewsIndexFactory,
        make.PublicationIndexFactory,
        make.SignUpFactory,
        make.DonateFactory,
        make.ContactFactory,
        make.StatementIndexFactory,
        make.CountryIndexFactory,
        make.StandardPageFactory,
    ):
        factory()


def labels(elements):
    return [text(element) for element in elements]


def bar(page):
    return [link for link in page.select("header nav a") if not link.find_parent(class_="menu__more")]


def more(page):
    return page.select("header nav .menu__more a")


def test_the_menu_has_the_eight_labels_and_the_rest_under_more(site, visitor):
    page = parse(visitor.get("/"))
    assert labels(bar(page)) == ["Home", *LABELS, "Search"]
    assert labels(more(page)) == MORE
    assert len(LABELS) == BAR_LENGTH


def test_more_opens_without_javascript(site, visitor):
    details = parse(visitor.get("/")).select_one("header nav details")
    assert text(details.summary) == "More"
    assert not details.has_attr("open")


def test_without_more_pages_there_is_no_more(home, visitor):
    make.AboutFactory()
    page = parse(visitor.get("/"))
    assert labels(bar(page)) == ["Home", "About us", "Search"]
    assert page.select("header nav details details") == []


def test_the_menu_follows_the_tree(site, visitor, home):
    home.refresh_from_db()
    contact = home.get_children().get(slug="contact")
    contact.move(home.get_children().first(), pos="left")
    assert labels(bar(parse(visitor.get("/"))))[:3] == ["Home", "Contact", "About us"]


def test_a_page_that_is_not_marked_for_the_menu_or_not_published_is_not_in_it(site, visitor):
    make.StandardPageFactory(title="Unmarked", show_in_menus=False)
    make.StandardPageFactory(title="Draft", live=False)
    assert labels(more(parse(visitor.get("/")))) == MORE


def test_the_branch_of_the_current_page_is_marked_in_the_menu(site, visitor):
    page = parse(visitor.get(make.WeeklyUpdateFactory().url))
    (current,) = page.select("header nav a[aria-current]")
    assert (text(current), current["aria-current"]) == ("News", "true")
    (current,) = parse(visitor.get("/news/")).select("header nav a[aria-current]")
    assert (text(current), current["aria-current"]) == ("News", "page")


def test_a_page_three_levels_down_has_all_its_breadcrumbs(site, visitor):
    parent = make.StandardPageFactory(title="Legal")
    middle = make.StandardPageFactory(title="Privacy", parent=parent)
    leaf = make.StandardPageFactory(title="Cookies", parent=middle)
    trail = parse(visitor.get(leaf.url)).select(".breadcrumbs a")
    assert labels(trail) == ["Home", "Legal", "Privacy"]
    assert [link["href"] for link in trail] == ["/", "/legal/", "/legal/privacy/"]


def test_a_title_with_markup_is_escaped_in_the_menu(home, visitor):
    make.StandardPageFactory(title="<b>Bold</b> & plain")
    page = visitor.get("/").content.decode()
    assert "<b>Bold</b>" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; plain" in page


@pytest.mark.parametrize("url", ["/404/", "/search/", "/contact/received/"])
def test_pages_outside_the_tree_have_the_menu_too(site, visitor, url):
    assert labels(bar(parse(visitor.get(url))))[1:8] == LABELS


@pytest.mark.parametrize("kind", ["login", "password"])
def test_a_private_page_is_not_in_the_menu(site, visitor, kind):
    Page.objects.get(slug="programs").view_restrictions.create(restriction_type=kind, password="a-password")
    page = parse(visitor.get("/"))
    assert labels(bar(page)) == ["Home", *(label for label in LABELS if label != "Programs"), MORE[0], "Search"]
    assert labels(more(page)) == MORE[1:]
