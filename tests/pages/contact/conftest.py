"""The contact page, and a visitor's browser without JavaScript that sends its form."""

from http import HTTPStatus
from urllib.parse import urlencode

import pytest

from tests.factories import ContactFactory
from tests.html import parse
from tests.whole_site import organization

FORM_TYPE = "application/x-www-form-urlencoded"
OWN = "http://testserver"
NOWHERE = {"origin": None}
MESSAGE = {
    "name": "Ada Example",
    "email": "ada@example.org",
    "organization": "Example Council",
    "text": "Could you speak at our meeting in March?",
}


@pytest.fixture
def contact(home):
    organization(email="office@example.org")
    return ContactFactory(thanks="<p>We write back within a week.</p>")


@pytest.fixture
def post(visitor):
    """post(fields) sends a form; with another `origin`, `referer`, or `network` as the client's address."""

    def post(fields, *, origin=OWN, referer=None, address="192.0.2.1", url="/contact/message/"):
        sent = {"origin": origin, "referer": referer}
        headers = {name: value for name, value in sent.items() if value is not None}
        return visitor.post(url, urlencode(fields), content_type=FORM_TYPE, headers=headers, REMOTE_ADDR=address)

    return post


def fields_of(response) -> dict:
    """What a browser sends of the page's form if nobody types anything."""
    form = parse(response).select_one("form[method=post]")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    return fields | {field["name"]: field.get_text().removeprefix("\n") for field in form.select("textarea")}


def asked(response):
    """The request to send once more, or None."""
    return parse(response).select_one(".notice") if response.status_code == HTTPStatus.OK else None


@pytest.fixture
def send(contact, visitor, post):
    """Open the page and send its form: send(name="Eve"), send(from_={"origin": None})."""

    def send(from_=None, **typed):
        return post(fields_of(visitor.get(contact.url)) | MESSAGE | typed, **(from_ or {}))

    return send
