"""security.txt, held to the rules of RFC 9116."""

import datetime
import re

import pytest

from pages.models import Contact, Organization

URL = "/.well-known/security.txt"


def read(response):
    """Its fields as (name, value), each line of which has the RFC's form."""
    assert response.status_code == 200
    lines = response.content.decode().split("\n")
    assert lines.pop() == ""  # RFC 9116, 2.2: every line ends with a line break
    return [re.fullmatch(r"([A-Z][A-Za-z-]+): (\S.*)", line).groups() for line in lines]


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = "https://www.example.org"


def test_who_finds_a_weakness_is_told_where_to_report_it(full, visitor):
    Organization.objects.update(email="office@example.org")
    fields = read(visitor.get(URL))
    contact = Contact.objects.get()
    assert [value for name, value in fields if name == "Contact"] == [
        "mailto:office@example.org",
        f"https://www.example.org{contact.url}",
    ]
    assert ("Canonical", f"https://www.example.org{URL}") in fields
    assert ("Preferred-Languages", "en") in fields


def test_the_file_keeps_the_rules_of_the_rfc(full, visitor):
    response = visitor.get(URL)
    fields = read(response)
    names = [name for name, _ in fields]
    assert response["Content-Type"] == "text/plain; charset=utf-8"  # section 3
    assert set(names) <= {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert "Contact" in names
    assert names.count("Expires") == names.count("Preferred-Languages") == 1
    assert all(
        value.startswith(("https://", "mailto:", "tel:"))
        for name, value in fields
        if name != "Expires" and name != "Preferred-Languages"
    )
    expires = datetime.datetime.strptime(dict(fields)["Expires"], "%Y-%m-%dT%H:%M:%S%z")
    now = datetime.datetime.now(datetime.UTC)
    assert now + datetime.timedelta(days=30) < expires < now + datetime.timedelta(days=365)


def test_without_an_email_address_the_form_is_the_contact(full, visitor):
    Organization.objects.update(email="")
    (contact,) = [value for name, value in read(visitor.get(URL)) if name == "Contact"]
    assert contact.endswith(Contact.objects.get().url)


def test_without_any_contact_there_is_no_file(visitor):
    assert visitor.get(URL).status_code == 404


def test_the_old_place_leads_to_the_file(full, visitor):
    assert visitor.get("/security.txt").headers["Location"] == URL
