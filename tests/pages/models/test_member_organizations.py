"""The member organizations page as a visitor reads it."""

import pytest

from pages.rich_text.blocks import ORGANIZATION_KINDS
from tests.factories import MemberOrganizationsFactory, stream
from tests.html import headings, parse, text

pytestmark = pytest.mark.django_db


def member(name, kind):
    return ("organization", {"name": name, "kind": kind, "url": ""})


def test_members_are_listed_under_their_kind_in_the_order_that_an_editor_gave_them(client):
    members = [
        member("Zeta Council", "council"),
        member("Beta Federation", "federation"),
        member("Alpha Federation", "federation"),
        member("National Union", "national"),
    ]
    soup = parse(client.get(MemberOrganizationsFactory(organizations=stream(*members)).url))
    sections = soup.select("section.band")
    found = {text(section.h2): [text(item) for item in section.find_all("li")] for section in sections}
    assert list(found.items()) == [
        ("National organizations", ["National Union"]),
        ("Federations", ["Beta Federation", "Alpha Federation"]),
        ("Community councils", ["Zeta Council"]),
    ]


@pytest.mark.parametrize(("kind", "label"), ORGANIZATION_KINDS)
def test_a_kind_without_members_has_no_heading(client, kind, label):
    page = MemberOrganizationsFactory(organizations=stream(member("The only one", kind)))
    assert headings(parse(client.get(page.url)), level=2) == [f"{label}s"]
