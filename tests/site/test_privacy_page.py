"""The page on privacy: where it is linked, what it says of others, and that the server's log keeps its promise."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from tests.factories import ContactFactory, StandardPageFactory
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


def test_a_draft_is_linked_nowhere(privacy, visitor):
    privacy.unpublish()
    assert parse(visitor.get(ContactFactory().url)).find("a", string="Privacy") is None


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
