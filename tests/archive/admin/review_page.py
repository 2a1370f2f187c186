"""The page of one imported issue: how the tests look at it, and press its buttons."""

from django.urls import reverse

from tests.html import parse


def show(client, imported, **parameters):
    return parse(client.get(reverse("archive_issue", args=[imported.pk]), parameters))


def press(client, name, imported, **values):
    response = client.post(reverse(f"archive_{name}", args=[imported.pk]), values, follow=True)
    imported.refresh_from_db()
    return response
