"""What people do in the trash."""

from django.urls import reverse

from pages.models import TrashedPage
from tests.html import parse, text


def delete(client, page, **options):
    """Delete a page as its editor does."""
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), **options)


def undo(client, **options):
    """Take back what was deleted last."""
    return client.post(reverse("undo_trash", args=[TrashedPage.objects.first().batch]), **options)


def restore_url(page):
    return reverse("restore_trashed", args=[TrashedPage.objects.get(page_id=page.pk).pk])


def restore(client, page, follow=False, **data):
    return client.post(restore_url(page), data, follow=follow)


def buttons(response):
    return [text(button) for button in parse(response).select("main form button")]


def warnings(response):
    return [text(warning) for warning in parse(response).select(".help-warning")]
