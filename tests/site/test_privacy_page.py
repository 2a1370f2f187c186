"""The page on privacy: where it is linked, what it says of others, and that the server's log keeps its promise."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from wagtail.models import PageViewRestriction

from tests.factories import AboutFactory, ContactFactory, StandardPageFactory
from tests.html import parse, text
from tests.whole_site import organization

GUNICORN = runpy.run_path(str(Path(__file__).parents[2] / "deploy" / "gunicorn.conf.py"))


@pytest.fixture
def privacy(home):
    page = StandardPageFactory(title="Privacy")
    organization(privacy_page=page, donate_url="https://www.give.example/", sign_up_url="https://mail.example/")
    return page


def test_every_page_links_it_at_its_foot_and_the_contact_form_beside_its_button(privacy, visitor):
    contact = parse(visitor.get(ContactFactory().url))
    assert contact.footer.find("a", string="Privacy")["href"] == privacy.url
    assert contact.select_one("form[method=post]").find("a", string="Privacy")["href"] == privacy.url
    assert parse(visitor.get("/search/")).footer.find("a", string="Privacy")


@pytest.fixture
def count_links(visitor):
    """Count the links to a page at the foot of the contact page and in its form, besides the menu."""
    contact = ContactFactory()
    links = "body > footer a[href='{0}'], form[method=post] a[href='{0}']"
    return lambda page: len(parse(visitor.get(contact.url)).select(links.format(page.url)))


def test_a_draft_is_linked_nowhere(privacy, count_links):
    assert count_links(privacy) == 2
    privacy.unpublish()
    assert count_links(privacy) == 0


def test_one_that_is_private_or_below_a_private_page_is_linked_nowhere(home, count_links):
    about = AboutFactory()
    page = StandardPageFactory(title="Privacy", parent=about)
    organization(privacy_page=page)
    for private in (page, about):
        restriction = PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
        assert count_links(page) == 0
        restriction.delete()
        assert count_links(page) == 2


def test_a_page_of_another_type_is_not_taken_for_it(home, count_links):
    about = AboutFactory()
    organization(privacy_page=about)
    assert count_links(about) == 0


def test_without_it_nothing_is_linked_and_nothing_fails(privacy, visitor):
    contact = ContactFactory()
    privacy.delete()
    soup = parse(visitor.get(contact.url))
    assert soup.select_one("form[method=post] button")
    assert not soup.find("a", string="Privacy")


def test_it_names_the_websites_that_take_gifts_and_sign_ups_and_other_pages_do_not(privacy, visitor):
    others = text(parse(visitor.get(privacy.url)).select_one("[aria-labelledby=processors]"))
    assert "Online gifts: give.example" in others
    assert "The weekly update by email: mail.example" in others
    organization(donate_processor="A processor")
    assert "Online gifts: A processor, on give.example" in text(parse(visitor.get(privacy.url)).main)
    assert b"processors" not in visitor.get(StandardPageFactory(title="Another").url).content


def test_the_access_log_of_production_tells_neither_who_asked_nor_what_was_searched_for():
    logger = GUNICORN["logger_class"](Config())
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/search/%0A?q=a+name",
        "QUERY_STRING": "q=a+name",
        "PATH_INFO": "/search/\n",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "HTTP_X_FORWARDED_FOR": "198.51.100.7",
        "HTTP_REFERER": "https://example.org/elsewhere",
        "HTTP_USER_AGENT": "A browser",
    }
    request, response = SimpleNamespace(headers=[]), SimpleNamespace(status="200 OK", sent=512, headers=[])
    took = SimpleNamespace(seconds=0, microseconds=7000)
    atoms = logger.atoms_wrapper_class(logger.atoms(response, request, environ, took))
    line = GUNICORN["access_log_format"] % atoms
    assert line.endswith('"GET /search/%0A HTTP/1.1" 200 512 7ms')
    for told in ("name", "192.0.2", "198.51", "elsewhere", "browser", "\n"):
        assert told not in line
