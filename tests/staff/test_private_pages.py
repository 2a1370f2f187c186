"""Guessing the password that the readers of a private page, or of private documents, share."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from staff import limits
from staff.models import AttemptCount
from tests.factories import StandardPageFactory
from tests.html import parse

OFFICE, ELSEWHERE = "192.0.2.10", "203.0.113.20"
SHARED_PASSWORD = "the password of the board"


def ask_for_page(client, restriction, password, address=OFFICE):
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, restriction.page_id])
    return client.post(url, {"password": password, "return_url": "/secret/"}, REMOTE_ADDR=address)


def ask_for_documents(client, restriction, password, address=OFFICE):
    url = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    return client.post(url, {"password": password, "return_url": "/secret/"}, REMOTE_ADDR=address)


@pytest.fixture(params=["page", "documents"])
def private(request, home):
    """(ask, restriction): a private page, or private documents, with SHARED_PASSWORD."""
    fields = {"restriction_type": "password", "password": SHARED_PASSWORD}
    if request.param == "page":
        page = StandardPageFactory(title="Board minutes", search_description="What the board decided.")
        return ask_for_page, PageViewRestriction.objects.create(page=page, **fields)
    collection = Collection.get_first_root_node().add_child(name="Board")
    return ask_for_documents, CollectionViewRestriction.objects.create(collection=collection, **fields)


def test_the_password_of_a_private_page_is_guessed_twenty_times_at_most(private):
    ask, restriction = private
    guesser = Client()
    replies = [ask(guesser, restriction, f"guess {number}").status_code for number in range(30)]
    assert replies.count(HTTPStatus.OK) == limits.PRIVATE_PAGE.attempts
    response = ask(guesser, restriction, SHARED_PASSWORD)
    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert int(response["Retry-After"]) > 0
    page = parse(response)
    assert "Please try again in 15 minutes." in page.get_text()
    assert page.find("input", attrs={"name": "return_url"})["value"] == "/secret/"
    assert ask(Client(), restriction, SHARED_PASSWORD, ELSEWHERE).url == "/secret/"


def test_the_readers_of_a_private_page_are_not_counted(private):
    ask, restriction = private
    for _ in range(limits.PRIVATE_PAGE.attempts + 5):
        assert ask(Client(), restriction, SHARED_PASSWORD).url == "/secret/"


@pytest.mark.parametrize("door", ["_util/authenticate_with_password/{}/1/", "documents/authenticate_with_password/{}/"])
def test_guesses_at_what_does_not_exist_leave_nothing_in_the_database(home, visitor, door):
    urls = ["/" + door.format(number) for number in range(5000, 5020)]
    statuses = {visitor.post(url, {"password": SHARED_PASSWORD}).status_code for url in urls}
    assert statuses == {HTTPStatus.NOT_FOUND}
    assert not AttemptCount.objects.exists()


def test_asking_for_the_password_tells_nothing_of_the_private_page(home, visitor):
    page = StandardPageFactory(title="Board minutes", search_description="What the board decided.")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password=SHARED_PASSWORD)
    for response in (visitor.get(page.url), ask_for_page(visitor, restriction, "wrong")):
        text = response.content.decode()
        assert "Board minutes" not in text
        assert "What the board decided" not in text
        assert "og:image" not in text
