"""The main menu and the breadcrumbs, made from the page tree."""

import pytest
from wagtail.models import Page

from pages.navigation import BAR_LENGTH
from tests import factories as make
from tests.html import parse, text

LABELS = ["About us", "Programs", "News", "Statements", "Publications", "Sign up", "Contact"]
MORE = ["Countries", "Accessibility"]
BESIDE = ["Search", "Donate"]


@pytest.fixture
def site(home):
    """The pages below Home in the order of the menu."""
    for factory in (
        make.AboutFactory,
        make.ProgramIndexFactory,
        make.NewsIndexFactory,
        make.StatementIndexFactory,
        make.PublicationIndexFactory,
        make.SignUpFactory,
        make.DonateFactory,
        make.ContactFactory,
        make.CountryIndexFactory,
        make.StandardPageFactory,
    ):
        factory()


def labels(elements):
    return [text(element) for element in elements]


def bar(page):
    return page.select("header nav .menu__bar > li > a")


def more(page):
    return page.select("header nav .menu__more a")


def beside(page):
    """The links of the menu that stand in no list."""
    return page.select("header nav > a")


def test_the_menu_has_the_labels_in_their_order_and_the_rest_under_more(site, visitor):
    page = parse(visitor.get("/"))
    assert labels(bar(page)) == ["Home", *LABELS]
    assert labels(more(page)) == MORE
    assert labels(beside(page)) == BESIDE
    assert len(LABELS) == BAR_LENGTH


def test_more_is_a_popover_which_its_button_opens_without_javascript(site, visitor):
    button = parse(visitor.get("/")).select_one("header nav button")
    popover = parse(visitor.get("/")).find(id=button["popovertarget"])
    assert text(button) == "More"
    assert popover["popover"] == ""  # auto: the browser closes it at Escape and at a click outside
    assert labels(popover.select("a")) == MORE


@pytest.mark.parametrize("url", ["/", "/about/", "/search/", "/no-such-page/"])
def test_neither_donate_nor_search_stands_in_what_can_be_closed(site, visitor, url):
    page = parse(visitor.get(url))
    for label in BESIDE:
        (link,) = [link for link in page.header("a") if text(link) == label]
        assert link.find_parent(["details", "dialog"]) is None
        assert link.find_parent(popover=True) is None


def test_the_list_is_not_in_the_details_that_show_and_hide_it_on_a_phone(site, visitor):
    details = parse(visitor.get("/")).select_one("header details")
    assert text(details) == "Menu"
    assert details.find_next_sibling("ul") is not None


def test_donate_is_where_editors_have_marked_it_for_the_menu(site, visitor):
    Page.objects.filter(slug="donate").update(show_in_menus=False)
    assert labels(beside(parse(visitor.get("/")))) == ["Search"]


def test_an_older_site_with_statements_after_contact_has_them_in_the_bar(site, visitor):
    Page.objects.get(slug="statements").move(Page.objects.get(slug="contact"), pos="right")
    page = parse(visitor.get("/"))
    assert labels(bar(page)) == ["Home", *(label for label in LABELS if label != "Statements"), "Statements"]
    assert labels(more(page)) == MORE


def test_without_more_pages_there_is_no_more(home, visitor):
    make.AboutFactory()
    page = parse(visitor.get("/"))
    assert labels(bar(page)) == ["Home", "About us"]
    assert page.select("header nav button") == []


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
    assert labels(bar(page)) == ["Home", *(label for label in LABELS if label != "Programs"), MORE[0]]
    assert labels(more(page)) == MORE[1:]
