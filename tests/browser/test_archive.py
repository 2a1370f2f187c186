"""The page of an upload says by itself when the worker has stored it."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from archive.models import Upload
from tests.browser.conftest import ADA

ROW = {"file": "a.txt", "result": "no issue", "message": "It is none.", "date": "", "page_id": None, "confidence": None}


@pytest.fixture(scope="module")
def upload(site, django_db_blocker):
    """An upload of ADA's that the worker has stored."""
    with django_db_blocker.unblock():
        ada = get_user_model().objects.get(username=ADA["username"])
        upload = Upload.objects.create(by=ada, name="issues.zip", state=Upload.State.STORED, rows=[ROW])
        connection.close()
        return upload


def answer(state, words):
    """What the server answers as it was a moment before, in that state."""

    def fulfill(route):
        response = route.fetch()
        body = response.text().replace('state-value="stored"', f'state-value="{state}"')
        route.fulfill(response=response, body=body.replace("it is stored", words).replace("It is none.", ""))

    return fulfill


def test_who_waits_for_an_upload_is_told_when_it_is_stored(admin, upload):
    admin.clock.install()
    for state, words in (("failed", "an error"), ("waiting", "it waits")):  # the last that is routed comes first
        admin.route("**/upload/**", answer(state, words), times=1)
    admin.goto(reverse("archive_preview", args=[upload.key]))
    status = admin.get_by_role("status").filter(has_text="issues.zip")
    row = admin.get_by_role("row", name="a.txt")
    expect(status).to_contain_text("it waits")
    expect(row).not_to_contain_text("It is none.")
    admin.clock.fast_forward(2000)
    expect(status).to_contain_text("an error")
    admin.clock.fast_forward(3000)
    expect(status).to_contain_text("it is stored")
    expect(row).to_contain_text("It is none.")
